"""Everything done about a pupil, newest first: entries, amendments, arrivals, plans, messages and absences followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onroll.law.plain_words import counted, day_in_words
from onroll.service.absence_follow_up.queries.history import history_of_pupil
from onroll.service.access.scope import Scope
from onroll.service.admission_register.contents import ITEMS
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.admission_register.notifications import changed_between
from onroll.service.admission_register.wording import deletion_in_words, notification_in_words
from onroll.service.attendance_register.models import AttendanceEntry, Plan, Submission
from onroll.service.correspondence.queries.messages import about_pupil
from onroll.service.correspondence.status import SAID
from onroll.service.hand_written import instances
from onroll.service.pupil_record.kept import Kept

#: Kinds of sending that are something done about this pupil, rather than a register taken as usual.
_OWN = (
    Submission.Kind.ARRIVAL,
    Submission.Kind.AMENDMENT,
    Submission.Kind.BULK,
    Submission.Kind.UNDO,
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing done: when, by whom, in a few words, and the session or register entry it leads to."""

    at: dt.datetime
    by: str
    what: str
    detail: str = ""
    session_on: dt.date | None = None
    session: str = ""
    enrolment_id: int | None = None
    message_id: int | None = None
    absence_on: dt.date | None = None
    leave_id: int | None = None
    question_id: int | None = None


def timeline_of(
    scope: Scope,
    school_id: int,
    pupil_id: int,
    *,
    plans: Iterable[Plan],
    with_register: bool,
    group_id: int | None,
    kept: Kept,
) -> list[Happening]:
    """Return what was done about a pupil at a school, newest first, in at most eight statements, and none of what is not `kept`."""
    happenings = [
        *_attendance(school_id, pupil_id),
        *_plans(plans),
        *_messages(scope, school_id, pupil_id),
        *_followed_up(scope, school_id, pupil_id, group_id, kept),
    ]
    if with_register:
        happenings += _admission(school_id, pupil_id)
    return newest_first(happenings)


def newest_first(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what was done in the order of a timeline."""
    return sorted(happenings, key=lambda one: one.at, reverse=True)


def _attendance(school_id: int, pupil_id: int) -> Iterator[Happening]:
    together: dict[int, list[AttendanceEntry]] = {}
    for entry in _own_entries(school_id, pupil_id):
        together.setdefault(entry.submission_id, []).append(entry)
    for entries in together.values():
        yield _sent(entries)


def _own_entries(school_id: int, pupil_id: int) -> list[AttendanceEntry]:
    """Return the pupil's entries of those kinds, newest first.

    Each has `before`, the code it replaced, if any; and of its sending `kind` and `sent_by`, and the moment as `made_at`.
    """
    # Each entry's sending is looked up: left to join them, PostgreSQL reads every sending of the school to find few.
    kinds = ", ".join(["%s"] * len(_OWN))
    return instances(
        AttendanceEntry,
        f"""
        WITH own AS MATERIALIZED (
          SELECT e.id, e.submission_id, e.date, e.session, e.code, e.minutes_late, e.reason,
                 (SELECT b.code FROM attendance_register_attendanceentry b WHERE b.id = e.replaces_id) AS before
            FROM attendance_register_attendanceentry e
           WHERE e.pupil_id = %s AND e.school_id = %s
             AND (SELECT s.kind FROM attendance_register_submission s WHERE s.id = e.submission_id) IN ({kinds})
           ORDER BY e.id DESC LIMIT %s
        )
        SELECT own.*, s.kind, s.made_by_name AS sent_by, s.made_at
          FROM own JOIN attendance_register_submission s ON s.id = own.submission_id
         ORDER BY own.id DESC
        """,
        [pupil_id, school_id, *(kind.value for kind in _OWN), _LONGEST],
    )


def _sent(entries: list[AttendanceEntry]) -> Happening:
    """Return one sending: several sessions at once are one line."""
    entry = entries[-1]
    at, by, kind = entry.made_at, entry.sent_by, entry.kind  # type: ignore[attr-defined] # columns of the statement
    date, session, code, late, reason = (
        entry.date,
        entry.session,
        entry.code,
        entry.minutes_late,
        entry.reason,
    )
    before: str = entry.before  # type: ignore[attr-defined] # a column of the statement
    if len(entries) > 1:
        what = f"{counted(len(entries), 'session')} changed to {', '.join(sorted({one.code for one in entries}))}"
        return Happening(at, by, what, reason, date, session)
    if kind == Submission.Kind.ARRIVAL:
        minutes = f", {counted(late, 'minute')} after the start" if late else ""
        return Happening(at, by, f"Arrived: {code}{minutes}", "", date, session)
    change = f"{before} changed to {code}" if before else f"{code} entered"
    return Happening(at, by, f"{change} for {day_in_words(date)} {session}", reason, date, session)


def _plans(plans: Iterable[Plan]) -> Iterator[Happening]:
    for plan in plans:
        span = day_in_words(plan.first_day)
        if plan.last_day != plan.first_day:
            span = f"{span} to {day_in_words(plan.last_day)}"
        label = str(Plan.Kind(plan.kind).label)
        yield Happening(
            plan.made_at, plan.made_by_name, f"Plan made: {label}, {plan.code}, {span}", plan.note
        )
        if plan.cancelled_at:
            yield Happening(plan.cancelled_at, plan.cancelled_by_name, f"Plan cancelled: {label}, {span}")


def _messages(scope: Scope, school_id: int, pupil_id: int) -> Iterator[Happening]:
    """Yield a line for each message about the pupil, to those who may read messages."""
    for line in about_pupil(scope, school_id=school_id, pupil_id=pupil_id):
        one = line.message
        yield Happening(
            one.asked_at,
            one.asked_by_name,
            f"{one.get_channel_display()} to {one.recipient_name}: {line.title}",
            SAID[line.state],
            message_id=one.pk,
        )


def _followed_up(
    scope: Scope, school_id: int, pupil_id: int, group_id: int | None, kept: Kept
) -> Iterator[Happening]:
    """Yield what was done about the pupil's absences, as far as whoever asks may read it."""
    found = history_of_pupil(scope, school_id=school_id, pupil_id=pupil_id, group_id=group_id, kept=kept)
    for date, line in found:
        what = f"{line.what} (corrected since)" if line.is_corrected else line.what
        yield Happening(line.at, line.by, what, ". ".join(line.details), absence_on=date)


def _admission(school_id: int, pupil_id: int) -> Iterator[Happening]:
    for entry in AdmissionEntry.objects.filter(school_id=school_id, pupil_id=pupil_id):
        what, detail = _entered(entry)
        yield Happening(entry.made_at, entry.made_by_name, what, detail, enrolment_id=entry.enrolment_id)


def _entered(entry: AdmissionEntry) -> tuple[str, str]:
    match entry.kind:
        case AdmissionEntry.Kind.ADMITTED:
            day = dt.date.fromisoformat(entry.contents["starting_day"]["day"])
            return f"Admitted, starting {day_in_words(day)}", ""
        case AdmissionEntry.Kind.AMENDED:
            if "notifications" in entry.contents:
                return _told_put_right(entry)
            titles = ", ".join(ITEMS[key].title.lower() for key in entry.contents)
            return f"Admission register amended: {titles}", entry.reason
        case AdmissionEntry.Kind.NOTIFIED:
            return "A parent told the school", ". ".join(
                notification_in_words(entry.contents["notification"])
            )
    ground, *rest = deletion_in_words(entry.contents["deletion"])
    return f"Deleted from the register. {ground}", ". ".join(line for line in rest if line)


def _told_put_right(entry: AdmissionEntry) -> tuple[str, str]:
    """Say what became of a notification: amended to what, or recorded in error, and why."""
    changed = changed_between(entry.original.get("notifications"), entry.contents["notifications"])
    now = [". ".join(notification_in_words(then)) for _, _, then in changed]
    return "What a parent told the school put right", ". ".join([*now, f"Reason: {entry.reason}"])
