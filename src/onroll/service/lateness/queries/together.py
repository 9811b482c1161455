"""Brothers and sisters who came late to the same session of the same school."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from onroll.service.lateness.late import Late
from onroll.service.people.models import Relationship
from onroll.service.people.queries.by_id import pupils_by_id
from onroll.service.worded_once import worded_once

Sessions = dict[tuple[dt.date, str], list[str]]


def siblings_late(lates: Mapping[int, Sequence[Late]], *, on: dt.date) -> dict[int, Sessions]:
    """Return, by pupil, the sessions to which a child of the same parent came late too, with first names; two statements."""
    children: dict[int, set[int]] = defaultdict(set)
    for parent_id, pupil_id in _parents(list(lates), on):
        children[parent_id].add(pupil_id)
    families = [of_parent for of_parent in children.values() if len(of_parent) > 1]
    pupils = {one.pk: one for one in pupils_by_id(set().union(*families))}
    found: dict[int, Sessions] = {}
    for of_parent in families:
        for pupil_id in sorted(of_parent):
            sessions = found.setdefault(pupil_id, defaultdict(list))
            for other in sorted(of_parent - {pupil_id}):
                _add(sessions, lates[pupil_id], lates[other], pupils[other].forename)
    return found


@worded_once
def _parents(pupil_ids: list[int], on: dt.date) -> QuerySet[Relationship, tuple[int, int]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = Relationship.objects.filter(standing, pupil_id__in=pupil_ids, first_day__lte=on)
    return rows.values_list("parent_id", "pupil_id")


def _add(sessions: Sessions, own: Sequence[Late], others: Sequence[Late], name: str) -> None:
    mine = {(one.date, one.session) for one in own}
    for one in others:
        if (key := (one.date, one.session)) in mine and name not in sessions[key]:
            sessions[key].append(name)
