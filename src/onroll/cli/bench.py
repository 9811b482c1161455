"""`onroll bench`: the figures of docs/performance.md, as one JSON document, and what falls short of them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer()

# Nothing runs it unless it is named: it takes half an hour.
_ENGLAND = "england"


class Engine(StrEnum):
    """Which databases to measure."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"
    BOTH = "both"


class Part(StrEnum):
    """What to measure: a school's registers and the law, or the figures of a county."""

    REGISTERS = "registers"
    ANALYSIS = "analysis"


@app.command()
def bench(
    part: Annotated[
        Part, typer.Argument(help="A school's registers and the law, or the analysis of a county's year.")
    ] = Part.REGISTERS,
    engine: Annotated[Engine, typer.Option(help="The database to measure.")] = Engine.BOTH,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="One piece of work, such as open_register; may be given again. Of analysis there is england, which is only run when asked for."
        ),
    ] = None,
    entries: Annotated[
        int | None,
        typer.Option(min=1_000_000, help="How many entries england is to have. Default: 3.2 billion."),
    ] = None,
) -> None:
    """Measure a school of 1,000 pupils over a year of 190 days, and print every figure with its target as JSON.

    Takes some minutes. Other work on the machine makes figures worse; the document holds a baseline of plain SQL and
    hashing from the same minutes, so that figures compare as ratios.
    """
    from onroll.benchmarks.analysis import WORK as OF_A_COUNTY
    from onroll.benchmarks.law import WORK as OF_THE_LAW
    from onroll.benchmarks.machine import machine
    from onroll.benchmarks.targets import TARGETS, judged

    known = set(OF_A_COUNTY) if part is Part.ANALYSIS else TARGETS.keys() - set(OF_A_COUNTY)
    unknown = set(only or ()) - known
    if unknown:
        typer.echo(
            f"Onroll: of {part} there is no {', '.join(sorted(unknown))}. There are: {', '.join(TARGETS)}.",
            err=True,
        )
        raise typer.Exit(2)
    if part is Part.ANALYSIS:
        _measure_a_county(entries, only or ())
        return
    engines = [one.value for one in (Engine.SQLITE, Engine.POSTGRES) if engine in (one, Engine.BOTH)]
    document: dict[str, Any] = {"machine": machine(), "school": {"pupils": 1_000, "classes": 34, "days": 190}}
    wanted = list(only or known)
    document["law"] = {name: judged(name, work()) for name, work in OF_THE_LAW.items() if name in wanted}
    of_engines = [name for name in wanted if name not in OF_THE_LAW]
    document["engines"] = {}
    for name in engines if of_engines else ():
        document["engines"][name] = found = _measured(name, of_engines)
        if len(engines) > 1:  # whoever waits for the other reads the first meanwhile
            typer.echo(json.dumps({name: found}, indent=2), err=True)
    typer.echo(json.dumps(document, indent=2))
    _say_what_falls_short(document)


def _measure_a_county(entries: int | None, only: Collection[str]) -> None:
    """Measure the analysis of 120,000 pupils' year, or the pieces of it that are named; England's only where it is.

    The county takes some minutes and, for pandas, some 8 GB of memory; England half an hour, and 8 GB.
    """
    from onroll.benchmarks.analysis import country, county
    from onroll.benchmarks.machine import machine
    from onroll.benchmarks.targets import judged

    of_the_county = set(only) - {_ENGLAND}
    found = county(of_the_county) if of_the_county or not only else {}
    found |= country(entries) if _ENGLAND in only else {}
    figures = {name: judged(name, each) for name, each in found.items()}
    document: dict[str, Any] = {"machine": machine(), "analysis": figures}
    typer.echo(json.dumps(document, indent=2))
    _say_what_falls_short(document)


def _say_what_falls_short(document: dict[str, Any]) -> None:
    """Say at the end, on the stream that people read, which figures are not reached."""
    from onroll.benchmarks.targets import TARGETS, shortfalls

    places = [
        ("the law", document.get("law", {})),
        ("analysis", document.get("analysis", {})),
        *document.get("engines", {}).items(),
    ]
    short = [
        f"{place}: {words}"
        for place, figures in places
        for work in TARGETS
        if work in figures
        for words in shortfalls(work, figures[work])
    ]
    said = f"figures that fall short, {len(short)}:" if short else "every figure is reached."
    lines = [f"Onroll: {said}", *(f"  {line}" for line in short)]
    typer.echo("\n".join(lines), err=True)


def _measured(engine: str, only: list[str]) -> dict[str, Any]:
    """Measure one engine in a process of its own: settings are read once a process."""
    with tempfile.TemporaryDirectory(prefix="onroll-bench-") as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "onroll.benchmarks.engine", engine, str(out), *only]
        # What it says on the way is for people; the other stream is for the document.
        if subprocess.run(command, stdout=sys.stderr).returncode:  # noqa: S603 - this very program
            typer.echo(f"Onroll: measuring {engine} failed; what it said is above.", err=True)
            raise typer.Exit(1)
        return json.loads(out.read_text())
