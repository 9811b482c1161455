"""Who outside the school must know of an exclusion, or that it is cancelled, and how each was told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from onroll.law.dated import NoRuleInForce
from onroll.law.follow_up import Event
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.board import NoticeRow, Told, stand_of, told_of
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.absence_notices.status import NoticeState
from onroll.service.absence_notices.telling_of import event_of
from onroll.service.absence_notices.whom import Whom, whom_to_tell_of_exclusion
from onroll.service.exclusions.actions.telling import about
from onroll.service.exclusions.models import Exclusion
from onroll.service.worded_once import worded_once

TO_TELL = (NoticeState.TO_TELL, NoticeState.NOT_DELIVERED)


def outside_of(
    school_id: int, rows: Sequence[Exclusion], *, now: dt.datetime, sees_protected: bool
) -> dict[int, list[NoticeRow]]:
    """Return by exclusion who must know of it as it is now, in a number of statements that does not grow.

    Of one that is cancelled only whoever was told of it. What says that somebody protects the pupil is left out for
    whoever may not know that.
    """
    if not rows:
        return {}
    whom = _whom(rows, now.date())
    told, settings = _told(school_id, rows), settings_of(school_id)
    found: dict[int, list[NoticeRow]] = {}
    for row in rows:
        mine = [one for one in told[row.pupil_id] if one.notice.about.startswith(f"exclusion {row.pk} ")]
        event, due = event_of(about(row)), row.cancelled_at or row.made_at
        found[row.pk] = [
            stand_of(
                row.pupil, (), one, [each for each in mine if _tells(each, row, one)], due, settings, now
            )
            for one in whom.get(row.pupil_id, {}).get(event, [])
            if (sees_protected or not one.is_protected) and _is_due(event, one, mine)
        ]
    return found


def _whom(rows: Sequence[Exclusion], on: dt.date) -> dict[int, dict[Event, list[Whom]]]:
    pupils = {row.pupil_id: row.pupil.folded_into_id for row in rows}
    try:
        return whom_to_tell_of_exclusion(str(rows[0].school.authority), pupils, on)
    except NoRuleInForce:
        return {}


def _told(school_id: int, rows: Sequence[Exclusion]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for one in told_of(_notices(school_id, {row.pupil_id for row in rows})):
        found[one.notice.pupil_id or 0].append(one)
    return found


@worded_once
def _notices(school_id: int, pupil_ids: Collection[int]) -> QuerySet[Notice]:
    rows = Notice.objects.filter(school_id=school_id, pupil_id__in=pupil_ids, about__startswith="exclusion ")
    return rows.order_by("at", "pk")


def _is_to(told: Told, whom: Whom) -> bool:
    """Say whether one was told: whoever was told while nobody was on record counts for all of that part."""
    return told.notice.recipient == whom.recipient and told.notice.professional_id in (
        None,
        whom.professional_id,
    )


def _tells(told: Told, row: Exclusion, whom: Whom) -> bool:
    return told.notice.about == about(row) and _is_to(told, whom)


def _is_due(event: Event, whom: Whom, mine: Sequence[Told]) -> bool:
    """Say whether one must be told: that it is cancelled, where they were told of it."""
    return event is Event.EXCLUSION or any(_is_to(one, whom) for one in mine)
