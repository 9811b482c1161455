"""What was arranged long ago goes with the entries of the time; what was changed since stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.planned_attendance.actions.disposing import dispose_of_arrangements
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.refusals import ArrangementRefused
from tests.factories.moments import MONDAY, at
from tests.integration.planned_attendance.conftest import ATrip, other

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)
SIX_YEARS_ON = dt.date(2032, 9, 8)


def dispose(trip: ATrip, *, on: dt.date = SIX_YEARS_ON, by=None) -> int:
    return dispose_of_arrangements(
        school_id=trip.school.pk, before=TUESDAY, by=by or trip.head, now=at(9, on=on)
    )


def test_removes_what_is_over_with_its_pupils_and_leaves_what_went_on(trip: ATrip):
    trip.arrange(other(first_day=MONDAY, last_day=MONDAY), now=at(8))
    later = trip.arrange()
    assert dispose(trip) == 3
    assert Arrangement.objects.get() == later
    assert ArrangedPupil.objects.count() == 2


def test_leaves_one_a_pupil_was_taken_out_of_since(trip: ATrip):
    made = trip.arrange(other(first_day=MONDAY, last_day=MONDAY), now=at(8))
    ArrangedPupil.objects.filter(pupil=trip.amina).update(taken_out_at=at(9, on=TUESDAY))
    assert dispose(trip) == 0
    assert made.pupils.count() == 2


def test_keeps_them_as_long_as_the_entries(trip: ATrip):
    with pytest.raises(ArrangementRefused, match="are kept with the entries they led to"):
        dispose(trip, on=SIX_YEARS_ON - dt.timedelta(days=1))


def test_is_done_by_the_head_alone(trip: ATrip):
    with pytest.raises(OutOfScope):
        dispose(trip, by=trip.officer)
