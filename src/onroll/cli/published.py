"""`onroll published`: figures the department publishes, loaded to stand beside a school's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from onroll.service.published.models import PublishedRelease

app = typer.Typer(no_args_is_help=True, help="Figures the department publishes, to compare with.")
BAD_INPUT = 2


@app.callback()
def published() -> None:
    """Figures the department publishes, to compare with."""


@app.command()
def load(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A file of “pupil attendance in schools”, or of persistent absence."
        ),
    ],
    name: Annotated[str, typer.Option(help="The release, as the department names it.")],
    released: Annotated[str, typer.Option(help="The day it was published, such as 2026-07-23.")],
    authority: Annotated[
        str, typer.Option(help="The three digits of the one authority it is for. Default: every authority.")
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            help="Of persistent absence, which does not say it: such as “Autumn term” or “Academic year”."
        ),
    ] = "",
    year: Annotated[
        int | None, typer.Option(help="The September in which that period’s academic year begins.")
    ] = None,
    review: Annotated[
        bool,
        typer.Option(
            "--review", help="Only read it; an administrator of the authority accepts it in the browser."
        ),
    ] = False,
) -> None:
    """Read a published file, work it out again, and put it in use; earlier releases stay as they are.

    Exit 2 where the file cannot be read, or is in use already.
    """
    from onroll.service.start import start_service

    start_service()

    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.published.actions.loading import accept_release, read_release
    from onroll.service.published.refusals import PublishedRefused

    by, now = Actor.service("onroll published load"), clock.now()
    if not file.is_file():
        _refuse(f"There is no file {file}. Check the name.")
    if review and not authority:
        _refuse("A file for every authority has no page to be reviewed on. Name one with --authority.")
    try:
        release = read_release(
            path=file,
            file_name=file.name,
            name=name,
            released_on=_day(released),
            authority_id=_authority_id(authority),
            period=_period(period, year),
            by=by,
            now=now,
        )
        if not review:
            release = accept_release(release_id=release.pk, by=by, now=now)
    except PublishedRefused as refusal:
        _refuse(str(refusal))
    _tell(release)


def _tell(release: PublishedRelease) -> None:
    found = release.found
    typer.echo(f"{release.name}: {release.rows:,} rows, {release.get_state_display().lower()}")
    typer.echo(f"Of: {'; '.join(found['periods'])}")
    typer.echo(f"Rows with figures that are not published: {found['kept_back']:,}")
    if "differences" in found:
        typer.echo(f"Rates worked out again: {found['rates']:,}")
        typer.echo(f"Differences: {found['differences']:,}")
        for line in found["shown"]:
            typer.echo(f"  {line}")


def _authority_id(code: str) -> int | None:
    from onroll.service.organisations.models import Authority

    if not code:
        return None
    found = Authority.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        known = ", ".join(Authority.objects.order_by("code").values_list("code", flat=True))
        _refuse(f"No authority here has the code {code}. Those here have: {known or 'none yet'}.")
    return found


def _period(name: str, year: int | None) -> Any:
    from onroll.analysis.published.periods import ACADEMIC_YEAR, PublishedPeriod
    from onroll.law.school_time import AcademicYear

    if not name and year is None:
        return None
    if not name or year is None:
        _refuse("Say both the period and the year, such as --period “Autumn term” --year 2026.")
    try:
        academic_year = AcademicYear.starting_in(year)
        return (
            PublishedPeriod.year(academic_year)
            if name == ACADEMIC_YEAR
            else PublishedPeriod.term(academic_year, name)
        )
    except ValueError as fault:
        _refuse(str(fault))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _refuse(f"“{text}” is not a day. Write it as 2026-07-23.")


def _refuse(message: str) -> NoReturn:
    typer.echo(f"Onroll: {message}", err=True)
    raise typer.Exit(BAD_INPUT)
