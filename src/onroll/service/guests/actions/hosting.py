"""Take a guest in, with the sessions at the home school planned; and end it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onroll.law.dual_registration import CODE_AT_THE_OTHER_SCHOOL
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.audit.actions import record_event
from onroll.service.faults_of_days import faults_of_days
from onroll.service.guests.models import GuestStay
from onroll.service.guests.refusals import GuestRefused
from onroll.service.guests.registered import guest_enrolment
from onroll.service.guests.weeks_here import OTHER_WEEK
from onroll.service.lessons.queries.weeks import mondays_of, weeks_between
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import refuse_too_long

#: The longest stay, in days. Ours: a longer one is a mistyped year, or one to agree again.
LONGEST = 400
_EVERY_DAY, _OTHER_HALF = "12345", {"AM": "PM", "PM": "AM"}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What two schools agreed about a guest; a day is None where nobody has given one yet, which is refused."""

    first_day: dt.date | None
    last_day: dt.date | None
    agreed_on: dt.date | None
    agreement: str
    contact: str
    responsible: str
    telephone: str = ""
    email: str = ""
    session: str = ""
    weekdays: str = _EVERY_DAY
    #: A or B, where the guest comes in one of two weeks alone.
    week: str = ""


def take_in(*, school_id: int, pupil_id: int, agreed: Agreed, by: Actor, now: dt.datetime) -> GuestStay:
    """Take a guest in: the pupil is on this roll as one, and the home school's sessions are planned with its code.

    Raises OutOfScope, GuestRefused, PlanRefused, PlansOverlap where another plan stands, and TooLong.
    """
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        pupil = pupil_of_school(pupil_id, school_id=school_id)
        enrolment = guest_enrolment(school_id, pupil.pk, agreed.first_day or now.date())
        first_day, last_day, agreed_on = _days(agreed, now.date())
        weeks = _weeks(school_id, agreed.week, first_day, last_day)
        row = GuestStay(
            school_id=school_id, pupil=pupil, home_school=enrolment.other_school, contact=agreed.contact.strip(),
            telephone=agreed.telephone.strip(), email=agreed.email.strip(), first_day=first_day,
            last_day=last_day, session=agreed.session, weekdays=agreed.weekdays, week=agreed.week,
            agreement=agreed.agreement.strip(), agreed_on=agreed_on, responsible=agreed.responsible.strip(),
            made_at=now, made_by_name=by.name,
        )  # fmt: skip
        refuse_too_long(row)
        _refuse_second(row)
        row.plans = [one.pk for one in _plans(row, weeks, by, now)]
        row.save(force_insert=True)
        _event("agreed", row, by, now, home_school=row.home_school)
    return row


def end_stay(*, school_id: int, stay_id: int, by: Actor, now: dt.datetime) -> None:
    """End a guest's time here, and the plans made for it. Raises OutOfScope, GuestRefused."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        row = standing_stay(school_id, stay_id)
        row.ended_at, row.ended_by_name = now, by.name
        row.save(update_fields=["ended_at", "ended_by_name"])
        for plan_id in Plan.objects.filter(pk__in=row.plans, cancelled_at=None).values_list("pk", flat=True):
            cancel_plan(school_id=school_id, plan_id=plan_id, by=by, now=now)
        _event("ended", row, by, now)


def standing_stay(school_id: int, stay_id: int) -> GuestStay:
    """Return a school's guest who has not ended, locked. Raises GuestRefused."""
    rows = GuestStay.objects.select_for_update(of=("self",)).select_related("pupil")
    row = rows.filter(pk=stay_id, school_id=school_id, ended_at__isnull=True).first()
    if row is None:
        raise GuestRefused("This guest’s time here is ended already, or is not this school’s.")
    return row


def _days(agreed: Agreed, today: dt.date) -> tuple[dt.date, dt.date, dt.date]:
    """Return the first and the last day, and the day it was agreed. Raises GuestRefused, with all that is wrong."""
    faults = faults_of_days(agreed.first_day, agreed.last_day, longest=LONGEST) | _faults_of_agreement(
        agreed, today
    )
    first, last, agreed_on = agreed.first_day, agreed.last_day, agreed.agreed_on
    if faults or first is None or last is None or agreed_on is None:
        raise GuestRefused(faults=faults)
    return first, last, agreed_on


def _faults_of_agreement(agreed: Agreed, today: dt.date) -> dict[str, str]:
    agreed_on = agreed.agreed_on
    email, telephone = agreed.email.strip(), agreed.telephone.strip()
    faults = {}
    if not agreed.weekdays:
        faults["weekday-1"] = "Tick the days on which the guest attends here."
    if not agreed.agreement.strip():
        faults["agreement"] = "Say what was agreed, and with whom at the home school."
    if agreed_on is None:
        faults["agreed_on-day"] = "Enter the day it was agreed."
    elif agreed_on > min(today, agreed.first_day or today):
        faults["agreed_on-day"] = (
            "Both schools agree before the guest comes. Give the day they did: today or earlier, and not after the first day."
        )
    if not agreed.contact.strip():
        faults["contact"] = "Say who at the home school is told each day."
    if not email and not telephone:
        faults["email"] = "Give an email address or a telephone number of the home school."
    elif email and not _is_email(email):
        faults["email"] = "Give the whole email address, such as office@school.example."
    if not agreed.responsible.strip():
        faults["responsible"] = "Say who looks after the guest here."
    return faults


def _is_email(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def _refuse_second(row: GuestStay) -> None:
    others = GuestStay.objects.filter(
        school_id=row.school_id, pupil_id=row.pupil_id, ended_at__isnull=True, first_day__lte=row.last_day,
        last_day__gte=row.first_day,
    )  # fmt: skip
    if (other := others.first()) is not None:
        raise GuestRefused(
            f"{row.pupil} is a guest here already, from {day_in_words(other.first_day)} to {day_in_words(other.last_day)}. "
            "End that first, or choose other days.",
            field="first_day-day",
        )


def _weeks(school_id: int, week: str, first_day: dt.date, last_day: dt.date) -> tuple[str, str]:
    """Return the Mondays of the weeks in which the guest comes, and of the others; blank for every week. Raises GuestRefused."""
    if not week:
        return "", ""
    try:
        here = mondays_of(school_id, week, first_day, last_day)
    except LessonsRefused as refusal:
        raise GuestRefused(str(refusal), field="week") from refusal
    others = [monday for monday, letter in weeks_between(school_id, first_day, last_day) if letter != week]
    return here, " ".join(monday.isoformat() for monday in others)


def _plans(row: GuestStay, weeks: tuple[str, str], by: Actor, now: dt.datetime) -> list[Plan]:
    """Plan the sessions at the home school: the other weekdays, the other half of those here, and the whole of the other week."""
    (here, other), (week, other_week) = weeks, (row.week, OTHER_WEEK.get(row.week, ""))
    elsewhere = "".join(sorted(set(_EVERY_DAY) - set(row.weekdays)))
    spans = [(elsewhere, "", week, here)] if elsewhere else []
    if row.session:
        spans.append((row.weekdays, _OTHER_HALF[row.session], week, here))
    if other:
        spans.append((_EVERY_DAY, "", other_week, other))
    return [
        make_plan(
            school_id=row.school_id,
            pupil_id=row.pupil_id,
            kind=Plan.Kind.OTHER_SCHOOL,
            code=CODE_AT_THE_OTHER_SCHOOL.on(row.first_day),
            first_day=row.first_day,
            last_day=row.last_day,
            session=session,
            weekdays=weekdays,
            week=week,
            mondays=mondays,
            note=row.home_school,
            by=by,
            now=now,
        )
        for weekdays, session, week, mondays in spans
    ]


def _event(name: str, row: GuestStay, by: Actor, now: dt.datetime, **details: object) -> None:
    record_event(
        f"guests.{name}", by=by, now=now, school_id=row.school_id, subject_type="pupil", subject_id=row.pupil_id,
        stay=row.pk, **details,
    )  # fmt: skip
