"""The first judgement: are the columns of a file those its specification asks for, each once?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.files.specification import FileSpec


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands, and the columns that nobody asked for."""

    places: dict[str, int]
    width: int
    not_read: tuple[str, ...]


def judge_header(file: str, row: list[str] | None, spec: FileSpec) -> Header:
    """Find the columns of a file; FileRefused where there is no header, or a column is missing or there twice."""
    if row is None or not any(cell.strip() for cell in row):
        what = "It is empty." if row is None else "Its first row is blank."
        raise FileRefused(file, what, f"Its first row must be: {','.join(spec.header)}.", row=1)
    if row[0].strip().lower().startswith("sep="):
        raise FileRefused(
            file, "Its first row is a word to Excel.", "Delete that row: the headings come first.", row=1
        )
    names = [cell.strip().lower() for cell in row]
    _refuse_other_delimiters(file, row, spec)
    for name, times in Counter(name for name in names if name).items():
        if times > 1:
            raise FileRefused(
                file,
                f"The column {name} is there {times} times.",
                "Keep the one that is right and delete the other.",
                row=1,
                column=name,
            )
    for column in spec.columns:
        if column.needed and column.name not in names:
            raise FileRefused(
                file,
                f"The column {column.name} is missing.",
                f"Add it: every row needs {column.cell.expects}."
                if column.filled
                else "Add it; its cells may be blank.",
                row=1,
                column=column.name,
            )
    known = spec.names
    return Header(
        places={name: place for place, name in enumerate(names) if name in known},
        width=len(names),
        not_read=tuple(name for name in names if name and name not in known),
    )


def _refuse_other_delimiters(file: str, row: list[str], spec: FileSpec) -> None:
    for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(row) == 1 and sign in row[0] and spec.columns[0].name in row[0].lower():
            raise FileRefused(
                file,
                f"Its columns are divided by {word}.",
                "Save it as CSV with commas between the columns.",
                row=1,
            )
