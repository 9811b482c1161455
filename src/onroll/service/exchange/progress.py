"""How far reading or accepting has come, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

#: Told what is being done, and how many rows of it are.
Progress = Callable[[str, int], None]


def no_progress(_what: str, _done: int) -> None:
    """Tell nobody."""


@contextmanager
def progress_bar(console: Console) -> Iterator[Progress]:
    """Give a progress callback that draws a line on a terminal, and does nothing elsewhere."""
    if not console.is_terminal:
        yield no_progress
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

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
