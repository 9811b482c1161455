"""Calendars that no school would plan and any might have: half terms, closures in mid-week, one-session days, a move."""

from datetime import date, timedelta

from hypothesis import strategies as st

from onroll.law import SchoolCalendar, Session, Span

FIRST_DAY = date(2025, 9, 1)
# Weeks off after each half term: half terms, Christmas, Easter, and the summer last.
HOLIDAYS = (1, 2, 1, 2, 1, 6)
DAYS_OF_TWO_YEARS = 2 * 365 + 28

offsets = st.integers(0, DAYS_OF_TWO_YEARS)


def day_at(offset: int) -> date:
    """Answer the day so many after the first."""
    return FIRST_DAY + timedelta(days=offset)


days = offsets.map(day_at)


@st.composite
def school_calendars(draw) -> SchoolCalendar:
    """Draw two school years: half terms that begin and end on any day, days and weeks closed, days of one session."""
    terms = []
    day = day_at(draw(st.integers(0, 6)))
    for weeks_off in HOLIDAYS * 2:
        last = day + timedelta(days=draw(st.integers(21, 52)))
        terms.append(Span(day, last))
        day = last + timedelta(days=7 * weeks_off + draw(st.integers(0, 4)))
    shut = [day_at(offset) for offset in draw(st.lists(offsets, max_size=12))]
    weeks_shut = [Span(one, one + timedelta(days=6)) for one in draw(st.lists(days, max_size=2))]
    halves = draw(st.dictionaries(days, st.sampled_from(Session), max_size=20))
    return SchoolCalendar.from_terms(terms, closed=[*shut, *weeks_shut], one_session_days=halves)


@st.composite
def calendars_of_a_move(draw) -> SchoolCalendar:
    """Draw the calendar of a pupil who left one school for another: other terms, perhaps a gap, perhaps a day at both."""
    left = draw(days)
    joined = left + timedelta(days=draw(st.integers(0, 30)))
    stays = [
        (draw(school_calendars()), Span(FIRST_DAY, left)),
        (draw(school_calendars()), Span(joined, day_at(DAYS_OF_TWO_YEARS + 60))),
    ]
    return SchoolCalendar.joined(stays)


any_calendar = st.one_of(school_calendars(), calendars_of_a_move())
