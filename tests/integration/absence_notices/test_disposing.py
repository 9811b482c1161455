"""Notices go with the entries they are about, and no sooner."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_notices.actions.disposing import dispose_of_notices
from onroll.service.absence_notices.actions.receiving import record_receipt
from onroll.service.absence_notices.models import Notice, NoticeEvent, WeeklyList, WeeklyListLine
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.scope import OutOfScope
from tests.factories.moments import MONDAY, at

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
#: The first day on which what was made on that Monday need be kept no longer.
SIX_YEARS_ON = dt.date(2032, 9, 8)


@pytest.fixture
def received(oak):
    notice = oak.send()
    record_receipt(
        school_id=oak.school.pk,
        notice_id=notice.pk,
        who="J. Reyes",
        how="phone",
        at=at(10),
        words="Safe",
        by=oak.lead,
        now=at(10),
    )
    return oak


def dispose(oak, *, before, on, by=None):
    return dispose_of_notices(school_id=oak.school.pk, before=before, by=by or oak.head, now=at(9, on=on))


def test_are_emptied_of_everybody_they_name_and_their_place_stays(received):
    assert dispose(received, before=TUESDAY, on=SIX_YEARS_ON) == 2
    notice, event = Notice.objects.get(), NoticeEvent.objects.get()
    assert (notice.pupil_id, notice.professional_id, notice.who, notice.used, notice.secret_hash) == (
        None,
        None,
        "",
        "",
        "",
    )
    assert (event.pupil_id, event.who, event.words) == (None, "", "")
    assert dispose(received, before=TUESDAY, on=SIX_YEARS_ON) == 0


def test_are_refused_the_day_before(received):
    with pytest.raises(NoticeRefused, match="Choose 7 September 2026 or an earlier day"):
        dispose(received, before=TUESDAY, on=SIX_YEARS_ON - dt.timedelta(days=1))


def test_stay_where_they_were_made_on_the_day_itself(received):
    assert dispose(received, before=MONDAY, on=SIX_YEARS_ON) == 0


def test_are_not_for_the_office(received):
    with pytest.raises(OutOfScope):
        dispose(received, before=TUESDAY, on=SIX_YEARS_ON, by=received.officer)


def test_empty_the_weekly_lists_of_everybody_they_name(received):
    weekly = WeeklyList.objects.create(
        school=received.school, week=MONDAY, digest="0" * 64, taken_in_at=at(9), taken_in_by_name="A"
    )
    WeeklyListLine.objects.create(
        school=received.school,
        list=weekly,
        upn="A",
        surname="Eyre",
        forename="Callum",
        worker="J. Reyes",
        status="other",
    )
    assert dispose(received, before=TUESDAY, on=SIX_YEARS_ON) == 3
    line = WeeklyListLine.objects.get()
    assert (line.upn, line.surname, line.forename, line.worker, line.status) == ("", "", "", "", "")
