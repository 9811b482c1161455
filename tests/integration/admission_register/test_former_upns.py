"""A child whose UPN was replaced: both numbers are kept, and either finds the child."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.identifiers import upn_check_letter
from onroll.service.access.actor import Actor
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.admitting import AdmissionRefused
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.queries.entries import entry_page
from onroll.service.admission_register.queries.roll import search_roll
from onroll.service.people.models import Pupil
from onroll.service.people.sameness import have_two_upns, pupils_agree_on
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

NOW = at(9, 5)
TEMPORARY = upn_check_letter("92640552600A") + "92640552600A"
PERMANENT = upn_check_letter("926405526001") + "926405526001"
ANOTHERS = upn_check_letter("926405526002") + "926405526002"


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def officer(school):
    return an_actor("attendance_officer", school)


def admit(school, by: Actor, **fields: object) -> Pupil:
    return Pupil.objects.get(pk=admitted(school, by=by, now=NOW, **fields).pupil_id)


def amend(school, pupil: Pupil, by: Actor, change: changes.Change) -> Pupil:
    amend_admission_entry(
        school_id=school.pk, enrolment_id=pupil.enrolments.get().pk, change=change,
        reason="From the common transfer file", by=by, now=NOW,
    )  # fmt: skip
    return Pupil.objects.get(pk=pupil.pk)


def said(school, pupil: Pupil, by: Actor) -> dict[str, list[str]]:
    page = entry_page(by.scope, school_id=school.pk, enrolment_id=pupil.enrolments.get().pk, on=NOW.date())
    return {one.item.key: one.words for one in page.items}


class TestAFormerUpn:
    def test_is_given_when_a_pupil_is_admitted(self, school, officer):
        pupil = admit(school, officer, upn=PERMANENT, former_upn=f" {TEMPORARY.lower()} ")

        assert (pupil.upn, pupil.former_upn) == (PERMANENT, TEMPORARY)
        assert said(school, pupil, officer)["former_upn"] == [TEMPORARY]

    def test_is_none_where_there_was_none(self, school, officer):
        pupil = admit(school, officer, upn=PERMANENT)

        assert said(school, pupil, officer)["former_upn"] == ["None"]

    @pytest.mark.parametrize(
        ("former", "words"),
        [
            ("A" + TEMPORARY[1:], "its first letter does not agree"),
            (TEMPORARY[:-1], "is not a unique pupil number. It has 13 characters"),
            (PERMANENT, "is the UPN the child has now"),
        ],
    )
    def test_is_refused_with_a_wrong_letter_or_length_or_as_the_present_one(
        self, school, officer, former, words
    ):
        with pytest.raises(AdmissionRefused, match=words) as refused:
            admit(school, officer, upn=PERMANENT, former_upn=former)

        assert [fault.item for fault in refused.value.faults if not fault.is_gap] == ["former_upn"]

    def test_is_searched_for(self, school, officer):
        admit(school, officer, upn=PERMANENT, former_upn=TEMPORARY)

        found = search_roll(officer.scope, school_id=school.pk, on=NOW.date(), words=TEMPORARY)

        assert len(found) == 1

    def test_is_amended_by_itself(self, school, officer):
        pupil = admit(school, officer, upn=PERMANENT)

        assert (
            amend(school, pupil, officer, changes.FormerUpnChange(former_upn=TEMPORARY)).former_upn
            == TEMPORARY
        )
        with pytest.raises(AmendmentRefused, match="is the UPN the child has now"):
            amend(school, pupil, officer, changes.FormerUpnChange(former_upn=PERMANENT))


class TestAUpnThatReplacesAnother:
    def test_makes_it_the_former_one_in_the_same_amendment(self, school, officer):
        pupil = admit(school, officer, upn=TEMPORARY)

        after = amend(school, pupil, officer, changes.UpnChange(upn=PERMANENT))

        assert (after.upn, after.former_upn) == (PERMANENT, TEMPORARY)
        words = said(school, pupil, officer)
        assert (words["upn"], words["former_upn"]) == ([PERMANENT], [TEMPORARY])

    def test_keeps_no_number_that_was_only_mistyped(self, school, officer):
        pupil = admit(school, officer, upn=ANOTHERS)

        after = amend(school, pupil, officer, changes.UpnChange(upn=PERMANENT, keep_former=False))

        assert (after.upn, after.former_upn) == (PERMANENT, "")
        assert said(school, pupil, officer)["former_upn"] == ["None"]


class TestAChildKnownByTheOtherNumber:
    @pytest.fixture
    def elsewhere(self, school):
        return a_school("Wenlow Junior School", authority=school.authority)

    def test_is_the_same_child_under_the_number_it_had(self, school, elsewhere, officer):
        known = admit(school, officer, upn=PERMANENT, former_upn=TEMPORARY)

        come = admit(elsewhere, an_actor("attendance_officer", elsewhere), upn=TEMPORARY)

        assert come.pk == known.pk
        assert (come.upn, come.former_upn) == (PERMANENT, TEMPORARY), "the newer number stands"

    def test_is_the_same_child_under_a_number_it_was_given_since(self, school, elsewhere, officer):
        known = admit(school, officer, upn=TEMPORARY)

        come = admit(
            elsewhere, an_actor("attendance_officer", elsewhere), upn=PERMANENT, former_upn=TEMPORARY
        )

        assert come.pk == known.pk
        assert (come.upn, come.former_upn) == (PERMANENT, TEMPORARY)

    def test_is_not_taken_for_a_child_born_on_another_day(self, school, elsewhere, officer):
        admit(school, officer, upn=PERMANENT, former_upn=TEMPORARY)

        with pytest.raises(AdmissionRefused, match="matched only where they agree"):
            admit(
                elsewhere, an_actor("attendance_officer", elsewhere), upn=TEMPORARY, born=dt.date(2018, 1, 9)
            )


class TestTwoRowsOfOneChild:
    def test_agree_where_one_has_the_others_former_number(self):
        one = Pupil.objects.create(
            legal_surname="Eyre", legal_forenames="Bea", born=dt.date(2017, 3, 3), upn=TEMPORARY
        )
        other = Pupil.objects.create(
            legal_surname="Eyre",
            legal_forenames="Bea",
            born=dt.date(2017, 3, 4),
            upn=PERMANENT,
            former_upn=TEMPORARY,
        )

        assert not have_two_upns(one, other)
        assert pupils_agree_on(one, other) == ["a UPN, the former one of the other"]

    def test_are_two_children_where_neither_has(self):
        one = Pupil(upn=PERMANENT)
        other = Pupil(upn=ANOTHERS)

        assert have_two_upns(one, other)


class TestThePages:
    def test_amend_both_numbers_and_show_them_on_the_copy(self, client, school, officer):
        pupil = admit(school, officer, upn=TEMPORARY)
        entry = f"/schools/{school.pk}/roll/{pupil.enrolments.get().pk}"
        client.force_login(a_user("head", school=school))
        page = client.get(f"{entry}/amend/upn/").text
        assert f"Keep {TEMPORARY} as the former UPN" in page

        client.post(f"{entry}/amend/upn/", {"upn": PERMANENT, "keep_former": "on", "reason": "Replaced"})

        assert TEMPORARY in client.get(f"{entry}/").text
        sheet = client.get(f"/schools/{school.pk}/roll/register.csv").content.decode()
        assert f"{PERMANENT},{TEMPORARY}" in sheet
