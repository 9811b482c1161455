"""What a part-time timetable would be, and all that is wrong with it, in the order it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from onroll.law.part_time_timetables import WEEKS_BEFORE_A_LONG_LOOK
from onroll.law.plain_words import counted, day_in_words
from onroll.service.admission_register.models import Enrolment
from onroll.service.lessons.queries.weeks import cycle_of
from onroll.service.part_time_timetables.judging import of_age_throughout
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import is_of_two_weeks, sessions_out_of
from onroll.service.people.models import Pupil

Faults = dict[str, str]
_WANTED = (
    ("responsible", "Say who is responsible for the pupil in the hours out of school."),
    ("safety", "Say what keeps the pupil safe in the hours out of school."),
    ("support", "Say what support the pupil has, in school and out."),
    ("aim", "Say what it is for, and how the pupil comes back to full time."),
    ("lead", "Say who at the school leads on it."),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a part-time timetable would be; a day is None where nobody has given one yet, which is refused."""

    reason: str
    words: str
    first_day: dt.date | None
    last_day: dt.date | None
    out: Collection[str]
    responsible: str
    safety: str
    support: str
    aim: str
    lead: str
    first_review_on: dt.date | None
    pupil_view: str = ""
    why_so_long: str = ""
    extends_id: int | None = None
    extension_reasons: str = ""


def days_of(
    proposal: Proposal, pupil: Pupil, school_id: int, today: dt.date
) -> tuple[dt.date, dt.date, dt.date]:
    """Return the first and the last day, and that of the first review. Raises TimetableRefusal, with all that is wrong."""
    faults = _all_faults(proposal, pupil, school_id, today)
    first, last, review = proposal.first_day, proposal.last_day, proposal.first_review_on
    if faults or first is None or last is None or review is None:
        raise TimetableRefusal(faults=faults)
    return first, last, review


def _all_faults(proposal: Proposal, pupil: Pupil, school_id: int, today: dt.date) -> Faults:
    faults = _faults_of_reasons(proposal) | _faults_of_sessions(proposal, school_id)
    faults |= _faults_of_days(proposal, today) | _faults_of_the_review(proposal)
    faults |= {name: says for name, says in _WANTED if not getattr(proposal, name).strip()}
    return _faults_of_pupil(proposal, pupil, school_id, today) | faults


def _faults_of_reasons(proposal: Proposal) -> Faults:
    faults = {}
    if proposal.extends_id is not None and not proposal.extension_reasons.strip():
        faults["extension_reasons"] = (
            "Give the reasons to extend: what was tried, and why the pupil is not full time by the day agreed."
        )
    if proposal.reason not in PartTimeTimetable.Reason.values:
        faults["reason"] = "Choose what it is for."
    if not proposal.words.strip():
        faults["words"] = "Say what is exceptional, and why part time is right for now."
    return faults


def _faults_of_sessions(proposal: Proposal, school_id: int) -> Faults:
    """Say that no session is left out, or all; or that the two weeks differ where the school has none, or none begun."""
    try:
        out = sessions_out_of(proposal.out).split()
    except TimetableRefusal as refusal:
        return refusal.faults
    if not is_of_two_weeks(out):
        return {}
    cycle = cycle_of(school_id)
    if cycle is not None and (proposal.first_day is None or cycle.first_monday <= proposal.first_day):
        return {}
    return {
        "out": "Sessions of week A or week B alone need the two weeks, from the first day on. Set in Calendar when week A is."
    }


def _faults_of_days(proposal: Proposal, today: dt.date) -> Faults:
    first, last = proposal.first_day, proposal.last_day
    faults = {}
    if first is None:
        faults["first_day-day"] = "Enter the first day."
    elif first < today:
        faults["first_day-day"] = (
            "It is agreed before it begins, and that day is past. Give today or a later day."
        )
    if last is None:
        faults["last_day-day"] = "Enter the last day."
    elif first and last < first:
        faults["last_day-day"] = (
            f"It ends before it begins. Give a last day on or after {day_in_words(first)}."
        )
    elif first and first >= today and _is_long(first, last) and not proposal.why_so_long.strip():
        weeks = counted(WEEKS_BEFORE_A_LONG_LOOK.on(first), "week")
        faults["why_so_long"] = (
            f"That is more than {weeks}, after which authorities look hard at a part-time timetable. Give an "
            "earlier last day, or say why it cannot be shorter."
        )
    return faults


def _is_long(first: dt.date, last: dt.date) -> bool:
    return (last - first).days >= WEEKS_BEFORE_A_LONG_LOOK.on(first) * 7


def _faults_of_the_review(proposal: Proposal) -> Faults:
    first, last, review = proposal.first_day, proposal.last_day, proposal.first_review_on
    if review is None:
        return {"first_review_on-day": "Enter the first review."}
    if (first and review <= first) or (last and review > last):
        return {
            "first_review_on-day": "Review it while it runs: give a day after the first and no later than the last."
        }
    return {}


def _faults_of_pupil(proposal: Proposal, pupil: Pupil, school_id: int, today: dt.date) -> Faults:
    first, last = proposal.first_day, proposal.last_day
    if first is None or last is None or not today <= first <= last:
        return {}
    if not of_age_throughout(pupil, first, last):
        return {
            "top": "The pupil is not of compulsory school age on all of these days, so regulation 11(6) does not fit. Plan "
            "part-time days of a younger or older pupil as a plan of the register, not required to attend."
        }
    spells = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=last),
        school_id=school_id,
        pupil=pupil,
        starting_day__lte=first,
    )
    if spells.exists():
        return {}
    return {"last_day-day": "The pupil is not on this school’s roll on all of these days."}
