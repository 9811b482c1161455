"""Change many entries at once: previewed, one unit, and undone by amendment."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import transaction

from onroll.law.code_uses import present_code_instead
from onroll.law.school_time import Session
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.actions.refusals import BulkEditRefused
from onroll.service.attendance_register.facts import Facts, Standing, facts_of_pupils
from onroll.service.attendance_register.judging import Refused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from onroll.service.attendance_register.queries.session_times import has_begun

#: More changes than this are too many to look through, which a preview is for.
MOST = 5_000
ROOM_FOR_A_REASON = 300


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What to change: these pupils' sessions of a span that say one of `from_codes` (blank sessions: "") to `code`."""

    pupil_ids: tuple[int, ...]
    first_day: dt.date
    last_day: dt.date
    session: str
    from_codes: frozenset[str]
    code: str
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Every change a bulk edit would make, and every one it may not; `before` is None where the session is blank."""

    changes: tuple[tuple[Mark, Standing | None], ...]
    refused: tuple[Refused, ...]
    unchanged: int

    @property
    def mark(self) -> str:
        """What the changes are told by: the same for the same changes of the same entries, and for no others."""
        places = sorted((*_place(mark), mark.code, mark.replaces_id or 0) for mark, _ in self.changes)
        return hashlib.sha256(repr(places).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a bulk edit puts back, and how many of its entries stay: those amended since, those of blanks filled."""

    edit: Submission
    marks: list[Mark]
    amended_since: int
    were_blank: int


def preview_bulk_edit(scope: Scope, *, school_id: int, edit: BulkEdit, now: dt.datetime) -> Preview:
    """Return what a bulk edit would do. Raises OutOfScope, BulkEditRefused."""
    scope.require(Permission.REGISTER_BULK_EDIT, school_id=school_id)
    return _preview(school_id, edit, scope.codes_for(school_id=school_id), now)


def bulk_edit(
    *, school_id: int, edit: BulkEdit, looked_at: str, key: str | None, by: Actor, now: dt.datetime
) -> Submission:
    """Make every lawful change of a preview as one submission, and return it.

    `looked_at` is the preview's mark of what it showed: where entries have changed since, nothing is written.
    Raises BulkEditRefused.
    """
    by.scope.require(Permission.REGISTER_BULK_EDIT, school_id=school_id)
    if not edit.reason.strip():
        raise BulkEditRefused("Say why these entries are changing. The reason is kept with each of them.")
    with transaction.atomic():
        head = lock_ledger(school_id)
        before = Submission.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is not None:
            return before
        preview = _preview(school_id, edit, by.scope.codes_for(school_id=school_id), now)
        _refuse_unlike(preview, looked_at)
        marks = [mark for mark, _ in preview.changes]
        sending = Sending(Submission.Kind.BULK, marks, key=key, reason=edit.reason.strip())
        return Submission.objects.get(pk=append(head, [sending], by=by, now=now)[0])


def preview_undo(scope: Scope, *, school_id: int, submission_id: int) -> Undoing:
    """Return what undoing a bulk edit would do. Raises OutOfScope, BulkEditRefused."""
    scope.require(Permission.REGISTER_BULK_EDIT, school_id=school_id)
    return _undoing(school_id, submission_id)


def undo_bulk_edit(*, school_id: int, submission_id: int, by: Actor, now: dt.datetime) -> Undoing:
    """Amend every entry of a bulk edit back to what it replaced; return what was put back, and what was not.

    Entries amended since are left alone. An entry made where the session was blank cannot be blank again, for entries
    are never removed. Raises BulkEditRefused where nothing can be put back.
    """
    by.scope.require(Permission.REGISTER_BULK_EDIT, school_id=school_id)
    with transaction.atomic():
        head = lock_ledger(school_id)
        undoing = _undoing(school_id, submission_id)
        reason = _reason(undoing.edit)
        sending = Sending(Submission.Kind.UNDO, undoing.marks, reason=reason, undoes_id=undoing.edit.pk)
        append(head, [sending], by=by, now=now)
    return undoing


def _undoing(school_id: int, submission_id: int) -> Undoing:
    """Return what of a bulk edit can be put back. Raises BulkEditRefused where none, or nothing of it, can."""
    done = Submission.objects.filter(pk=submission_id, school_id=school_id, kind=Submission.Kind.BULK).first()
    if done is None:
        raise BulkEditRefused("There is no such bulk edit at this school.")
    if done.undone_by.exists():
        raise BulkEditRefused("This bulk edit has been undone already. Nothing has changed.")
    marks = _backwards(done)
    if not marks:
        raise BulkEditRefused(
            "Nothing of this bulk edit can be put back: its entries filled blank sessions, or have been amended "
            "since. Amend them one by one."
        )
    rest = AttendanceEntry.objects.filter(submission=done)
    amended = rest.filter(replaced_by__isnull=False).count()
    return Undoing(done, marks, amended, were_blank=rest.count() - len(marks) - amended)


def _preview(school_id: int, edit: BulkEdit, codes: frozenset[str] | None, now: dt.datetime) -> Preview:
    if edit.last_day < edit.first_day:
        raise BulkEditRefused(
            f"The span ends before it starts. Give a last day on or after {edit.first_day:%-d %B %Y}."
        )
    if edit.last_day > now.date():
        raise BulkEditRefused(
            f"Entries are made when their session has come. Choose a last day up to {now:%-d %B %Y}, and make a plan "
            "for what you know will happen."
        )
    if not edit.pupil_ids:
        raise BulkEditRefused("Choose at least one pupil or group.")
    facts = facts_of_pupils(
        school_id, edit.first_day, edit.last_day, pupil_ids=edit.pupil_ids, session=edit.session
    )
    found = [
        (mark, standing)
        for mark, standing in _places(facts, edit, now)
        if (standing.code if standing else "") in edit.from_codes
    ]
    differing = [
        (mark, standing)
        for mark, standing in found
        if standing is None or standing[1:] != (mark.code, None, mark.note)
    ]
    if len(differing) > MOST:
        raise BulkEditRefused(
            f"That is {len(differing):,} entries, and {MOST:,} is the most at once. Choose a shorter span."
        )
    refused = judge([mark for mark, _ in differing], facts, now=now, codes=codes, live=False)
    barred = {_place(one.mark) for one in refused}
    changes = tuple(pair for pair in differing if _place(pair[0]) not in barred)
    return Preview(changes, tuple(refused), len(found) - len(differing))


def _places(facts: Facts, edit: BulkEdit, now: dt.datetime) -> list[tuple[Mark, Standing | None]]:
    """Return a mark for every session of the span that has begun, of every pupil on roll, with the entry that stands."""
    pairs = []
    for pupil_id, pupil in facts.pupils.items():
        for date, session in sorted(facts.sessions):
            if not pupil.is_covered(date) or not has_begun(facts.sessions[date, session], now=now):
                continue
            standing = pupil.standing.get((date, session))
            # Present is / in the morning and \ in the afternoon: asked for as one, entered as each needs.
            code = present_code_instead(edit.code, Session(session), date)
            mark = Mark(pupil_id, date, session, code, note=edit.note.strip(), reason=edit.reason.strip())
            pairs.append((mark._replace(replaces_id=standing.entry_id) if standing else mark, standing))
    return pairs


def _place(mark: Mark) -> tuple[int, dt.date, str]:
    return mark.pupil_id, mark.date, mark.session


def _refuse_unlike(preview: Preview, looked_at: str) -> None:
    if not preview.changes:
        raise BulkEditRefused("Nothing would change. Choose other pupils, days or codes.")
    if preview.mark != looked_at:
        raise BulkEditRefused("Entries have changed since you looked. Nothing was written. Look again.")


def _backwards(done: Submission) -> list[Mark]:
    rows = AttendanceEntry.objects.filter(submission=done, replaces__isnull=False, replaced_by__isnull=True)
    return [
        Mark(
            row.pupil_id,
            row.date,
            row.session,
            row.replaces.code,
            row.replaces.minutes_late,
            row.replaces.note,
            _reason(done),
            replaces_id=row.pk,
        )
        for row in rows.select_related("replaces").order_by("pk")
        if row.replaces is not None and row.pupil_id is not None
    ]


def _reason(done: Submission) -> str:
    return f"Undoing: {done.reason}"[:ROOM_FOR_A_REASON]
