"""A school's messages on its pages."""

from __future__ import annotations

import pytest

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.delivering import send_due
from tests.factories.access import a_user
from tests.factories.correspondence import AFamily
from tests.factories.moments import at
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(morning) -> AFamily:
    return AFamily()


@pytest.fixture
def officer(family, browse):
    return browse(a_user("attendance_officer", school=family.school))


@pytest.fixture
def messages(family) -> str:
    return f"/schools/{family.school.pk}/messages/"


def send(now=None):
    send_due(by=Actor.service("Sending"), now=now or at(9, 31))


class TestTheList:
    def test_says_what_to_do_where_there_is_none(self, officer, messages):
        assert "No message has been sent yet" in words_of(officer.get(messages))

    def test_shows_a_text_and_that_it_did_not_leave_the_machine(self, family, officer, messages):
        family.ask()
        send()

        words = words_of(officer.get(messages))

        assert "Absence with no reason yet to Mrs Rukhsana Begum" in words
        assert "In the outbox" in words

    def test_takes_as_many_statements_for_many_as_for_few(self, family, officer, messages):
        family.ask()
        officer.get(messages)
        with Statements() as few:
            officer.get(messages)
        for number in range(20):
            family.ask(about=f"absence {number}")
        with Statements() as many:
            officer.get(messages)

        assert len(many.counted) == len(few.counted)

    @pytest.mark.parametrize(
        ("query", "is_there"),
        [
            ("state=in+the+outbox", True), ("state=held", False), ("state=needs+somebody", False),
            ("channel=text", True), ("channel=letter", False),
            ("kind=absence-no-reason", True), ("kind=lateness", False),
            ("q=amina", True), ("q=Rukhsana", True), ("q=nobody", False),
        ],
    )  # fmt: skip
    def test_is_narrowed(self, family, officer, messages, query, is_there):
        family.ask()
        send()

        assert ("to Mrs Rukhsana Begum" in words_of(officer.get(f"{messages}?{query}"))) is is_there

    def test_hides_a_notice_to_a_social_worker_from_who_may_not_see_it(self, family, browse, messages):
        from onroll.service.correspondence.recipients import Recipient
        from tests.factories.people import an_actor

        (notice,) = family.ask(
            "notice-social-worker",
            channel="email",
            facts={
                "session": "this morning",
                "tried": "Two calls",
                "seen": "No",
                "link": "https://x.example.org/",
            },
            to=[Recipient("professional", 1, "J. Reyes", "J. Reyes", "j@services.example.org")],
            by=an_actor("head", family.school),
        ).messages

        seen = browse(a_user("head", school=family.school)).get(messages)
        hidden = browse(a_user("attendance_officer", school=family.school)).get(messages)

        assert "J. Reyes" in words_of(seen)
        assert "J. Reyes" not in words_of(hidden)
        client = browse(a_user("attendance_officer", school=family.school))
        assert client.get(f"{messages}{notice.pk}/").status_code == 404


class TestOneMessage:
    def test_is_shown_as_it_was_sent_with_what_became_of_it(self, family, officer, messages):
        (message,) = family.ask().messages
        send()

        words = words_of(officer.get(f"{messages}{message.pk}/"))

        assert "Amina is not in school this morning, Monday 7 September" in words
        assert "Sent to the outbox of this machine" in words
        assert "It has not left this machine" in words

    def test_that_is_a_letter_is_a_pdf_with_its_address(self, family, officer, messages):
        import io

        from pypdf import PdfReader

        (message,) = family.ask(channel="letter").messages

        answer = officer.get(f"{messages}{message.pk}/letter/")

        text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert "4 Mill Lane" in text
        assert "Amina Begum was not in school on Monday 7 September" in text

    def test_of_another_school_is_not_there(self, officer, messages, family):
        (message,) = AFamily().ask().messages

        assert officer.get(f"{messages}{message.pk}/").status_code == 404
