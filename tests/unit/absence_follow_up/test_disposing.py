"""What was recorded about absences goes with the entries it explains, and no sooner."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.disposing import dispose_of_follow_up
from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import escalate
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.scope import OutOfScope
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
#: The first day on which what was made on that Monday need be kept no longer.
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def oak(db):
    oak = AClass()
    oak.take("/", "N")
    about = {"school_id": oak.school.pk, "pupil_id": oak.callum.pk, "by": oak.officer, "now": at(10)}
    record_contact(
        **about,
        date=MONDAY,
        channel="phone",
        outcome="spoke",
        who="His father",
        used="07700 900111",
        words="Ill",
    )
    note_reason(
        **about,
        reason=Reason(MONDAY, MONDAY, "parent", "phone", "illness", who="His father"),
        accept_code="I",
    )
    escalate(**about, date=MONDAY, why="Worried")
    oak.head = an_actor("head", oak.school)
    return oak


def dispose(oak, *, before, on, by=None):
    return dispose_of_follow_up(school_id=oak.school.pk, before=before, by=by or oak.head, now=at(9, on=on))


def test_is_emptied_of_everybody_it_names_and_its_place_stays(oak):
    assert dispose(oak, before=TUESDAY, on=SIX_YEARS_ON) == 4
    for model in (Contact, ReasonGiven, ReasonDecision, Step):
        (row,) = model.objects.all()
        assert (row.pupil_id, row.words, row.key) == (None, "", None)
    assert (Contact.objects.get().who, Contact.objects.get().used) == ("", "")
    assert dispose(oak, before=TUESDAY, on=SIX_YEARS_ON) == 0


def test_is_refused_the_day_before(oak):
    with pytest.raises(FollowUpRefused, match="Choose 7 September 2026 or an earlier day"):
        dispose(oak, before=TUESDAY, on=SIX_YEARS_ON - dt.timedelta(days=1))


def test_leaves_what_was_made_on_the_day_itself(oak):
    assert dispose(oak, before=MONDAY, on=SIX_YEARS_ON) == 0
    assert Contact.objects.get().pupil_id == oak.callum.pk


def test_is_not_for_the_office(oak):
    with pytest.raises(OutOfScope):
        dispose(oak, before=TUESDAY, on=SIX_YEARS_ON, by=oak.officer)
