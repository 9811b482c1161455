"""What holds of the second opinion whatever the tables hold."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.reference import cells, figures, gather, kept_back, totals
from onroll.law import SchoolCalendar, measures, threshold
from tests.analysis.drawn import DrawnTables, tables

# To shrink hundreds of rows takes minutes and shows little.
NO_SHRINKING = tuple(phase for phase in Phase if phase not in (Phase.shrink, Phase.explain))
drawn_tables = settings(phases=NO_SHRINKING)
fewer = settings(phases=NO_SHRINKING, max_examples=50)


def gathered(drawn: DrawnTables):
    return gather(drawn.entries, drawn.pupils, drawn.calendar, on=drawn.on, first_day=drawn.first_day)


class TestTotals:
    @drawn_tables
    @given(tables())
    def test_are_the_sums_of_the_enrolments(self, drawn: DrawnTables) -> None:
        found, of_each = totals(gathered(drawn)), figures(gathered(drawn))
        for name in ("possible", "attended", "authorised", "unauthorised", "missing"):
            assert found[name] == sum(getattr(one, name) for one in of_each)  # type: ignore[literal-required]
        assert found["possible"] == found["attended"] + found["authorised"] + found["unauthorised"]

    @drawn_tables
    @given(tables())
    def test_lose_no_row(self, drawn: DrawnTables) -> None:
        tables_ = gathered(drawn)
        found = totals(tables_)
        rows = Counter(
            (one.school, one.pupil, one.date, one.session)
            for one in drawn.entries
            if one.date in tables_.period
        )
        assert found["entries"] == rows.total()
        assert found["quality"]["duplicate"] == rows.total() - len(rows)
        assert sum(found["codes"].values()) <= len(rows)

    @drawn_tables
    @given(tables(), st.randoms(use_true_random=False))
    def test_do_not_depend_on_the_order_of_the_rows(self, drawn: DrawnTables, random) -> None:
        entries, calendar = list(drawn.entries), list(drawn.calendar)
        random.shuffle(entries)
        random.shuffle(calendar)
        shuffled = replace(drawn, entries=entries, calendar=calendar)
        assert totals(gathered(shuffled)) == totals(gathered(drawn))
        assert figures(gathered(shuffled)) == figures(gathered(drawn))

    @drawn_tables
    @given(tables())
    def test_of_a_day_are_those_of_the_tables_as_they_stood(self, drawn: DrawnTables) -> None:
        on = gathered(drawn).period.last_day
        until = replace(drawn, entries=[one for one in drawn.entries if one.date <= on], on=on)
        assert totals(gathered(until)) == totals(gathered(drawn))

    @drawn_tables
    @given(tables())
    def test_of_equal_rows_are_those_of_one(self, drawn: DrawnTables) -> None:
        twice = replace(drawn, entries=[*drawn.entries, *drawn.entries])
        assert figures(gathered(twice)) == figures(gathered(drawn))


class TestEnrolments:
    @drawn_tables
    @given(tables())
    def test_agree_with_the_law_of_one_pupil(self, drawn: DrawnTables) -> None:
        tables_ = gathered(drawn)
        for one in figures(tables_):
            used = tables_.used_in_period((one.school, one.pupil))  # type: ignore[arg-type]
            by_law = measures((mark.on, mark.session, mark.code) for mark in used)
            assert (one.attended, one.authorised, one.unauthorised) == (
                by_law.attended,
                by_law.authorised,
                by_law.unauthorised,
            )

    @drawn_tables
    @given(tables())
    def test_have_a_session_held_on_roll_either_used_or_missing(self, drawn: DrawnTables) -> None:
        tables_ = gathered(drawn)
        for enrolment in tables_.enrolments:
            held = tables_.held_on_roll(enrolment)
            used = [session for session in held if session in tables_.used(enrolment)]
            assert len(used) + len(tables_.missing(enrolment)) == len(held)

    @drawn_tables
    @given(tables())
    def test_met_the_threshold_by_the_law_where_the_pupil_was_at_one_school_throughout(
        self, drawn: DrawnTables
    ) -> None:
        one_school = [one for one in drawn.entries if one.school == drawn.entries[0].school]
        tables_ = gathered(replace(drawn, entries=one_school, pupils=[], on=None, first_day=None))
        for one in figures(tables_):
            enrolment = next(found for found in tables_.enrolments if found.pupil == one.pupil)
            weeks = tables_.weeks_with_rows[enrolment]
            calendar = tables_.calendar(one.school)
            own = SchoolCalendar.from_sessions(
                (week + timedelta(days=day), session)
                for week in weeks
                for day in range(7)
                for session in calendar.sessions_on(week + timedelta(days=day))
            )
            used = tables_.used(enrolment).values()
            by_law = threshold(
                [(mark.on, mark.session, mark.code) for mark in used], own, as_at=tables_.period.last_day
            )
            assert one.threshold_first_met_on == by_law.facts["first_met_on"]
            if one.unauthorised_in_ten_school_weeks is not None:
                assert one.unauthorised_in_ten_school_weeks == by_law.facts["sessions"]


class TestMeasures:
    @fewer
    @given(tables(), st.sampled_from([("sex",), ("school",), ("sex", "fsm"), ("school", "year_group")]))
    def test_of_sessions_add_up_over_groups(self, drawn: DrawnTables, by: tuple[str, ...]) -> None:
        tables_ = gathered(drawn)
        whole = {
            (one.measure, one.period): (one.numerator, one.denominator)
            for one in cells(tables_)
            if one.measure != "threshold_met"
        }
        added: dict[tuple[str, str], tuple[int, int]] = {}
        for one in cells(tables_, by):
            numerator, denominator = added.get((one.measure, one.period), (0, 0))
            added[one.measure, one.period] = numerator + one.numerator, denominator + one.denominator
        for key, (numerator, denominator) in whole.items():
            # A group has no cell where it has not the code, or has nothing possible.
            if not key[0].startswith("code "):
                assert added[key] == (numerator, denominator)

    @fewer
    @given(tables())
    def test_of_sessions_add_up_over_weeks_weekdays_and_halves_of_the_day(self, drawn: DrawnTables) -> None:
        found = {
            (one.measure, one.period): (one.numerator, one.denominator) for one in cells(gathered(drawn))
        }
        periods = {period for _, period in found}
        for split in (
            [period for period in periods if period.startswith("week ")],
            [period for period in periods if period.startswith("weekday ") and period[-1].isdigit()],
            [period for period in periods if period.startswith("session ")],
            [period for period in periods if period.endswith(("AM", "PM")) and period.startswith("weekday ")],
        ):
            parts = [found.get(("absence_percent", period), (0, 0)) for period in split]
            added = sum(part for part, _ in parts), sum(whole for _, whole in parts)
            assert added == found.get(("absence_percent", "whole"), (0, 0))

    @fewer
    @given(tables(), st.sampled_from([("sex",), ("sex", "fsm"), ("school", "sex")]), st.integers(2, 4))
    def test_leave_no_single_cell_kept_back(
        self, drawn: DrawnTables, by: tuple[str, ...], fewest: int
    ) -> None:
        found = cells(gathered(drawn), by)
        hidden = kept_back(found, fewest=fewest)
        for one in hidden:
            for place in range(len(by)):
                line = [
                    other
                    for other in found
                    if (other.measure, other.period) == (one.measure, one.period)
                    and all(other.group[at] == one.group[at] for at in range(len(by)) if at != place)
                ]
                assert len(line) == 1 or len(hidden.intersection(line)) > 1
        assert all(cell in hidden for cell in found if 0 < cell.pupils < fewest)
