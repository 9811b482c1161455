"""A parent questions an entry: it waits for a person, who amends the entry with a reason or says why it stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.audit.models import Event
from onroll.service.parents.actions.answering import answer_question
from onroll.service.parents.actions.questioning import question_mark
from onroll.service.parents.models import MarkAnswer, MarkQuestion
from onroll.service.parents.refusals import ParentRefusal
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.parents.conftest import AHousehold, boxes
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


def ask(family: AHousehold, of: object = None, pupil: object = None, **others: object) -> MarkQuestion:
    """Ask, as the mother, about Amina's morning."""
    given = {
        "pupil_id": (pupil or family.amina).pk, "date": MONDAY, "session": "AM", "words": "She was at the dentist",
        "key": "q", "now": at(12), **others,
    }  # fmt: skip
    return question_mark(secret=family.secret(of or family.mother), **given)


def answer(
    family: AHousehold, question: MarkQuestion, outcome: str = "amended", **others: object
) -> MarkAnswer:
    """Answer as the attendance officer, with code M."""
    given = {"code": "M" if outcome == "amended" else "", "words": "The dentist’s card was seen.", **others}
    return answer_question(
        school_id=family.school.pk, question_id=question.pk, outcome=outcome,
        **{"by": family.officer, "now": at(13), **given},
    )  # fmt: skip


@pytest.fixture
def family(household: AHousehold) -> AHousehold:
    """The family on a Monday on which the class was taken: Amina away with no reason, Callum in."""
    household.a_class.take("N", "/")
    return household


class TestAsking:
    def test_waits_and_changes_no_entry(self, family: AHousehold):
        question = ask(family)
        assert (question.code, question.parent, family.a_class.code(family.amina)) == (
            "N",
            family.mother,
            "N",
        )
        assert not MarkAnswer.objects.exists()

    def test_sent_twice_is_kept_once(self, family: AHousehold):
        assert ask(family).pk == ask(family).pk

    def test_a_second_question_about_one_session_waits_for_the_first(self, family: AHousehold):
        ask(family)
        with pytest.raises(ParentRefusal, match="You have asked about this already"):
            ask(family, key="another")
        answer(family, MarkQuestion.objects.get(), "stays", words="The register is right.")
        assert ask(family, key="another").pk

    def test_is_of_a_session_of_which_the_register_says_something(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="The register says nothing of Amina"):
            ask(family, session="PM")

    def test_says_what_happened(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="Say what you think happened"):
            ask(family, words="  ")

    def test_is_of_no_child_of_another_household(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="not a child whose attendance this link opens"):
            ask(family, family.father, family.callum)
        assert not MarkQuestion.objects.exists()


class TestAnswering:
    def test_amends_the_entry_with_the_answer_as_its_reason_and_keeps_the_original(self, family: AHousehold):
        made = answer(family, ask(family))
        assert family.a_class.history(family.amina) == ["N", "M"]
        entry = AttendanceEntry.objects.get(code="M")
        assert (entry.reason, entry.submission_id) == ("The dentist’s card was seen.", made.submission_id)
        assert family.a_class.is_whole()

    def test_leaves_the_entry_and_says_why(self, family: AHousehold):
        made = answer(family, ask(family), "stays", words="The dentist had no appointment that day.")
        assert (made.submission, family.a_class.history(family.amina)) == (None, ["N"])

    def test_is_given_once(self, family: AHousehold):
        question = ask(family)
        answer(family, question)
        with pytest.raises(ParentRefusal, match="Somebody has answered this already"):
            answer(family, question, "stays")
        assert family.a_class.history(family.amina) == ["N", "M"]

    @pytest.mark.parametrize(
        ("outcome", "others", "says"),
        [("", {}, "Choose whether"), ("stays", {"words": ""}, "Write the answer"), ("amended", {"code": ""}, "Choose the code")],
    )  # fmt: skip
    def test_says_what_is_missing(self, family: AHousehold, outcome, others, says):
        with pytest.raises(ParentRefusal, match=says):
            answer(family, ask(family), outcome, **others)

    def test_that_the_law_refuses_leaves_the_question_waiting(self, family: AHousehold):
        question = ask(family)
        with pytest.raises(RegisterRefused):
            answer(family, question, code="Y7")
        assert (MarkAnswer.objects.count(), family.a_class.history(family.amina)) == (0, ["N"])

    def test_is_the_offices_and_no_teachers(self, family: AHousehold):
        with pytest.raises(OutOfScope):
            answer(family, ask(family), by=family.a_class.teacher)

    def test_of_another_schools_question_is_refused(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="no such question"):
            answer_question(
                school_id=family.school.pk, question_id=0, outcome="stays", words="No", by=family.officer, now=at(13)
            )  # fmt: skip

    def test_leaves_an_event_for_each_step(self, family: AHousehold):
        answer(family, ask(family))
        names = (
            Event.objects.filter(name__startswith="parents.").order_by("pk").values_list("name", flat=True)
        )
        assert list(names)[1:] == ["parents.mark.questioned", "parents.question.answered"]


class TestTheParentsPage:
    def test_offers_to_question_what_was_missed_and_shows_the_question_and_its_answer(
        self, family: AHousehold, phone
    ):
        page = family.page(family.mother)
        asked = f"{page}question/{family.amina.pk}/?on={MONDAY.isoformat()}&session=AM"
        assert "Is this wrong?" in words_of(phone.get(page))
        assert "For the morning of 7 September 2026 the register says" in words_of(phone.get(asked))
        sent = {**boxes("on", MONDAY), "session": "AM", "words": "She was at the dentist", "key": "k"}
        assert phone.post(asked, sent).status_code == 302
        assert "“She was at the dentist” To answer" in words_of(phone.get(page))
        answer(family, MarkQuestion.objects.get())
        shown = words_of(phone.get(page))
        assert "Put right" in shown
        assert "The school answered on Mon 7 Sep: The dentist’s card was seen." in shown

    def test_offers_to_question_the_register_from_the_first_day_on(self, family: AHousehold, phone):
        CurrentEntry.objects.update(code="#")
        page = phone.get(family.page(family.father)).content.decode()
        assert "The year has only begun" in page
        assert f'question/{family.amina.pk}/">Something in the register is wrong' in page

    def test_leads_from_what_is_wrong_with_the_day_to_its_first_box(self, family: AHousehold, phone):
        page = f"{family.page(family.mother)}question/{family.amina.pk}/"
        sent = {"session": "AM", "words": "She was there", "key": "k"}
        for day in ({}, boxes("on", MONDAY - dt.timedelta(days=3))):
            refused = phone.post(page, {**sent, **day})
            shown = refused.content.decode()
            assert (refused.status_code, 'href="#on-day"' in shown, 'id="on-day"' in shown) == (
                422,
                True,
                True,
            )

    def test_keeps_what_was_typed_where_something_is_missing(self, family: AHousehold, phone):
        page = f"{family.page(family.mother)}question/{family.amina.pk}/"
        sent = {"on-day": "7", "session": "AM", "words": "She was there", "key": "k"}
        refused = phone.post(page, sent)
        assert (refused.status_code, "must include a month and a year" in words_of(refused)) == (422, True)
        assert "She was there</textarea>" in refused.content.decode()

    def test_shows_the_other_household_neither_question_nor_answer(self, family: AHousehold, phone):
        question = ask(family)
        page = family.page(family.father)
        assert "dentist" not in words_of(phone.get(page))
        answer(family, question)
        assert "dentist" not in words_of(phone.get(page))


@pytest.mark.one_database
class TestTheSchoolsPage:
    def test_is_answered_from_the_list_of_what_parents_sent(self, family: AHousehold, client):
        question = ask(family)
        client.force_login(a_user("attendance_officer", school=family.school))
        listed = f"/schools/{family.school.pk}/absences/parents/"
        assert "She was at the dentist" in words_of(client.get(listed))
        page = f"{listed}questions/{question.pk}/"
        assert "The entry now" in words_of(client.get(page))
        refused = client.post(page, {"outcome": "amended", "code": "", "words": "Seen"})
        assert (refused.status_code, "Choose the code that is right" in words_of(refused)) == (422, True)
        assert client.post(page, {"outcome": "amended", "code": "M", "words": "Seen"}).status_code == 302
        assert family.a_class.code(family.amina) == "M"
        assert "It is answered" in words_of(client.get(page))
        assert "Nothing waits from parents" in words_of(client.get(listed))

    def test_says_where_the_entry_was_amended_since(self, family: AHousehold, client):
        question = ask(family)
        family.a_class.amend(family.amina, "I", now=at(12, 30))
        client.force_login(a_user("attendance_officer", school=family.school))
        page = f"/schools/{family.school.pk}/absences/parents/questions/{question.pk}/"
        assert "Amended since it was asked." in words_of(client.get(page))
