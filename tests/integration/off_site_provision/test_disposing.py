"""Placements over long ago go with their answers and the entries of the time; one that something was done about since stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.off_site_provision.actions.answering import accept_answers
from onroll.service.off_site_provision.actions.disposing import dispose_of_provision
from onroll.service.off_site_provision.actions.placing import end_placement
from onroll.service.off_site_provision.models import AnswerDecision, Placement, Provider, ProviderAnswer
from onroll.service.off_site_provision.refusals import ProvisionRefused
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.off_site_provision.conftest import AWorkshop

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def answered(workshop: AWorkshop) -> AWorkshop:
    """Amina placed for the Monday, answered for, and the answer accepted."""
    workshop.answer(workshop.place(last_day=MONDAY))
    (answer,) = workshop.answers()
    accept_answers(school_id=workshop.school.pk, answer_ids=[answer.pk], by=workshop.officer, now=at(10))
    return workshop


def dispose(workshop: AWorkshop, *, on: dt.date = SIX_YEARS_ON, role: str = "head") -> int:
    by = an_actor(role, workshop.school)
    return dispose_of_provision(school_id=workshop.school.pk, before=TUESDAY, by=by, now=at(9, on=on))


def left() -> tuple[int, int, int]:
    return Placement.objects.count(), ProviderAnswer.objects.count(), AnswerDecision.objects.count()


def test_removes_a_placement_with_its_answers_and_leaves_one_that_went_on(answered: AWorkshop):
    later = answered.place(pupil_id=answered.callum.pk)
    assert dispose(answered) == 3
    assert left() == (1, 0, 0)
    assert Placement.objects.get() == later
    assert Provider.objects.exists()
    assert answered.a_class.code(answered.amina) == "B"


def test_leaves_one_that_was_ended_since(answered: AWorkshop):
    of = {"school_id": answered.school.pk, "by": answered.officer, "now": at(9, on=TUESDAY)}
    end_placement(placement_id=Placement.objects.get().pk, **of)
    assert dispose(answered) == 0
    assert left() == (1, 1, 1)


def test_leaves_one_whose_answer_was_decided_on_since(answered: AWorkshop):
    AnswerDecision.objects.update(at=at(9, on=TUESDAY))
    assert dispose(answered) == 0


def test_keeps_them_as_long_as_the_entries(answered: AWorkshop):
    with pytest.raises(ProvisionRefused, match="are kept with the entries they led to"):
        dispose(answered, on=SIX_YEARS_ON - dt.timedelta(days=1))


def test_is_done_by_the_head_alone(answered: AWorkshop):
    with pytest.raises(OutOfScope):
        dispose(answered, role="attendance_officer")
