"""Recognition in each school: an award of the autumn, looked at and given to some; an improvement that waits to be looked at."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from onroll.law.school_time import AcademicYear
from onroll.service.demo.writing.known import Known
from onroll.service.recognition.actions.awarding import check_award, give_award, make_award
from onroll.service.recognition.queries.qualifying import qualifying
from onroll.service.recognition.reckoning import Answer

_A_WEEK = dt.timedelta(days=7)
#: To how many the first award is given.
_GIVEN = 12


def recognise(known: Known, *, now: dt.datetime) -> None:
    """Make two awards in each school that has a head and an attendance officer, where the year is three weeks old."""
    since, last = AcademicYear.of(now.date()).first_day, now.date() - dt.timedelta(days=1)
    if last - since < 3 * _A_WEEK:
        return
    middle = since + (last - since) / 2
    for school, school_id in known.schools.items():
        officer, head = known.people.get((school, "attendance_officer")), known.people.get((school, "head"))
        if officer is None or head is None:
            continue
        about: dict[str, Any] = {"school_id": school_id, "now": now - _A_WEEK / 7}
        award = make_award(
            **about, by=head, name="Here for the autumn", what="A certificate, and a letter home", measure="attendance",
            threshold=Decimal("98.5"), first_day=since, last_day=last,
        )  # fmt: skip
        check_award(**about, award_id=award.pk, by=head)
        found = qualifying(officer.scope, school_id=school_id, award_id=award.pk, on=last)
        meet = [one.pupil.pk for one in found.those(Answer.YES)][:_GIVEN] if found else []
        if meet:
            give_award(**about, award_id=award.pk, pupil_ids=meet, by=officer)
        make_award(
            **about, by=head, name="Better than before", what="Tea with the head", measure="improvement", threshold=Decimal(4),
            first_day=middle + dt.timedelta(days=1), last_day=last, before=(since, middle),
        )  # fmt: skip
