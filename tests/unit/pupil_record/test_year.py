"""A pupil's year worked out from sessions and entries: cells, figures, bracket, the clock on each N."""

import datetime as dt

from onroll.law.school_time import AcademicYear
from onroll.service.pupil_record.year import CellState, year_of_pupil

YEAR = AcademicYear.starting_in(2026)
MONDAY = dt.date(2026, 9, 7)
BORN = dt.date(2017, 3, 3)


def school_days(weeks):
    return [MONDAY + dt.timedelta(weeks=week, days=day) for week in range(weeks) for day in range(5)]


def held(weeks=12):
    return [(day, half, "school", "") for day in school_days(weeks) for half in ("AM", "PM")]


def year(entries=(), *, today=MONDAY, time=dt.time(10), sessions=None, spells=((MONDAY, None),), opens=None):
    return year_of_pupil(
        YEAR,
        held=held() if sessions is None else sessions,
        entries=[(*entry, None) for entry in entries],
        spells=spells,
        born=BORN,
        today=today,
        now_time=time,
        opens=opens or {},
    )


class TestACell:
    def test_is_blank_once_its_session_has_come_without_an_entry(self):
        found = year(today=MONDAY, opens={(MONDAY, "AM"): dt.time(8, 45), (MONDAY, "PM"): dt.time(13)})
        assert found.cells[MONDAY, "AM"].state == CellState.BLANK
        assert found.cells[MONDAY, "PM"].state == CellState.COMING

    def test_comes_at_the_minute_its_register_opens(self):
        opens = {(MONDAY, "AM"): dt.time(8, 45)}
        assert year(time=dt.time(8, 44), opens=opens).cells[MONDAY, "AM"].state == CellState.COMING
        assert year(time=dt.time(8, 45), opens=opens).cells[MONDAY, "AM"].state == CellState.BLANK

    def test_is_closed_where_the_school_does_not_meet(self):
        sessions = [(MONDAY, "AM", "inset", "Phonics")]
        cell = year(sessions=sessions).cells[MONDAY, "AM"]
        assert (cell.state, cell.why_closed) == (CellState.CLOSED, "Phonics")

    def test_is_not_on_roll_before_the_starting_day(self):
        tuesday = MONDAY + dt.timedelta(days=1)
        found = year(today=tuesday, spells=[(tuesday, None)])
        assert found.cells[MONDAY, "AM"].state == CellState.NOT_ON_ROLL
        assert found.cells[tuesday, "AM"].state == CellState.BLANK

    def test_keeps_an_entry_the_calendar_has_lost(self):
        saturday = MONDAY + dt.timedelta(days=5)
        found = year([(saturday, "AM", "/")], today=saturday)
        assert found.measures.attended == 1


class TestFigures:
    def test_count_blanks_as_missing_and_never_as_absence(self):
        found = year([(MONDAY, "AM", "/")], today=MONDAY + dt.timedelta(days=1), opens={})
        assert (found.measures.possible, found.measures.missing) == (1, 3)

    def test_open_to_every_session_and_why(self):
        found = year([(MONDAY, "AM", "I"), (MONDAY, "PM", "Y4")], today=MONDAY)
        counted = {one.entry.session.value: one for one in found.counted() if one.entry.on == MONDAY}
        assert counted["AM"].counted
        assert not counted["PM"].counted
        assert "not a possible attendance" in counted["PM"].why


class TestTheBracket:
    def bracket_of(self, number):
        days = school_days(8)
        entries = [(days[n], "AM", "O") for n in range(number)]
        return year(entries, today=days[-1]).bracket

    def test_is_not_drawn_far_from_the_threshold(self):
        assert self.bracket_of(5) is None

    def test_is_drawn_once_near_it(self):
        assert not self.bracket_of(6).met

    def test_says_when_it_is_met(self):
        days = school_days(12)
        entries = [(days[n], half, "U") for n in range(5) for half in ("AM", "PM")]
        found = year(entries, today=days[-1])
        assert found.bracket.met
        assert (found.bracket.sessions, found.threshold.facts["first_met_on"]) == (10, days[4])


class TestUnexplained:
    def test_is_due_on_the_fifth_school_day_after(self):
        (one,) = year([(MONDAY, "AM", "N")], today=MONDAY).unexplained
        assert (one.due_on, one.is_overdue) == (MONDAY + dt.timedelta(weeks=1), False)

    def test_is_overdue_the_day_after_and_not_before(self):
        due = MONDAY + dt.timedelta(weeks=1)
        assert not year([(MONDAY, "AM", "N")], today=due).unexplained[0].is_overdue
        assert year([(MONDAY, "AM", "N")], today=due + dt.timedelta(days=1)).unexplained[0].is_overdue

    def test_has_no_day_where_the_calendar_ends_first(self):
        (one,) = year([(MONDAY, "AM", "N")], sessions=held()[:4], today=MONDAY).unexplained
        assert one.due_on is None


class TestTheHeatMap:
    def test_counts_attended_of_possible_by_weekday_and_month(self):
        found = year([(MONDAY, "AM", "/"), (MONDAY, "PM", "O"), (MONDAY + dt.timedelta(days=1), "AM", "D")])
        squares = found.heat()
        assert squares[0, MONDAY.replace(day=1)].percent == 50
        assert (1, MONDAY.replace(day=1)) not in squares
