"""`onroll demo`: make a demo authority, and compare its figures with England's."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="A made-up authority to try Onroll with.")


@app.callback()
def demo() -> None:
    """A made-up authority to try Onroll with."""


@app.command()
def make(
    seed: Annotated[int, typer.Option(help="Another seed draws another population.")] = 1944,
    now: Annotated[
        str | None,
        typer.Option(
            help="The moment the demo is made at, such as 2026-11-20T09:05. Default: the latest school morning."
        ),
    ] = None,
    pupils: Annotated[int, typer.Option(min=200, help="About how many pupils.")] = 2500,
) -> None:
    """Fill an empty data folder with a demo: schools, families, staff, and registers from September."""
    from onroll.service.start import start_service

    start_service(may_be_new=True)
    from rich.console import Console

    from onroll.service.access.demo_mode import WrongDatabase
    from onroll.service.demo import clock_kept, opening

    if clock_kept.is_here():
        _refuse(
            "This data folder holds a demo already; onroll serve carries it on. Name another folder with --data."
        )
    try:
        opening.make(now=_moment(now), console=Console(highlight=False), seed=seed, size=pupils)
    except WrongDatabase as refusal:
        _refuse(str(refusal))


@app.command()
def figures(
    seed: Annotated[int, typer.Option(help="The seed to draw from.")] = 1944,
    now: Annotated[
        str | None, typer.Option(help="Count up to this day, such as 2026-11-20. Default: the whole year.")
    ] = None,
    pupils: Annotated[int, typer.Option(min=200, help="About how many pupils.")] = 2500,
) -> None:
    """Draw a demo, write nothing, and print its figures beside those published for England."""
    from rich.console import Console

    from onroll.law.school_time import AcademicYear
    from onroll.service.demo.attendance.calibration import measure_phase
    from onroll.service.demo.attendance.published import PRIMARY, SECONDARY, SPECIAL
    from onroll.service.demo.attendance.school_year import draw_school_years
    from onroll.service.demo.population import draw_population

    last_day = moment.date() if (moment := _moment(now)) else None
    year = AcademicYear.of(last_day or dt.date(2026, 9, 1))
    years = draw_school_years(seed, draw_population(seed, year, pupils))
    console = Console()
    for phase in (PRIMARY, SECONDARY, SPECIAL):
        console.print(_table(measure_phase(phase, years.values(), last_day=last_day)))
    console.print(
        "Percent of possible sessions; persistent and severe absence, percent of pupils aged 5 to 15."
    )


def _table(found):
    from rich.table import Table

    table = Table(
        "Measure",
        "Demo",
        "England 2025/26",
        title=f"{found.phase.capitalize()}, {found.pupils} pupils",
        title_justify="left",
    )
    table.add_row("Absence", f"{found.absence:.2f}", f"{found.published_absence:.2f}")
    table.add_row(
        "Persistently absent", f"{found.persistently_absent:.1f}", f"{found.published_persistence:.1f}"
    )
    table.add_row("Severely absent", f"{found.severely_absent:.1f}", "")
    for code, published in found.published_codes.items():
        table.add_row(f"Code {code}", f"{found.codes.get(code, 0.0):.2f}", f"{published:.2f}")
    return table


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        _refuse(f"--now is a day and a time, such as 2026-11-20T09:05; “{text}” is not one.")
    london = ZoneInfo("Europe/London")
    return moment.astimezone(london) if moment.tzinfo else moment.replace(tzinfo=london)


def _refuse(message: str) -> None:
    typer.echo(f"Onroll: {message}", err=True)
    raise typer.Exit(1)
