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
    from onroll.service.attendance_register.actions.refusals import DisposalRefused

    for one in _schools(school):
        try:
            if dry_run:
                _print_what_would_go(one, before.date())
            else:
                _dispose(one, before.date())
        except DisposalRefused as refusal:
            typer.echo(str(refusal), err=True)
            raise typer.Exit(2) from None


def _print_what_would_go(school: Any, before: dt.date) -> None:
    from onroll.service import clock
    from onroll.service.attendance_register.actions.disposing import preview_disposal

    found = preview_disposal(_service().scope, school_id=school.pk, before=before, on=clock.today())
    days = f", of {found.first_day} to {found.last_day}" if found.entries else ""
    typer.echo(f"{school.name}: {found.entries:,} entries would go{days}")


def _dispose(school: Any, before: dt.date) -> None:
    from onroll.service import clock
    from onroll.service.jobs.disposing import dispose_of_everything

    gone = dict(dispose_of_everything(school_id=school.pk, before=before, by=_service(), now=clock.now()))
    _extract_again(school)
    for kind, count in gone.items():
        # That no entry went is an answer to what was asked; the rest goes without asking.
        if count or kind == "entries":
            typer.echo(f"{school.name}: {count:,} {kind} disposed of")


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
