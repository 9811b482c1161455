"""The September roll-over: one unit, undoable, and nobody deleted by it."""

import datetime as dt

import pytest

from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.moving import (
    GroupOfAnotherYear,
    MoveRefused,
    move_group,
    move_year,
)
from onroll.service.admission_register.actions.rolling_over import (
    RollOverRefused,
    roll_over,
    undo_roll_over,
)
from onroll.service.admission_register.queries.roll import roll_on
from onroll.service.admission_register.queries.roll_over import roll_over_preview
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import RegistrationGroupMembership, YearGroupMembership
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

SEPTEMBER = dt.date(2027, 9, 1)
JULY = dt.date(2027, 7, 20)
EVERYTHING = Scope.everything()


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def head(school):
    return an_actor("head", school)


@pytest.fixture
def placed(school):
    five, six = a_group(school, "5 Oak"), a_group(school, "6 Oak", "6")
    younger = admitted(school, "Begum", "Amina", group_id=five.pk, year_group="5")
    leaver = admitted(school, "Carter", "Alfie", group_id=six.pk, year_group="6")
    return younger, leaver


def do(school, head, **fields):
    return roll_over(school_id=school.pk, first_day=SEPTEMBER, by=head, now=at(10, on=JULY), **fields)


def placings(school, day):
    return {row.name: (row.year_group, row.group) for row in roll_on(EVERYTHING, school_id=school.pk, on=day)}


class TestRollOver:
    def test_moves_everybody_up_a_year_into_the_next_group_by_name(self, school, head, placed):
        do(school, head)
        assert placings(school, SEPTEMBER)["Amina Begum"] == ("6", "6 Oak")
        assert placings(school, SEPTEMBER - dt.timedelta(days=1))["Amina Begum"] == ("5", "5 Oak")

    def test_lists_leavers_and_deletes_none(self, school, head, placed):
        plan = roll_over_preview(EVERYTHING, school_id=school.pk, first_day=SEPTEMBER)
        assert [leaver.name for leaver in plan.leavers] == ["Alfie Carter"]
        do(school, head)
        assert placings(school, SEPTEMBER)["Alfie Carter"] == ("6", "")

    def test_takes_the_names_a_person_chose(self, school, head, placed):
        five = RegistrationGroup.objects.get(name="5 Oak")
        do(school, head, names={five.pk: "6 Sycamore"})
        assert placings(school, SEPTEMBER)["Amina Begum"] == ("6", "6 Sycamore")

    def test_joins_two_groups_of_a_year_given_one_name(self, school, head, placed):
        beside = a_group(school, "5 Ash", "5")
        admitted(school, "Okafor", "Ada", group_id=beside.pk, year_group="5")
        do(school, head, names={beside.pk: "6 Oak"})
        after = placings(school, SEPTEMBER)
        assert (after["Amina Begum"], after["Ada Okafor"]) == (("6", "6 Oak"), ("6", "6 Oak"))

    def test_does_not_join_groups_of_two_years(self, school, head, placed):
        younger = a_group(school, "4 Oak", "4")
        admitted(school, "Okafor", "Ada", group_id=younger.pk, year_group="4")
        with pytest.raises(
            RollOverRefused, match="4 Oak and 5 Oak would all become 6 Oak, and are of different"
        ):
            do(school, head, names={younger.pk: "6 Oak"})
        assert placings(school, SEPTEMBER)["Amina Begum"] == ("5", "5 Oak")

    def test_leaves_nobody_in_a_group_without_a_name(self, school, head, placed):
        five = RegistrationGroup.objects.get(name="5 Oak")
        with pytest.raises(
            RollOverRefused, match="5 Oak has no new name, and its 1 pupil would be in no group"
        ):
            do(school, head, names={five.pk: ""})

    def test_leaves_a_mixed_group_as_it_is(self, school, head):
        mixed = a_group(school, "Kestrels", "")
        admitted(school, group_id=mixed.pk, year_group="4")
        do(school, head)
        assert placings(school, SEPTEMBER)["Amina Begum"] == ("5", "Kestrels")

    def test_happens_once_a_september(self, school, head, placed):
        do(school, head)
        with pytest.raises(RollOverRefused, match="already"):
            do(school, head)


class TestUndoingARollOver:
    def test_puts_everything_back(self, school, head, placed):
        before = (_rows(RegistrationGroupMembership), _rows(YearGroupMembership), _rows(RegistrationGroup))
        done = do(school, head)
        undo_roll_over(school_id=school.pk, roll_over_id=done.pk, by=head, now=at(11, on=JULY))
        assert (
            _rows(RegistrationGroupMembership),
            _rows(YearGroupMembership),
            _rows(RegistrationGroup),
        ) == before

    def test_can_be_followed_by_another(self, school, head, placed):
        done = do(school, head)
        undo_roll_over(school_id=school.pk, roll_over_id=done.pk, by=head, now=at(11, on=JULY))
        do(school, head)
        assert placings(school, SEPTEMBER)["Amina Begum"] == ("6", "6 Oak")

    def test_is_refused_once_somebody_was_moved_since(self, school, head, placed):
        younger, _ = placed
        done = do(school, head)
        other = a_group(school, "6 Elm", "6")
        move_group(
            school_id=school.pk, pupil_ids=[younger.pupil_id], group_id=other.pk,
            from_day=SEPTEMBER, by=head, now=at(11, on=JULY),
        )  # fmt: skip
        with pytest.raises(RollOverRefused, match="moved since"):
            undo_roll_over(school_id=school.pk, roll_over_id=done.pk, by=head, now=at(12, on=JULY))


class TestMoving:
    def test_ends_the_old_group_the_day_before(self, school, head, placed):
        younger, _ = placed
        other = a_group(school, "5 Elm")
        day = dt.date(2026, 11, 9)
        move_group(
            school_id=school.pk, pupil_ids=[younger.pupil_id], group_id=other.pk, from_day=day, by=head, now=at(9, on=day)
        )  # fmt: skip
        assert placings(school, day)["Amina Begum"][1] == "5 Elm"
        assert placings(school, day - dt.timedelta(days=1))["Amina Begum"][1] == "5 Oak"

    def test_refuses_a_group_of_another_year(self, school, head, placed):
        younger, _ = placed
        six = a_group(school, "6 Elm", "6")
        day = dt.date(2026, 11, 9)
        told = {"school_id": school.pk, "pupil_ids": [younger.pupil_id], "from_day": day}
        told |= {"by": head, "now": at(9, on=day)}
        with pytest.raises(
            GroupOfAnotherYear, match="6 Elm is a group of Year 6, and the pupil is in Year 5"
        ):
            move_group(group_id=six.pk, **told)
        with pytest.raises(
            GroupOfAnotherYear, match="5 Oak is a group of Year 5, and the pupil is in Year 6"
        ):
            move_year(year_group="6", **told)
        assert placings(school, day)["Amina Begum"] == ("5", "5 Oak")

    def test_takes_group_and_year_together(self, school, head, placed):
        younger, _ = placed
        six = a_group(school, "6 Elm", "6")
        day = dt.date(2026, 11, 9)
        told = {"school_id": school.pk, "pupil_ids": [younger.pupil_id], "from_day": day}
        move_group(group_id=six.pk, year_group="6", **told, by=head, now=at(9, on=day))
        assert placings(school, day)["Amina Begum"] == ("6", "6 Elm")

    def test_puts_a_pupil_with_another_year_where_it_is_on_purpose(self, school, head, placed):
        younger, _ = placed
        day = dt.date(2026, 11, 9)
        told = {"school_id": school.pk, "pupil_ids": [younger.pupil_id], "from_day": day}
        move_year(year_group="6", is_out_of_year=True, **told, by=head, now=at(9, on=day))
        assert placings(school, day)["Amina Begum"] == ("6", "5 Oak")

    def test_refuses_a_pupil_not_on_roll_that_day(self, school, head, placed):
        younger, _ = placed
        with pytest.raises(MoveRefused, match="not on roll"):
            move_year(
                school_id=school.pk, pupil_ids=[younger.pupil_id], year_group="4",
                from_day=dt.date(2026, 8, 1), by=head, now=at(9, on=JULY),
            )  # fmt: skip


def _rows(model):
    return list(model.objects.order_by("pk").values_list())
