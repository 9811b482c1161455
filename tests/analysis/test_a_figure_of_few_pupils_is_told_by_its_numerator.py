"""A figure is small where few pupils had what it counts, however many pupils its group has."""

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis.counting import enrolments_with
from onroll.analysis.disclosure_control import kept_back, kept_back_together
from onroll.analysis.figures_that_add_up import OF_EVERYBODY
from onroll.analysis.groupings import ALL, groupings
from onroll.analysis.measures import Cell, cells, singled_out
from onroll.analysis.nested_groups import Nested, nested
from onroll.analysis.reference import Pupil, gather
from onroll.analysis.reference import measures as second_opinion
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import HALF

pytestmark = pytest.mark.one_database

MONDAY = date(2025, 9, 8)


def counted(entries, by=(ALL,), pupils=()):
    with duckdb() as engine:
        scope = count_drawn(engine, entries, pupils, groupings=by)
        return cells(engine, scope, by)


def with_code(code, *, pupils, of=30):
    """Give entries of a school's pupils over a day, some of whom have a code in the morning."""
    return [
        row
        for number in range(of)
        for row in marks(f"pupil {number:02}", MONDAY, f"{code} \\" if number < pupils else "/ \\")
    ]


def hidden(found, period="whole"):
    return {cell.measure for cell in kept_back(found[ALL], ALL) if cell.period == period}


class TestACode:
    @pytest.mark.parametrize("code", ["I", "M", "B", "Y5", "X"])
    def test_of_nine_pupils_is_kept_back_and_of_ten_is_shown(self, code):
        assert f"code {code}" in hidden(counted(with_code(code, pupils=9)))
        assert f"code {code}" not in hidden(counted(with_code(code, pupils=10)))

    def test_of_one_pupil_is_kept_back_however_often_it_was(self):
        entries = [
            row
            for number in range(30)
            for day in range(8, 13)
            for row in marks(f"pupil {number}", date(2025, 9, day), "Y5 Y5" if not number else "/ \\")
        ]
        found = {one.measure: one for one in counted(entries)[ALL] if one.period == "whole"}
        assert (found["code Y5"].numerator, found["code Y5"].singled_out) == (10, 1)
        assert "code Y5" in hidden(counted(entries))

    def test_is_judged_in_each_period_by_those_who_had_it_there(self):
        entries = with_code("I", pupils=12) + [
            row
            for number in range(30)
            for row in marks(f"pupil {number:02}", date(2025, 9, 15), "I \\" if number < 3 else "/ \\")
        ]
        found = counted(entries)
        number = {one.period: one.singled_out for one in found[ALL] if one.measure == "code I"}
        assert (number["whole"], number["week 2025-09-08"], number["week 2025-09-15"]) == (10, 10, 3)

    def test_takes_another_of_its_family_along(self):
        # Illness of twelve, appointments of three, others of eleven: all three come to what is authorised.
        entries = [
            row
            for number in range(40)
            for row in marks(
                f"pupil {number:02}",
                MONDAY,
                f"{'I' if number < 12 else 'M' if number < 15 else 'C' if number < 26 else '/'} \\",
            )
        ]
        assert hidden(counted(entries)) == {"code M", "code C"}


class TestAbsence:
    ABSENCE = frozenset(
        {"attendance_percent", "absence_percent", "unauthorised", "family unauthorised_absence"}
    )

    def test_of_one_pupil_of_ten_is_shown_and_its_code_is_not(self):
        found = hidden(counted(with_code("O", pupils=1, of=10)))
        assert "code O" in found
        assert not self.ABSENCE & found

    def test_of_nine_pupils_in_all_is_kept_back(self):
        assert hidden(counted(with_code("O", pupils=5, of=9))) >= self.ABSENCE

    def test_of_two_codes_is_shown_and_neither_code_is(self):
        entries = [
            row
            for number in range(40)
            for row in marks(
                f"pupil {number:02}", MONDAY, f"{'O' if number < 9 else 'G' if number < 29 else '/'} \\"
            )
        ]
        found = hidden(counted(entries))
        assert {"code O", "code G"} <= found
        assert not self.ABSENCE & found

    def test_does_not_say_how_few_pupils_were_absent(self):
        found = {
            one.measure: one.singled_out
            for one in counted(with_code("O", pupils=3))[ALL]
            if one.period == "whole"
        }
        assert [found[name] for name in sorted(OF_EVERYBODY)] == [None] * len(OF_EVERYBODY)
        assert found["code O"] == 3


class TestAFamilyOfAttendance:
    def test_of_several_codes_is_of_all_who_have_any_of_them(self):
        entries = [
            row
            for number in range(30)
            for row in marks(f"pupil {number:02}", MONDAY, f"{'BV'[number % 2] if number < 12 else '/'} \\")
        ]
        found = {one.measure: one.singled_out for one in counted(entries)[ALL] if one.period == "whole"}
        of_both = found["family approved_educational_activity"]
        assert (found["code B"], found["code V"], of_both) == (6, 6, 10)


class TestLateness:
    def test_of_nine_pupils_is_kept_back_with_the_minutes_and_of_ten_is_shown(self):
        assert {"late_sessions", "code L", "minutes_late"} <= hidden(counted(with_code("L", pupils=9)))
        assert not {"late_sessions", "code L"} & hidden(counted(with_code("L", pupils=10)))


class TestAPupilOfTwoSchools:
    def test_counts_in_both_of_them(self):
        entries = [
            *with_code("I", pupils=3),
            *marks("pupil 00", MONDAY, "I \\", school="Other"),
        ]
        found = {one.measure: one for one in counted(entries)[ALL] if one.period == "whole"}
        assert found["code I"].singled_out == 4


@settings(max_examples=HALF, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])  # fmt: skip
@given(asked=tables())
def test_what_one_morning_says_of_everyone_comes_to_the_same(asked: DrawnTables) -> None:
    by = groupings(["sex"])
    # Two stand for two and more: of few pupils, then, a morning often says it all.
    with (
        duckdb() as engine,
        patch.object(enrolments_with, "TOLD_APART", 2),
        patch.object(singled_out, "TOLD_APART", 2),
        patch.object(second_opinion, "TEN", 2),
    ):
        scope = count_drawn(
            engine, asked.entries, asked.pupils, asked.calendar,
            on=asked.on, first_day=asked.first_day, groupings=by,
        )  # fmt: skip
        expected = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
        for grouping, found in cells(engine, scope, by).items():
            others = {
                (*second_opinion.written(grouping.columns, cell)[:3], cell.singled_out)
                for cell in second_opinion.cells(expected, grouping.columns)
            }
            assert {(*cell[:3], cell.singled_out) for cell in found} <= others


NESTED = groupings(["district", "school", "year_group", "registration_group"])


class TestGroupsWithinGroups:
    def test_a_class_is_not_left_to_be_taken_from_its_year_group(self):
        sizes = {"7A": 24, "7B": 9, "8A": 26, "8B": 25}
        found = self.counted(sizes, {})
        hidden_groups = self.hidden(found, "attendance_percent")
        assert "registration_group=7B" in hidden_groups
        # Its year is shown, so that the other class of it is kept back, and not a class of another year.
        assert "year_group=7" not in hidden_groups
        assert {"registration_group=7A", "registration_group=7B"} <= hidden_groups

    def test_classes_of_ten_and_more_are_shown(self):
        assert self.hidden(self.counted({"7A": 24, "7B": 10, "8A": 26}, {}), "attendance_percent") == set()

    def test_two_years_that_a_class_mixes_are_held_against_their_classes_together(self):
        with duckdb() as engine:
            entries, pupils = self.tables({"7A": 24, "7B": 9, "8A": 26}, {"pupil 7A 0": "8"})
            count_drawn(engine, entries, pupils, groupings=NESTED)
            within = next(
                one
                for one in nested(engine, NESTED)
                if one.outer.columns == ("year_group",) and one.inner.columns == ("registration_group",)
            )
        assert len({*within.of_outer.values(), *within.of_inner.values()}) == 1

    def counted(self, sizes, years):
        with duckdb() as engine:
            entries, pupils = self.tables(sizes, years)
            scope = count_drawn(engine, entries, pupils, groupings=NESTED)
            return cells(engine, scope, NESTED), nested(engine, NESTED)

    def tables(self, sizes, years):
        pupils = [
            Pupil(
                f"pupil {name} {number}",
                "Ash",
                year_group=years.get(f"pupil {name} {number}", name[:-1]),
                registration_group=name,
                district="North",
            )
            for name, size in sizes.items()
            for number in range(size)
        ]
        entries = [row for one in pupils for row in marks(one.pupil, MONDAY, "/ O", school="Ash")]
        return entries, pupils

    def hidden(self, given_, measure):
        found, within = given_
        together = kept_back_together(found, nested=within)
        return {
            cell.group
            for those in together.values()
            for cell in those
            if cell.measure == measure and cell.period == "whole"
        }


def test_a_district_less_its_other_schools_is_not_told():
    school, district = groupings(["school", "district"])[1:]
    sizes = {"Ash": 9, "Beech": 40, "Cedar": 50, "Dogwood": 60}
    found = {
        district: [Cell("absence_percent", "whole", f"district={name}", 90, 10_000, pupils, 10) for name, pupils in (("North", 49), ("South", 110))],
        school: [Cell("absence_percent", "whole", f"school={name}", size, size * 10, size, 10) for name, size in sizes.items()],
    }  # fmt: skip
    within = Nested(
        district,
        school,
        {"district=North": 0, "district=South": 1},
        {"school=Ash": 0, "school=Cedar": 1, "school=Beech": 0, "school=Dogwood": 1},
    )
    assert {one.group for one in kept_back_together(found, nested=[within])[school]} == {
        "school=Ash",
        "school=Beech",
    }
    # Without it, any other school would do.
    found[school][1] = found[school][1]._replace(denominator=9_000)
    assert {one.group for one in kept_back_together(found)[school]} == {"school=Ash", "school=Cedar"}
    assert "school=Beech" in {one.group for one in kept_back_together(found, nested=[within])[school]}
