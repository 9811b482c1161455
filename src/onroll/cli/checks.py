"""`onroll checks`: run the checks of a school's registers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Annotated, Any, NoReturn

import typer

app = typer.Typer(no_args_is_help=True, help="The checks of a school's registers.")


@app.callback()
def checks() -> None:
    """The checks of a school's registers."""


@app.command()
def run(
    school: Annotated[str, typer.Option(help="The school's URN.")],
    first: Annotated[
        str, typer.Option("--from", help="The first day, such as 2026-09-01. Default: this half term.")
    ] = "",
    last: Annotated[str, typer.Option("--to", help="The last day. Default: today.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Print what the checks find in some days of a school's registers; exit 1 where anything must be mended."""
    first_day, last_day = _day(first), _day(last)

    from onroll.service.start import start_service

    start_service()

    from onroll.service import clock
    from onroll.service.access.scope import Scope
    from onroll.service.attendance_register.checks import Severity, facts_to_check, found_in, nothing_to_check
    from onroll.service.attendance_register.queries.check_results import days_to_check

    found_school, scope, now = _school(school), Scope.everything(), clock.now()
    usual = days_to_check(scope, school_id=found_school.pk, today=now.date())
    first_day, last_day = first_day or usual[0], last_day or usual[1]
    if last_day < first_day:
        _refuse(
            f"The last day, {last_day}, is before the first, {first_day}. Give the earlier day with --from."
        )
    facts = facts_to_check(scope, school_id=found_school.pk, first_day=first_day, last_day=last_day, now=now)
    findings = found_in(facts)
    if not findings and (nothing := nothing_to_check(facts)):
        typer.echo(f"Nothing to check. {nothing.what} {nothing.cure}", err=True)
    if as_json:
        typer.echo(json.dumps([_as_json(finding) for finding in findings], indent=2))
    else:
        _print(f"{found_school.name}, {first_day} to {last_day}", findings)
    raise typer.Exit(1 if any(finding.severity is not Severity.LOOK for finding in findings) else 0)


def _print(heading: str, findings: list[Any]) -> None:
    from onroll.service.attendance_register.checks import CHECKS

    typer.echo(f"{heading}: {len(findings):,} found")
    for check in CHECKS:
        of_it = [finding for finding in findings if finding.check == check.name]
        if of_it:
            typer.echo(f"\n{check.title} ({len(of_it):,})")
        for finding in of_it:
            pupil = f" [pupil {finding.pupil_id}]" if finding.pupil_id else ""
            typer.echo(f"  {finding.severity}: {finding.what}{pupil}")


def _as_json(finding: Any) -> dict[str, Any]:
    """Return a finding as JSON holds it: ids and codes, never a name."""
    return {
        **{
            name: value
            for name, value in asdict(finding).items()
            if name not in ("citation", "date", "severity")
        },
        "severity": str(finding.severity),
        "date": finding.date.isoformat() if finding.date else None,
        "citation": finding.citation.text,
    }


def _school(urn: str) -> Any:
    from onroll.service.organisations.models import School

    found = School.objects.filter(urn=urn).first()
    if found is None:
        known = ", ".join(School.objects.order_by("urn").values_list("urn", flat=True)[:10])
        _refuse(f"No school here has the URN {urn}. The schools here have: {known or 'none yet'}.")
    return found


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _refuse(f"“{text}” is not a day. Write it as 2026-09-01.")


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
