"""How far reading or accepting has come, for somebody at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from onroll.service.exchange.assessing import Progress, no_progress


@contextmanager
def progress_bar(console: Console) -> Iterator[Progress]:
    """Give a progress callback that draws a line on a terminal, and does nothing elsewhere."""
    if not console.is_terminal:
        yield no_progress
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        line = bar.add_task("reading", rows="", total=None)

        def tell(what: str, done: int) -> None:
            bar.update(line, description=what, rows=f"{done:,} rows" if done else "")

        yield tell
