"""`onroll worker`: run the jobs that nobody asks for."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def worker(
    once: Annotated[bool, typer.Option("--once", help="Run what is waiting, then stop.")] = False,
) -> None:
    """Run jobs: registers close, plans are entered, files sent in are read. `onroll serve` runs one of its own."""
    from onroll.service.start import start_service

    start_service()

    from onroll.service.jobs.worker import run_worker

    run_worker(once=once)
