"""Enter what another system recorded: the same ledger, the same history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.ledger import MANY, Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission
from onroll.service.attendance_register.rows import refresh_statistics

Place = tuple[int, dt.date, str]
#: What stands in a place: the entry, its code, minutes late and note.
Stands = tuple[int, str, int | None, str]

#: Entries a submission: a year of a large school would otherwise be held in memory many times over.
_AT_ONCE = 50_000
#: Places asked about by one statement.
_PLACES_ASKED = 200


def import_entries(
    *,
    school_id: int,
    marks: Iterable[Mark],
    amendments: Sequence[Mark] = (),
    key: str | None,
    reason: str,
    by: Actor,
    now: dt.datetime,
    entered: Callable[[int], None] | None = None,
) -> int:
    """Append judged marks, then the amendments of them, in one transaction; return how many entries were made.

    A mark equal to the entry that stands, its minutes and note included, writes nothing; one that differs amends it, for `reason`. Marks come one a
    pupil and session; amendments in the order they were made, more than one to a session if need be. The caller has
    judged them: `judging.judge(marks, facts, live=False)`. `entered` is told how many entries there are, every so many.
    """
    by.scope.require(Permission.IMPORT_RUN, school_id=school_id)
    try:
        with transaction.atomic():
            return _import(school_id, marks, amendments, key, reason, by, now, entered)
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
    entered: Callable[[int], None] | None,
) -> int:
    head = lock_ledger(school_id)
    marks, standing = list(marks), _standing(school_id)
    if standing:
        marks, amendments = _not_yet_standing(marks, amendments, standing)
    count = 0
    news = _news(marks, standing, reason)
    while new := list(islice(news, _AT_ONCE)):
        # The first submission carries the key: it is kept with the others or not at all.
        sending = Sending(Submission.Kind.IMPORT, new, key=None if count else key, reason=reason)
        append(head, [sending], by=by, now=now, more_to_come=True, onto_blank=not standing)
        count += len(new)
        if entered:
            entered(count)
    for wave in _waves(amendments):
        later = list(_news(wave, _standing_at(school_id, wave), reason))
        if later:
            append(head, [Sending(Submission.Kind.IMPORT, later, reason=reason)], by=by, now=now)
        count += len(later)
    if count > MANY:
        with connection.cursor() as cursor:
            refresh_statistics(cursor)
    return count


def _not_yet_standing(
    marks: Sequence[Mark], amendments: Sequence[Mark], standing: dict[Place, Stands]
) -> tuple[list[Mark], list[Mark]]:
    """Leave out sessions whose last amendment is what stands already: loaded again, a history is not lived through twice."""
    last = {_place(mark): _said(mark) for mark in amendments}
    done = {place for place, said in last.items() if place in standing and standing[place][1:] == said}
    return (
        [mark for mark in marks if _place(mark) not in done],
        [mark for mark in amendments if _place(mark) not in done],
    )


def _place(mark: Mark) -> Place:
    return (mark.pupil_id, mark.date, mark.session)


def _said(mark: Mark) -> tuple[str, int | None, str]:
    return (mark.code, mark.minutes_late, mark.note)


def _standing(school_id: int) -> dict[Place, Stands]:
    rows = CurrentEntry.objects.filter(school_id=school_id)
    values = rows.values_list("pupil_id", "date", "session", "entry_id", "code", "minutes_late").iterator(
        10_000
    )
    standing: dict[Place, Stands] = {
        (pupil, day, session): (entry, code, late, "") for pupil, day, session, entry, code, late in values
    }
    # Few entries have a note, and only the entry has it.
    noted = AttendanceEntry.objects.filter(school_id=school_id).exclude(note="")
    for pupil, day, session, entry, note in noted.values_list("pupil_id", "date", "session", "pk", "note"):
        stands = standing.get((pupil or 0, day, session))
        if stands is not None and stands[0] == entry:
            standing[pupil or 0, day, session] = (*stands[:3], note)
    return standing


def _standing_at(school_id: int, marks: Sequence[Mark]) -> dict[Place, Stands]:
    """Return what stands where these marks go, and nothing else of what may be a full year."""
    standing: dict[Place, Stands] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(marks), _PLACES_ASKED):
            asked = marks[start : start + _PLACES_ASKED]
            # Joined to what is asked, because either database then looks each up by its key; a chain of ORs it would scan.
            cursor.execute(
                f"WITH asked (pupil_id, date, session) AS (VALUES {', '.join(['(%s, %s, %s)'] * len(asked))}) "
                "SELECT c.pupil_id, c.date, c.session, c.entry_id, c.code, c.minutes_late, e.note "
                "FROM asked JOIN attendance_register_currententry c "
                "ON c.pupil_id = asked.pupil_id AND c.date = asked.date AND c.session = asked.session "
                "JOIN attendance_register_attendanceentry e ON e.id = c.entry_id WHERE c.school_id = %s",
                [
                    *(value for mark in asked for value in (mark.pupil_id, _stored_day(mark), mark.session)),
                    school_id,
                ],
            )
            for pupil, day, session, *entry in cursor:
                read = day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
                standing[pupil, read, session] = (entry[0], entry[1], entry[2], entry[3])
    return standing


def _stored_day(mark: Mark) -> Any:
    return connection.ops.adapt_datefield_value(mark.date)


def _news(marks: Iterable[Mark], standing: dict[Place, Stands], reason: str) -> Iterator[Mark]:
    """Yield the marks that say something new, each naming the entry it replaces."""
    for mark in marks:
        before = standing.get(_place(mark))
        if before is None:
            yield mark
        elif before[1:] != _said(mark):
            yield mark._replace(replaces_id=before[0], reason=mark.reason or reason)


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
