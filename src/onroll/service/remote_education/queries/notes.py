"""Notes of remote education: with the days of absence they cover, and what the register has instead of absence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.attendance_codes import NotInForce, UnknownCode, code_on
from onroll.law.plain_words import day_in_words
from onroll.law.planned_attendance import faults_of_remote_education
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.queries.leavers import left_among
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.people.queries.by_id import merged_into
from onroll.service.pupil_record.timeline import Happening
from onroll.service.remote_education.models import RemoteNote, RemoteReview
from onroll.service.remote_education.status import ended_on, looked_at_on
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as pages show it. `sessions` are of absence so far; `attending` are those the register has as attended."""

    note: RemoteNote
    reviews: tuple[RemoteReview, ...]
    sessions: int
    attending: tuple[CurrentEntry, ...]
    #: Entries of an approved activity, which remote education never is.
    against_the_law: tuple[CurrentEntry, ...]
    as_at: dt.date

    @property
    def days(self) -> str:
        """Days of remote education so far, two sessions to a day."""
        whole, half = divmod(self.sessions, 2)
        return f"{whole}½" if half else str(whole)

    @property
    def last_day(self) -> dt.date:
        """The last day it was for."""
        return min(self.note.last_day, ended_on(self.note, self.reviews) or self.note.last_day)

    @property
    def stands(self) -> bool:
        """Whether it is not over."""
        return ended_on(self.note, self.reviews) is None and self.note.last_day >= self.as_at

    @property
    def looked_at_on(self) -> dt.date:
        """When it is looked at again."""
        return looked_at_on(self.note, self.reviews)

    @property
    def is_to_look_at(self) -> bool:
        """Whether its day to be looked at has come, while it stands."""
        return self.stands and self.looked_at_on <= self.as_at


def remote_notes(scope: Scope, *, school_id: int, on: dt.date) -> list[NoteLine]:
    """Return a school's notes, those that stand first, in three statements. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    notes = RemoteNote.objects.filter(school_id=school_id).select_related("pupil")
    lines = _lines(notes, school_id, on)
    return sorted(lines, key=lambda one: (not one.stands, one.looked_at_on))


def remote_note(scope: Scope, *, school_id: int, note_id: int, on: dt.date) -> NoteLine | None:
    """Return one of a school's notes; None where there is none such. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    notes = RemoteNote.objects.filter(school_id=school_id, pk=note_id).select_related("pupil")
    lines = _lines(notes, school_id, on)
    return lines[0] if lines else None


def remote_due(school_id: int, *, on: dt.date) -> tuple[NoteLine, ...]:
    """Return the notes to look at again of pupils who have not left, for the duties of a day; the caller has judged who is told."""
    found = [one for one in _lines(_running(school_id, on), school_id, on) if one.is_to_look_at]
    left = left_among(school_id, {one.note.pupil_id for one in found if one.note.pupil_id}, on=on)
    return tuple(one for one in found if one.note.pupil_id not in left)


@worded_once
def _running(school_id: int, on: dt.date) -> QuerySet[RemoteNote]:
    rows = RemoteNote.objects.filter(school_id=school_id, first_day__lte=on, last_day__gte=on)
    return rows.select_related("pupil")


def remote_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils are set work at home today, and how many notes ask for a look. Raises OutOfScope."""
    lines = [one for one in remote_notes(scope, school_id=school_id, on=on) if one.stands]
    return sum(one.note.first_day <= on for one in lines), sum(one.is_to_look_at for one in lines)


def remote_happenings(scope: Scope, *, school_id: int, pupil_id: int) -> list[Happening]:
    """Return what was noted of a pupil, for a timeline; nothing to those who may not see arrangements."""
    if not scope.may(Permission.ARRANGEMENT_VIEW, school_id=school_id):
        return []
    found = []
    for note in RemoteNote.objects.filter(school_id=school_id, pupil_id=pupil_id).prefetch_related("reviews"):
        span = f"{day_in_words(note.first_day)} to {day_in_words(note.last_day)}"
        found.append(Happening(note.made_at, note.made_by_name, f"Remote education noted: {span}", note.what))
        for one in note.reviews.all():
            what = "looked at again" if one.next_on else "ended"
            found.append(Happening(one.made_at, one.made_by_name, f"Remote education {what}", one.words))
    return found


def _lines(rows: Iterable[RemoteNote], school_id: int, on: dt.date) -> list[NoteLine]:
    notes = list(rows)
    if not notes:
        return []
    reviews: dict[int, list[RemoteReview]] = defaultdict(list)
    for review in _reviews([one.pk for one in notes]):
        reviews[review.note_id].append(review)
    ids = {one.pupil_id for one in notes if one.pupil_id}
    kept = dict(merged_into(ids))
    entries: dict[int, list[CurrentEntry]] = {}
    first_day = min(one.first_day for one in notes)
    found = _entries(school_id, ids | set(kept), first_day, min(on, max(one.last_day for one in notes)))
    for entry in sorted(found, key=lambda one: (one.date, one.session)):
        pupil_id = entry.pupil_id or 0
        entries.setdefault(kept.get(pupil_id) or pupil_id, []).append(entry)
    return [_line(one, tuple(reviews[one.pk]), entries.get(one.pupil_id, []), on) for one in notes]


@worded_once
def _entries(
    school_id: int, pupil_ids: Collection[int], first_day: dt.date, last_day: dt.date
) -> QuerySet[CurrentEntry]:
    rows = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id__in=pupil_ids, date__range=(first_day, last_day)
    )
    # In no order: asked for one, SQLite goes through every entry of the school's in the span.
    return rows.order_by()


@worded_once
def _reviews(note_ids: Collection[int]) -> QuerySet[RemoteReview]:
    return RemoteReview.objects.filter(note_id__in=note_ids)


def _line(
    note: RemoteNote, reviews: tuple[RemoteReview, ...], entries: list[CurrentEntry], on: dt.date
) -> NoteLine:
    last = ended_on(note, reviews) or note.last_day
    within = [one for one in entries if note.first_day <= one.date <= last]
    absent = [one for one in within if _is_absence(one.code, one.date)]
    attending = tuple(one for one in within if _is_attending(one.code, one.date))
    activity = tuple(one for one in attending if _is_activity(one.code, one.date))
    return NoteLine(note, reviews, len(absent), attending, activity, on)


def _is_absence(code: str, date: dt.date) -> bool:
    return code_on(code, date).statistical_class.is_absence


def _is_attending(code: str, date: dt.date) -> bool:
    try:
        return bool(faults_of_remote_education(code, on=date))
    except (UnknownCode, NotInForce):
        return False


def _is_activity(code: str, date: dt.date) -> bool:
    return code_on(code, date).session is None and not code_on(code, date).minutes_may_be_given
