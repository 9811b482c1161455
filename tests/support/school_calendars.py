"""School calendars and entries that tests of the law start from."""

from collections.abc import Mapping
from datetime import date

from onroll.law import SchoolCalendar, SessionEntry, Span

AUTUMN_2026_FIRST_HALF = Span(date(2026, 9, 1), date(2026, 10, 23))
AUTUMN_2026_SECOND_HALF = Span(date(2026, 11, 2), date(2026, 12, 18))
SPRING_2027_FIRST_HALF = Span(date(2027, 1, 4), date(2027, 2, 12))


def calendar_of(*terms: Span) -> SchoolCalendar:
    """Answer the calendar of some half terms, Monday to Friday, both sessions."""
    return SchoolCalendar.from_terms(terms)


def entries_of(calendar: SchoolCalendar, days: Mapping[date | Span, str]) -> list[SessionEntry]:
    """Answer a year of `/ \\` with some days, or spans of days, replaced by "AM PM" codes."""
    codes = {
        day: pair for named, pair in days.items() for day in (named if isinstance(named, Span) else (named,))
    }
    return [
        SessionEntry(day, session, code)
        for day in calendar.school_days
        for session, code in zip(calendar.sessions_on(day), codes.get(day, "/ \\").split(), strict=True)
    ]
