"""Arrangements of the days about now: a visit, a fixture this afternoon, work experience, a day of observance, one withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.planned_attendance import Activity
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.demo.writing.known import Known
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.planned_attendance.actions.arranging import arrange
from onroll.service.planned_attendance.actions.withdrawing import withdraw_arrangement
from onroll.service.planned_attendance.draft import Draft
from onroll.service.planned_attendance.refusals import ArrangementRefused

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One arrangement: what, where, in how many school days, for how many of them, for which year and how many pupils."""

    key: str
    activity: Activity
    title: str
    place: str
    in_days: int
    lasts: int
    pupils: int
    years: frozenset[str] | None = None
    session: str = ""
    because: str = ""
    telephone: str = ""
    withdrawn: str = ""


STORIES = (
    Story("museum", Activity.VISIT, "Museum of the Tarn", "Tarnmouth", 2, 1, 24, telephone="01632 960188"),
    Story("fixture", Activity.SPORT, "Cross-country against Marrow Vale", "Vale Park", 0, 1, 4, session="PM"),
    Story("rehearsal", Activity.OTHER, "County music festival", "Tarnmouth Corn Hall", 5, 2, 6),
    Story("placement", Activity.WORK_EXPERIENCE, "Work experience week", "Employers in Tarnmouth", 8, 5, 18,
          frozenset({"10"})),
    Story("exams", Activity.STUDY_LEAVE, "Study leave for the resit examinations", "", 6, 2, 5,
          frozenset({"11", "12", "13"})),
    Story("observance", Activity.OBSERVANCE, "A day of observance", "", 4, 1, 3, because="The Tarn Road congregation"),
    Story("farm", Activity.VISIT, "Visit to Upper Tarn farm", "Upper Tarn", 3, 1, 20,
          withdrawn="The farm cannot take visitors this week."),
)  # fmt: skip


def arrange_ahead(known: Known, *, now: dt.datetime) -> None:
    """Write every story in each school that has a head, an attendance officer and pupils of the years."""
    for school, school_id in known.schools.items():
        officer, head = known.people.get((school, "attendance_officer")), known.people.get((school, "head"))
        days = _school_days(school_id, now.date())
        groups = list(RegistrationGroup.objects.filter(school_id=school_id, last_day=None).order_by("pk"))
        if officer is None or head is None or not days or not groups:
            continue
        for number, story in enumerate(STORIES):
            of_years = [one for one in groups if story.years is None or one.year_group in story.years]
            if of_years and story.in_days + story.lasts <= len(days):
                _tell(story, school_id, of_years[number % len(of_years)].pk, days, officer, head, now)


def _tell(
    story: Story,
    school_id: int,
    group_id: int,
    days: list[dt.date],
    officer: Actor,
    head: Actor,
    now: dt.datetime,
) -> None:
    at = now - 3 * _ONE_DAY
    found = pupils_on_day(officer.scope, school_id=school_id, date=now.date(), group_ids=[group_id])
    staffed = story.activity not in (Activity.STUDY_LEAVE, Activity.OBSERVANCE)
    draft = Draft(
        activity=story.activity,
        title=story.title,
        first_day=days[story.in_days],
        last_day=days[story.in_days + story.lasts - 1],
        session=story.session,
        place=story.place,
        because=story.because,
        responsible=officer.name if staffed else "",
        telephone=story.telephone,
        supervised_by=f"{head.name} and {officer.name}" if staffed else "",
        is_supervised_by_staff=staffed,
        approved_by=head.name if staffed else "",
        agreed_on=at.date() if story.activity is Activity.STUDY_LEAVE else None,
    )
    try:
        made = arrange(
            school_id=school_id,
            draft=draft,
            pupil_ids=[one.id for one in found[: story.pupils]],
            key=f"demo-{story.key}",
            leave_out_refused=True,
            by=officer,
            now=at,
        )
    except ArrangementRefused:
        # Everybody of that class is planned for already, or about to leave.
        return
    if story.withdrawn:
        withdraw_arrangement(
            school_id=school_id, arrangement_id=made.pk, why=story.withdrawn, by=officer, now=now - _ONE_DAY
        )


def _school_days(school_id: int, on: dt.date) -> list[dt.date]:
    held = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__gte=on)
    return list(held.order_by("date").values_list("date", flat=True).distinct()[:30])
