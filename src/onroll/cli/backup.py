"""`onroll backup`: everything in one file, made while the service runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer()
console = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def backup(
    file: Annotated[
        Path,
        typer.Argument(help="The file to write; one of that name is replaced once the new one is whole."),
    ],
) -> None:
    """Write the whole record, and the key its second steps are locked with, to one file. Keep it as safe as the record."""
    from onroll.service import start

    start.start_service()

    from onroll.service import clock
    from onroll.service.exchange.backups.making import make_backup
    from onroll.service.exchange.progress import progress_bar

    with progress_bar(console) as progress:
        manifest = make_backup(
            file.resolve(), data_folder=start.data_folder(), now=clock.real_now(), progress=progress
        )
    console.print(
        f"{file}: {sum(manifest.rows.values()):,} rows of {len(manifest.rows)} tables, {file.stat().st_size / 1e6:,.1f} MB."
    )
