"""Whole numbers as people and forms send them: in figures 0 to 9, and no longer than any that the service keeps."""

from __future__ import annotations

from collections.abc import Iterable

#: No number of the service's own has more digits.
MOST_DIGITS = 18


def whole_number(typed: str) -> int | None:
    """Return a whole number that was sent; None where it is none, is in other figures, or is longer than any the service keeps."""
    text = typed.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def whole_numbers(typed: Iterable[str]) -> list[int]:
    """Return those of what was sent that are whole numbers."""
    return [number for one in typed if (number := whole_number(one)) is not None]
