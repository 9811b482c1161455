"""Place a pupil with a provider whose checks stand: the register has a plan for each of those sessions; and end it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.dated import NoRuleInForce
from onroll.law.off_site_provision import CODE_ELSEWHERE, ArrangedBy
from onroll.law.plain_words import day_in_words, listed
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.queries.plans import monday_of
from onroll.service.audit.actions import record_event
from onroll.service.faults_of_days import faults_of_days
from onroll.service.lessons.queries.weeks import mondays_of
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.off_site_provision.actions.providers import standing_provider
from onroll.service.off_site_provision.models import Placement
from onroll.service.off_site_provision.refusals import ProvisionRefused
from onroll.service.off_site_provision.status import finding_of
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import refuse_too_long

#: The longest placement, in days. Ours: a longer one is a mistyped year, or one to agree again.
LONGEST = 400


def place_pupil(
    *,
    school_id: int,
    provider_id: int,
    pupil_id: int,
    nature: str,
    first_day: dt.date | None,
    last_day: dt.date | None,
    by: Actor,
    now: dt.datetime,
    session: str = "",
    weekdays: str = "12345",
    week: str = "",
    counts_instead: bool = False,
) -> Placement:
    """Place a pupil, with the code of who stands behind the education. A day that nobody gave is None, and refused.

    Raises OutOfScope, ProvisionRefused, PlanRefused, PlansOverlap where another plan stands, and TooLong.
    """
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    faults = _faults(nature, first_day, last_day, weekdays)
    mondays = ""
    if not faults and first_day is not None and last_day is not None:
        try:
            mondays = mondays_of(school_id, week, first_day, last_day)
        except LessonsRefused as refusal:
            faults["week"] = str(refusal)
    if faults or first_day is None or last_day is None:
        raise ProvisionRefused(faults=faults)
    kind_of_place = CODE_ELSEWHERE.on(first_day)
    with transaction.atomic():
        provider = standing_provider(school_id, provider_id)
        pupil = pupil_of_school(pupil_id, school_id=school_id)
        finding = finding_of(provider, provider.checks.all(), on=first_day)
        if not finding.met:
            wanting = (*finding.facts["lapsed"], *finding.facts["absent"])  # type: ignore[misc]
            raise ProvisionRefused(
                f"Nobody can be placed with {provider.name} until this is seen to: "
                f"{listed([one.in_words.lower() for one in wanting], 'and')}. Record the checks first."
            )
        row = Placement(
            school_id=school_id, provider=provider, pupil=pupil, nature=nature.strip(), first_day=first_day,
            last_day=last_day, session=session, weekdays=weekdays, made_at=now, made_by_name=by.name,
        )  # fmt: skip
        _refuse_two_places(row, mondays)
        elsewhere = kind_of_place[ArrangedBy(provider.arranged_by)]
        row.plan = make_plan(
            school_id=school_id,
            pupil_id=pupil.pk,
            kind=elsewhere.plan,
            code=elsewhere.code,
            first_day=first_day,
            last_day=last_day,
            session=session,
            weekdays=weekdays,
            week=week,
            mondays=mondays,
            note=f"{nature.strip()}, {provider.name}"[:300],
            counts_instead=counts_instead,
            by=by,
            now=now,
        )
        refuse_too_long(row)
        row.save(force_insert=True)
        _event("placed", row, by, now)
    return row


def _faults(nature: str, first: dt.date | None, last: dt.date | None, weekdays: str) -> dict[str, str]:
    faults = {}
    if not nature.strip():
        faults["nature"] = "Say what is taught there: the register says so beside the code."
    if first is not None and not _is_judged(first):
        faults["first_day-day"] = (
            "The first day is before the Regulations it would be judged by. Check the year."
        )
    faults |= faults_of_days(first, last, longest=LONGEST)
    if not weekdays:
        faults["weekday-1"] = "Tick the days on which the pupil is there."
    return faults


def _is_judged(day: dt.date) -> bool:
    try:
        CODE_ELSEWHERE.on(day)
    except NoRuleInForce:
        return False
    return True


def _refuse_two_places(row: Placement, mondays: str) -> None:
    """Refuse a placement for a session in which the pupil is placed already. Raises ProvisionRefused."""
    others = Placement.objects.filter(
        school_id=row.school_id, pupil_id=row.pupil_id, ended_at__isnull=True, first_day__lte=row.last_day,
        last_day__gte=row.first_day,
    ).select_related("provider", "plan")  # fmt: skip
    for other in others:
        if (day := _first_shared_day(row, mondays, other)) is not None:
            raise ProvisionRefused(
                f"On {day_in_words(day)} the pupil is placed with {other.provider.name} already, and can be in one place. "
                "Choose other days or sessions, or end that placement first.",
                field="first_day-day",
            )


def _first_shared_day(one: Placement, mondays: str, other: Placement) -> dt.date | None:
    """Return the first day of a session that two placements share; None where they share none."""
    if one.session and other.session and one.session != other.session:
        return None
    weekdays = set(one.weekdays) & set(other.weekdays)
    first, last = max(one.first_day, other.first_day), min(one.last_day, other.last_day)
    days = (first + dt.timedelta(days=after) for after in range((last - first).days + 1))
    weeks = [each for each in (mondays, other.plan.mondays) if each]
    shared = (day for day in days if str(day.isoweekday()) in weekdays)
    return next((day for day in shared if all(monday_of(day).isoformat() in each for each in weeks)), None)


def end_placement(*, school_id: int, placement_id: int, by: Actor, now: dt.datetime) -> None:
    """End a placement from now on; what its plan has entered stands. Raises OutOfScope, ProvisionRefused."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        rows = Placement.objects.select_for_update(of=("self",)).select_related("plan")
        row = rows.filter(pk=placement_id, school_id=school_id, ended_at__isnull=True).first()
        if row is None:
            raise ProvisionRefused("This placement is ended already, or is not this school’s.")
        row.ended_at, row.ended_by_name = now, by.name
        row.save(update_fields=["ended_at", "ended_by_name"])
        if row.plan.cancelled_at is None:
            cancel_plan(school_id=school_id, plan_id=row.plan_id, by=by, now=now)
        _event("ended", row, by, now)


def _event(name: str, row: Placement, by: Actor, now: dt.datetime) -> None:
    record_event(
        f"provision.{name}", by=by, now=now, school_id=row.school_id, subject_type="pupil", subject_id=row.pupil_id,
        placement=row.pk,
    )  # fmt: skip
