"""Enter what another system recorded: the same ledger, the same history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import CurrentEntry, Submission

Place = tuple[int, dt.date, str]


def import_entries(
    *,
    school_id: int,
    marks: Iterable[Mark],
    amendments: Sequence[Mark] = (),
    key: str | None,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> int:
    """Append judged marks, then the amendments of them, in one transaction; return how many entries were made.

    A mark equal to the entry that stands writes nothing; one that differs amends it, for `reason`. Marks come one a
    pupil and session; amendments in the order they were made, more than one to a session if need be. The caller has
    judged them: `judging.judge(marks, facts, live=False)`.
    """
    by.scope.require(Permission.IMPORT_RUN, school_id=school_id)
    try:
        with transaction.atomic():
            return _import(school_id, marks, amendments, key, reason, by, now)
    except IntegrityError:
        before = Submission.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is None:
            raise
        return 0


def _import(
    school_id: int,
    marks: Iterable[Mark],
    amendments: Sequence[Mark],
    key: str | None,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> int:
    head = lock_ledger(school_id)
    marks, standing = list(marks), _standing(school_id)
    if standing:
        marks, amendments = _not_yet_standing(marks, amendments, standing)
    new = list(_news(marks, standing, reason))
    sendings = [Sending(Submission.Kind.IMPORT, new, key=key, reason=reason)] if new else []
    if sendings:
        append(head, sendings, by=by, now=now)
    count = len(new)
    for wave in _waves(amendments):
        standing = _standing(school_id, {mark.pupil_id for mark in wave})
        later = list(_news(wave, standing, reason))
        if later:
            append(head, [Sending(Submission.Kind.IMPORT, later, reason=reason)], by=by, now=now)
        count += len(later)
    return count


def _not_yet_standing(
    marks: Sequence[Mark], amendments: Sequence[Mark], standing: dict[Place, tuple[int, str, int | None]]
) -> tuple[list[Mark], list[Mark]]:
    """Leave out sessions whose last amendment is what stands already: loaded again, a history is not lived through twice."""
    last = {_place(mark): (mark.code, mark.minutes_late) for mark in amendments}
    done = {place for place, said in last.items() if place in standing and standing[place][1:] == said}
    return (
        [mark for mark in marks if _place(mark) not in done],
        [mark for mark in amendments if _place(mark) not in done],
    )


def _place(mark: Mark) -> Place:
    return (mark.pupil_id, mark.date, mark.session)


def _standing(school_id: int, pupil_ids: set[int] | None = None) -> dict[Place, tuple[int, str, int | None]]:
    rows = CurrentEntry.objects.filter(school_id=school_id)
    if pupil_ids is not None and len(pupil_ids) < 500:
        rows = rows.filter(pupil_id__in=pupil_ids)
    values = rows.values_list("pupil_id", "date", "session", "entry_id", "code", "minutes_late").iterator(
        10_000
    )
    return {(pupil, day, session): (entry, code, late) for pupil, day, session, entry, code, late in values}


def _news(
    marks: Iterable[Mark], standing: dict[Place, tuple[int, str, int | None]], reason: str
) -> Iterator[Mark]:
    """Yield the marks that say something new, each naming the entry it replaces."""
    for mark in marks:
        before = standing.get(_place(mark))
        if before is None:
            yield mark
        elif before[1:] != (mark.code, mark.minutes_late):
            yield replace(mark, replaces_id=before[0], reason=mark.reason or reason)


def _waves(amendments: Sequence[Mark]) -> list[list[Mark]]:
    """Split amendments so that each wave touches a pupil's session at most once, in the order given."""
    waves: list[list[Mark]] = []
    reached: dict[Place, int] = {}
    for mark in amendments:
        place = _place(mark)
        depth = reached[place] = reached.get(place, -1) + 1
        if depth == len(waves):
            waves.append([])
        waves[depth].append(mark)
    return waves
