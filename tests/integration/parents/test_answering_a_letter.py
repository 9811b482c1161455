"""A parent answers what was written to them; the school reads the answer on the message, and says that it did."""

from __future__ import annotations

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.actions.asking import ask_to_send
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message
from onroll.service.parents.actions.replying import read_reply, reply_to_letter
from onroll.service.parents.models import LetterReply
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Relationship
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


def ask(household: AHousehold) -> None:
    """Ask for a text to each parent about Amina's morning."""
    ask_to_send(
        school_id=household.school.pk, template="absence-no-reason", pupil_id=household.amina.pk, about="absence",
        channel="text", on=MONDAY, facts={"session": "this morning"}, by=household.officer, now=at(10),
    )  # fmt: skip


def send(household: AHousehold) -> None:
    """Send each parent a text about Amina's morning."""
    ask(household)
    send_due(by=Actor.service("test"), now=at(10))


@pytest.fixture
def family(household: AHousehold) -> AHousehold:
    """The family, each of whose parents was sent a text about Amina's morning."""
    send(household)
    return household


def message_to(parent: object) -> Message:
    """Return the message to a parent."""
    return Message.objects.get(recipient_id=parent.pk)


def reply(family: AHousehold, of: object = None, to: object = None, **others: object) -> LetterReply:
    """Answer, as the mother, the message to her."""
    of = of or family.mother
    given = {"words": "He has her today", "key": "r", "now": at(12), **others}
    return reply_to_letter(secret=family.secret(of), message_id=message_to(to or of).pk, **given)


def read(family: AHousehold, answer: LetterReply, **others: object):
    """Mark an answer as read, as the attendance officer."""
    given = {"by": family.officer, "now": at(13), **others}
    return read_reply(school_id=family.school.pk, message_id=answer.message_id, reply_id=answer.pk, **given)


class TestAnswering:
    def test_is_kept_once(self, family: AHousehold):
        assert reply(family).pk == reply(family).pk

    def test_is_of_a_message_to_that_parent_alone(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="not among those written to you"):
            reply(family, family.father, family.mother)
        assert not LetterReply.objects.exists()

    def test_ends_with_the_right_to_see_the_child(self, family: AHousehold):
        Relationship.objects.filter(parent=family.mother, pupil=family.amina).update(may_see=False)
        with pytest.raises(ParentRefusal, match="not among those written to you"):
            reply(family)

    def test_has_words(self, family: AHousehold):
        with pytest.raises(ParentRefusal, match="Write your answer first"):
            reply(family, words=" ")


class TestWhatDidNotGo:
    @pytest.fixture(params=["asked", "held", "cancelled", "lapsed", "put back"])
    def waiting(self, household: AHousehold, request: pytest.FixtureRequest) -> Message:
        """The message to the mother, with the last thing that happened to it."""
        ask(household)
        message = message_to(household.mother)
        message.events.create(school=household.school, kind=request.param, at=at(11), by_name="Test")
        return message

    def test_is_not_answered(self, household: AHousehold, waiting: Message):
        with pytest.raises(ParentRefusal, match="not among those written to you"):
            reply(household)

    def test_is_neither_listed_nor_opened(self, household: AHousehold, waiting: Message, phone):
        page = household.page(household.mother)
        assert f"letters/{waiting.pk}/" not in phone.get(page).content.decode()
        assert phone.get(f"{page}letters/{waiting.pk}/").status_code == 410

    def test_is_both_once_it_went(self, household: AHousehold, waiting: Message, phone):
        waiting.events.create(school=household.school, kind="delivered", at=at(11), by_name="Test")
        assert f"letters/{waiting.pk}/" in phone.get(household.page(household.mother)).content.decode()
        assert reply(household).message_id == waiting.pk


class TestReading:
    def test_is_told_to_the_parent_with_a_line_back(self, family: AHousehold, phone):
        read(family, reply(family), words="Thank you, noted.")
        page = f"{family.page(family.mother)}letters/{message_to(family.mother).pk}/"
        shown = words_of(phone.get(page))
        assert "Read by the school on" in shown
        assert "The school: Thank you, noted." in shown

    def test_happens_once(self, family: AHousehold):
        answer = reply(family)
        read(family, answer)
        with pytest.raises(ParentRefusal, match="Somebody has answered this already"):
            read(family, answer)

    def test_is_the_offices(self, family: AHousehold):
        with pytest.raises(OutOfScope):
            read(family, reply(family), by=family.a_class.teacher)


class TestPages:
    def test_are_answered_on_the_parents_page_and_never_read_by_the_other_household(
        self, family: AHousehold, phone
    ):
        page = f"{family.page(family.mother)}letters/{message_to(family.mother).pk}/"
        assert phone.post(page, {"words": "", "key": "k"}).status_code == 422
        assert phone.post(page, {"words": "He has her today", "key": "k"}).status_code == 302
        assert "The school has not read it yet" in words_of(phone.get(page))
        his = family.page(family.father)
        assert phone.get(f"{his}letters/{message_to(family.mother).pk}/").status_code == 410
        assert "He has her" not in words_of(phone.get(f"{his}letters/{message_to(family.father).pk}/"))

    @pytest.mark.one_database
    def test_are_read_on_the_message_by_the_school(self, family: AHousehold, client):
        answer = reply(family)
        client.force_login(a_user("attendance_officer", school=family.school))
        listed = f"/schools/{family.school.pk}/absences/parents/"
        assert "He has her today" in words_of(client.get(listed))
        page = f"/schools/{family.school.pk}/messages/{answer.message_id}/"
        assert "He has her today" in words_of(client.get(page))
        client.post(f"{page}replies/{answer.pk}/read/", {"words": "Thank you"})
        assert "Read by" in words_of(client.get(page))
        assert "Nothing waits from parents" in words_of(client.get(listed))
        again = client.post(f"{page}replies/{answer.pk}/read/", {}, follow=True)
        assert "Somebody has answered this already" in words_of(again)
