"""How a parent is reached: what they wish holds at once; a number or address they put right waits to be confirmed."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.queries.families import families_of
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.correspondence.models import ParentLanguage
from onroll.service.parents.actions.correcting import decide_correction, send_correction
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.parents.actions.wishing import say_how_to_be_contacted
from onroll.service.parents.models import DetailCorrection, DetailDecision
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactDetail, ContactWish, Parent
from tests.factories.access import a_user
from tests.factories.admissions import a_parent_given, admitted
from tests.factories.moments import MONDAY, at
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

WISH = {"prefers": "text", "times": "After three", "interpreter": "Somali", "language": "pl", "words": ""}


def wish(family: AHousehold, of: Parent | None = None, **others: str) -> ContactWish:
    """Say, as the mother, that a text after three suits her best."""
    return say_how_to_be_contacted(
        secret=family.secret(of or family.mother), **{**WISH, **others}, now=at(12)
    )


def correct(family: AHousehold, kind: str = "mobile", value: str = "07700 900333", **others: object):
    """Send, as the mother, another mobile number."""
    given = {"key": value, "now": at(12), **others}
    return send_correction(secret=family.secret(family.mother), kind=kind, value=value, **given)


def decide(family: AHousehold, sent: DetailCorrection, outcome: str = "confirmed", **others: object):
    """Decide about a correction as the attendance officer."""
    given = {"words": "Rang the old number, and she answered.", "by": family.officer, "now": at(13), **others}
    return decide_correction(school_id=family.school.pk, correction_id=sent.pk, outcome=outcome, **given)


def numbers(parent: Parent, kind: str = "mobile") -> list[str]:
    """Return what stands on record."""
    rows = ContactDetail.objects.filter(parent=parent, kind=kind, last_day__isnull=True)
    return list(rows.values_list("value", flat=True))


def parent_again(mother: Parent):
    """Give the same mother, chosen from those already known."""
    return a_parent_given(mother.surname, mother.forename, parent_id=mother.pk)


class TestWhatAParentWishes:
    def test_holds_at_once_wherever_the_school_looks_up_how_to_reach_them(self, household: AHousehold):
        wish(household)
        told = families_of(
            household.officer.scope, household.school.pk, [household.amina.pk], MONDAY, "AM"
        ).whom[household.amina.pk]
        assert [one.wish for one in told] == ["Prefers a text; After three; interpreter: Somali", ""]

    def test_sets_the_language_they_are_written_to_in(self, household: AHousehold):
        wish(household)
        assert ParentLanguage.objects.get().language == "pl"
        wish(household, language="en")
        assert not ParentLanguage.objects.exists()

    def test_counts_as_it_was_said_last_and_keeps_what_was_said_before(self, household: AHousehold):
        wish(household)
        wish(household, prefers="", times="", interpreter="")
        assert ContactWish.objects.count() == 2
        assert ContactWish.objects.last().in_words == ""

    @pytest.mark.parametrize(
        ("wrong", "says"), [({"prefers": "fax"}, "Choose how"), ({"language": "xx"}, "Choose a language")]
    )
    def test_is_of_what_is_offered(self, household: AHousehold, wrong, says):
        with pytest.raises(ParentRefusal, match=says):
            wish(household, **wrong)
        assert not ContactWish.objects.exists()

    def test_takes_four_statements_however_many_the_parents(
        self, household: AHousehold, django_assert_num_queries
    ):
        pupils = [household.amina.pk, household.callum.pk]
        with django_assert_num_queries(4):
            families_of(household.officer.scope, household.school.pk, pupils, MONDAY, "AM")

    @pytest.mark.one_database
    def test_stands_on_the_familys_page(self, household: AHousehold, client):
        wish(household)
        client.force_login(a_user("attendance_officer", school=household.school))
        page = f"/schools/{household.school.pk}/people/pupils/{household.amina.pk}/"
        assert "How they asked to be reached: Prefers a text" in words_of(client.get(page))


class TestACorrection:
    def test_waits_and_changes_no_detail(self, household: AHousehold):
        sent = correct(household)
        assert (sent.was, sent.value) == ("07700 900111", "07700 900333")
        assert numbers(household.mother) == ["07700 900111"]

    @pytest.mark.parametrize(
        ("kind", "value", "says"),
        [
            ("mobile", "07700 900111", "has that already"),
            ("mobile", "0770090 0111", "has that already"),
            ("mobile", "900333", "Write the whole number"),
            ("mobile", "07700 900333 or 07700 900444", "Write the whole number"),
            ("email", "me at home", "Write the whole email address"),
            ("address", "2 Mill Lane", "Choose which"),
        ],
    )
    def test_is_a_whole_number_or_address_that_the_school_has_not_got(
        self, household: AHousehold, kind, value, says
    ):
        with pytest.raises(ParentRefusal, match=says):
            correct(household, kind, value)
        assert not DetailCorrection.objects.exists()

    def test_takes_the_place_of_one_sent_before(self, household: AHousehold):
        first, _ = correct(household), correct(household, value="07700 900444")
        with pytest.raises(ParentRefusal, match="sent a later correction"):
            decide(household, first)

    def test_that_is_declined_leaves_the_record_and_says_why(self, household: AHousehold):
        sent = correct(household)
        with pytest.raises(ParentRefusal, match="Say why the record stays"):
            decide(household, sent, "declined", words="")
        decide(household, sent, "declined", words="That is another family’s number.")
        assert numbers(household.mother) == ["07700 900111"]
        with pytest.raises(ParentRefusal, match="Somebody has answered this already"):
            decide(household, sent)

    def test_is_confirmed_by_the_office_alone(self, household: AHousehold):
        with pytest.raises(OutOfScope):
            decide(household, correct(household), by=household.a_class.teacher)
        assert not DetailDecision.objects.exists()


class TestConfirming:
    @pytest.fixture
    def registered(self, household: AHousehold) -> AHousehold:
        """Two children of one mother, admitted with everything the register asks for."""
        first = admitted(household.school, "Osei", "Efua")
        mother = Parent.objects.get(pk=first.parent_ids[0])
        second = admitted(
            household.school, "Osei", "Kofi", born=dt.date(2015, 5, 5),
            parents=(parent_again(mother),),
        )  # fmt: skip
        assert list(second.parent_ids) == [mother.pk]
        household.mother = mother
        return household

    def test_amends_the_entry_of_each_child_and_keeps_the_original(self, registered: AHousehold):
        decide(registered, correct(registered, value="07700 900555"))
        assert numbers(registered.mother) == ["07700 900555"]
        amended = AdmissionEntry.objects.filter(kind=AdmissionEntry.Kind.AMENDED)
        assert len(amended) == 2
        assert {one.reason for one in amended} == {
            "The parent corrected it on their own page, and it was confirmed."
        }

    def test_puts_an_email_address_on_record_beside_the_register(self, registered: AHousehold):
        decide(registered, correct(registered, "email", "osei@example.org"))
        assert numbers(registered.mother, "email") == ["osei@example.org"]
        assert not AdmissionEntry.objects.filter(kind=AdmissionEntry.Kind.AMENDED).exists()

    @pytest.mark.one_database
    def test_is_done_on_the_schools_page(self, registered: AHousehold, client):
        sent = correct(registered, value="07700 900555")
        client.force_login(a_user("attendance_officer", school=registered.school))
        page = f"/schools/{registered.school.pk}/absences/parents/details/{sent.pk}/"
        assert "07700 900104" in words_of(client.get(page))
        refused = client.post(page, {"outcome": "declined", "words": ""})
        assert (refused.status_code, "Say why" in words_of(refused)) == (422, True)
        assert client.post(page, {"outcome": "confirmed", "words": ""}).status_code == 302
        assert numbers(registered.mother) == ["07700 900555"]


class TestTheParentsPage:
    def test_shows_their_own_details_and_never_the_other_parents(self, household: AHousehold, phone):
        mother, father = household.page(household.mother), household.page(household.father)
        wish(household, words="Ring me at my sister’s")
        hers = words_of(phone.get(f"{household.page(household.mother)}contact/"))
        his = words_of(phone.get(f"{father}contact/"))
        assert ("07700 900111" in hers, "07700 900222" in hers) == (True, False)
        assert ("07700 900222" in his, "07700 900111" in his) == (True, False)
        for secret in ("Mill Lane", "Somali", "sister", mother.split("/")[2]):
            assert secret not in his

    def test_keeps_the_wish_and_says_that_a_correction_waits(self, household: AHousehold, phone):
        page = household.page(household.mother)
        assert phone.post(f"{page}contact/", WISH).status_code == 302
        shown = phone.get(f"{page}contact/").content.decode()
        assert ('value="After three"' in shown, 'value="Somali"' in shown) == (True, True)
        sent = {"kind": "mobile", "value": "07700 900333", "key": "k"}
        assert phone.post(f"{page}contact/correct/", sent).status_code == 302
        assert "Mobile number 07700 900333, sent Mon 7 Sep To answer" in words_of(
            phone.get(f"{page}contact/")
        )
        refused = phone.post(f"{page}contact/correct/", {**sent, "value": "12", "key": "l"})
        assert (refused.status_code, "Write the whole number" in words_of(refused)) == (422, True)

    def test_tells_nobody_else_of_a_correction(self, household: AHousehold, phone):
        correct(household)
        assert "07700 900333" not in words_of(phone.get(f"{household.page(household.father)}contact/"))

    def test_opens_with_no_link_that_was_ended(self, household: AHousehold, phone):
        before = household.page(household.mother)
        make_parent_link(
            school_id=household.school.pk, parent_id=household.mother.pk, by=household.officer, now=at(8)
        )
        assert phone.post(f"{before}contact/", WISH).status_code == 410
        assert not ContactWish.objects.exists()
