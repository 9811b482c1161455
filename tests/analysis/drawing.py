"""Flat tables drawn as registers: rows of `entries` for one school, and the calendars beside them.

            | Mon 7 Sep   | Tue 8 Sep |
            |  AM   PM    |  AM   PM  |
      Amina |  /    \\     |  I+O  .   |
      Bilal |  L:12 -     |  ?   \\   |

A dash is a row with a blank code, and a dot no row at all. `I+O` is two rows for one session, `L:12` twelve minutes late,
and any other sign a code, whether there ever was one or not. The pupils' names are their ids.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from onroll.analysis.reference import CalendarDay, Entry
from onroll.law import BOTH_SESSIONS, Session
from tests.support.drawn_registers import drawn_register


def drawn_entries(drawing: str, *, school: str = "Ash", year: int = 2025) -> list[Entry]:
    """Read a drawn register into rows, pupil by pupil, each in order of days."""
    return [
        _row(school, pupil, drawn.on, drawn.session, sign)
        for pupil, sessions in drawn_register(drawing, year=year).items()
        for drawn in sessions
        for sign in drawn.code.split("+")
        if sign != "."
    ]


def marks(
    pupil: str,
    first_day: date,
    codes: str | Iterable[str],
    *,
    school: str = "Ash",
) -> list[Entry]:
    """Answer rows for sessions in order, morning and afternoon, Monday to Friday, from a day on; `.` leaves one out."""
    signs = codes.split() if isinstance(codes, str) else codes
    return [
        _row(school, pupil, day, session, sign)
        for (day, session), sign in zip(_sessions_from(first_day), signs, strict=False)
        if sign != "."
    ]


def present(sessions: int) -> list[str]:
    """Answer so many sessions of presence, from a morning on."""
    return ["/", "\\"] * (sessions // 2) + ["/"] * (sessions % 2)


def school_days(*days: date, school: str = "Ash", kind: str = "school") -> list[CalendarDay]:
    """Answer rows of a calendar: both sessions of each day."""
    return [CalendarDay(school, day, session, kind) for day in days for session in BOTH_SESSIONS]


def weekdays(first_day: date, last_day: date) -> list[date]:
    """Answer Mondays to Fridays, both ends included."""
    days = (first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1))
    return [day for day in days if day.weekday() < 5]


def _sessions_from(day: date) -> Iterable[tuple[date, Session]]:
    while True:
        if day.weekday() < 5:
            for session in BOTH_SESSIONS:
                yield day, session
        day += timedelta(days=1)


def _row(school: str, pupil: str, on: date, session: Session, sign: str) -> Entry:
    code, _, minutes = sign.partition(":")
    return Entry(school, pupil, on, session, "" if code == "-" else code, int(minutes) if minutes else None)
