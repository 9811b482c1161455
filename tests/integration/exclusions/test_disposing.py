"""A suspension of long ago goes with the entries of the time; one that something was done about since stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.exclusions.actions.disposing import dispose_of_exclusions
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.refusals import ExclusionRefused
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=4)
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def oak(db: None) -> AClass:
    """A class where Amina was suspended for the Monday, and met after it the same day."""
    oak = AClass()
    row = an_exclusion(oak, last_day=MONDAY, plan_until=MONDAY)
    ExclusionStep.objects.create(
        school=oak.school, exclusion=row, kind="meeting", on=MONDAY, words="With her mother", made_at=at(15),
        made_by_name="H",
    )  # fmt: skip
    return oak


def an_exclusion(oak: AClass, *, last_day: dt.date | None, plan_until: dt.date) -> Exclusion:
    plan = make_plan(
        school_id=oak.school.pk, pupil_id=oak.amina.pk, kind=Plan.Kind.EXCLUSION, code="E", first_day=MONDAY,
        last_day=plan_until, by=oak.officer, now=at(8),
    )  # fmt: skip
    return Exclusion.objects.create(
        school=oak.school, pupil=oak.amina, kind="suspension" if last_day else "permanent", first_day=MONDAY,
        last_day=last_day, reason="Fighting", plan=plan, key=f"form-{plan.pk}", made_at=at(8), made_by_name="H",
    )  # fmt: skip


def dispose(oak: AClass, *, on: dt.date = SIX_YEARS_ON, role: str = "head") -> int:
    by = an_actor(role, oak.school)
    return dispose_of_exclusions(school_id=oak.school.pk, before=TUESDAY, by=by, now=at(9, on=on))


def test_removes_what_is_over_with_what_was_done_about_it(oak: AClass):
    assert dispose(oak) == 2
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize("last_day", [FRIDAY, None])
def test_leaves_one_that_went_on(oak: AClass, last_day: dt.date | None):
    later = an_exclusion(oak, last_day=last_day, plan_until=FRIDAY)
    dispose(oak)
    assert Exclusion.objects.get() == later


def test_leaves_one_about_which_something_was_done_since(oak: AClass):
    ExclusionStep.objects.update(made_at=at(9, on=TUESDAY))
    assert dispose(oak) == 0


def test_keeps_them_as_long_as_the_entries(oak: AClass):
    with pytest.raises(ExclusionRefused, match="are kept with the entries they led to"):
        dispose(oak, on=SIX_YEARS_ON - dt.timedelta(days=1))


def test_is_done_by_the_head_alone(oak: AClass):
    with pytest.raises(OutOfScope):
        dispose(oak, role="attendance_officer")
