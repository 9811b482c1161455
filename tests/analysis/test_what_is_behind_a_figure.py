"""Every figure opens to pupils that add up to it, and every pupil to entries that do."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.behind import Asked, EntryBehind, Why, entries_behind, pupils_behind
from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS, NoSuchFigure
from onroll.analysis.behind.entries import of_sessions
from onroll.analysis.counting.pupil_weeks import PupilWeek, pupil_weeks
from onroll.analysis.groupings import ALL, groupings
from onroll.analysis.kept import keep_counted, open_kept
from onroll.analysis.measures import Cell, cells
from onroll.analysis.measures.definitions import GAPS
from onroll.analysis.reference import CalendarDay, Entry
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import HALF

pytestmark = pytest.mark.one_database

BY = groupings(["sex", "sex,fsm", "school"])
MONDAY = date(2025, 9, 8)
# Figures opened of each drawn register: there are thousands.
_OPENED = 12
drawn = settings(
    max_examples=HALF,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@drawn
@given(asked=tables(), chosen=st.randoms(use_true_random=False))
def test_pupils_and_their_weeks_add_up_to_the_figure_and_entries_to_the_pupils(
    asked: DrawnTables, chosen: Random
) -> None:
    with duckdb() as engine, TemporaryDirectory() as folder:
        scope = count_drawn(
            engine,
            asked.entries,
            asked.pupils,
            asked.calendar,
            on=asked.on,
            first_day=asked.first_day,
            groupings=BY,
        )
        path = Path(folder) / "kept.sqlite"
        keep_counted(engine, scope, {}, path, by_pupil=True)
        counted = {grouping: list(of_it) for grouping, of_it in cells(engine, scope, BY).items()}
        weeks_add_up_to_each_weeks_figure(pupil_weeks(engine, scope), counted[ALL])
        found = [(grouping, cell) for grouping, of_it in counted.items() for cell in of_it]
        for grouping, cell in chosen.sample(found, min(_OPENED, len(found))):
            figure = Asked(cell.measure, cell.period, grouping, cell.group)
            pupils = pupils_behind(engine, scope, figure)
            numbers = sum(one.numerator for one in pupils), sum(one.denominator for one in pupils)
            assert numbers == (cell.numerator, cell.denominator), figure
            with open_kept(path) as kept:
                # Whatever the period: half terms and days of the week are not counted again.
                assert kept.pupils_behind(figure) == pupils, figure
            if figure.measure != GAPS.name and of_sessions(figure.measure) != figure.measure:
                continue
            for one in pupils[:3]:
                entries = entries_behind(engine, scope, figure, school=one.school, pupil=one.pupil)
                added = sum(row.numerator for row in entries), sum(row.denominator for row in entries)
                assert added == (one.numerator, one.denominator), (figure, one)


def weeks_add_up_to_each_weeks_figure(rows: Iterable[PupilWeek], of_everyone: Iterable[Cell]) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        period = f"week {row.week.isoformat()}"
        sums["absence_percent", period] += row.authorised + row.unauthorised
        sums["attendance_percent", period] += row.attended
        sums["late_sessions", period] += row.late
    assert sums == {
        (cell.measure, cell.period): cell.numerator
        for cell in of_everyone
        if cell.period.startswith("week ")
        and cell.measure in ("absence_percent", "attendance_percent", "late_sessions")
    }


def _opened(entries: list[Entry], figure: Asked, calendar: tuple[CalendarDay, ...] = ()) -> list[EntryBehind]:
    with duckdb() as engine:
        scope = count_drawn(engine, entries, calendar=calendar, on=MONDAY + timedelta(days=4))
        return entries_behind(engine, scope, figure, school="100001", pupil="A1")


def _entry(day: int, session: str, code: str) -> Entry:
    return Entry("100001", "A1", MONDAY + timedelta(days=day), session, code)


class TestAnEntryThatIsNotCounted:
    def test_says_that_it_was_no_possible_session(self) -> None:
        entries = [_entry(0, "AM", "/"), _entry(0, "PM", "Y1"), _entry(1, "AM", "O")]
        found = _opened(entries, Asked("absence_percent"))
        assert [(row.code, row.why) for row in found] == [
            ("/", Why.DENOMINATOR),
            ("Y1", Why.NOT_POSSIBLE),
            ("O", Why.NUMERATOR),
        ]

    def test_is_there_where_none_was_made_in_a_session_held(self) -> None:
        held = tuple(
            CalendarDay("100001", MONDAY + timedelta(days=day), session, "school")
            for day in (0, 1)
            for session in ("AM", "PM")
        )
        found = _opened([_entry(0, "AM", "/"), _entry(1, "PM", "O")], Asked("absence_percent"), held)
        assert [row.why for row in found] == [Why.DENOMINATOR, Why.NO_ENTRY, Why.NO_ENTRY, Why.NUMERATOR]

    def test_is_set_aside_where_it_could_not_be(self) -> None:
        found = _opened([_entry(0, "PM", "/"), _entry(1, "AM", "/")], Asked("absence_percent"))
        assert [(row.session, row.why) for row in found] == [("PM", Why.SET_ASIDE), ("AM", Why.DENOMINATOR)]


class TestWhoMovedFromTermToTerm:
    entries = (
        *marks("comes in", date(2025, 9, 8), ["V"] * 10),
        *marks("comes in", date(2026, 1, 5), ["I"] + ["V"] * 9),
        *marks("stays out", date(2025, 9, 8), ["V"] * 10),
        *marks("stays out", date(2026, 1, 5), ["V"] * 10),
        *marks("was in", date(2025, 9, 8), ["I"] * 10),
        *marks("was in", date(2026, 1, 5), ["V"] * 10),
    )

    @pytest.mark.parametrize(
        ("measure", "behind"),
        [
            ("into_persistent", [("comes in", 1, 1, 1, 10), ("stays out", 0, 1, 0, 10)]),
            ("out_of_severe", [("was in", 1, 1, 0, 10)]),
        ],
    )
    def test_is_listed_with_what_the_later_term_came_to(
        self, measure: str, behind: list[tuple[object, ...]]
    ) -> None:
        with duckdb() as engine:
            scope = count_drawn(engine, self.entries)
            found = pupils_behind(engine, scope, Asked(measure, "autumn term to spring term"))
        assert [tuple(one[1:]) for one in found] == behind

    def test_opens_to_the_entries_of_both_terms(self) -> None:
        with duckdb() as engine:
            scope = count_drawn(engine, self.entries)
            figure = Asked("into_persistent", "autumn term to spring term")
            entries = entries_behind(engine, scope, figure, school="Ash", pupil="comes in")
        assert [sum(row.numerator for row in entries), len(entries)] == [1, 20]


class TestAFigureThatIsNone:
    @pytest.mark.parametrize(
        ("measure", "period"),
        [
            ("no such measure", "whole"),
            ("absence_percent", "week of 8 September"),
            ("absence_percent", "weekday 8"),
            ("absence_percent", "session Monday"),
        ],
    )
    def test_is_refused_by_name(self, measure: str, period: str) -> None:
        with pytest.raises(NoSuchFigure, match="There is no"):
            Asked(measure, period)

    @pytest.mark.parametrize(
        ("measure", "period"),
        [("absence_percent", "autumn term to spring term"), ("into_persistent", "spring term")],
    )
    def test_is_refused_where_only_movers_have_two_terms(self, measure: str, period: str) -> None:
        with pytest.raises(NoSuchFigure, match="not given for"):
            Asked(measure, period)

    def test_is_refused_where_pupils_are_counted_by_the_week(self) -> None:
        with duckdb() as engine:
            scope = count_drawn(engine, [_entry(0, "AM", "/")])
            with pytest.raises(NoSuchFigure, match="not given for"):
                pupils_behind(engine, scope, Asked("persistent", "week 2025-09-08"))


class TestLastSchoolWeeks:
    """Sessions that count towards the threshold of a penalty notice, pupil by pupil."""

    FIGURE = Asked("unauthorised", LAST_SCHOOL_WEEKS)

    def test_open_to_sessions_before_the_year_as_well(self) -> None:
        before = date(2025, 7, 7)
        entries = [
            *marks("Ana", before, "O O / \\"),
            *marks("Ana", MONDAY, "/ \\ O \\"),
            *marks("Ben", MONDAY, "/ \\ C \\"),
        ]
        with duckdb() as engine:
            scope = count_drawn(engine, entries)
            (ana,) = pupils_behind(engine, scope, self.FIGURE)
            found = entries_behind(engine, scope, self.FIGURE, school="Ash", pupil="Ana")
        assert (ana.pupil, ana.numerator) == ("Ana", 3)
        assert [(row.date, row.code, row.why) for row in found] == [
            (before, "O", Why.NUMERATOR),
            (before, "O", Why.NUMERATOR),
            (MONDAY + timedelta(days=1), "O", Why.NUMERATOR),
        ]

    def test_open_at_a_school_left_before_the_figures_begin(self) -> None:
        before = date(2025, 7, 7)
        entries = [*marks("Ana", before, "O O", school="Oak"), *marks("Ana", MONDAY, "/ \\ O \\")]
        with duckdb() as engine:
            scope = count_drawn(engine, entries)
            found = entries_behind(engine, scope, self.FIGURE, school="Oak", pupil="Ana")
        assert [(row.date, row.code) for row in found] == [(before, "O"), (before, "O")]

    def test_are_of_unauthorised_absence_alone(self) -> None:
        with pytest.raises(NoSuchFigure):
            Asked("absence_percent", LAST_SCHOOL_WEEKS)

    @drawn
    @given(asked=tables())
    def test_come_to_what_is_said_of_each_pupil(self, asked: DrawnTables) -> None:
        with duckdb() as engine:
            scope = count_drawn(
                engine, asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day
            )
            said = dict(
                engine.rows("SELECT DISTINCT pupil, in_ten_weeks FROM enrolments WHERE in_ten_weeks > 0")
            )
            found = Counter(
                (pupil, row.date, row.session)
                for school, pupil in engine.rows(
                    "SELECT DISTINCT school, pupil FROM used WHERE pupil IN (SELECT pupil FROM enrolments)"
                )
                for row in entries_behind(engine, scope, self.FIGURE, school=school, pupil=pupil)
                if row.numerator
            )
        assert Counter(pupil for pupil, _, _ in found) == said
