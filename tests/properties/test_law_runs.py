"""Runs of absence and counts of school days agree with counting day by day, whatever the calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import SchoolCalendar, Session, SessionEntry
from onroll.law.deletion_conditions import deletion_ground
from onroll.law.returns import attendance_return, new_pupil_return, sickness_return

FIRST = date(2026, 8, 31)
LAST = FIRST + timedelta(days=79)
OF_AGE = date(2015, 3, 3)
DAYS = [FIRST + timedelta(days=number) for number in range(80)]

# Half days, days off, weeks off: whatever a school may do.
held = st.lists(
    st.sampled_from([(), (Session.AM,), (Session.AM, Session.PM), (Session.AM, Session.PM)]),
    min_size=80,
    max_size=80,
)
days = st.sampled_from(DAYS)


@st.composite
def registers(draw, codes: str) -> tuple[SchoolCalendar, list[SessionEntry]]:
    """Draw a calendar, and entries in long stretches of one code with a few others."""
    sessions = dict(zip(DAYS, draw(held), strict=True))
    usual = draw(st.sampled_from(codes))
    odd = draw(
        st.dictionaries(st.tuples(days, st.sampled_from(Session)), st.sampled_from([*codes, ""]), max_size=4)
    )
    entries = [
        SessionEntry(day, session, odd.get((day, session), usual))
        for day, those in sessions.items()
        for session in those
    ]
    return SchoolCalendar(sessions), [entry for entry in entries if entry.code]


def whole_days(calendar: SchoolCalendar, entries: list[SessionEntry], codes: str, until: date) -> list[bool]:
    """Answer, for each school day up to a day, whether every session held has one of some codes."""
    found = []
    for day in DAYS:
        sessions = calendar.sessions_on(day)
        if sessions and day <= until:
            marks = [entry.code for entry in entries if entry.on == day]
            found.append(len(marks) == len(sessions) and all(mark in codes for mark in marks))
    return found


def longest(flags: list[bool]) -> int:
    best = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return best


def last_run(flags: list[bool]) -> int:
    run = 0
    for flag in reversed(flags):
        if not flag:
            break
        run += 1
    return run


class TestAnyRegister:
    @given(registers("GNOU/I"), days)
    def test_has_its_longest_run_of_four_codes(
        self, register: tuple[SchoolCalendar, list[SessionEntry]], as_at: date
    ) -> None:
        calendar, entries = register
        found = attendance_return(entries, calendar, as_at=as_at, born=OF_AGE)
        run = longest(whole_days(calendar, entries, "GNOU", as_at))
        assert found.facts["run_days"] == run
        assert found.met is (run >= 10)

    @given(registers("GNOU"), days)
    def test_meets_ground_i_by_the_run_that_ends_it(
        self, register: tuple[SchoolCalendar, list[SessionEntry]], as_at: date
    ) -> None:
        calendar, entries = register
        facts = {
            "as_at": as_at,
            "sickness_or_unavoidable_cause": False,
            "joint_enquiries_made": True,
            "located": False,
        }
        found = deletion_ground("i", facts, calendar=calendar, entries=entries)
        assert found.met is (last_run(whole_days(calendar, entries, "GNO", as_at)) >= 20)

    @given(registers("OU/"), days, days)
    def test_meets_ground_h_after_ten_school_days_without_attending(
        self, register: tuple[SchoolCalendar, list[SessionEntry]], leave_ended: date, as_at: date
    ) -> None:
        calendar, entries = register
        facts = {
            "leave_last_day": leave_ended,
            "as_at": as_at,
            "sickness_or_unavoidable_cause": False,
            "joint_enquiries_made": True,
            "located": False,
        }
        after = [day for day in calendar.school_days if leave_ended < day <= as_at]
        came = {entry.on for entry in entries if entry.code == "/"}
        expected = len(after) >= 10 and not came & set(after[:10])
        assert deletion_ground("h", facts, calendar=calendar, entries=entries).met is expected

    @given(registers("I/"), days, st.integers(0, 16))
    def test_needs_a_sickness_return_by_a_run_or_by_a_decision(
        self, register: tuple[SchoolCalendar, list[SessionEntry]], as_at: date, expected: int
    ) -> None:
        calendar, entries = register
        flags = whole_days(calendar, entries, "I", as_at)
        # The school year begins in August at the earliest, and this calendar does.
        ill = sum(entry.code == "I" and entry.on <= as_at for entry in entries) // 2
        by_run = longest(flags) >= 15 or last_run(flags) + expected >= 15
        found = sickness_return(entries, calendar, as_at=as_at, expected_further_days=expected)
        assert found.facts["days"] == ill
        assert found.facts["decide"] is (not by_run and ill + expected >= 15)
        assert found.met is (True if by_run else None if ill + expected >= 15 else False)


class TestAnyEntry:
    @given(days, days, days, st.booleans(), st.none() | days)
    def test_has_five_days_for_its_return_or_is_exempt(
        self, entered: date, starts: date, year: date, junior: bool, asked: date | None
    ) -> None:
        found = new_pupil_return(
            entered_on=entered,
            starting_day=starts,
            school_year_starts=year,
            most_junior_class=junior,
            authority_asked_on=asked,
        )
        exempt = junior and starts == year and not (asked and entered > asked)
        assert found.met is not exempt
        assert found.facts["due_on"] == (None if exempt else entered + timedelta(days=5))
