"""`onroll analyse`: figures from anybody's file of marks; no server, no database."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from onroll.law.plain_words import counted

if TYPE_CHECKING:
    from onroll.analysis.analyse import Analysed

app = typer.Typer()


@app.command()
def analyse(
    entries: Annotated[
        Path | None,
        typer.Argument(
            help="A file of marks, or a folder of parts: CSV (UTF-8) or Parquet.", show_default=False
        ),
    ] = None,
    pupils: Annotated[Path | None, typer.Option(help="A file of pupils, a row an enrolment.")] = None,
    calendar: Annotated[
        Path | None, typer.Option(help="A file of sessions and whether each was school.")
    ] = None,
    on: Annotated[str, typer.Option(help="The last day counted. Default: the last date in the file.")] = "",
    first: Annotated[
        str,
        typer.Option(
            "--from",
            help="The first day counted. Default: 1 September before. Earlier days feed only runs and windows.",
        ),
    ] = "",
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="Give figures by a column of pupils, such as sex, or two crossed: sex,fsm. May be given again."
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="What counts: duckdb, or spark for more than one machine can hold.")
    ] = "duckdb",
    threads: Annotated[
        int | None, typer.Option(min=1, help="How many threads to count with. Default: all.")
    ] = None,
    memory: Annotated[str, typer.Option(help="The most memory to count in; more spills to disk.")] = "4GB",
    out: Annotated[
        Path | None,
        typer.Option(help="A folder for measures, pupils, quality and report.html, made if need be."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the totals as JSON.")] = False,
    suppress: Annotated[
        bool, typer.Option("--suppress/--no-suppress", help="Keep back figures of one to nine pupils.")
    ] = True,
    measures: Annotated[
        bool, typer.Option("--measures", help="List every measure and its source, and stop.")
    ] = False,
) -> None:
    """Work out attendance, absence, the penalty-notice threshold and the rest from a file of marks."""
    if measures:
        _list_measures()
        return
    if entries is None:
        _refuse(
            "Which file of marks? Give a CSV or Parquet file, or a folder of parts: onroll analyse entries/"
        )
    last_day, first_day = _day("--on", on), _day("--from", first)

    from onroll.analysis.analyse import ENGINES, Inputs, Order, carry_out
    from onroll.analysis.bad_input import BadTable
    from onroll.analysis.groupings import UnknownGroup, groupings

    if engine not in ENGINES:
        _refuse(f"Onroll counts with {' or '.join(ENGINES)}, and not with “{engine}”.")
    try:
        order = Order(
            Inputs(entries, pupils, calendar),
            on=last_day,
            first_day=first_day,
            groupings=groupings(by or ()),
            engine=engine,
            threads=threads,
            memory=memory,
            out=out,
            suppress=suppress,
        )
        with typer.progressbar(length=100, label="Counting marks", file=sys.stderr) as bar:
            analysed = carry_out(order, progress=lambda done, of: bar.update(100 * done // of - bar.pos))
    except (BadTable, UnknownGroup, ValueError) as error:
        _refuse(str(error))
    typer.echo(json.dumps(analysed.totals, indent=2) if as_json else _in_words(analysed, out))


OF_ANOTHER_COUNTRY = (
    "Most rows, {unknown:,}, have a code that England's registers do not have, and none of those is counted. The other {others:,} have a code "
    "that England has too, or none, and are counted as England counts them. Are they marks of another country, or in a system's own codes? "
    "Then the same letter may mean something else, and none of the figures above holds: write England's codes instead (onroll law codes "
    "lists them). With --out, quality.csv names each row at fault."
)


def _in_words(analysed: Analysed, out: Path | None) -> str:
    totals = analysed.totals
    lines = [
        f"Up to {totals['on']}: {counted(totals['schools'], 'school')}, {counted(totals['pupils'], 'pupil')}, "
        f"{counted(totals['entries'], 'entry', 'entries')}",
        f"  Attendance           {_percent(totals['attendance_percent'])}  of {totals['possible']:,} possible sessions",
        f"  Absence              {_percent(totals['absence_percent'])}  "
        f"{totals['authorised']:,} authorised, {totals['unauthorised']:,} unauthorised",
        f"  Persistently absent  {totals['persistent']:,} of {analysed.with_something_possible:,} enrolments with something possible, "
        f"{totals['severe']:,} of them severely",
        f"  Threshold met        {totals['threshold_met']:,} pupils",
        f"  Missing              {totals['missing']:,} sessions without a usable code",
    ]
    found = ", ".join(
        f"{count:,} {name.replace('_', ' ')}" for name, count in totals["quality"].items() if count
    )
    lines.append(f"  Rows at fault        {found or 'none'}")
    unknown = totals["quality"]["unknown_code"]
    if 2 * unknown > totals["entries"]:
        lines.append(OF_ANOTHER_COUNTRY.format(unknown=unknown, others=totals["entries"] - unknown))
    if out is not None:
        lines.append(f"Written to {out}: measures, pupils, quality.csv and report.html")
    return "\n".join(lines)


def _percent(value: float | None) -> str:
    return "   –" if value is None else f"{value:.1f}%"


def _list_measures() -> None:
    from onroll.analysis.measures import MEASURES, measure_named

    for measure in MEASURES:
        typer.echo(f"{measure.name}\n  {measure.title}: {measure.numerator} / {measure.denominator}")
        typer.echo(f"  For {measure.periods}; of {measure.groups}. Source: {measure.source}")
    any_code = measure_named("code X")
    typer.echo(
        "code X\n  Sessions with any one code, such as “code I”: sessions with it / possible\n"
        f"  For {any_code.periods}; of {any_code.groups}. Source: {any_code.source}"
    )


def _day(option: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _refuse(f"{option} “{text}” is not a day. Write it as 2026-09-01.")


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
