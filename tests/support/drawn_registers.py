"""Registers drawn as a head teacher would draw them, read into entries.

            | Mon 7 Sep | Tue 8 Sep |
            |  AM   PM  |  AM   PM  |
      Amina |  /    \\   |  C    C   |

A dash is a session without an entry.
"""

from datetime import date, datetime

from onroll.law import Session, SessionEntry

SESSIONS = (Session.AM, Session.PM)


def drawn_register(drawing: str, *, year: int) -> dict[str, list[SessionEntry]]:
    """Read a drawn register into each pupil's entries, in order."""
    headings, sessions, *rows = [line for line in drawing.splitlines() if line.strip()]
    days = [_day(cell, year) for cell in _cells(headings)[1:]]
    assert [cell.split() for cell in _cells(sessions)[1:]] == [["AM", "PM"]] * len(days)
    return {cells[0]: _entries(days, cells[1:]) for cells in map(_cells, rows)}


def _entries(days: list[date], cells: list[str]) -> list[SessionEntry]:
    assert len(cells) == len(days), "every pupil needs a cell a day"
    return [
        SessionEntry(day, session, "" if code == "-" else code)
        for day, cell in zip(days, cells, strict=True)
        for session, code in zip(SESSIONS, cell.split(), strict=True)
    ]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removesuffix("|").split("|")]


def _day(cell: str, year: int) -> date:
    weekday, rest = cell.split(maxsplit=1)
    day = datetime.strptime(f"{rest} {year}", "%d %b %Y").date()  # noqa: DTZ007
    assert f"{day:%a}" == weekday, f"{rest} {year} is a {day:%a}"
    return day
