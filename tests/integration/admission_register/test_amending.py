"""Amendments (regulation 6) and notifications (regulation 8(3)): nothing is lost, and the register folds back."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from onroll.law.admission_register import MoveNotification, OtherSchoolNotification
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import (
    AmendmentRefused,
    NotOnThisRegister,
    amend_admission_entry,
)
from onroll.service.admission_register.actions.notifying import NotificationRefused, record_notification
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.entries import entry_page
from onroll.service.admission_register.queries.register import register_as_at
from onroll.service.people.models import ContactDetail, FormerName, Pupil, Relationship
from tests.factories.admissions import a_parent_given, admitted
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

OCTOBER = dt.date(2026, 10, 5)
EVERYTHING = Scope.everything()


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def officer(school):
    return an_actor("attendance_officer", school)


@pytest.fixture
def amend(school, officer):
    def amend(enrolment_id, change, *, reason="The parent told the office", on=OCTOBER, by=officer):
        return amend_admission_entry(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            change=change,
            reason=reason,
            by=by,
            now=at(10, on=on),
        )

    return amend


def said_on(school, day):
    return register_as_at(EVERYTHING, school_id=school.pk, as_at=day)[0].said


class TestAnAmendment:
    def test_keeps_original_amended_reason_day_name_and_role_together(self, school, officer, amend):
        done = admitted(school)
        entry = amend(done.enrolment_id, changes.AddressChange(address="9 High Street", postcode="AB1 2CD"))
        assert entry.original["address"]["address"] == "4 Mill Lane, Broadmere"
        assert entry.contents["address"]["address"] == "9 High Street"
        assert (entry.reason, entry.made_on) == ("The parent told the office", OCTOBER)
        assert (entry.made_by_name, entry.made_by_role) == (officer.name, "attendance_officer")

    def test_changes_the_working_rows_with_it(self, school, amend):
        done = admitted(school)
        amend(
            done.enrolment_id,
            changes.NameChange(surname="Shah", forenames="Amina Noor", known_forename="Ami"),
        )
        pupil = Pupil.objects.get(pk=done.pupil_id)
        assert str(pupil) == "Ami Shah"
        assert FormerName.objects.get(pupil=pupil).surname == "Begum"

    def test_needs_a_reason(self, school, amend):
        done = admitted(school)
        with pytest.raises(AmendmentRefused) as refused:
            amend(done.enrolment_id, changes.SexChange(sex="M"), reason="  ")
        assert [field for field, _, _ in refused.value.faults] == ["reason"]
        assert AdmissionEntry.objects.count() == 1

    def test_is_refused_where_it_changes_nothing(self, school, amend):
        done = admitted(school)
        with pytest.raises(AmendmentRefused, match="same as the original"):
            amend(done.enrolment_id, changes.SexChange(sex="F"))

    def test_leaves_what_the_register_said_before_readable(self, school, amend):
        done = admitted(school)
        amend(done.enrolment_id, changes.AddressChange(address="9 High Street"), on=OCTOBER)
        assert (
            said_on(school, OCTOBER - dt.timedelta(days=1))["address"]["address"] == "4 Mill Lane, Broadmere"
        )
        assert said_on(school, OCTOBER)["address"]["address"] == "9 High Street"

    def test_moves_the_starting_day_on_the_roll(self, school, amend):
        done = admitted(school)
        amend(done.enrolment_id, changes.StartingDayChange(starting_day=dt.date(2026, 9, 2)))
        assert Enrolment.objects.get(pk=done.enrolment_id).starting_day == dt.date(2026, 9, 2)

    def test_refuses_a_birthday_after_the_starting_day(self, school, amend):
        done = admitted(school)
        with pytest.raises(AmendmentRefused, match="cannot have started"):
            amend(done.enrolment_id, changes.BirthChange(born=FIRST_DAY))

    def test_refuses_a_upn_of_another_child(self, school, amend):
        admitted(school, upn="H801200001001")
        other = admitted(school, "Okafor", "Ada")
        with pytest.raises(AmendmentRefused, match="another child"):
            amend(other.enrolment_id, changes.UpnChange(upn="H801200001001"))

    def test_refuses_an_entry_of_another_school(self, school, amend):
        elsewhere = admitted(a_school("Elsewhere"))
        with pytest.raises(NotOnThisRegister):
            amend(elsewhere.enrolment_id, changes.SexChange(sex="M"))

    def test_is_not_for_a_role_that_only_reads(self, school, amend):
        done = admitted(school)
        with pytest.raises(OutOfScope):
            amend(done.enrolment_id, changes.SexChange(sex="M"), by=an_actor("inspector", school))

    @pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
    def test_cannot_be_undone_by_sql(self, school, statement):
        admitted(school)
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(AdmissionEntry._meta.db_table))


class TestAmendingParents:
    def test_adds_a_parent_with_contacts(self, school, amend):
        done = admitted(school)
        father = a_parent_given(
            forename="Tariq", relationship="Father", lives_with=False, mobile="07700 900187"
        )
        entry = amend(done.enrolment_id, changes.ParentChange(given=father))
        assert [parent["name"] for parent in entry.contents["parents"]] == [
            "Mrs Rukhsana Begum",
            "Mrs Tariq Begum",
        ]
        assert Relationship.objects.filter(pupil_id=done.pupil_id, last_day=None).count() == 2

    def test_ends_a_number_that_no_longer_reaches(self, school, amend):
        done = admitted(school)
        mother = a_parent_given(parent_id=done.parent_ids[0], mobile="07700 900999")
        amend(done.enrolment_id, changes.ParentChange(given=mother))
        numbers = ContactDetail.objects.filter(kind="mobile").order_by("pk")
        assert [(one.value, one.last_day is None) for one in numbers] == [
            ("07700 900104", False),
            ("07700 900999", True),
        ]

    def test_needs_a_number_for_whoever_the_pupil_lives_with(self, school, amend):
        done = admitted(school)
        mother = a_parent_given(parent_id=done.parent_ids[0], mobile="")
        with pytest.raises(AmendmentRefused, match="in an emergency"):
            amend(done.enrolment_id, changes.ParentChange(given=mother))

    def test_ends_a_relationship_and_keeps_it_in_the_history(self, school, amend):
        done = admitted(school, parents=(a_parent_given(), a_parent_given("Khan", "Imran", lives_with=False)))
        amend(done.enrolment_id, changes.ParentEnded(parent_id=done.parent_ids[1], last_day=OCTOBER))
        assert len(said_on(school, OCTOBER)["parents"]) == 1
        assert len(said_on(school, FIRST_DAY)["parents"]) == 2


class TestANotification:
    def test_is_kept_beside_the_contents_and_changes_none(self, school, officer):
        done = admitted(school)
        record_notification(
            school_id=school.pk,
            enrolment_id=done.enrolment_id,
            notification=MoveNotification("Rukhsana Begum", "1 New Road", dt.date(2026, 11, 1)),
            by=officer,
            now=at(10, on=OCTOBER),
        )
        page = entry_page(EVERYTHING, school_id=school.pk, enrolment_id=done.enrolment_id, on=OCTOBER)
        assert page.notifications[0].words == [
            "Will live with Rukhsana Begum at 1 New Road from 1 November 2026"
        ]
        assert page.said["address"]["address"] == "4 Mill Lane, Broadmere"

    def test_of_another_school_needs_its_name_and_day(self, school, officer):
        done = admitted(school)
        with pytest.raises(NotificationRefused) as refused:
            record_notification(
                school_id=school.pk,
                enrolment_id=done.enrolment_id,
                notification=OtherSchoolNotification("", None),
                by=officer,
                now=at(10, on=OCTOBER),
            )
        assert [field for field, _, _ in refused.value.faults] == ["school_name", "first_attended_or_due_on"]


class TestAnEntryPage:
    def test_shows_each_item_with_its_amendments_newest_first(self, school, amend):
        done = admitted(school)
        amend(done.enrolment_id, changes.AddressChange(address="9 High Street"))
        amend(done.enrolment_id, changes.AddressChange(address="10 High Street"), reason="Number was wrong")
        page = entry_page(EVERYTHING, school_id=school.pk, enrolment_id=done.enrolment_id, on=OCTOBER)
        address = next(one for one in page.items if one.item.key == "address")
        assert address.words == ["10 High Street"]
        assert [a.reason for a in address.amendments] == ["Number was wrong", "The parent told the office"]

    def test_says_what_is_still_missing(self, school):
        done = admitted(school)
        page = entry_page(EVERYTHING, school_id=school.pk, enrolment_id=done.enrolment_id, on=OCTOBER)
        assert page.gaps == ()
