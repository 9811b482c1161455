"""How far reading or accepting has come, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

#: Told what is being done, and how many rows of it are.
Progress = Callable[[str, int], None]

#: What accepting does once the files are read again: it is told under these words.
PEOPLE = "people"
REGISTER = "attendance register"
#: A workbook is opened sheet by sheet before its rows can be counted: it is told in hundredths, under these words and the sheet.
_OPENING = "opening: "
#: About how much of reading is behind once a workbook is open, in hundredths.
_OPENED = 30
#: About how much of accepting is behind when each begins, in hundredths.
_BEHIND = {PEOPLE: 20, REGISTER: 40}


def no_progress(_what: str, _done: int) -> None:
    """Tell nobody."""


def opening(file: str, sheet: int, of: int) -> str:
    """Return under what words the opening of a workbook is told."""
    return f"{_OPENING}{file}, sheet {sheet} of {of}"


def is_opening(doing: str) -> bool:
    """Say whether a workbook is being opened, which is told in hundredths and not in rows."""
    return doing.startswith(_OPENING)


def doing_in_words(doing: str) -> str:
    """Return what is being done as people read it."""
    return doing.replace(_OPENING, "opening ", 1) if is_opening(doing) else doing


def percent_accepted(files: list[dict[str, Any]], doing: str, done: int) -> int | None:
    """Return about how much of accepting these files is done; None where nobody can tell."""
    if doing == REGISTER:
        entries = sum(file["new"] + file["changed"] for file in files if file["name"] == "attendance")
        return _between(_BEHIND[REGISTER], 100, done, entries)
    if doing == PEOPLE:
        return _BEHIND[PEOPLE]
    if is_opening(doing):
        return 0
    names = [file["file"] for file in files]
    if doing not in names:
        return None
    before = sum(file["rows"] for file in files[: names.index(doing)])
    return _between(0, _BEHIND[PEOPLE], before + done, sum(file["rows"] for file in files))


def percent_read(
    lines: Mapping[str, int], doing: str, done: int, *, of_a_workbook: bool = False
) -> int | None:
    """Return about how much of reading is behind, by the lines of each file in the order they are read; None where nobody can tell.

    Where what was sent is a workbook, or holds one, opening it is the first part of reading.
    """
    if not doing:
        return 0
    if is_opening(doing):
        return _between(0, _OPENED, done, 100)
    names = list(lines)
    if doing not in names or not all(lines.values()):
        return None
    before = sum(lines[name] for name in names[: names.index(doing)])
    return _between(_OPENED if of_a_workbook else 0, 100, before + done, sum(lines.values()))


def _between(first: int, last: int, done: int, of: int) -> int:
    return first + (last - first) * min(done, of) // max(of, 1)


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
            rows = f"{done} %" if is_opening(what) else f"{done:,} rows" if done else ""
            bar.update(line, description=doing_in_words(what), rows=rows)

        yield tell
