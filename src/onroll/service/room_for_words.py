"""How long words may be: what their column keeps. SQLite keeps any length, so the refusal is ours and alike everywhere."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import CharField, Model


class TooLong(Exception):
    """Raised where words are longer than can be kept; the message may be shown to whoever sent them."""

    def __init__(self, what: str, length: int, longest: int) -> None:
        super().__init__(
            f"{what} is {length:,} characters long, and at most {longest} are kept. Shorten it and send it again."
        )


Row = TypeVar("Row", bound=Model)


def insert(row: Row) -> Row:
    """Write a new row and return it. Raises TooLong."""
    refuse_too_long(row)
    row.save(force_insert=True)
    return row


def refuse_too_long(*rows: Model) -> None:
    """Refuse rows that hold words longer than their columns. Raises TooLong."""
    for row in rows:
        for column in row._meta.concrete_fields:
            if isinstance(column, CharField) and column.max_length is not None:
                words = getattr(row, column.attname)
                if isinstance(words, str) and len(words) > column.max_length:
                    what = str(column.verbose_name)
                    raise TooLong(what[:1].upper() + what[1:], len(words), column.max_length)
