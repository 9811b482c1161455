"""The threshold agrees with a slow, plain reading of its definition, whatever the calendar."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import SchoolCalendar, Session, SessionEntry, Span, threshold, threshold_count
from tests.support.drawn_calendars import FIRST_DAY, any_calendar, days

Register = tuple[SchoolCalendar, list[SessionEntry]]
Used = AbstractSet[tuple[date, Session]]
ONE_DAY = timedelta(days=1)
NONE_USED: Used = frozenset()
# Enough to come near the threshold, too few to meet it everywhere.
MOST_ABSENCES = 24


@st.composite
def registers(draw) -> Register:
    """Draw a calendar, and absences of it here and there, with another stretch of them sooner or later."""
    calendar = draw(any_calendar)
    sessions = list(calendar.sessions_between(calendar.first_day, calendar.last_day))
    begins = draw(st.integers(0, len(sessions) - 1))
    spread = draw(st.sampled_from([20, 90, 140, 200, 380]))
    later = draw(st.sampled_from([0, 110, 150]))
    places = st.integers(0, spread) | st.integers(later, later + 30)
    absences = draw(st.dictionaries(places, st.sampled_from("GNOUOI"), min_size=8, max_size=MOST_ABSENCES))
    entries = [
        SessionEntry(*sessions[begins + place], code)
        for place, code in absences.items()
        if begins + place < len(sessions)
    ]
    return calendar, entries


def mondays(calendar: SchoolCalendar) -> list[date]:
    """Answer the Monday of each week in which a session is held, found by walking back from every day."""
    found = set()
    for day in calendar.school_days:
        while day.strftime("%a") != "Mon":
            day -= ONE_DAY
        found.add(day)
    return sorted(found)


def plainly_counted(
    weeks: list[date], made: list[SessionEntry], *, ends_with: date, used: Used = NONE_USED
) -> list[SessionEntry]:
    """Count as the definition reads: the school weeks begun by a day, and the last ten of them."""
    begun = [week for week in weeks if week <= ends_with][-10:]
    return [
        entry
        for entry in made
        if entry.code in "GNOU"
        and entry.on <= ends_with
        and (entry.on, entry.session) not in used
        and any(week <= entry.on < week + 7 * ONE_DAY for week in begun)
    ]


class TestAnyYears:
    @given(registers(), days)
    def test_meet_it_as_the_definition_reads(self, register: Register, as_at: date) -> None:
        calendar, made = register
        count = threshold_count(made, calendar.weeks, as_at=as_at)
        plainly = plainly_counted(mondays(calendar), made, ends_with=as_at)
        assert set(count.sessions) == set(plainly)
        assert count.met == (len(plainly) >= 10)
        assert count.unresolved == sum(entry.code == "N" for entry in plainly)

    @given(registers())
    def test_first_meet_it_on_the_first_day_that_the_definition_does(self, register: Register) -> None:
        calendar, made = register
        weeks = mondays(calendar)
        count = threshold_count(made, calendar.weeks, as_at=calendar.last_day)
        plainly = next(
            (day for day in calendar.school_days if len(plainly_counted(weeks, made, ends_with=day)) >= 10),
            None,
        )
        assert count.first_met_on == plainly

    @given(registers(), days)
    def test_are_never_undone_by_a_later_day(self, register: Register, as_at: date) -> None:
        calendar, made = register
        now = threshold_count(made, calendar.weeks, as_at=as_at).first_met_on
        later = threshold_count(made, calendar.weeks, as_at=as_at + timedelta(days=30)).first_met_on
        assert now is None or later == now

    @given(registers(), st.integers(0, MOST_ABSENCES))
    def test_leave_out_the_sessions_of_an_earlier_notice(self, register: Register, first: int) -> None:
        calendar, made = register
        used = {(entry.on, entry.session) for entry in made[:first]}
        as_at = calendar.last_day
        finding = threshold(made, calendar, as_at=as_at, already_used=used)
        plainly = plainly_counted(mondays(calendar), made, ends_with=as_at, used=used)
        assert set(finding.entries) == set(plainly)


class TestAMove:
    @given(any_calendar, any_calendar, days)
    def test_makes_one_run_of_school_weeks_of_two_schools(
        self, one: SchoolCalendar, other: SchoolCalendar, left: date
    ) -> None:
        joined = SchoolCalendar.joined(
            [
                (one, Span(FIRST_DAY, left)),
                (other, Span(left, max(left, other.last_day))),
            ]
        )
        held = {day for day in one.school_days if FIRST_DAY <= day <= left}
        held |= {day for day in other.school_days if day >= left}
        assert set(joined.school_days) == held
        assert list(joined.weeks) == mondays(joined)
