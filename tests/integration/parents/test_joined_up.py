"""What was told and done stands where others look: on the register, without what it is, and on the pupil's timeline."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.reasoning import Reason, decline_reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import escalate, plan_visit
from onroll.service.absence_follow_up.queries.told import told_and_waiting
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.parents import test_answering_a_letter as letters
from tests.integration.parents import test_questioning_a_mark as marks
from tests.integration.parents.conftest import ONE_DAY, AHousehold
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(household: AHousehold) -> AHousehold:
    """Amina is away on a Monday with no reason yet, and much was done about it."""
    household.a_class.take("N", "/")
    return household


def tell(family: AHousehold, *, session: str = "", now: dt.datetime | None = None, day: dt.date = MONDAY):
    """Note that the mother rang: a bad cold, which waits."""
    reason = Reason(
        day, day, "parent", "phone", "illness", session, parent_id=family.mother.pk, words="A bad cold"
    )
    return note_reason(
        school_id=family.school.pk, pupil_id=family.amina.pk, reason=reason, by=family.officer, now=now or at(10)
    )  # fmt: skip


def follow_up(family: AHousehold, times: int = 1) -> None:
    """Call, plan a visit, tell the safeguarding lead, ask for leave and be asked by a parent."""
    about = {
        "school_id": family.school.pk, "pupil_id": family.amina.pk, "date": MONDAY, "by": family.officer, "now": at(11),
    }  # fmt: skip
    for number in range(times):
        record_contact(
            **about, channel="phone", outcome="no answer", who="Grandmother", used="07700 900999", words=f"Call {number}"
        )  # fmt: skip
    plan_visit(**about, at=at(14), who="Two of us", place="1 Mill Lane")
    escalate(**about, why="Nobody reached")
    family.decide(family.ask(), by=family.head)
    marks.ask(family)


class TestTheRegister:
    def told(self, family: AHousehold, session: str, day: dt.date = MONDAY) -> bool:
        found = told_and_waiting(family.school.pk, [family.amina.pk, family.callum.pk], day, session)
        return found == {family.amina.pk}

    def test_knows_of_a_reason_that_waits_for_the_sessions_it_is_about(self, family: AHousehold):
        tell(family, session="AM")
        assert (self.told(family, "AM"), self.told(family, "PM")) == (True, False)
        assert not self.told(family, "AM", MONDAY + ONE_DAY)

    def test_knows_of_none_that_was_decided(self, family: AHousehold):
        given = tell(family)
        decline_reason(
            school_id=family.school.pk, reason_id=given.pk, why="Not so", by=family.officer, now=at(11)
        )
        assert not self.told(family, "AM")

    @pytest.mark.one_database
    def test_tells_the_teacher_that_a_reason_was_told_and_not_what_it_is(self, family: AHousehold, client):
        client.force_login(a_user("teacher", school=family.school, group=family.a_class.group))
        page = f"/schools/{family.school.pk}/registers/{family.a_class.group.pk}/{MONDAY}/am/"
        assert "Reason told" not in words_of(client.get(page))
        tell(family)
        shown = words_of(client.get(page))
        assert shown.count("Reason told, with the office") == 1
        assert "cold" not in shown
        assert "llness" not in shown.split("Reason told")[1][:60]


@pytest.mark.one_database
class TestTheTimeline:
    #: What each part of the record says on the timeline.
    CALL, SAID, STEP = "Phone: no answer", "Grandmother", "Told to the safeguarding lead"
    LEAVE, ASKED, COLD = "Leave granted", "Questioned the entry", "A bad cold"

    def read(self, family: AHousehold, client, role: str) -> str:
        group = {"group": family.a_class.group} if role in ("teacher", "tutor") else {}
        client.force_login(a_user(role, school=family.school, **group))
        answer = client.get(f"/schools/{family.school.pk}/pupils/{family.amina.pk}/timeline/")
        assert answer.status_code == 200
        return words_of(answer)

    @pytest.mark.parametrize(
        ("role", "sees"),
        [
            ("attendance_officer", {"CALL", "SAID", "STEP", "LEAVE", "ASKED", "COLD"}),
            ("safeguarding_lead", {"CALL", "SAID", "STEP", "LEAVE", "COLD"}),
            ("tutor", {"CALL"}),
            ("senco", {"CALL"}),
            ("inspector", set()),
        ],
    )
    def test_says_to_each_role_what_it_may_read(self, family: AHousehold, client, role, sees):
        tell(family)
        follow_up(family)
        shown = self.read(family, client, role)
        parts = ("CALL", "SAID", "STEP", "LEAVE", "ASKED", "COLD")
        assert {one for one in parts if getattr(self, one) in shown} == sees

    def test_has_what_a_parent_answered_for_those_who_may_read_messages(self, family: AHousehold, client):
        letters.send(family)
        letters.reply(family)
        assert "He has her today" in self.read(family, client, "attendance_officer")
        assert "He has her today" not in self.read(family, client, "tutor")

    def test_takes_no_more_statements_for_more_records(self, family: AHousehold, client):
        tell(family)
        follow_up(family)
        self.read(family, client, "attendance_officer")
        page = f"/schools/{family.school.pk}/pupils/{family.amina.pk}/timeline/"
        with Statements() as few:
            client.get(page)
        about = {"school_id": family.school.pk, "pupil_id": family.amina.pk, "date": MONDAY}
        for number in range(6):
            record_contact(
                **about, channel="phone", outcome="no answer", who=f"Aunt {number}", by=family.officer, now=at(12)
            )  # fmt: skip
            tell(family, now=at(11, number))
        with Statements() as many:
            client.get(page)
        assert len(many.counted) == len(few.counted), many.counted
