"""Support for some of the pupils who are often or long ill: a plan and evidence for one, a return and a referral for the longest away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.demo.writing.known import Known
from onroll.service.medical_absence.actions.asking_health import ask_health_professional, record_consent
from onroll.service.medical_absence.actions.recording import record_evidence, record_expected
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
