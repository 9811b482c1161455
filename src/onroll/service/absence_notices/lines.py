"""A line of the notices of a day: who may act on it, and finding the one that is meant."""

from __future__ import annotations

import datetime as dt

from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.board import NoticeRow, rows_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.absence_notices.whom import MASKED
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission

NOT_DUE = (
    "Nobody has to be told of this absence in that part: it has a reason by now, or who works with the pupil has changed. "
    "Look at the notices again."
)


def require(by: Actor, *, school_id: int, recipient: str) -> None:
    """Refuse, by OutOfScope, whoever may not tell or hear from one outside the school."""
    by.scope.require(Permission.ABSENCE_FOLLOW_UP, school_id=school_id)
    if recipient == MASKED:
        by.scope.require(Permission.NOTICE_SEND, school_id=school_id)
    elif recipient not in UNPROTECTED:
        by.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)


def part_of(by: Actor, notice: Notice) -> str:
    """Return under which part somebody may see and follow up a notice that was made: masked for whoever only sends.

    One of an exclusion, and one that names nobody on record, is never masked.
    """
    if notice.recipient in UNPROTECTED or by.scope.may(
        Permission.PUPIL_SAFEGUARDING_VIEW, school_id=notice.school_id
    ):
        return notice.recipient
    may_be = notice.professional_id is not None and not notice.about
    sends = by.scope.may(Permission.NOTICE_SEND, school_id=notice.school_id)
    return MASKED if may_be and sends else notice.recipient


def row_of(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    recipient: str,
    professional_id: int | None,
    now: dt.datetime,
) -> NoticeRow:
    """Return the line of one who is to be told, or was. Raises NoticeRefused where there is none."""
    rows = rows_of(school_id, date, now, settings_of(school_id), sees_protected=True)
    if recipient == MASKED:
        mine = [
            row
            for row in rows
            if row.whom.is_protected
            and professional_id is not None
            and (row.pupil.pk, row.whom.professional_id) == (pupil_id, professional_id)
        ]
        # One person in two parts is told of each in turn: the most pressing is first.
        if mine:
            return mine[0]
    for row in rows:
        if (row.pupil.pk, row.whom.recipient, row.whom.professional_id) == (
            pupil_id,
            recipient,
            professional_id,
        ):
            return row
    raise NoticeRefused(NOT_DUE)
