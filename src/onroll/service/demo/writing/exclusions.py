"""Exclusions in the demo: two that parents and authority were told of, one of them permanent, and a long one with nothing arranged yet."""

from __future__ import annotations

import datetime as dt

from onroll.law.follow_up import Recipient
from onroll.law.school_time import AcademicYear
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.demo.writing.known import Known
from onroll.service.demo.writing.notices import link_of
from onroll.service.exclusions.actions.excluding import exclude
from onroll.service.exclusions.actions.notifying import send_exclusion_notice
from onroll.service.exclusions.actions.telling import tell_parents_of_exclusion
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School, SchoolSession

_ONE_DAY = dt.timedelta(days=1)


def suspend(known: Known, *, now: dt.datetime) -> None:
    """Write two suspensions and a permanent exclusion in each secondary school that has a head, from the next school days on."""
    for school, school_id in known.schools.items():
        head = known.people.get((school, "head"))
        days = _school_days(school_id, now.date())
        if head is None or len(days) < 12 or not _has_met(school_id, now.date()):
            continue
        if School.objects.get(pk=school_id).phase != "secondary":
            continue
        found = [
            one.id
            for one in pupils_on_day(head.scope, school_id=school_id, date=now.date())
            if one.group.startswith("9")
        ]
        stories = (
            ("short", found[30:31], days[1], days[2], "Fighting in the yard.", True),
            (
                "permanent",
                found[90:91],
                days[1],
                None,
                "A knife brought into school, after two warnings.",
                True,
            ),
            ("long", found[60:61], days[1], days[8], "A threat against a member of staff.", False),
        )
        for key, pupils, first, last, reason, is_told in stories:
            for pupil_id in pupils:
                try:
                    row = exclude(
                        school_id=school_id, pupil_id=pupil_id, kind="suspension" if last else "permanent", first_day=first,
                        last_day=last, reason=reason, counts_instead=True, key=f"demo-{key}", by=head, now=now - _ONE_DAY,
                    )  # fmt: skip
                    if is_told:
                        tell_parents_of_exclusion(
                            school_id=school_id, exclusion_id=row.pk, channel="letter", by=head, now=now
                        )
                        send_exclusion_notice(
                            school_id=school_id, exclusion_id=row.pk, recipient=Recipient.LOCAL_AUTHORITY,
                            email="exclusions@authority.example", link_of=link_of, by=head, now=now,
                        )  # fmt: skip
                except (AttendanceRefusal, ExclusionRefused, MessageRefused):
                    # A pupil about to leave the roll, or a family that may not be written to.
                    continue


def _has_met(school_id: int, on: dt.date) -> bool:
    """Say whether the school has met this year before a day: nobody is suspended over a summer holiday."""
    held = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__lt=on)
    return held.filter(date__gte=AcademicYear.of(on).first_day).exists()


def _school_days(school_id: int, on: dt.date) -> list[dt.date]:
    held = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__gte=on)
    return list(held.order_by("date").values_list("date", flat=True).distinct()[:30])
