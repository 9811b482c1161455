"""What was done about lateness of late: a pattern looked at, a concern answered, and one that waits for the safeguarding lead."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.demo.writing.known import Known
from onroll.service.lateness.actions.stepping import answer_concern, look_at_pattern, tell_concern
from onroll.service.lateness.queries.due import lateness_due

_FOUND = (
    "Spoke to the mother at the gate: the breakfast club is full until the new year. On its list now.",
    "The bus of that morning comes at 8:50. The company is asked for the earlier one.",
    "An older sister brings both, and has to be at college by nine. A neighbour will walk with them.",
)
_ONE_DAY = dt.timedelta(days=1)


def do_about_lateness(known: Known, *, now: dt.datetime) -> None:
    """Look at most patterns of each school, and tell of two concerns."""
    for school, school_id in known.schools.items():
        officer, lead = known.people.get((school, "attendance_officer")), _lead(school, known)
        if officer is None or lead is None:
            continue
        _, patterns = lateness_due(school_id, on=(now - _ONE_DAY).date())
        for place, one in enumerate(patterns[3:]):
            look_at_pattern(
                school_id=school_id, pupil_id=one.pupil_id, words=_FOUND[place % len(_FOUND)], by=officer,
                now=now - _ONE_DAY,
            )  # fmt: skip
        for place, one in enumerate(patterns[:2]):
            _concern(school_id, one.pupil_id, officer, lead, now, answered=bool(place))


def _concern(
    school_id: int, pupil_id: int, officer: Actor, lead: Actor, now: dt.datetime, *, answered: bool
) -> None:
    told = tell_concern(
        school_id=school_id, pupil_id=pupil_id, concern="tired" if answered else "unaccounted",
        words="Fell asleep at reception, and said there was no breakfast."
        if answered
        else "The family says they leave home at 7:30. It is ten minutes’ walk, and they will not say where they were.",
        by=officer, now=now - 3 * _ONE_DAY if answered else now - dt.timedelta(minutes=20),
    )  # fmt: skip
    if answered:
        answer_concern(
            school_id=school_id, step_id=told.pk, answer="family", by=lead, now=now - 2 * _ONE_DAY,
            words="Spoke to the father. Breakfast at school from tomorrow, and I look again in a fortnight.",
        )  # fmt: skip


def _lead(school: str, known: Known) -> Actor | None:
    return known.people.get((school, "safeguarding_lead")) or known.people.get((school, "head"))
