"""Whom an award leaves out, by group: looked at before it is used."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import PupilMarker
from onroll.service.recognition.models import Award
from onroll.service.recognition.queries.qualifying import facts_of, reckoned
from onroll.service.recognition.reckoning import Answer

#: Numbers below this are not shown to whoever may not know who protects whom. Ours, as for published figures.
SMALL = 5


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """One group: how many are of it, and how many meet the award as it is, and were nothing set aside."""

    name: str
    size: int
    meet: int
    meet_with_nothing_set_aside: int
    is_small: bool

    @property
    def percent(self) -> int | None:
        """Whole per cent of the group that meets it; None of nobody."""
        return round(100 * self.meet / self.size) if self.size else None


@dataclass(frozen=True, slots=True)
class AwardCheck:
    """Everybody an award is for, and each group beside them."""

    award: Award
    everybody: GroupCheck
    groups: list[GroupCheck]


def whom_it_leaves_out(scope: Scope, *, school_id: int, award_id: int, on: dt.date) -> AwardCheck | None:
    """Return by group who meets an award; None where the school has none such. Raises OutOfScope.

    Whoever may not read protective markers is shown none of their groups, and no small number of the others.
    """
    scope.require(Permission.AWARD_VIEW, school_id=school_id)
    award = Award.objects.filter(pk=award_id, school_id=school_id).first()
    if award is None:
        return None
    reads = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    facts = facts_of(award, on=on)
    as_it_is = reckoned(facts)
    otherwise = reckoned(facts, sets_aside=False) if award.sets_aside else as_it_is
    set_aside = as_it_is if award.sets_aside else reckoned(facts, sets_aside=True)
    meet = {one.pupil.pk for one in as_it_is.those(Answer.YES)}
    plain = {one.pupil.pk for one in otherwise.those(Answer.YES)}
    everybody = {one.pupil.pk for one in as_it_is.candidates}
    groups = [
        _check(name, ids, meet, plain, hides=not reads)
        for name, ids in _groups(everybody, min(award.last_day, on), reads=reads).items()
    ]
    away = {one.pupil.pk for one in set_aside.candidates if one.tally.set_aside}
    groups.append(_check("Absent through illness, treatment or faith", away, meet, plain, hides=not reads))
    return AwardCheck(award, _check("Everybody it is for", everybody, meet, plain, hides=False), groups)


def _groups(pupil_ids: Collection[int], on: dt.date, *, reads: bool) -> dict[str, set[int]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    found: dict[str, set[int]] = defaultdict(set)
    rows = PupilMarker.objects.filter(standing, first_day__lte=on, pupil_id__in=pupil_ids).order_by("kind")
    for kind, pupil_id in rows.values_list("kind", "pupil_id"):
        if reads or kind not in PupilMarker.PROTECTIVE:
            found[PupilMarker.Kind(kind).label].add(pupil_id)
    return dict(found)


def _check(name: str, ids: set[int], meet: set[int], plain: set[int], *, hides: bool) -> GroupCheck:
    small = hides and 0 < len(ids) < SMALL
    return GroupCheck(name, len(ids), len(ids & meet), len(ids & plain), small)
