"""`onroll generate`: a made-up authority's year of marks, as flat tables for `onroll analyse` and anything else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

BAD_INPUT = 2


@app.command()
def generate(
    schools: Annotated[int, typer.Option(help="How many schools.")],
    pupils: Annotated[int, typer.Option(help="How many pupils in all.")],
    year: Annotated[int, typer.Option(help="The September in which the academic year begins.")],
    out: Annotated[Path, typer.Option(help="A folder that is new, or empty.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="How many parts to make at once.")] = 2,
) -> None:
    """Make up an authority's year: entries/ in Parquet parts, pupils.parquet and calendar.parquet.

    Nobody in it is real. Codes, absence bands, days of the week and weeks of the year follow the published figures for
    England. A part holds whole schools, in the order school, pupil, date, session. Exit 2 where it cannot be made.
    """
    from onroll.analysis.generator.asking import Asked, CannotBeGenerated
    from onroll.analysis.generator.making import generate as make
    from onroll.analysis.generator.making import plan

    try:
        planned = plan(Asked(schools, pupils, year, out, seed))
        with typer.progressbar(length=pupils, label="Pupils", file=sys.stderr) as bar:
            made = make(planned, threads=threads, told=lambda done, _: bar.update(done - bar.pos))
    except CannotBeGenerated as refusal:
        typer.echo(f"Onroll: {refusal}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(
        f"{out}: {made.entries:,} entries of {made.pupils:,} pupils ({made.enrolments:,} enrolments) "
        f"at {made.schools:,} schools, {year}/{(year + 1) % 100:02}."
    )
