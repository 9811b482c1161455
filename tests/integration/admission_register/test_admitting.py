"""Admitting a pupil (regulation 8): what goes on the register, what is refused, who is matched with whom."""

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.actions.admitting import (
    AdmissionRefused,
    PossiblySameChild,
    admit_pupil,
    admit_pupils,
)
from onroll.service.admission_register.given import Leaving
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship
from tests.factories.admissions import a_parent_given, admitted, an_admission
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

SERVICE = Actor.service("test")
UPN = "H801200001001"


def admit(school, admission, **fields):
    return admit_pupil(
        school_id=school.pk, admission=admission, by=SERVICE, now=at(8, on=FIRST_DAY), **fields
    )


def faults_of(school, admission):
    with pytest.raises(AdmissionRefused) as refused:
        admit(school, admission)
    return {fault.name for fault in refused.value.faults}


class TestAdmitting:
    def test_enters_the_pupil_the_parents_and_where_they_are_placed(self):
        school = a_school()
        group = a_group(school)
        done = admitted(school, group_id=group.pk, year_group="5")
        pupil = Pupil.objects.get(pk=done.pupil_id)
        assert str(pupil) == "Amina Begum"
        assert pupil.group_memberships.get().group == group
        assert pupil.year_memberships.get().year_group == "5"
        relationship = Relationship.objects.get(pupil=pupil)
        assert relationship.lives_with
        details = ContactDetail.objects.filter(parent=relationship.parent)
        assert set(details.values_list("kind", flat=True)) == {"mobile", "address"}
        assert done.gaps == ()

    def test_keeps_everything_in_one_entry_with_who_made_it(self):
        school = a_school()
        officer = an_actor("attendance_officer", school)
        done = admitted(school, by=officer)
        entry = AdmissionEntry.objects.get(pupil_id=done.pupil_id)
        assert entry.contents["starting_day"] == {"day": FIRST_DAY.isoformat(), "basis": "agreed"}
        assert entry.contents["parents"][0]["numbers"] == ["07700 900104"]
        assert (entry.made_on, entry.made_by_name, entry.made_by_role) == (
            FIRST_DAY,
            officer.name,
            "attendance_officer",
        )

    def test_is_refused_to_a_role_that_may_not(self):
        school = a_school()
        with pytest.raises(OutOfScope):
            admitted(school, by=an_actor("senco", school))

    def test_lists_what_is_missing_with_the_provision(self):
        school = a_school()
        with pytest.raises(AdmissionRefused) as refused:
            admit(school, an_admission(address="", parents=()))
        assert {fault.name for fault in refused.value.faults} == {"pupil_address_missing", "no_parent_named"}
        assert "8(2)(b)" in [f.citation.provision for f in refused.value.faults if f.citation]
        assert Pupil.objects.count() == 0

    def test_puts_the_name_on_the_register_with_gaps_where_that_is_said(self):
        done = admit(a_school(), an_admission(address="", last_school=None), gaps_allowed=True)
        assert {gap.name for gap in done.gaps} == {"pupil_address_missing", "last_school_missing"}

    def test_never_lets_a_gap_cover_a_wrong_day(self):
        school = a_school()
        with pytest.raises(AdmissionRefused):
            admit(school, an_admission(born=FIRST_DAY), gaps_allowed=True)

    def test_accepts_a_starting_day_agreed_for_later(self):
        done = admitted(a_school(), starting_day=FIRST_DAY + dt.timedelta(days=20))
        assert Enrolment.objects.get(pk=done.enrolment_id).starting_day > FIRST_DAY

    def test_refuses_a_first_attendance_that_has_not_come(self):
        later = FIRST_DAY + dt.timedelta(days=1)
        assert "attended_in_the_future" in faults_of(
            a_school(), an_admission(starting_day=later, basis="attended")
        )

    def test_refuses_dual_registration_without_the_other_school(self):
        assert "other_school_missing" in faults_of(a_school(), an_admission(registration="main"))

    def test_refuses_a_group_of_another_school(self):
        other = a_group(a_school("Elsewhere"))
        assert "group_unknown" in faults_of(a_school(), an_admission(group_id=other.pk))

    def test_refuses_a_upn_whose_check_letter_is_wrong(self):
        assert "not_a_upn" in faults_of(a_school(), an_admission(upn="A801200001001"))


class TestMatching:
    def test_takes_up_the_same_child_by_upn_and_date_of_birth(self):
        first, second = a_school("First"), a_school("Second")
        before = admitted(first, upn=UPN)
        after = admitted(second, "Begum-Shah", upn=UPN.lower())
        assert after.pupil_id == before.pupil_id

    def test_refuses_a_upn_of_a_child_born_on_another_day(self):
        first, second = a_school("First"), a_school("Second")
        admitted(first, upn=UPN)
        assert "upn_and_birth_differ" in faults_of(
            second, an_admission(upn=UPN, born=dt.date(2017, 3, 4), is_new_child=True)
        )

    def test_asks_a_person_where_name_and_birthday_agree(self):
        school = a_school()
        known = admitted(school)
        with pytest.raises(PossiblySameChild) as asked:
            admit(school, an_admission(forenames="Amína"))
        assert [child.pk for child in asked.value.children] == [known.pupil_id]

    def test_asks_where_day_and_month_may_be_swapped(self):
        school = a_school()
        admitted(school, born=dt.date(2017, 3, 4))
        with pytest.raises(PossiblySameChild):
            admit(school, an_admission(born=dt.date(2017, 4, 3)))

    def test_does_not_show_children_of_a_birthday_before_a_name_is_given(self):
        school = a_school()
        admitted(school)
        with pytest.raises(AdmissionRefused) as refused:
            admit(school, an_admission(surname="", forenames=""))
        assert "pupil_name_missing" in [fault.name for fault in refused.value.faults]

    def test_does_not_ask_about_a_twin_once_told_apart(self):
        school = a_school()
        first = admitted(school)
        twin = admitted(school, "Begum", "Aisha")
        assert twin.pupil_id != first.pupil_id

    def test_does_not_ask_about_children_of_a_school_out_of_scope(self):
        mine, other = a_school("Mine"), a_school("Other")
        admitted(other)
        done = admit_pupil(
            school_id=mine.pk,
            admission=an_admission(),
            by=an_actor("attendance_officer", mine),
            now=at(8, on=FIRST_DAY),
        )
        assert Pupil.objects.count() == 2
        assert done.pupil_id == Pupil.objects.latest("pk").pk

    def test_lets_siblings_share_a_parent_by_the_senders_id(self):
        school = a_school()
        parent = a_parent_given(ref="F1")
        admit_pupils(
            school_id=school.pk,
            admissions=[
                an_admission(parents=(parent,)),
                an_admission(forenames="Bilal", sex="M", born=dt.date(2019, 1, 1), parents=(parent,)),
            ],
            by=SERVICE,
            now=at(8, on=FIRST_DAY),
        )
        assert Parent.objects.count() == 1
        assert ContactDetail.objects.filter(kind="mobile").count() == 1

    def test_never_takes_two_parents_for_one_by_name(self):
        school = a_school()
        admitted(school)
        admitted(school, "Begum", "Zara", born=dt.date(2016, 1, 1))
        assert Parent.objects.count() == 2


class TestReAdmission:
    def test_is_refused_while_the_pupil_is_on_roll(self):
        school = a_school()
        done = admitted(school)
        assert "already_on_roll" in faults_of(
            school, an_admission(pupil_id=done.pupil_id, starting_day=dt.date(2026, 9, 8))
        )

    def test_makes_a_new_starting_day_for_the_same_child(self):
        school = a_school()
        left = admitted(school, leaving=Leaving(last_day=dt.date(2026, 9, 30), ground="g"))
        back = admitted(school, pupil_id=left.pupil_id, starting_day=dt.date(2026, 10, 1))
        assert back.pupil_id == left.pupil_id
        assert Enrolment.objects.filter(pupil_id=left.pupil_id).count() == 2

    def test_is_refused_on_the_last_day_of_the_spell_before(self):
        school = a_school()
        left = admitted(school, leaving=Leaving(last_day=dt.date(2026, 9, 30), ground="g"))
        assert "already_on_roll" in faults_of(
            school, an_admission(pupil_id=left.pupil_id, starting_day=dt.date(2026, 9, 30))
        )


class TestAdmittingManyPupils:
    def test_admits_all_or_none(self):
        school = a_school()
        with pytest.raises(AdmissionRefused) as refused:
            admit_pupils(
                school_id=school.pk,
                admissions=[an_admission(), an_admission(forenames="Zara", sex="X")],
                by=SERVICE,
                now=at(8, on=FIRST_DAY),
            )
        assert {fault.index for fault in refused.value.faults} == {1}
        assert not Enrolment.objects.exists()

    def test_takes_a_fixed_handful_of_statements(self, django_assert_max_num_queries):
        school = a_school()
        many = [
            an_admission(f"Family {n}", born=dt.date(2016, 1, 1 + n), parents=(a_parent_given(ref=str(n)),))
            for n in range(12)
        ]
        with django_assert_max_num_queries(20):
            admit_pupils(school_id=school.pk, admissions=many, by=SERVICE, now=at(8, on=FIRST_DAY))

    def test_keeps_a_made_up_past_at_its_own_moments(self):
        school = a_school()
        long_ago = at(9, on=dt.date(2024, 9, 2))
        admitted(
            school,
            starting_day=dt.date(2024, 9, 2),
            made_at=long_ago,
            leaving=Leaving(last_day=dt.date(2025, 7, 18), ground="a", evidence="Confirmed"),
        )
        days = list(AdmissionEntry.objects.order_by("pk").values_list("kind", "made_on"))
        assert days == [("admitted", dt.date(2024, 9, 2)), ("deleted", dt.date(2025, 7, 18))]


class TestAGroupOfAnotherYear:
    @pytest.fixture
    def school(self, db):
        return a_school()

    def test_is_refused_with_its_cure(self, school):
        oak = a_group(school, "5 Oak", "5")
        with pytest.raises(AdmissionRefused) as refused:
            admitted(school, group_id=oak.pk, year_group="6")
        (fault,) = refused.value.faults
        assert (fault.item, fault.message) == (
            "group_id",
            "5 Oak is a group of Year 5, and the pupil is in Year 6. Change the group or the year group; or, for a pupil "
            "taught with another year, tick the box that says so.",
        )
        assert not Enrolment.objects.exists()

    def test_is_taken_where_somebody_says_it_is_on_purpose(self, school):
        oak = a_group(school, "5 Oak", "5")
        assert admitted(school, group_id=oak.pk, year_group="6", is_out_of_year=True)

    @pytest.mark.parametrize(("of_group", "of_pupil"), [("", "6"), ("5", ""), ("5", "5")])
    def test_is_none_where_either_is_of_no_year_or_both_of_one(self, school, of_group, of_pupil):
        group = a_group(school, "Kestrels", of_group)
        assert admitted(school, group_id=group.pk, year_group=of_pupil)
