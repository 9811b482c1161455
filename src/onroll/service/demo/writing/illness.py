"""Support for some pupils who are often or long ill: plans, evidence, a return, a reply, and what an earlier school reports."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.demo.writing.known import Known
from onroll.service.medical_absence.actions.asking_health import (
    ask_health_professional,
    record_consent,
    record_reply,
)
from onroll.service.medical_absence.actions.recording import record_earlier, record_evidence, record_expected
from onroll.service.medical_absence.actions.supporting import make_plan
from onroll.service.medical_absence.actions.telling import make_return, refer
from onroll.service.medical_absence.queries.illness import illness_of_pupil, often_ill

_FORTNIGHT = dt.timedelta(days=14)


def support_some(known: Known, *, now: dt.datetime) -> None:
    """Record what was done for three pupils of each school, and leave what is asked for the others to a person."""
    for school, school_id in known.schools.items():
        if (school, "attendance_officer") not in known.people:
            continue
        by = known.officer(school)
        lines = often_ill(by.scope, school_id=school_id, on=now.date())
        for place, line in enumerate(sorted(lines, key=lambda one: (-one.illness.longest, one.pupil.pk))[:3]):
            about: dict[str, Any] = {"school_id": school_id, "pupil_id": line.pupil.pk, "by": by, "now": now}
            if place == 0:
                _of_the_longest(about, now.date())
            else:
                _of_another(about, now.date(), "seen" if place == 1 else "professional")
            if place == 1:
                _answered(about, now.date())
        _from_another_school(school_id, by, now)


def _answered(about: dict[str, Any], today: dt.date) -> None:
    """Have a health professional be asked and answer, so that somebody decides how the days are entered."""
    record_consent(
        on=today, until=today + 3 * _FORTNIGHT, given_by="parent", who="The father", scope=("pattern", "support"), words="", **about
    )  # fmt: skip
    request = ask_health_professional(
        who="The school nurse", words="Whether the days away belong to one condition, and what helps on a bad morning.",
        next_on=today + _FORTNIGHT, **about,
    )  # fmt: skip
    record_reply(
        request_id=request.pk, on=today, words="One condition, that comes and goes. A late start on a bad morning helps.", **about
    )  # fmt: skip


def _from_another_school(school_id: int, by: Actor, now: dt.datetime) -> None:
    """Record what the school before reports of one pupil who came in the middle of this year, where there is one."""
    settled = AcademicYear.of(now.date()).first_day + _FORTNIGHT
    came = Enrolment.objects.filter(
        school_id=school_id, starting_day__range=(settled, now.date()), last_day=None
    )
    first = came.exclude(deletion_ground__in=Enrolment.VOID).order_by("starting_day", "pk").first()
    if first is not None:
        until = first.starting_day - dt.timedelta(days=1)
        record_earlier(
            school_id=school_id, pupil_id=first.pupil_id, on=until - dt.timedelta(days=10), until=until, days=4,
            who="The school before, by telephone", words="Tonsillitis, and a week after it.", by=by, now=now,
        )  # fmt: skip


def _of_the_longest(about: dict[str, Any], today: dt.date) -> None:
    record_expected(
        until=today + _FORTNIGHT,
        nature="physical",
        words="At home after an operation; may have visits.",
        **about,
    )
    make_plan(
        words="Work marked and returned each week; two friends write; the way back is planned with the family.",
        who="The SENCO",
        next_on=today + _FORTNIGHT,
        **about,
    )
    scope, pupil = about["by"].scope, {"school_id": about["school_id"], "pupil_id": about["pupil_id"]}
    if illness_of_pupil(scope, **pupil, on=today).illness.is_to_return:
        make_return(on=today, how="portal", who="The authority’s own system", **about)
    record_consent(
        on=today, until=today + 3 * _FORTNIGHT, given_by="parent", who="The mother", scope=("pattern", "support"), words="", **about
    )  # fmt: skip
    ask_health_professional(
        who="The practice nurse", words="What would let the pupil come for some of the time, and from when.",
        next_on=today + _FORTNIGHT, **about,
    )  # fmt: skip
    refer(
        on=today,
        how="portal",
        who="Medical needs service",
        words="Home tuition while the pupil cannot come.",
        consent="the mother",
        next_on=today + 3 * _FORTNIGHT,
        **about,
    )


def _of_another(about: dict[str, Any], today: dt.date, evidence: str) -> None:
    record_evidence(
        on=today,
        evidence=evidence,
        who="The school office",
        words="Appointments on two days a month.",
        **about,
    )
    make_plan(
        words="Work sent on the first day away; a call each week; a quiet place on the first day back.",
        who="The head of year",
        next_on=today + _FORTNIGHT,
        **about,
    )
