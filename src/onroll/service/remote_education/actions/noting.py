"""Note what a pupil is set at home, look at it again, and end it: the register is not touched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from onroll.law.attendance_codes import NotInForce, UnknownCode
from onroll.law.citation import Citation
from onroll.law.dated import NoRuleInForce
from onroll.law.plain_words import day_in_words
from onroll.law.planned_attendance import faults_of_remote_education
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.faults_of_days import faults_of_days
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.remote_education.models import RemoteNote, RemoteReview
from onroll.service.remote_education.refusals import RemoteRefused
from onroll.service.remote_education.status import ended_on
from onroll.service.room_for_words import refuse_too_long

#: The longest note, in days. Ours: what lasts longer is looked at and agreed again.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Remote:
    """What somebody is about to note; a day is None where nobody has given one yet, which is refused."""

    first_day: dt.date | None
    last_day: dt.date | None
    reason: str
    code: str
    what: str
    agreed_with: str
    review_on: dt.date | None


def note_remote_education(
    *, school_id: int, pupil_id: int, remote: Remote, by: Actor, now: dt.datetime
) -> RemoteNote:
    """Note what a pupil is set at home over some days of absence. Raises OutOfScope, RemoteRefused, TooLong.

    The code is that of the reason for the absence; one of attending is refused, as the law does.
    """
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    first_day, last_day, review_on = _days(remote)
    with transaction.atomic():
        pupil = pupil_of_school(pupil_id, school_id=school_id)
        row = RemoteNote(
            school_id=school_id, pupil=pupil, first_day=first_day, last_day=last_day, reason=remote.reason,
            code=remote.code, what=remote.what.strip(), agreed_with=remote.agreed_with.strip(), review_on=review_on,
            made_at=now, made_by_name=by.name,
        )  # fmt: skip
        refuse_too_long(row)
        _refuse_second(row)
        row.save(force_insert=True)
        _event("noted", row, by, now)
    return row


def review_remote_education(
    *, school_id: int, note_id: int, words: str, next_on: dt.date | None, by: Actor, now: dt.datetime
) -> RemoteReview:
    """Look at a note again; without a day for the next look it ends today. Raises OutOfScope, RemoteRefused, TooLong."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    if not words.strip():
        raise RemoteRefused("Say what you found: how it goes, and what becomes of it.", field="words")
    with transaction.atomic():
        row = _standing_note(school_id, note_id)
        if next_on is not None and not now.date() < next_on <= row.last_day:
            raise RemoteRefused(
                f"The next look is after today and by {day_in_words(row.last_day)}, when it ends. Give such a day, or none to "
                "end it.",
                field="next_on-day",
            )
        review = RemoteReview(
            school_id=school_id,
            note=row,
            words=words.strip(),
            next_on=next_on,
            made_at=now,
            made_by_name=by.name,
        )
        refuse_too_long(review)
        review.save(force_insert=True)
        _event("ended" if next_on is None else "reviewed", row, by, now)
    return review


def _standing_note(school_id: int, note_id: int) -> RemoteNote:
    rows = RemoteNote.objects.select_for_update(of=("self",)).filter(pk=note_id, school_id=school_id)
    row = rows.first()
    if row is None or ended_on(row, row.reviews.all()) is not None:
        raise RemoteRefused("This note is ended already, or is not this school’s. Nothing has changed.")
    return row


def _days(remote: Remote) -> tuple[dt.date, dt.date, dt.date]:
    """Return the first and the last day, and that of the look. Raises RemoteRefused, with all that is wrong."""
    code, citation = _fault_of_code(remote)
    typed = {
        "reason": "" if remote.reason in RemoteNote.Reason.values else "Choose why the pupil cannot come.",
        "code": code,
        "what": ""
        if remote.what.strip()
        else "Say what is set, such as which lessons and how they reach the pupil.",
        "agreed_with": "" if remote.agreed_with.strip() else "Say with whom it was agreed.",
    }
    faults = faults_of_days(remote.first_day, remote.last_day, longest=LONGEST)
    faults |= {field: words for field, words in typed.items() if words}
    faults |= _faults_of_review(remote, is_judged=not {"first_day-day", "last_day-day"} & set(faults))
    first, last, review = remote.first_day, remote.last_day, remote.review_on
    if faults or first is None or last is None or review is None:
        raise RemoteRefused(faults=faults, citation=citation)
    return first, last, review


def _faults_of_review(remote: Remote, *, is_judged: bool) -> dict[str, str]:
    first, last, review = remote.first_day, remote.last_day, remote.review_on
    if review is None:
        return {"review_on-day": "Enter the day it is looked at again."}
    if is_judged and first and last and not first <= review <= last:
        return {
            "review_on-day": "It is looked at again within its own days. Give a day from the first to the last."
        }
    return {}


def _fault_of_code(remote: Remote) -> tuple[str, Citation | None]:
    """Return what is wrong with the code, and by which law; it is judged once there is a first day."""
    if not remote.code:
        return "Give the code of the absence, such as the one for illness.", None
    if remote.first_day is None:
        return "", None
    try:
        faults = faults_of_remote_education(remote.code, on=remote.first_day)
    except (UnknownCode, NotInForce, NoRuleInForce) as refusal:
        return str(refusal), None
    return (faults[0].message, faults[0].citation) if faults else ("", None)


def _refuse_second(row: RemoteNote) -> None:
    others = RemoteNote.objects.filter(
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        first_day__lte=row.last_day,
        last_day__gte=row.first_day,
    ).prefetch_related("reviews")
    for other in others:
        ended = ended_on(other, other.reviews.all())
        if ended is None or ended >= row.first_day:
            raise RemoteRefused(
                f"A note from {day_in_words(other.first_day)} to {day_in_words(other.last_day)} stands. End that first, or "
                "choose other days.",
                field="first_day-day",
            )


def _event(name: str, row: RemoteNote, by: Actor, now: dt.datetime) -> None:
    record_event(
        f"remote.{name}",
        by=by,
        now=now,
        school_id=row.school_id,
        subject_type="pupil",
        subject_id=row.pupil_id,
        note=row.pk,
    )
