"""`onroll registers`: list those due, verify the ledger, rebuild its projection, dispose of what need be kept no longer."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="The registers of this database.")


@app.callback()
def registers() -> None:
    """The registers of this database."""


@app.command()
def due(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print them as JSON: school, group, date, session, status, url.")
    ] = False,
) -> None:
    """List the registers of the session under way, at every school, and where each is taken."""
    _start()
    from onroll.service.clock import now
    from onroll.service.demo.registers_due import registers_due

    moment = now()
    rows = [one.as_dict() for one in registers_due(_service().scope, now=moment)]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif not rows:
        typer.echo(f"No school here meets on {moment:%-d %B %Y}, so no register is due.")
    else:
        _print_due(rows, moment)


def _print_due(rows: list[dict[str, str]], moment: dt.datetime) -> None:
    from rich.console import Console
    from rich.table import Table

    from onroll.law.plain_words import moment_in_words

    title = f"Registers on {moment_in_words(moment)}"
    table = Table("School", "Group", "Session", "Status", box=None, title=title, title_justify="left")
    table.add_column("Page", no_wrap=True)
    for row in rows:
        table.add_row(row["school"], row["group"], row["session"], row["status"], row["url"])
    Console().print(table)


@app.command()
def verify(
    school: Annotated[str, typer.Option(help="One school's URN; otherwise every school.")] = "",
    expect: Annotated[
        str, typer.Option(help="With --school: the seal the ledger must contain, as printed on a register.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check every entry, seal and projection; exit 1 where anything is not as it was written."""
    _start()
    from onroll.service.attendance_register.models import Submission
    from onroll.service.attendance_register.verification import verify_register

    failed = False
    printed: list[dict[str, Any]] = []
    for one in _schools(school):
        found = verify_register(_service().scope, school_id=one.pk)
        failed = failed or not found.is_whole
        printed.append({"school": one.name, "urn": one.urn, **found.as_dict()})
        if not as_json:
            _print(one.name, found)
        if expect and not Submission.objects.filter(school_id=one.pk, seal=bytes.fromhex(expect)).exists():
            failed = True
            typer.echo(
                f"  The ledger holds no seal {expect[:16]}…: what was written up to it has been replaced.",
                err=True,
            )
    if as_json:
        typer.echo(json.dumps(printed, indent=2))
    raise typer.Exit(1 if failed else 0)


@app.command()
def rebuild(
    school: Annotated[str, typer.Option(help="One school's URN; otherwise every school.")] = "",
) -> None:
    """Write the current entries afresh from the ledger."""
    _start()
    from onroll.service.attendance_register.projection import rebuild_projection

    for one in _schools(school):
        typer.echo(f"{one.name}: {rebuild_projection(school_id=one.pk, by=_service()):,} current entries")
        _extract_again(one, afresh=True)


@app.command()
def dispose(
    before: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="Entries made before this day.")],
    school: Annotated[str, typer.Option(help="One school's URN; otherwise every school.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; empty nothing.")] = False,
) -> None:
    """Empty entries that the law no longer has kept, for good; their hashes stay, and the ledger still verifies.

    With them go the records of following up, leave, what was arranged or excluded, what parents sent, duties that are settled, and messages.
    """
    _start()
    from onroll.service import clock
    from onroll.service.absence_follow_up.actions.disposing import dispose_of_follow_up
    from onroll.service.absence_notices.actions.disposing import dispose_of_notices
    from onroll.service.attendance_register.actions.disposing import dispose_of_entries, preview_disposal
    from onroll.service.attendance_register.actions.refusals import DisposalRefused
    from onroll.service.attendance_register.queries.session_times import midnight
    from onroll.service.correspondence.actions.disposing import dispose_of_messages
    from onroll.service.duties.actions.disposing import dispose_of_duties
    from onroll.service.exclusions.actions.disposing import dispose_of_exclusions
    from onroll.service.guests.actions.disposing import dispose_of_guests
    from onroll.service.lateness.actions.disposing import dispose_of_lateness
    from onroll.service.leave_of_absence.actions.disposing import dispose_of_leave
    from onroll.service.lessons.actions.disposing import dispose_of_lessons
    from onroll.service.medical_absence.actions.disposing import dispose_of_medical_records
    from onroll.service.off_site_provision.actions.disposing import dispose_of_provision
    from onroll.service.parents.actions.disposing import dispose_of_what_parents_sent
    from onroll.service.part_time_timetables.actions.disposing import dispose_of_timetables
    from onroll.service.planned_attendance.actions.disposing import dispose_of_arrangements
    from onroll.service.recognition.actions.disposing import dispose_of_recognition
    from onroll.service.remote_education.actions.disposing import dispose_of_remote_notes

    for one in _schools(school):
        try:
            if dry_run:
                found = preview_disposal(
                    _service().scope, school_id=one.pk, before=before.date(), on=clock.today()
                )
                days = f", of {found.first_day} to {found.last_day}" if found.entries else ""
                typer.echo(f"{one.name}: {found.entries:,} entries would go{days}")
                continue
            count = dispose_of_entries(school_id=one.pk, before=before.date(), by=_service(), now=clock.now())
            about = {"school_id": one.pk, "before": before.date(), "by": _service(), "now": clock.now()}
            records = sum(
                empty(**about)
                for empty in (
                    dispose_of_follow_up,
                    dispose_of_lateness,
                    dispose_of_lessons,
                    dispose_of_recognition,
                    dispose_of_leave,
                    dispose_of_what_parents_sent,
                    dispose_of_duties,
                )
            )
            written = dispose_of_messages(**{**about, "before": midnight(before.date())})
            notices = dispose_of_notices(**about)
            timetables = dispose_of_timetables(**about)
            illness = dispose_of_medical_records(**about)
            planned = sum(
                remove(**about)
                for remove in (
                    dispose_of_arrangements,
                    dispose_of_provision,
                    dispose_of_guests,
                    dispose_of_remote_notes,
                    dispose_of_exclusions,
                )
            )
        except DisposalRefused as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(2) from None
        _extract_again(one)
        typer.echo(f"{one.name}: {count:,} entries disposed of")
        if records:
            typer.echo(f"{one.name}: {records:,} records of following up disposed of")
        if written:
            typer.echo(f"{one.name}: {written:,} messages disposed of")
        if notices:
            typer.echo(f"{one.name}: {notices:,} records of notices disposed of")
        if timetables:
            typer.echo(f"{one.name}: {timetables:,} part-time timetables disposed of")
        if planned:
            typer.echo(
                f"{one.name}: {planned:,} records of arrangements, placements, guests and exclusions disposed of"
            )
        if illness:
            typer.echo(f"{one.name}: {illness:,} records of illness disposed of")


def _print(name: str, found: Any) -> None:
    if found.is_whole:
        typer.echo(
            f"{name}: whole. {found.entries:,} entries, {found.submissions:,} submissions, seal {found.head[:16]}…"
        )
        return
    typer.echo(f"{name}: NOT whole. {len(found.discrepancies):,} found in {found.entries:,} entries:")
    for discrepancy in found.discrepancies:
        typer.echo(f"  {discrepancy.what}: {discrepancy.message}")


def _extract_again(school: Any, *, afresh: bool = False) -> None:
    """Bring a school's extract and the figures up to its registers at once, where there is one: what was disposed of goes from them."""
    from onroll.service import clock
    from onroll.service.extracts.extracting import extract_registers
    from onroll.service.extracts.folder import parts_of
    from onroll.service.figures.counting import count_figures

    if parts_of(school.urn):
        now = clock.now()
        extract_registers(by=_service(), now=now, school_ids=[school.pk], afresh=afresh)
        # Those of its trust, district and authority rest on the same pupils.
        count_figures(by=_service(), now=now)


def _schools(urn: str) -> Any:
    from onroll.service.organisations.models import School

    schools = School.objects.order_by("name")
    if urn and not schools.filter(urn=urn).exists():
        typer.echo(
            f"No school here has the URN {urn}. `onroll registers verify` without --school checks every school.",
            err=True,
        )
        raise typer.Exit(2)
    return schools.filter(urn=urn) if urn else schools


def _service() -> Any:
    from onroll.service.access.actor import Actor

    return Actor.service("onroll registers")


def _start() -> None:
    # Not before a command runs: what it is for is told without any data.
    from onroll.service.start import start_service

    start_service()
