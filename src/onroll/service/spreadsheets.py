"""Cells that people open in a spreadsheet, which takes some words for a formula and runs it."""

from __future__ import annotations

#: What a spreadsheet may take for the beginning of a formula. A lone sign, such as the dash of an empty box, is none.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe marks it as text."""
    return f"'{cell}" if len(cell) > 1 and cell.startswith(_BEGINNINGS) else cell
