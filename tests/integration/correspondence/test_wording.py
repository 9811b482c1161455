"""A school's own wording: written, approved by somebody who leads, and then in use."""

from __future__ import annotations

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.models import Wording
from onroll.service.correspondence.refusals import WordingRefused
from tests.factories.correspondence import AFamily
from tests.factories.moments import at
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db
OURS = "{school}: {pupil} is not here {session}. Ring {telephone}, please."


@pytest.fixture
def family() -> AFamily:
    return AFamily()


def write(family: AFamily, body: str = OURS, *, language: str = "en", **others) -> Wording:
    given = {"channel": "text", "subject": "", "by": family.officer, **others}
    return write_wording(
        school_id=family.school.pk,
        template="absence-no-reason",
        language=language,
        body=body,
        now=at(8),
        **given,
    )


def decide(family: AFamily, wording: Wording, *, approve: bool = True, role: str = "head") -> Wording:
    return decide_wording(
        school_id=family.school.pk, wording_id=wording.pk, approve=approve, by=an_actor(role, family.school), now=at(8, 10)
    )  # fmt: skip


def said(family: AFamily, **others) -> str:
    return family.ask(**others).messages[0].body


class TestAVersion:
    def test_is_not_used_before_it_is_approved(self, family):
        write(family)

        assert "we do not know why" in said(family)

    def test_is_used_once_it_is_and_named_by_what_it_said(self, family):
        wording = decide(family, write(family))

        (message,) = family.ask().messages

        assert (
            message.body
            == "Broadmere Primary School: Amina is not here this morning. Ring 01632 960100, please."
        )
        assert message.wording == wording

    def test_that_is_set_aside_is_not_used(self, family):
        decide(family, write(family), approve=False)

        assert "we do not know why" in said(family)

    def test_gives_way_to_a_later_one_and_stays_with_what_it_sent(self, family):
        first = decide(family, write(family))
        (message,) = family.ask().messages
        second = decide(family, write(family, OURS.replace("please", "thank you")))

        later = family.ask(about="2026-09-07 PM").messages[0]

        assert (first.version, second.version) == (1, 2)
        assert later.body.endswith("thank you.")
        message.refresh_from_db()
        assert (message.wording, message.body.endswith("please.")) == (first, True)

    def test_lets_a_language_be_sent_that_nobody_had_approved(self, family):
        decide(family, write(family, "{school}: {pupil} nie ma dziś w szkole. {telephone}", language="pl"))

        assert said(family, language="pl").endswith("nie ma dziś w szkole. 01632 960100")

    @pytest.mark.parametrize(
        ("body", "why"),
        [
            ("{school}: {pupil} has {reason}", "is not known when this message is sent"),
            ("{school}: {pupill}", "is no field"),
            ("{school}: " + "x" * 600, "sent as 5 texts"),
            ("{pupil} is away", "whom it is from"),
            ("", "says nothing"),
            ("{school}: {pupil", "stands alone"),
        ],
    )
    def test_that_says_what_it_must_not_is_refused(self, family, body, why):
        with pytest.raises(WordingRefused, match=why):
            write(family, body)

    def test_is_written_by_the_office_and_approved_by_who_leads(self, family):
        with pytest.raises(OutOfScope):
            write(family, by=an_actor("senco", family.school))
        with pytest.raises(OutOfScope):
            decide(family, write(family), role="attendance_officer")
        assert decide(family, write(family), role="senior_attendance_champion").is_approved

    def test_is_decided_once(self, family):
        wording = decide(family, write(family))

        with pytest.raises(WordingRefused, match="already"):
            decide(family, wording, approve=False)
