"""When a timetable comes to stand: everything agreed, and its sessions planned, from its first day to its last and no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.part_time_timetables import CODE
from onroll.service.access.actor import Actor
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.audit.actions import record_event
from onroll.service.lessons.queries.weeks import weeks_between
from onroll.service.part_time_timetables.judging import facts_of, may_stand
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent, TimetablePlan
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import EVERY, cut_into_plans, is_of_two_weeks, of_week_alone


def stands(timetable: PartTimeTimetable) -> bool:
    """Say whether a timetable stands, or stood: its sessions are planned."""
    return TimetablePlan.objects.filter(timetable=timetable).exists()


def stand_if_agreed(timetable: PartTimeTimetable, *, by: Actor, now: dt.datetime) -> bool:
    """Plan the sessions left out once the law finds that a timetable may stand; say whether it does.

    Raises TimetableRefusal where parent and school agree and the law finds that it may not, and PlansOverlap. Where
    only what protects the pupil speaks against it, it does not stand yet, and nobody who acts is told why.
    """
    if stands(timetable):
        return True
    events = list(timetable.events.order_by("made_at", "pk"))
    finding = may_stand(timetable, events, as_at=now.date())
    if finding.met is False:
        _refuse_signed(timetable, events, as_at=now.date())
    if finding.met is not True:
        return False
    plan_until(timetable, timetable.last_day, by=by, now=now)
    record_event(
        "timetables.stands", by=by, now=now, school_id=timetable.school_id, subject_type="pupil",
        subject_id=timetable.pupil_id, timetable=timetable.pk,
    )  # fmt: skip
    return True


def plan_until(timetable: PartTimeTimetable, last_day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """Plan the sessions left out from the first day, or today where that is past, to a last day; none where that is past."""
    first_day, by = max(timetable.first_day, now.date()), _planner(by)
    if last_day < first_day or timetable.pupil_id is None:
        return
    for span_first, span_last, session, weekdays in spans_of(timetable, first_day, last_day):
        plan = make_plan(
            school_id=timetable.school_id,
            pupil_id=timetable.pupil_id,
            kind=Plan.Kind.PART_TIME,
            code=CODE.on(timetable.first_day)["of_age"],
            first_day=span_first,
            last_day=span_last,
            session=session,
            weekdays=weekdays,
            note="Part-time timetable",
            by=by,
            now=now,
        )
        TimetablePlan.objects.create(school_id=timetable.school_id, timetable=timetable, plan=plan)


def spans_of(
    timetable: PartTimeTimetable, first_day: dt.date, last_day: dt.date
) -> Iterator[tuple[dt.date, dt.date, str, str]]:
    """Yield the days, session and weekdays of each plan, as the weeks are set now: what is out every week at once, of one of two weeks week by week."""
    out = timetable.sessions_out.split()
    for session, weekdays in cut_into_plans([one for one in out if one in EVERY]):
        yield first_day, last_day, session, weekdays
    if not is_of_two_weeks(out):
        return
    for monday, week in weeks_between(timetable.school_id, first_day, last_day):
        for session, weekdays in cut_into_plans(of_week_alone(out, week)):
            days = [day for number in weekdays if first_day <= (day := _day_of(monday, number)) <= last_day]
            if days:
                yield days[0], days[-1], session, weekdays


def _day_of(monday: dt.date, weekday: str) -> dt.date:
    return monday + dt.timedelta(days=int(weekday) - 1)


def cancel_plans(timetable: PartTimeTimetable, *, by: Actor, now: dt.datetime) -> None:
    """Cancel what is planned of a timetable and still to come; what was entered from it stands."""
    by = _planner(by)
    for one in timetable.plans.select_related("plan").filter(
        plan__cancelled_at__isnull=True, plan__last_day__gte=now.date()
    ):
        cancel_plan(school_id=timetable.school_id, plan_id=one.plan_id, by=by, now=now)


def _planner(by: Actor) -> Actor:
    """Return whoever's deed completes or ends an agreement as one who may plan: the agreement is what allows it."""
    return Actor(by.user_id, by.name, by.role, Scope.everything())


def _refuse_signed(timetable: PartTimeTimetable, events: list[TimetableEvent], *, as_at: dt.date) -> None:
    """Refuse what both have signed and may not stand, with the reasons that everybody may read."""
    shown = may_stand(timetable, events, as_at=as_at, with_protected=False)
    if shown.met is False and _has_signed(timetable, events):
        raise TimetableRefusal(" ".join((*shown.reasons, f"({shown.citations[0].text})")))


def _has_signed(timetable: PartTimeTimetable, events: list[TimetableEvent]) -> bool:
    """Say whether a parent whom the pupil lives with and the school agree, each by the last they said."""
    return facts_of(timetable, events, with_protected=False).agreed_on is not None
