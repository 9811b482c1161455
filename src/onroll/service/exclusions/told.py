"""Whether each parent who may be told of an exclusion was written to: a message that failed told nobody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import OuterRef, QuerySet, Subquery

from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.correspondence.recipients import parents_by_channel
from onroll.service.correspondence.status import MAY_GO_AGAIN, NEEDS_SOMEBODY, state_of
from onroll.service.correspondence.templates import EMAIL, LETTER
from onroll.service.exclusions.actions.telling import about
from onroll.service.exclusions.models import Exclusion
from onroll.service.worded_once import worded_once


def told_of(school_id: int, rows: Sequence[Exclusion], *, on: dt.date) -> set[int]:
    """Return which exclusions every parent who may be told on a day was written to about, in three statements at most."""
    reached = _reached(school_id, rows) if rows else {}
    if not reached:
        return set()
    pupils = {one.pupil_id for one in rows}
    chosen = parents_by_channel(pupils, channels=(LETTER, EMAIL), on=on)
    letters, emails = chosen[LETTER], chosen[EMAIL]
    asked: dict[int, set[int]] = defaultdict(set)
    for pupil_id, parents in letters.told.items():
        asked[pupil_id] |= {one.recipient_id for one in parents}
    for one in letters.not_told:
        if one.may_be_cured:
            asked[one.pupil_id].add(one.recipient_id)
    # Two parents of one email address are written to once, there.
    sharing = {(one.pupil_id, one.recipient_id) for one in emails.not_told if not one.may_be_cured}
    return {
        row.pk
        for row in rows
        if (messages := reached.get(about(row)))
        and all(_is_reached(messages, one, (row.pupil_id, one) in sharing) for one in asked[row.pupil_id])
    }


def written_of(school_id: int, rows: Sequence[Exclusion]) -> set[int]:
    """Return of which cancelled exclusions anything was written to a parent before, in one statement where there is one."""
    cancelled = {row.pk for row in rows if row.cancelled_at is not None}
    if not cancelled:
        return set()
    said = Message.objects.filter(
        school_id=school_id,
        pupil_id__in={row.pupil_id for row in rows if row.pk in cancelled},
        about__startswith="exclusion ",
        recipient_kind=Message.RecipientKind.PARENT,
    ).values_list("about", flat=True)
    return cancelled & {int(one.split()[1]) for one in said if " until " in one}


def _is_reached(messages: Sequence[Message], parent_id: int, shares_email: bool) -> bool:
    return any(one.recipient_id == parent_id or (shares_email and one.channel == EMAIL) for one in messages)


def _reached(school_id: int, rows: Sequence[Exclusion]) -> dict[str, list[Message]]:
    """Return the messages about exclusions that did not fail, by what each is about."""
    found: dict[str, list[Message]] = defaultdict(list)
    for one in _messages(school_id, {one.pupil_id for one in rows}, {about(one) for one in rows}):
        state = state_of(one.last_kind, one.last_sender, one.channel)  # type: ignore[attr-defined] # annotated
        if state not in {*NEEDS_SOMEBODY, *MAY_GO_AGAIN}:
            found[one.about].append(one)
    return found


@worded_once
def _messages(school_id: int, pupil_ids: Collection[int], abouts: Collection[str]) -> QuerySet[Message]:
    last = MessageEvent.objects.filter(message=OuterRef("pk")).order_by("-pk")
    rows = Message.objects.filter(
        school_id=school_id,
        pupil_id__in=pupil_ids,
        about__in=abouts,
        recipient_kind=Message.RecipientKind.PARENT,
    )
    return rows.annotate(
        last_kind=Subquery(last.values("kind")[:1]), last_sender=Subquery(last.values("sender")[:1])
    )
