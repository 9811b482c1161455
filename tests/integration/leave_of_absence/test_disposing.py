"""What was asked and decided of leave goes with the entries it explains, and no sooner."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.leave_of_absence.actions.disposing import dispose_of_leave
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.queries.requests import leave_request, leave_requests
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from tests.factories.moments import MONDAY, at
from tests.integration.leave_of_absence.conftest import LAST, AFamily

pytestmark = pytest.mark.django_db

AFTER = LAST + dt.timedelta(days=1)
#: The first day on which what was made before then need be kept no longer.
SIX_YEARS_ON = dt.date(2032, 9, 30)


def dispose(family: AFamily, *, before: dt.date = AFTER, on: dt.date = SIX_YEARS_ON, by=None) -> int:
    return dispose_of_leave(school_id=family.school.pk, before=before, by=by or family.head, now=at(9, on=on))


@pytest.fixture
def decided(family: AFamily) -> AFamily:
    """Leave asked for for two children, granted to one and then refused."""
    request = family.ask(away_at="Porto", other_schools="Mill Lane School", evidence="A letter")
    family.decide(request)
    family.decide(request, "refused", now=at(9, on=MONDAY + dt.timedelta(days=2)))
    return family


def test_is_emptied_of_everybody_it_names_and_its_place_stays(decided: AFamily):
    assert dispose(decided) == 1
    request = LeaveRequest.objects.get()
    assert (request.parent, request.reason, request.away_at) == (None, "", "")
    assert (request.other_schools, request.evidence) == ("", "")
    assert [one.pupil for one in LeaveChild.objects.all()] == [None, None]
    kept = [(one.outcome, one.reasons, one.plan) for one in LeaveDecision.objects.all()]
    assert kept == [("granted", "", None), ("refused", "", None)]


def test_is_shown_no_more(decided: AFamily):
    dispose(decided)
    about = {"school_id": decided.school.pk}
    assert leave_requests(decided.head.scope, on=SIX_YEARS_ON, which="past", **about) == []
    request_id = LeaveRequest.objects.get().pk
    assert (
        leave_request(decided.head.scope, request_id=request_id, now=at(9, on=SIX_YEARS_ON), **about) is None
    )


def test_is_disposed_of_once(decided: AFamily):
    assert (dispose(decided), dispose(decided)) == (1, 0)


@pytest.mark.parametrize(("before", "gone"), [(LAST, 0), (AFTER, 1)])
def test_stays_while_its_last_day_may_not_go(decided: AFamily, before, gone):
    assert dispose(decided, before=before) == gone


def test_is_kept_as_long_as_the_entries(decided: AFamily):
    with pytest.raises(LeaveRefusal, match="are kept with the entries they explain"):
        dispose(decided, on=SIX_YEARS_ON - dt.timedelta(days=1))
    assert LeaveRequest.objects.get().reason


def test_stays_where_it_was_decided_again_since(decided: AFamily):
    request = LeaveRequest.objects.get()
    decided.decide(request, "refused", pupil=decided.callum, now=at(9, on=AFTER))
    assert dispose(decided) == 0


def test_is_disposed_of_by_the_head_alone(decided: AFamily):
    with pytest.raises(OutOfScope):
        dispose(decided, by=decided.officer)
