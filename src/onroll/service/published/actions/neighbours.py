"""Keeping an authority's list of statistical neighbours: a new list each time, and the earlier ones stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import Authority
from onroll.service.published.models import Neighbour, NeighbourList
from onroll.service.published.neighbours_csv import NeighbourRow
from onroll.service.published.refusals import NeighboursRefused
from onroll.service.room_for_words import insert, refuse_too_long


@transaction.atomic
def keep_neighbours(
    *, authority_id: int, source: str, members: Sequence[NeighbourRow], by: Actor, now: dt.datetime
) -> NeighbourList:
    """Keep a list of neighbours from now on. Raises NeighboursRefused and OutOfScope."""
    by.scope.require_over(Permission.PUBLISHED_EDIT, kind="authority", body_id=authority_id)
    _refuse(authority_id, source, members)
    kept = insert(
        NeighbourList(
            authority_id=authority_id,
            source=source.strip(),
            made_at=now,
            made_by_id=by.user_id,
            made_by_name=by.name,
        )
    )
    rows = [Neighbour(neighbours=kept, authority_code=one.code, name=one.name) for one in members]
    refuse_too_long(*rows)
    Neighbour.objects.bulk_create(rows)
    record_event(
        "published.neighbours.kept",
        by=by,
        now=now,
        school_id=None,
        subject_type="authority",
        subject_id=authority_id,
        count=len(rows),
        codes=[one.code for one in members],
    )
    return kept


def _refuse(authority_id: int, source: str, members: Sequence[NeighbourRow]) -> None:
    if not source.strip():
        raise NeighboursRefused(
            "Say where the list comes from, such as the tool and the year: it is shown beside the averages."
        )
    if not members:
        raise NeighboursRefused("The list names no authority. Give a code and a name on each line.")
    own = Authority.objects.values_list("code", flat=True).get(pk=authority_id)
    seen: set[str] = set()
    for one in members:
        if one.code == own:
            raise NeighboursRefused(
                f"{one.where}: {own} is this authority itself, which is no neighbour of its own. Take the line out."
            )
        if one.code in seen:
            raise NeighboursRefused(
                f"{one.where}: {one.code} stands in the list twice. Take one of them out."
            )
        seen.add(one.code)
