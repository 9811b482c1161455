"""What an authority's weekly list and this school's record have different of one pupil: how the pupil stands, and who works with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from onroll.law.follow_up import Recipient
from onroll.law.plain_words import listed
from onroll.service.absence_notices.models import WeeklyListLine
from onroll.service.absence_notices.whom import known_by, pupils_by_kept, who_works_with
from onroll.service.people.models import PartnerProfessional, PupilMarker

Kind = PupilMarker.Kind
#: How a list says that a child stands, which a marker says as well.
_STANDINGS = (Kind.CHILD_PROTECTION, Kind.LOOKED_AFTER, Kind.CHILD_IN_NEED)
#: What is said before a name, and is no part of it.
_TITLES = frozenset(("mr", "mrs", "miss", "ms", "mx", "dr"))


@dataclass(frozen=True, slots=True)
class SocialWork:
    """What this school has on record of a pupil with a social worker: in what standings, and who works with them."""

    standings: Collection[str]
    workers: tuple[PartnerProfessional, ...]


def social_work_of(pupils: Mapping[int, int | None], date: dt.date) -> dict[int, SocialWork]:
    """Return those of some pupils who have a social worker, by marker or by name, in three statements."""
    parts, known = who_works_with(pupils, date)
    kept_by = pupils_by_kept(pupils)
    standings: dict[int, set[str]] = {own: set() for own in pupils}
    rows = PupilMarker.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date), pupil_id__in=list(kept_by), kind__in=_STANDINGS, first_day__lte=date
    )  # fmt: skip
    for pupil_id, kind in rows.values_list("pupil_id", "kind"):
        standings[kept_by[pupil_id]].add(kind)
    return {
        own: SocialWork(standings[own], known_by(known, own, Recipient.SOCIAL_WORKER))
        for own, recipients in parts.items()
        if Recipient.SOCIAL_WORKER in recipients
    }


def differences(line: WeeklyListLine, record: SocialWork) -> Iterator[str]:
    """Write what a line of a list says otherwise than this school's record; a list that says nothing of it says nothing else."""
    yield from _of_standing(line, record.standings)
    if not line.worker:
        return
    if not record.workers:
        yield f"Is listed with {line.worker}, and this school has nobody on record to write to"
        return
    same = [one for one in record.workers if is_same_name(one.name, line.worker)]
    if not same:
        yield f"Is listed with {line.worker}, and this school has {listed([one.name for one in record.workers], last='and')} on record"
    elif line.email and line.email.casefold() not in (one.email.casefold() for one in same):
        yield f"{line.worker} is listed with the email address {line.email}, and this school has {same[0].email or 'none'} on record"


def _of_standing(line: WeeklyListLine, standings: Collection[str]) -> Iterator[str]:
    if line.status not in _STANDINGS or line.status in standings:
        return
    said = f"Is listed as “{line.get_status_display()}”"
    if standings:
        held = [f"“{Kind(one).label}”" for one in _STANDINGS if one in standings]
        yield f"{said}, and stands as {listed(held, last='and')} by this school’s record"
    elif line.status != Kind.CHILD_IN_NEED:
        # Whoever has a social worker and no more on record is a child in need.
        yield f"{said}, and this school’s record does not say so"


def is_same_name(one: str, other: str) -> bool:
    """Say whether two names may be one person's: the same surname, and forenames that do not differ."""
    first, second = _words(one), _words(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    return all(_agree(a, b) for a, b in zip(first[:-1], second[:-1], strict=False))


def _agree(one: str, other: str) -> bool:
    """Say whether two forenames agree: an initial agrees with every name that it begins."""
    return one.startswith(other) or other.startswith(one)


def _words(name: str) -> list[str]:
    return list(_without_titles(re.findall(r"[^\s.,]+", name.casefold())))


def _without_titles(words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if word not in _TITLES)
