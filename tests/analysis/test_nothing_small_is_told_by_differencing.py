"""Whoever takes what is shown from what is shown, over and over, comes to no small number that is kept back."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis.disclosure_control import is_small, kept_back, kept_back_together
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.lines_of_cells import told_by_difference
from onroll.analysis.measures import Cell, cells, measure_named
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import EXAMPLES

pytestmark = pytest.mark.one_database

SEX = Grouping(("sex",))
TERMS = ["autumn term", "spring term", "summer term"]
NAMES = ("persistent", "severe")


def of(measure, period="whole", group="all", *, of_whom, pupils=100, possible=None):
    """Answer a figure of pupils, or of sessions where `possible` says so."""
    if possible is not None:
        return Cell(measure, period, group, of_whom, possible, pupils)
    return Cell(measure, period, group, of_whom, pupils, pupils, of_whom)


def hidden(*given, fewest=10):
    return {(one.measure, one.period, one.group) for one in kept_back(given, ALL, fewest=fewest)}


class TestSevereAbsence:
    def test_is_kept_back_where_few_are_in_persistent_absence_beside_it(self):
        assert hidden(of("persistent", of_whom=40), of("severe", of_whom=31)) == {("severe", "whole", "all")}

    @pytest.mark.parametrize("severe", [30, 40])
    def test_is_shown_where_ten_are_or_nobody(self, severe):
        assert hidden(of("persistent", of_whom=40), of("severe", of_whom=severe)) == set()

    def test_is_shown_where_persistent_absence_is_kept_back(self):
        shown = [of("persistent", of_whom=9), of("severe", of_whom=0)]
        assert hidden(*shown) == {("persistent", "whole", "all")}

    def test_near_it_is_kept_back_where_few_are_far_from_it(self):
        given = [of("persistent", of_whom=60), of("severe", of_whom=20), of("near_severe", of_whom=35)]
        assert hidden(*given) == {("near_severe", "whole", "all")}


class TestAPeriod:
    def test_that_the_others_tell_is_kept_back_with_one_of_them(self):
        year = [of("unauthorised", term, of_whom=number, possible=number * 10, pupils=pupils)
                for term, number, pupils in (("whole", 60, 50), ("autumn term", 30, 50), ("spring term", 27, 50), ("summer term", 3, 4))]  # fmt: skip
        assert hidden(*year) == {("unauthorised", term, "all") for term in TERMS[1:]}

    def test_is_left_where_the_others_do_not_come_to_the_whole(self):
        year = [of("unauthorised", term, of_whom=number, possible=number * 10, pupils=pupils)
                for term, number, pupils in (("whole", 61, 50), ("autumn term", 30, 50), ("spring term", 27, 50), ("summer term", 3, 4))]  # fmt: skip
        assert hidden(*year) == {("unauthorised", "summer term", "all")}

    def test_of_half_days_is_kept_back_with_the_day_where_nobody_had_the_code_in_the_other_half(self):
        given = [
            Cell("late_sessions", "weekday 3", "all", 24, 1_000, 100, 10),
            Cell("code L", "weekday 3 AM", "all", 24, 500, 100, 9),
            Cell("code L", "weekday 3", "all", 24, 1_000, 100, 10),
        ]
        assert ("code L", "weekday 3", "all") in hidden(*given)

    def test_of_one_week_is_kept_back_with_another(self):
        weeks = [of("late_sessions", f"week {date(2025, 9, day)}", of_whom=1, possible=100, pupils=pupils)
                 for day, pupils in ((1, 3), (8, 40), (15, 41))]  # fmt: skip
        found = hidden(of("late_sessions", of_whom=3, possible=300), *weeks)
        assert found == {("late_sessions", f"week 2025-09-{day}", "all") for day in ("01", "08")}


def test_shares_and_rates_of_the_same_pupils_are_kept_back_together():
    given = [
        Cell(f"{start}severe", "whole", f"sex={sex}", 50, whole, 80, people)
        for start, wholes in (("absent_of_", (500, 90, 700)), ("absence_rate_of_", (90, 91, 80)))
        for sex, whole, people in zip("FMX", wholes, (5, 20, 30), strict=True)
    ]
    found = kept_back(given, SEX)
    assert {one.group for one in found if one.measure.startswith("absent")} == {
        one.group for one in found if one.measure.startswith("absence")
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])  # fmt: skip
@given(asked=tables())
def test_no_small_number_of_a_drawn_register_is_told(asked: DrawnTables) -> None:
    with duckdb() as engine:
        scope = count_drawn(
            engine, asked.entries, asked.pupils, asked.calendar,
            on=asked.on, first_day=asked.first_day, groupings=(ALL, SEX),
        )  # fmt: skip
        found = cells(engine, scope, (ALL, SEX))
    every = [
        cell for of_grouping in found.values() for cell in of_grouping if not cell.measure.startswith("code ")
    ]
    for fewest in (2, 3):
        kept = {
            cell for of_grouping in kept_back_together(found, fewest=fewest).values() for cell in of_grouping
        }
        known = worked_out({cell[:3]: cell.numerator for cell in every if cell not in kept}, every)
        small = {cell[:3] for cell in every if is_small(cell, fewest)}
        assert not small & known.keys()
        for grouping in (ALL, SEX):
            # None of the figures that would tell of a few by difference is left, nor can it be worked out.
            ours = found[grouping]
            unknown = {place for place, cell in enumerate(ours) if cell[:3] not in known}
            assert not list(told_by_difference(ours, unknown, fewest))


def worked_out(known, every):
    """Answer all numerators that come of what is known, one after another: a sum of which all but one are known tells that one."""
    sums = [*of_groups(every), *of_periods(every), *of_one_numerator(every)]
    changed = True
    while changed:
        changed = False
        for whole, parts in sums:
            unknown = [one for one in (whole, *parts) if one not in known]
            if len(unknown) == 1:
                others = sum(known[part] for part in parts if part in known)
                known[unknown[0]] = others if unknown[0] == whole else known[whole] - others
                changed = True
    return known


def of_groups(every):
    parts = defaultdict(list)
    for cell in every:
        if cell.group != "all" and cell.measure != "threshold_met":
            parts[cell.measure, cell.period].append(cell[:3])
    given = {cell[:3] for cell in every}
    return [((*key, "all"), found) for key, found in parts.items() if (*key, "all") in given]


def of_periods(every):
    figures = defaultdict(dict)
    for cell in every:
        if not measure_named(cell.measure).singles_out:
            figures[cell.measure, cell.group][cell.period] = cell
    for found in figures.values():
        weekdays = [f"weekday {number}" for number in range(1, 8)]
        for whole, parts in (
            ("whole", TERMS),
            ("autumn and spring term", TERMS[:2]),
            ("six half terms", TERMS),
            ("whole", [period for period in found if period.startswith("week ")]),
            ("whole", weekdays),
            ("whole", ["session AM", "session PM"]),
            *((day, [f"{day} AM", f"{day} PM"]) for day in weekdays),
            *((f"session {half}", [f"{day} {half}" for day in weekdays]) for half in ("AM", "PM")),
            ("summer term", ["half term 5", "half term 6"]),
            ("five half terms", [*TERMS[:2], "half term 5"]),
        ):
            ours = [found[period] for period in parts if period in found]
            if whole in found and ours and found[whole].denominator == sum(one.denominator for one in ours):
                yield found[whole][:3], [one[:3] for one in ours]


def of_one_numerator(every):
    given = {cell[:3] for cell in every}
    for _, period, group in {cell[:3] for cell in every}:
        for name in NAMES:
            share, rate = ((f"{start}_of_{name}", period, group) for start in ("absent", "absence_rate"))
            if share in given and rate in given:
                yield share, [rate]
