"""The threshold agrees with a slow, plain reading of its definition."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import SchoolCalendar, SessionEntry, Span, threshold_count, week_of

CALENDAR = SchoolCalendar.from_terms(
    [
        Span(date(2026, 9, 1), date(2026, 10, 23)),
        Span(date(2026, 11, 2), date(2026, 12, 18)),
        Span(date(2027, 1, 4), date(2027, 2, 12)),
        Span(date(2027, 2, 22), date(2027, 3, 25)),
    ]
)
SESSIONS = list(CALENDAR.sessions_between(CALENDAR.first_day, CALENDAR.last_day))

# Mostly present, so that windows end up near the threshold on either side of it.
codes = st.sampled_from("////////////GNOUI")
entries = st.lists(codes, min_size=len(SESSIONS), max_size=len(SESSIONS)).map(
    lambda drawn: [
        SessionEntry(day, session, code) for (day, session), code in zip(SESSIONS, drawn, strict=True)
    ]
)
days = st.dates(date(2026, 8, 24), date(2027, 4, 10))


def in_the_ten_weeks_that_end_with(day: date, made: list[SessionEntry], as_at: date) -> int:
    """Count as the definition reads: the school weeks begun by a day, the last ten of them."""
    begun = [week for week in CALENDAR.weeks if week <= day][-10:]
    return sum(entry.code in "GNOU" and entry.on <= as_at and week_of(entry.on) in begun for entry in made)


class TestAnyYear:
    @given(entries, days)
    def test_is_met_as_the_definition_reads(self, made: list[SessionEntry], as_at: date) -> None:
        count = threshold_count(made, CALENDAR.weeks, as_at=as_at)
        plainly = in_the_ten_weeks_that_end_with(as_at, made, as_at)
        assert len(count.sessions) == plainly
        assert count.met == (plainly >= 10)

    @given(entries, days)
    def test_is_first_met_on_the_first_day_that_the_definition_is(
        self, made: list[SessionEntry], as_at: date
    ) -> None:
        count = threshold_count(made, CALENDAR.weeks, as_at=as_at)
        first, last = CALENDAR.first_day, as_at
        every_day = (first + timedelta(days=number) for number in range((last - first).days + 1))
        plainly = next(
            (day for day in every_day if in_the_ten_weeks_that_end_with(day, made, day) >= 10), None
        )
        assert count.first_met_on == plainly

    @given(entries, days)
    def test_is_never_undone_by_a_later_day(self, made: list[SessionEntry], as_at: date) -> None:
        now = threshold_count(made, CALENDAR.weeks, as_at=as_at).first_met_on
        later = threshold_count(made, CALENDAR.weeks, as_at=as_at + timedelta(days=30)).first_met_on
        assert now is None or later == now
