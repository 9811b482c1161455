"""Deleting a name (regulation 9): on a ground, with what shows it, and never in the past."""

import datetime as dt

import pytest

from onroll.service.access.scope import Scope
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.actions.deleting import (
    NoGroundForDeletion,
    withdraw_admission,
)
from onroll.service.admission_register.boarding import write_boarding
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.register import register_as_at
from onroll.service.admission_register.queries.roll import Standing, roll_on, search_roll
from onroll.service.admission_register.wording import deletion_in_words
from onroll.service.attendance_register.actions.deleting_name import delete_name
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.queries.deletion_question import deletion_question
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 9)
EVERYTHING = Scope.everything()
NO_ORDER = {"school_attendance_order_names_school": False}
#: What shows each ground of these tests.
SHOWN = {
    "a": {"registered_elsewhere": True, "dual_registration_agreed": False, **NO_ORDER},
    "f": {
        "written_notice_received_on": dt.date(2026, 11, 2),
        "education_otherwise_from": TODAY,
        **NO_ORDER,
    },
    "ceased": {"expected_to_attend_again": False},
}
JOINT = {"sickness_or_unavoidable_cause": False, "joint_enquiries_made": True, "located": False}


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def delete(school):
    def delete(
        enrolment_id, ground="f", *, evidence="Letter of 2 November, in the file", facts=None, **fields
    ):
        return delete_name(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            ground=ground,
            evidence=evidence,
            facts=SHOWN.get(ground, {}) if facts is None else facts,
            by=an_actor("head", school),
            **{"now": at(16, on=TODAY), **fields},
        )

    return delete


def fields_of(refused):
    return [field for field, _, _ in refused.value.faults]


class TestDeleting:
    def test_keeps_the_entry_and_takes_the_pupil_off_the_roll_from_tomorrow(self, school, delete):
        done = admitted(school, group_id=a_group(school).pk, year_group="5")
        delete(done.enrolment_id)
        assert len(roll_on(EVERYTHING, school_id=school.pk, on=TODAY)) == 1
        assert roll_on(EVERYTHING, school_id=school.pk, on=TODAY + dt.timedelta(days=1)) == []
        entry = AdmissionEntry.objects.get(kind="deleted")
        assert entry.contents["deletion"]["ground"] == "f"

    def test_ends_the_group_and_year_and_shows_them_for_one_who_left(self, school, delete):
        done = admitted(school, group_id=a_group(school).pk, year_group="5")
        delete(done.enrolment_id)
        left = search_roll(EVERYTHING, school_id=school.pk, on=dt.date(2026, 12, 1), standing=Standing.LEFT)
        assert [(row.year_group, row.group, row.last_day) for row in left] == [("5", "5 Oak", TODAY)]

    def test_is_refused_on_an_unknown_ground(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion, match="ground of regulation 9"):
            delete(done.enrolment_id, "z")

    def test_is_refused_on_a_ground_for_another_age(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion, match="not of compulsory school age"):
            delete(done.enrolment_id, "ceased")

    def test_of_a_nursery_child_takes_a_ground_of_9_3(self, school, delete):
        done = admitted(school, born=dt.date(2023, 1, 1))
        assert delete(done.enrolment_id, "ceased").contents["deletion"]["ground"] == "ceased"

    def test_is_never_retrospective(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(done.enrolment_id, last_day=TODAY - dt.timedelta(days=1))
        assert fields_of(refused) == ["last_day"]

    def test_is_never_ahead_of_its_day(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion):
            delete(done.enrolment_id, last_day=TODAY + dt.timedelta(days=1))

    def test_needs_what_shows_the_ground(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(done.enrolment_id, evidence="")
        assert fields_of(refused) == ["evidence"]

    def test_happens_once(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        with pytest.raises(NoGroundForDeletion, match="already"):
            delete(done.enrolment_id)

    def test_leaves_the_register_as_it_stood_the_day_before(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        before = register_as_at(EVERYTHING, school_id=school.pk, as_at=TODAY - dt.timedelta(days=1))
        assert [record.said.get("deletion") for record in before] == [None]


class TestTheGround:
    def test_is_refused_where_a_fact_speaks_against_it_with_the_reason_and_the_provision(
        self, school, delete
    ):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(done.enrolment_id, "a", facts=SHOWN["a"] | {"dual_registration_agreed": True})
        ((field, message, citation),) = refused.value.faults
        assert field == "ground"
        assert message == (
            "Ground (a), “Registered at another school”, is not met. It is agreed that the pupil be registered at both "
            "schools. The pupil stays on the register."
        )
        assert citation.provision == "9(1)(a)"
        assert Enrolment.objects.get().last_day is None

    def test_is_refused_while_a_fact_is_not_known_naming_it_and_who_could_say(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(
                done.enrolment_id, "a", facts={"registered_elsewhere": True, "dual_registration_agreed": None}
            )
        assert fields_of(refused) == ["school_attendance_order_names_school", "dual_registration_agreed"]
        assert "the local authority could say" in refused.value.faults[0][1]

    def test_keeps_what_it_was_found_met_by(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        deletion = AdmissionEntry.objects.get(kind="deleted").contents["deletion"]
        assert deletion["facts"]["written_notice_received_on"] == "2026-11-02"
        assert deletion["facts"]["school_attendance_order_names_school"] is False
        assert "Written notice was received on 2 November 2026." in deletion["reasons"]
        assert "A parent gave written notice: 2 November 2026" in deletion_in_words(deletion)

    def test_is_judged_by_the_records_whatever_is_answered(self, school, delete):
        done = admitted(school)
        Pupil.objects.update(is_mobile_child=False)
        delete(done.enrolment_id, "a", facts=SHOWN["a"] | {"main_school_of_mobile_child": True})
        assert (
            AdmissionEntry.objects.get(kind="deleted").contents["deletion"]["facts"][
                "main_school_of_mobile_child"
            ]
            is False
        )

    def test_asks_about_the_main_school_of_a_mobile_child_alone(self, school):
        def asked():
            question = deletion_question(
                EVERYTHING, school_id=school.pk, enrolment_id=done.enrolment_id, ground="a", answers={}, now=at(9, on=TODAY)
            )  # fmt: skip
            return [fact.name for fact in question.asked]

        done = admitted(school)
        assert "main_school_of_mobile_child" not in asked()
        Pupil.objects.update(is_mobile_child=True)
        assert "main_school_of_mobile_child" in asked()

    def test_is_not_distance_for_a_boarder(self, school, delete):
        done = admitted(school)
        write_boarding(Enrolment.objects.get(), boards=True, from_day=FIRST_DAY)
        with pytest.raises(NoGroundForDeletion, match="The pupil is a boarder"):
            delete(
                done.enrolment_id, "g",
                facts={"lives_within_reasonable_distance": False, "expected_to_attend_again": False},
            )  # fmt: skip

    def test_of_a_special_school_wants_the_authority_s_consent(self, school, delete):
        school.phase = "special"
        school.save()
        done = admitted(school)
        placed = SHOWN["f"] | {"placed_by_authority_in_special_school": True}
        with pytest.raises(NoGroundForDeletion):
            delete(done.enrolment_id, "f", facts=placed)
        delete(done.enrolment_id, "f", facts=placed | {"authority_consents": True})
        assert Enrolment.objects.get().last_day == TODAY

    def test_of_the_end_of_school_age_goes_by_the_birthday_and_the_calendar(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion, match="Compulsory school age ends on"):
            delete(done.enrolment_id, "l", facts={"will_not_continue": True})


class TestTwentySchoolDays:
    """Ground (i): counted from the attendance register, never from what anybody says."""

    @pytest.fixture
    def absent(self, school):
        done = admitted(school)

        def enter(days, code="O", last_code=None):
            held = list(
                SchoolSession.objects.filter(school=school, kind="school", date__lte=TODAY)
                .order_by("date", "session")
                .values_list("date", "session")
            )[-2 * days :]
            marks = [Mark(done.pupil_id, date, session, code) for date, session in held]
            if last_code:
                marks[-1] = Mark(done.pupil_id, *held[-1], last_code)
            import_entries(
                school_id=school.pk, marks=marks, key=None, reason="From the old system",
                by=an_actor("head", school), now=at(16, on=TODAY),
            )  # fmt: skip
            return done.enrolment_id

        return enter

    def refused(self, delete, enrolment_id, **fields):
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(enrolment_id, "i", facts=JOINT, **fields)
        return str(refused.value)

    def test_are_enough_with_joint_enquiries(self, delete, absent):
        delete(absent(20), "i", facts=JOINT, now=at(16, on=TODAY))
        assert Enrolment.objects.get().deletion_ground == "i"

    def test_are_not_nineteen(self, delete, absent):
        assert "19 school days of the 20" in self.refused(delete, absent(19), now=at(16, on=TODAY))

    def test_are_not_over_before_the_last_of_them_is(self, delete, absent):
        assert "19 school days of the 20" in self.refused(delete, absent(20), now=at(9, on=TODAY))

    def test_are_broken_by_code_u(self, delete, absent):
        assert "is not met" in self.refused(delete, absent(20, last_code="U"), now=at(16, on=TODAY))

    def test_are_nothing_without_joint_enquiries(self, delete, absent):
        enrolment_id = absent(20)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(enrolment_id, "i", facts=JOINT | {"joint_enquiries_made": None}, now=at(16, on=TODAY))
        assert fields_of(refused) == ["joint_enquiries_made"]

    def test_want_both_to_agree_where_the_pupil_was_found(self, delete, absent):
        enrolment_id = absent(20)
        found = JOINT | {"located": True}
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(enrolment_id, "i", facts=found, now=at(16, on=TODAY))
        assert "both_agree_no_return" in fields_of(refused)
        delete(enrolment_id, "i", facts=found | {"both_agree_no_return": True}, now=at(16, on=TODAY))


class TestADeletionMadeByMistake:
    def put_back(self, school, enrolment_id):
        return amend_admission_entry(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            change=changes.DeletionMistaken(),
            reason="The wrong twin was deleted",
            by=an_actor("head", school),
            now=at(9, on=dt.date(2026, 11, 11)),
        )

    def test_is_put_right_by_an_amendment_that_keeps_it(self, school, delete):
        group = a_group(school)
        done = admitted(school, group_id=group.pk, year_group="5")
        delete(done.enrolment_id)
        entry = self.put_back(school, done.enrolment_id)
        assert entry.original["deletion"]["ground"] == "f"
        (row,) = roll_on(EVERYTHING, school_id=school.pk, on=dt.date(2026, 11, 11))
        assert (row.group, row.year_group) == ("5 Oak", "5")

    def test_leaves_what_the_register_said_between_readable(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        self.put_back(school, done.enrolment_id)
        assert register_as_at(EVERYTHING, school_id=school.pk, as_at=dt.date(2026, 11, 10)) == []
        assert len(register_as_at(EVERYTHING, school_id=school.pk, as_at=dt.date(2026, 11, 11))) == 1

    def test_cannot_be_put_right_once_the_pupil_was_admitted_again(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        admitted(school, pupil_id=done.pupil_id, starting_day=TODAY + dt.timedelta(days=1))
        with pytest.raises(AmendmentRefused, match="overlap"):
            self.put_back(school, done.enrolment_id)

    def test_is_no_deletion_where_the_name_stands(self, school):
        done = admitted(school)
        with pytest.raises(AmendmentRefused, match="not deleted"):
            self.put_back(school, done.enrolment_id)


class TestWithdrawingAnAdmission:
    def test_puts_the_pupil_on_roll_on_no_day(self, school):
        later = dt.date(2026, 11, 16)
        done = admitted(school, starting_day=later)
        withdraw_admission(
            school_id=school.pk,
            enrolment_id=done.enrolment_id,
            reason="Went to another school",
            by=an_actor("head", school),
            now=at(9, on=TODAY),
        )
        assert roll_on(EVERYTHING, school_id=school.pk, on=later) == []
        assert register_as_at(EVERYTHING, school_id=school.pk, as_at=later) == []

    def test_lets_the_pupil_be_admitted_for_the_same_day_after_all(self, school):
        later = dt.date(2026, 11, 16)
        done = admitted(school, starting_day=later)
        withdraw_admission(
            school_id=school.pk,
            enrolment_id=done.enrolment_id,
            reason="Went to another school",
            by=an_actor("head", school),
            now=at(9, on=TODAY),
        )
        again = admitted(school, pupil_id=done.pupil_id, starting_day=later, now=at(9, on=TODAY))
        assert Enrolment.objects.get(pk=again.enrolment_id).last_day is None

    def test_is_refused_once_the_starting_day_has_come(self, school):
        done = admitted(school, starting_day=FIRST_DAY)
        with pytest.raises(NoGroundForDeletion, match="on the register"):
            withdraw_admission(
                school_id=school.pk,
                enrolment_id=done.enrolment_id,
                reason="Went to another school",
                by=an_actor("head", school),
                now=at(9, on=TODAY),
            )
