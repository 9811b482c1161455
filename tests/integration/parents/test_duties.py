"""What parents sent is somebody's duty until it is answered, and its record says who answered it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.changes import schools_to_recheck
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import duties_of
from onroll.service.parents.models import DetailCorrection
from tests.factories.moments import MONDAY, at
from tests.integration.parents import test_answering_a_letter as letters
from tests.integration.parents import test_how_to_be_contacted as details
from tests.integration.parents import test_questioning_a_mark as marks
from tests.integration.parents.conftest import ONE_DAY, AHousehold

pytestmark = pytest.mark.django_db
RULES = ("question_to_answer", "details_to_confirm", "reply_to_read")


@pytest.fixture
def family(household: AHousehold) -> AHousehold:
    """The family on a Monday on which everything was sent at noon."""
    household.a_class.take("N", "/")
    letters.send(household)
    marks.ask(household)
    details.correct(household)
    letters.reply(household)
    return household


def found(family: AHousehold, now: dt.datetime, by: Actor | None = None) -> dict[str, dt.date]:
    """Return by rule of what parents sent the day its duty is due."""
    morning = morning_of((by or family.officer).scope, school_id=family.school.pk, now=now)
    return {one.rule: one.due.date() for one in duties_of(morning) if one.rule in RULES}


def test_each_is_due_in_its_own_time(family: AHousehold):
    assert found(family, at(13)) == {
        "question_to_answer": MONDAY + 7 * ONE_DAY,
        "details_to_confirm": MONDAY + 2 * ONE_DAY,
        "reply_to_read": MONDAY + ONE_DAY,
    }


def test_they_are_nobodys_who_may_not_answer_parents(family: AHousehold):
    assert found(family, at(13), family.a_class.teacher) == {}


def test_they_are_gone_once_answered_and_the_record_says_by_whom(family: AHousehold):
    service = Actor.service("jobs")
    recheck_duties(school_id=family.school.pk, by=service, now=at(13))
    assert schools_to_recheck(now=at(13)) == []
    marks.answer(family, marks.MarkQuestion.objects.get(), "stays")
    details.decide(family, DetailCorrection.objects.get(), "declined", words="It rang out.")
    letters.read(family, letters.LetterReply.objects.get())
    assert schools_to_recheck(now=at(13)) == [family.school.pk]
    recheck_duties(school_id=family.school.pk, by=service, now=at(14))
    assert found(family, at(14)) == {}
    settled = DutyRecord.objects.filter(rule__in=RULES, settled_at__isnull=False)
    assert settled.count() == 3
    said = DutyEvent.objects.filter(record__in=settled, what=DutyEvent.What.SETTLED).values_list(
        "why", flat=True
    )
    assert {one.split(" on ")[0] for one in said} == {"Answered by Mx A. Example"}


def test_one_of_long_ago_stays_a_duty_of_the_record(family: AHousehold):
    service = Actor.service("jobs")
    recheck_duties(school_id=family.school.pk, by=service, now=at(13))
    later = at(9, on=MONDAY + 90 * ONE_DAY)
    recheck_duties(school_id=family.school.pk, by=service, now=later, thorough=True)
    assert DutyRecord.objects.filter(rule__in=RULES, settled_at__isnull=True).count() == 3
