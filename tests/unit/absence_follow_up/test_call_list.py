"""The call list: who is on it, in what order, with whom to call, and what each role may see of it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.queries.call_list import call_list
from onroll.service.access.scope import OutOfScope, Reach, Scope
from onroll.service.people.models import ContactDetail, PupilMarker
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.factories.registers import AClass
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db
AFTER_CLOSING = at(9, 16)


@pytest.fixture
def oak(db):
    return AClass()


def the_list(oak, role="attendance_officer", *, now=AFTER_CLOSING, date=MONDAY, session="AM", **others):
    who = an_actor(role, oak.school, oak.group if role in ("teacher", "tutor") else None)
    return call_list(who.scope, school_id=oak.school.pk, date=date, session=session, now=now, **others)


def names(calls):
    return [row.name for row in calls.rows]


def marked(pupil, kind):
    return PupilMarker.objects.create(pupil=pupil, kind=kind, first_day=FIRST_DAY)


class TestWhoIsListed:
    def test_is_whoever_has_no_reason_yet(self, oak):
        oak.take("/", "N")
        assert names(the_list(oak)) == ["Callum Eyre"]

    def test_is_nobody_whose_reason_is_known(self, oak):
        oak.take("/", "I")
        assert names(the_list(oak)) == []

    @pytest.mark.parametrize(("minute", "listed"), [(15, []), (16, ["Callum Eyre"])])
    def test_is_whoever_is_blank_once_the_closing_minute_is_over(self, oak, minute, listed):
        oak.take("/", "")
        assert names(the_list(oak, now=at(9, minute))) == listed

    def test_is_not_the_class_of_a_register_that_nobody_began(self, oak):
        calls = the_list(oak)
        assert names(calls) == []
        assert [(one.group, one.pupils) for one in calls.not_taken] == [("5 Oak", 2)]

    def test_is_that_class_too_where_everyone_is_asked_for(self, oak):
        assert names(the_list(oak, everyone=True)) == ["Amina Begum", "Callum Eyre"]

    def test_is_a_child_called_first_even_where_nobody_began_the_register(self, oak):
        marked(oak.callum, "child protection")
        assert names(the_list(oak)) == ["Callum Eyre"]

    def test_is_nobody_who_left_the_day_before(self, oak):
        oak.take("/", "N", date=MONDAY)
        oak.callum.enrolments.update(last_day=MONDAY - dt.timedelta(days=1))
        assert names(the_list(oak)) == []


class TestTheOrder:
    def test_is_of_those_who_could_come_to_most_harm_first(self, oak):
        kinds = ["missing before", "youth justice", "child in need", "looked after", "child protection"]
        pupils = {kind: a_pupil_on_roll(oak.school, oak.group, "Kit", kind.title()) for kind in kinds}
        for kind, pupil in pupils.items():
            marked(pupil, kind)
        oak.take("N", "")
        assert names(the_list(oak)) == [
            "Kit Child Protection", "Kit Looked After", "Kit Child In Need", "Kit Youth Justice", "Kit Missing Before",
            "Amina Begum", "Callum Eyre",
        ]  # fmt: skip

    def test_takes_the_very_young_before_the_others(self, oak):
        a_pupil_on_roll(oak.school, oak.group, "Zoe", "Zander", born=dt.date(2021, 9, 8))
        oak.take("N", "N")
        assert names(the_list(oak))[0] == "Zoe Zander"

    def test_takes_a_starter_who_never_came_before_the_others_and_says_so(self, oak):
        oak.take("/", "/", date=MONDAY - dt.timedelta(days=3))
        a_pupil_on_roll(oak.school, oak.group, "Zoe", "Zander", starting_day=MONDAY)
        oak.take("N", "N")
        calls = the_list(oak)
        assert [row.name for row in calls.rows if row.is_new_starter] == ["Zoe Zander"]
        assert names(calls)[0] == "Zoe Zander"

    def test_keeps_brothers_and_sisters_together_where_the_one_most_at_risk_stands(self, oak):
        sister = a_pupil_on_roll(oak.school, oak.group, "Zara", "Zander")
        brother = a_pupil_on_roll(oak.school, oak.group, "Abel", "Young")
        a_parent(sister, brother)
        marked(sister, "looked after")
        oak.take("N", "N")
        calls = the_list(oak)
        assert names(calls) == ["Zara Zander", "Abel Young", "Amina Begum", "Callum Eyre"]
        assert [row.with_row_before for row in calls.rows] == [False, True, False, False]


class TestWhomToCall:
    def test_is_in_contact_order_with_every_number(self, oak):
        a_parent(oak.callum, name="Tom", relationship="Father", contact_order=2)
        mother = a_parent(oak.callum, name="Rose", mobile="07700 900111")
        ContactDetail.objects.create(
            parent=mother, kind="telephone", value="01632 960001", first_day=FIRST_DAY
        )
        oak.take("/", "N")
        (row,) = the_list(oak).rows
        assert [one.words for one in row.whom] == ["Rose Begum, mother", "Tom Begum, father"]
        assert row.whom[0].numbers == ("07700 900111", "01632 960001")

    def test_shows_a_parent_who_is_not_to_be_called_without_a_number_and_why(self, oak):
        a_parent(oak.callum, name="Tom", contact_order=None, restriction="Prohibited steps order")
        oak.take("/", "N")
        (row,) = the_list(oak).rows
        assert [(one.may_be_called, one.numbers, one.restriction) for one in row.whom] == [
            (False, (), "Prohibited steps order")
        ]

    def test_has_no_number_that_has_ended(self, oak):
        mother = a_parent(oak.callum)
        mother.contact_details.update(last_day=MONDAY - dt.timedelta(days=1))
        oak.take("/", "N")
        assert the_list(oak).rows[0].whom[0].numbers == ()


class TestSiblings:
    def test_are_named_with_where_they_are(self, oak):
        a_parent(oak.amina, oak.callum)
        oak.take("/", "N")
        (row,) = the_list(oak).rows
        assert [(one.name, one.where) for one in row.siblings] == [("Amina Begum", "in school")]

    def test_at_another_school_are_not_mentioned_to_who_does_not_reach_it(self, oak):
        self._a_brother_elsewhere(oak)
        assert the_list(oak).rows[0].siblings == ()

    def test_at_another_school_are_named_to_who_reaches_both(self, oak):
        elsewhere = self._a_brother_elsewhere(oak)
        scope = Scope.of([Reach("attendance_officer", one.pk) for one in (oak.school, elsewhere)])
        calls = call_list(scope, school_id=oak.school.pk, date=MONDAY, session="AM", now=AFTER_CLOSING)
        assert [(one.name, one.school) for one in calls.rows[0].siblings] == [
            ("Femi Eyre", "Wenlow Junior School")
        ]

    def _a_brother_elsewhere(self, oak):
        elsewhere = a_school("Wenlow Junior School")
        a_parent(oak.callum, a_pupil_on_roll(elsewhere, a_group(elsewhere), "Femi", "Eyre"))
        oak.take("/", "N")
        return elsewhere


class TestWhatARoleSees:
    def test_the_office_sees_who_is_called_first_and_not_why(self, oak):
        marked(oak.callum, "child protection")
        oak.take("/", "N")
        (row,) = the_list(oak).rows
        assert (row.is_first, row.markers) == (True, ())

    def test_the_safeguarding_lead_sees_why(self, oak):
        marked(oak.callum, "child protection")
        oak.take("/", "N")
        assert the_list(oak, "safeguarding_lead").rows[0].markers == ("Child protection plan",)

    @pytest.mark.parametrize(("role", "parents"), [("tutor", 1), ("teacher", 0)])
    def test_a_tutor_sees_whom_to_call_and_a_teacher_does_not(self, oak, role, parents):
        a_parent(oak.callum)
        oak.take("/", "N")
        assert len(the_list(oak, role).rows[0].whom) == parents

    def test_a_tutor_sees_no_other_group(self, oak):
        other = a_pupil_on_roll(oak.school, a_group(oak.school, "6 Ash", "6"), "Ben", "Ash")
        marked(other, "looked after")
        oak.take("/", "N")
        assert names(the_list(oak, "tutor")) == ["Callum Eyre"]

    def test_a_governor_is_refused(self, oak):
        with pytest.raises(OutOfScope):
            the_list(oak, "governor")


class TestWhatWasDone:
    def test_counts_todays_contacts_and_says_what_came_of_the_last(self, oak):
        mother = a_parent(oak.callum)
        oak.take("/", "N")
        for minute, outcome in ((20, "no answer"), (30, "voicemail")):
            record_contact(
                school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, channel="phone", outcome=outcome,
                parent_id=mother.pk, by=oak.officer, now=at(9, minute),
            )  # fmt: skip
        (row,) = the_list(oak, now=at(9, 31)).rows
        assert (len(row.records.contacts), row.records.last_contact.outcome, row.state) == (
            2,
            "voicemail",
            "tried",
        )

    def test_shows_a_pattern_of_the_weekday_and_of_the_sessions_before(self, oak):
        for weeks in (1, 2):
            oak.take("/", "N", date=MONDAY + dt.timedelta(weeks=weeks))
        oak.take("/", "N", date=MONDAY)
        third = MONDAY + dt.timedelta(weeks=3)
        oak.take("/", "N", date=third)
        recent = the_list(oak, now=at(9, 16, on=third), date=third).rows[0].recent
        assert (recent.on_this_weekday, recent.weekdays, recent.unexplained) == (3, 3, 3)


@pytest.mark.one_database
def test_the_list_takes_as_many_statements_for_twenty_pupils_as_for_two(oak):
    def statements() -> int:
        with Statements() as sent:
            assert the_list(oak).rows
        return len(sent.counted)

    a_parent(oak.amina, oak.callum)
    oak.take("N", "N")
    two = statements()
    for number in range(18):
        a_parent(a_pupil_on_roll(oak.school, oak.group, f"Kit {number}", f"Ashe {number}"))
    twenty = statements()
    assert two == twenty <= 13
