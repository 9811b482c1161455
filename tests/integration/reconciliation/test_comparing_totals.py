"""Another system's totals beside ours: whose differ, by how much, and that they come to the difference."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation.their_rows import TotalColumns
from onroll.service.reconciliation.asked import BY_GROUP, BY_PUPIL, BY_YEAR, AskedOfTotals
from onroll.service.reconciliation.models import Comparison
from tests.factories.moments import MONDAY
from tests.integration.reconciliation.conftest import TUESDAY

pytestmark = pytest.mark.django_db

COLUMNS = TotalColumns("pupil", {Family.POSSIBLE: "possible", Family.ATTENDED: "attended"})


def asked(by: str = BY_PUPIL, last_day: dt.date = TUESDAY) -> AskedOfTotals:
    return AskedOfTotals(COLUMNS, by, MONDAY, last_day)


def ref(pupil) -> str:
    return pupil.enrolments.get().pupil_ref


class TestTotalsOfPupils:
    def test_agree_where_both_count_the_same(self, compare, a_class):
        text = f"pupil,possible,attended\n{ref(a_class.amina)},2,1\n{ref(a_class.callum)},2,1\n"

        found = compare(text, asked=asked()).found

        assert (found["differ"], found["agreed"]) == (0, 2)

    def test_name_whose_differ_and_come_to_the_difference(self, compare, a_class):
        text = f"pupil,possible,attended\n{ref(a_class.amina)},2,2\nZ999,2,0\n"

        comparison = compare(text, asked=asked())

        rows = {
            (str(row.pupil.forename if row.pupil else row.name), row.whose): row
            for row in comparison.totals.all()
        }
        assert set(rows) == {("Amina", "both"), ("Callum", "ours alone"), ("Z999", "theirs alone")}
        for figure in ("possible", "attended"):
            difference = comparison.found["ours"][figure] - comparison.found["theirs"][figure]
            assert sum(row.ours[figure] - row.theirs[figure] for row in rows.values()) == difference

    def test_are_of_the_days_that_are_said(self, compare, a_class):
        text = f"pupil,possible,attended\n{ref(a_class.amina)},1,1\n{ref(a_class.callum)},1,0\n"

        assert compare(text, asked=asked(last_day=MONDAY)).found["differ"] == 0

    def test_set_a_percentage_aside(self, compare, a_class):
        comparison = compare(f"pupil,possible,attended\n{ref(a_class.amina)},2,50.0\n", asked=asked())

        (row,) = comparison.rows_set_aside.all()
        assert (row.row, row.column, row.value) == (2, "attended", "50.0")
        assert row.cure == "Give counts of sessions, not percentages."

    def test_set_a_second_row_of_the_same_name_aside(self, compare, a_class):
        who = ref(a_class.amina)
        comparison = compare(f"pupil,possible,attended\n{who},2,1\n{who},2,1\n", asked=asked())

        assert comparison.rows_set_aside.get().what == "Row 2 has totals of the same name."

    def test_are_refused_without_a_figure(self, compare):
        of_nothing = AskedOfTotals(TotalColumns("pupil", {}), BY_PUPIL, MONDAY, TUESDAY)

        comparison = compare("pupil\nP1\n", asked=of_nothing)

        assert comparison.state == Comparison.State.REFUSED
        assert "No figure is named" in comparison.message


class TestTotalsOfGroups:
    @pytest.mark.parametrize(("by", "name"), [(BY_GROUP, "5 Oak"), (BY_YEAR, "5")])
    def test_are_of_the_groups_of_the_last_day(self, compare, a_class, by, name):
        assert compare(f"pupil,possible,attended\n{name},4,2\n", asked=asked(by)).found["differ"] == 0

    def test_name_the_group_that_differs(self, compare, a_class):
        comparison = compare("pupil,possible,attended\n5 Oak,4,3\n", asked=asked(BY_GROUP))

        row = comparison.totals.get()
        assert (row.name, row.ours["attended"], row.theirs["attended"]) == ("5 Oak", 2, 3)
