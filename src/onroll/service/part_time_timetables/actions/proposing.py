"""Propose a part-time timetable, or one that goes on from another; or withdraw a proposal that nobody needs any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from onroll.law.part_time_timetables import WEEKS_BEFORE_A_LONG_LOOK
from onroll.law.plain_words import counted, day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.actions import record_event
from onroll.service.lessons.queries.weeks import cycle_of
from onroll.service.part_time_timetables.judging import of_age_throughout
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent, TimetablePlan
from onroll.service.part_time_timetables.queries.timetables import Line, line_of, standing_rows
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import is_of_two_weeks, sessions_out_of
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import refuse_too_long

Kind = TimetableEvent.Kind
_WANTED = (
    ("words", "Say what is exceptional, and why part time is right for now."),
    ("responsible", "Say who is responsible for the pupil in the hours out of school."),
    ("safety", "Say what keeps the pupil safe in the hours out of school."),
    ("support", "Say what support the pupil has, in school and out."),
    ("aim", "Say what it is for, and how the pupil comes back to full time."),
    ("lead", "Say who at the school leads on it."),
)
#: So soon after one has ended, another is that one going on, and wants its reasons. Ours, in days.
GOES_ON_WITHIN = 28


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a part-time timetable would be."""

    reason: str
    words: str
    first_day: dt.date
    last_day: dt.date
    out: Collection[str]
    responsible: str
    safety: str
    support: str
    aim: str
    lead: str
    first_review_on: dt.date
    pupil_view: str = ""
    why_so_long: str = ""
    extends_id: int | None = None
    extension_reasons: str = ""


def propose_timetable(
    *, school_id: int, pupil_id: int, proposal: Proposal, key: str, by: Actor, now: dt.datetime
) -> PartTimeTimetable:
    """Keep a proposed timetable, which stands only once it is agreed; sent twice with one key, it is kept once.

    Raises OutOfScope, TimetableRefusal, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    row = PartTimeTimetable(
        school_id=school_id,
        pupil=pupil,
        reason=proposal.reason,
        words=proposal.words.strip(),
        first_day=proposal.first_day,
        last_day=proposal.last_day,
        sessions_out=sessions_out_of(proposal.out),
        responsible=proposal.responsible.strip(),
        safety=proposal.safety.strip(),
        support=proposal.support.strip(),
        aim=proposal.aim.strip(),
        pupil_view=proposal.pupil_view.strip(),
        lead=proposal.lead.strip(),
        why_so_long=proposal.why_so_long.strip(),
        first_review_on=proposal.first_review_on,
        extends_id=proposal.extends_id,
        extension_reasons=proposal.extension_reasons.strip(),
        key=key,
        made_at=now,
        made_by_id=by.user_id,
        made_by_name=by.name,
    )
    refuse_too_long(row)
    _refuse_weeks(row)
    with transaction.atomic():
        if (there := PartTimeTimetable.objects.filter(school_id=school_id, key=key).first()) is not None:
            return there
        _refuse(row, now.date())
        _refuse_beside_others(row, now.date())
        row.save(force_insert=True)
        record_event(
            "timetables.proposed", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
            timetable=row.pk, first_day=row.first_day.isoformat(), last_day=row.last_day.isoformat(),
        )  # fmt: skip
    return row


def drop_timetable(*, school_id: int, timetable_id: int, by: Actor, now: dt.datetime) -> None:
    """Withdraw a proposal that does not stand yet. Raises OutOfScope, TimetableRefusal."""
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if TimetablePlan.objects.filter(timetable=timetable).exists():
            raise TimetableRefusal("This timetable stands, so it is ended and not withdrawn.")
        keep(timetable, Kind.DROPPED, by=by, now=now)
        record_event(
            "timetables.dropped", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=timetable.pupil_id,
            timetable=timetable.pk,
        )  # fmt: skip


def _refuse(row: PartTimeTimetable, today: dt.date) -> None:
    if row.reason not in PartTimeTimetable.Reason.values:
        raise TimetableRefusal("Choose what it is for.", field="reason")
    for name, refusal in _WANTED:
        if not getattr(row, name):
            raise TimetableRefusal(refusal, field=name)
    if row.last_day < row.first_day:
        raise TimetableRefusal(
            f"It ends before it begins. Give a last day on or after {day_in_words(row.first_day)}.",
            field="last_day-day",
        )
    if row.first_day < today:
        raise TimetableRefusal(
            "It is agreed before it begins, and that day is past. Give today or a later day.",
            field="first_day-day",
        )
    if not row.first_day < row.first_review_on <= row.last_day:
        raise TimetableRefusal(
            "Review it while it runs: give a day after the first and no later than the last.",
            field="first_review_on-day",
        )
    weeks = WEEKS_BEFORE_A_LONG_LOOK.on(row.first_day)
    if (row.last_day - row.first_day).days >= weeks * 7 and not row.why_so_long:
        raise TimetableRefusal(
            f"That is more than {counted(weeks, 'week')}, after which authorities look hard at a part-time timetable. Give an "
            "earlier last day, or say why it cannot be shorter.",
            field="why_so_long",
        )
    _refuse_pupil(row)


def _refuse_pupil(row: PartTimeTimetable) -> None:
    if not of_age_throughout(row.pupil, row.first_day, row.last_day):
        raise TimetableRefusal(
            "The pupil is not of compulsory school age on all of these days, so regulation 11(6) does not fit. Plan part-time "
            "days of a younger or older pupil as a plan of the register, not required to attend."
        )
    spells = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=row.last_day),
        school_id=row.school_id,
        pupil=row.pupil,
        starting_day__lte=row.first_day,
    )
    if not spells.exists():
        raise TimetableRefusal(
            "The pupil is not on this school’s roll on all of these days.", field="last_day-day"
        )


def _refuse_weeks(row: PartTimeTimetable) -> None:
    """Refuse what differs between week A and week B where the school has no two weeks, or they have not begun."""
    if not is_of_two_weeks(row.sessions_out.split()):
        return
    cycle = cycle_of(row.school_id)
    if cycle is None or cycle.first_monday > row.first_day:
        raise TimetableRefusal(
            "Sessions of week A or week B alone need the two weeks, from the first day on. Set in Calendar when week A is.",
            field="out",
        )


def _refuse_beside_others(row: PartTimeTimetable, today: dt.date) -> None:
    """Refuse a second timetable for the same days, and one that goes on from another without saying why."""
    rows = standing_rows(row.school_id).filter(pupil=row.pupil)
    lines = [line_of(one, on=today) for one in rows]
    others = [one for one in lines if one.timetable.pk != row.extends_id]
    for other in others:
        first, last = other.timetable.first_day, other.timetable.last_day
        if other.state.is_open and first <= row.last_day and last >= row.first_day:
            raise TimetableRefusal(
                f"There is a part-time timetable from {day_in_words(first)} to {day_in_words(last)} already. End it, withdraw "
                "it, or let this one go on from it."
            )
    if row.extends_id is not None:
        _refuse_extension(row, next((one for one in lines if one.timetable.pk == row.extends_id), None))
        return
    since = row.first_day - dt.timedelta(days=GOES_ON_WITHIN)
    for other in others:
        if other.ran_until is not None and since <= other.ran_until < row.first_day:
            raise TimetableRefusal(
                f"One ended on {day_in_words(other.ran_until)}. No plan goes on beyond its end: open that one and extend it, "
                "with reasons and a fresh agreement."
            )


def _refuse_extension(row: PartTimeTimetable, before: Line | None) -> None:
    if before is None or before.ran_until is None:
        raise TimetableRefusal(
            "The timetable that this one goes on from is not this pupil’s, or never stood."
        )
    if not row.extension_reasons:
        raise TimetableRefusal(
            "Give the reasons to extend: what was tried, and why the pupil is not full time by the day agreed.",
            field="extension_reasons",
        )
    if row.first_day <= before.ran_until:
        raise TimetableRefusal(
            f"The timetable agreed runs to {day_in_words(before.ran_until)}. Begin this one after that day.",
            field="first_day-day",
        )
