"""Brothers and sisters who came late to the same session of the same school."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from onroll.service.lateness.late import Late
from onroll.service.people.models import Relationship

Sessions = dict[tuple[dt.date, str], list[str]]


def siblings_late(lates: Mapping[int, Sequence[Late]], *, on: dt.date) -> dict[int, Sessions]:
    """Return, by pupil, the sessions to which a child of the same parent came late too, with first names; one statement."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = Relationship.objects.filter(standing, pupil_id__in=list(lates), first_day__lte=on)
    children: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows.select_related("pupil"):
        children[row.parent_id][row.pupil_id] = row.pupil.forename
    found: dict[int, Sessions] = {}
    for of_parent in children.values():
        for pupil_id in of_parent if len(of_parent) > 1 else ():
            sessions = found.setdefault(pupil_id, defaultdict(list))
            for other, name in of_parent.items():
                if other != pupil_id:
                    _add(sessions, lates[pupil_id], lates[other], name)
    return found


def _add(sessions: Sessions, own: Sequence[Late], others: Sequence[Late], name: str) -> None:
    mine = {(one.date, one.session) for one in own}
    for one in others:
        if (key := (one.date, one.session)) in mine and name not in sessions[key]:
            sessions[key].append(name)
