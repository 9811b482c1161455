"""`onroll export`: a school's record as the documented files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True, help="Write a school's record out as files.")
console = Console(stderr=True, highlight=False, soft_wrap=True)


@app.callback()
def export() -> None:
    """Write a school's record out as files."""


@app.command()
def school(
    urn: Annotated[str, typer.Argument(help="The school's URN.")],
    out: Annotated[Path, typer.Option(help="The folder to write the files in; made where it is not there.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows of each file as JSON.")] = False,
) -> None:
    """Write the files that `onroll import school` reads, in their canonical form."""
    _start()
    from onroll.service import clock
    from onroll.service.access.actor import Actor
    from onroll.service.exchange.actions.exporting import export_school
    from onroll.service.exchange.progress import progress_bar
    from onroll.service.organisations.models import School

    school_id = School.objects.filter(urn=urn).values_list("pk", flat=True).first()
    if school_id is None:
        typer.echo(f"Onroll: no school here has the URN {urn}.", err=True)
        raise typer.Exit(1)
    out.mkdir(parents=True, exist_ok=True)
    with progress_bar(console) as progress:
        counts = export_school(
            school_id=school_id,
            folder=out,
            by=Actor.service("onroll export"),
            now=clock.now(),
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for name, count in counts.items():
        console.print(f"{name + '.csv':<20} {count:>9,} rows")


def _start() -> None:
    # Not before a command runs: what it is for is told without any data.
    from onroll.service.start import start_service

    start_service()
