"""Duties settled long ago go with the entries they were read from; one that is open, or found again since, stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.duties.actions.disposing import dispose_of_duties
from onroll.service.duties.models import DutyEvent, DutyRecord, Reminder
from onroll.service.duties.refusals import DutyRefused
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def oak(db: None) -> AClass:
    """A class with a reminder, a duty settled on the Monday, and one that is open."""
    oak = AClass()
    oak.head = an_actor("head", oak.school)
    Reminder.objects.create(
        school=oak.school, group=oak.group, date=MONDAY, session="AM", made_at=at(9), made_by_name="A"
    )
    for key, settled in (("settled", at(10)), ("open", None)):
        record = DutyRecord.objects.create(
            school=oak.school, key=key, rule="leave_to_decide", kind="leave", words="Leave", who="Head", on=MONDAY,
            pupil=oak.callum, due=at(12), found_at=at(9), settled_at=settled,
        )  # fmt: skip
        DutyEvent.objects.create(school=oak.school, record=record, what="found", at=at(9), by_name="Onroll")
    return oak


def dispose(oak: AClass, *, on: dt.date = SIX_YEARS_ON, by=None) -> int:
    return dispose_of_duties(school_id=oak.school.pk, before=TUESDAY, by=by or oak.head, now=at(9, on=on))


def test_removes_what_was_settled_with_its_history_and_leaves_what_is_open(oak: AClass):
    assert dispose(oak) == 2
    assert [one.key for one in DutyRecord.objects.all()] == ["open"]
    assert (DutyEvent.objects.count(), Reminder.objects.count()) == (1, 0)


def test_leaves_one_of_which_something_happened_since(oak: AClass):
    DutyEvent.objects.create(
        school=oak.school, record=DutyRecord.objects.get(key="settled"), what="set aside", at=at(9, on=TUESDAY),
        by_name="A",
    )  # fmt: skip
    dispose(oak)
    assert DutyRecord.objects.filter(key="settled").exists()


def test_keeps_them_as_long_as_the_entries(oak: AClass):
    with pytest.raises(DutyRefused, match="are kept with the entries they were read from"):
        dispose(oak, on=SIX_YEARS_ON - dt.timedelta(days=1))
    assert DutyRecord.objects.count() == 2


def test_is_done_by_the_head_alone(oak: AClass):
    with pytest.raises(OutOfScope):
        dispose(oak, by=oak.officer)
