"""What the home schools of guests were told on a day: of the guests, and of an absence nobody had explained."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.follow_up import Recipient
from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.models.notice import OF_A_GUEST
from onroll.service.absence_notices.queries.board import Told, told_of
from onroll.service.guests.models import GuestStay, GuestTold
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class HomeTold:
    """One telling of a home school: when, how and whom, of which codes, and what became of it."""

    at: dt.datetime
    how: str
    who: str
    codes: Mapping[str, str]
    #: The notice with its receipt; None of what was told before notices were kept of it.
    told: Told | None

    @property
    def is_lost(self) -> bool:
        """Whether the email did not arrive."""
        return self.told is not None and self.told.is_lost


def told_of_guests(
    school_id: int, date: dt.date, stays: Collection[GuestStay]
) -> dict[int, tuple[HomeTold, ...]]:
    """Return by stay what each home school was told on a day, the last last, in four statements at most.

    A notice that told it of an absence without a reason counts as well, so that nothing is told twice.
    """
    notices = told_of(_notices(school_id, date, [one.pupil_id for one in stays]))
    found: dict[int, list[HomeTold]] = defaultdict(list)
    of_guests = {}
    for row in _told_on(school_id, date):
        told = next((one for one in notices if _is_of(one.notice, row)), None)
        of_guests[told.notice.pk if told else 0] = row
        codes = dict(each.split(" ") for each in _pairs(row.marks))
        found[row.stay_id].append(HomeTold(row.at, row.get_how_display(), row.who, codes, told))
    for stay in stays:
        mine = [
            one for one in notices if one.notice.pupil_id == stay.pupil_id and one.notice.pk not in of_guests
        ]
        found[stay.pk] += [_of_absence(one) for one in mine if not one.notice.about]
    return {pk: tuple(sorted(each, key=lambda one: one.at)) for pk, each in found.items()}


def _pairs(marks: str) -> list[str]:
    words = marks.split(" ")
    return [" ".join(words[at : at + 2]) for at in range(0, len(words) - 1, 2)]


def _of_absence(told: Told) -> HomeTold:
    notice = told.notice
    codes = dict.fromkeys(sessions_of(notice.sessions), CODE_OF_NO_REASON_YET.on(notice.date))
    return HomeTold(notice.at, notice.get_how_display(), notice.who, codes, told)


def _is_of(notice: Notice, row: GuestTold) -> bool:
    """Say whether a notice was kept with what was told of a guest."""
    if row.message_id is not None:
        return notice.message_id == row.message_id
    return (notice.pupil_id, notice.at, notice.message_id) == (row.stay.pupil_id, row.at, None)


@worded_once
def _told_on(school_id: int, date: dt.date) -> QuerySet[GuestTold]:
    return GuestTold.objects.filter(school_id=school_id, date=date).select_related("stay")


@worded_once
def _notices(school_id: int, date: dt.date, pupil_ids: list[int]) -> QuerySet[Notice]:
    rows = Notice.objects.filter(
        school_id=school_id,
        date=date,
        recipient=Recipient.OTHER_SCHOOL.value,
        about__in=("", OF_A_GUEST),
        pupil_id__in=pupil_ids,
    )
    return rows.order_by("at", "pk")
