"""What must be answered before a name may be deleted on a ground, and how the ground stands as it is answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from onroll.law.deletion_conditions import FactValue
from onroll.law.deletion_facts import Fact, Kind
from onroll.law.deletion_grounds import GROUNDS, DeletionGround, grounds_for
from onroll.law.finding import Finding
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.entering import NotOnThisRegister
from onroll.service.admission_register.boarding import boarding_days, is_left_out
from onroll.service.admission_register.deletion import (
    DaysOnRecord,
    fact_in_words,
    facts_to_ask,
    finding_of_deletion,
    known_facts,
)
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.days_on_record import days_on_record

#: What the records answer and nobody needs to be shown: it follows from the list of grounds.
_GOES_WITHOUT_SAYING = {"of_compulsory_school_age", "authority_consents"}


@dataclass(frozen=True, slots=True)
class DeletionQuestion:
    """One ground: the facts to ask, what the records answer already, and the finding; None where days cannot be counted.

    `leave_ended_on` is the last day of the last leave planned that has ended.
    """

    ground: DeletionGround
    asked: tuple[Fact, ...]
    known: tuple[str, ...]
    finding: Finding | None
    is_ruled_out: bool = False
    leave_ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GroundStanding:
    """One ground for a pupil's age, and why the school's own records rule it out today; blank where they do not."""

    ground: DeletionGround
    ruled_out: str


def grounds_as_they_stand(
    scope: Scope, *, school_id: int, enrolment_id: int, now: dt.datetime
) -> list[GroundStanding]:
    """Return the grounds for a pupil's age, each as the records alone leave it. Raises NotOnThisRegister, OutOfScope."""
    enrolment, days, boards = _records(scope, school_id, enrolment_id, now)
    today = localdate(now)
    found = []
    for ground in grounds_for(enrolment.pupil.born, today):
        known = known_facts(ground.key, enrolment, boards=boards, on=today, days=days)
        try:
            finding = finding_of_deletion(ground.key, {}, known, days)
        except (CalendarTooShort, NoSessionThatDay):
            found.append(GroundStanding(ground, ""))
        else:
            ruled_out = finding.met is False and _rests_on_records(ground.key, known)
            found.append(GroundStanding(ground, " ".join(finding.reasons) if ruled_out else ""))
    return found


def deletion_question(
    scope: Scope,
    *,
    school_id: int,
    enrolment_id: int,
    ground: str,
    answers: Mapping[str, FactValue],
    now: dt.datetime,
) -> DeletionQuestion | None:
    """Return what a ground asks of a pupil on this roll; None for no such ground. Raises NotOnThisRegister, OutOfScope."""
    enrolment, days, boards = _records(scope, school_id, enrolment_id, now)
    if ground not in GROUNDS:
        return None
    today = localdate(now)
    known = known_facts(ground, enrolment, boards=boards, on=today, days=days)
    try:
        finding = finding_of_deletion(ground, answers, known, days)
    except (CalendarTooShort, NoSessionThatDay):
        finding = None
    return DeletionQuestion(
        GROUNDS[ground],
        facts_to_ask(ground, known),
        tuple(
            fact_in_words(name, value) for name, value in known.items() if name not in _GOES_WITHOUT_SAYING
        ),
        finding,
        finding is not None and finding.met is False and _rests_on_records(ground, known),
        _last_day_of_leave(school_id, enrolment.pupil_id, today) if ground == "h" else None,
    )


def _rests_on_records(ground: str, known: Mapping[str, FactValue]) -> bool:
    """Say whether a ground that is not met stays so whatever is answered: a day not given yet rules nothing out."""
    return not any(fact.kind is Kind.DAY for fact in facts_to_ask(ground, known))


def _records(
    scope: Scope, school_id: int, enrolment_id: int, now: dt.datetime
) -> tuple[Enrolment, DaysOnRecord, bool]:
    """Return the entry, the days on record, and whether the pupil boards."""
    scope.require(Permission.ROLL_DELETE, school_id=school_id)
    rows = Enrolment.objects.select_related("pupil", "school")
    enrolment = rows.filter(pk=enrolment_id, school_id=school_id).first()
    if enrolment is None:
        raise NotOnThisRegister
    days = days_on_record(scope, school_id=school_id, pupil_id=enrolment.pupil_id, now=now)
    boarding = boarding_days(school_id, [enrolment.pupil_id]).get(enrolment.pupil_id, [])
    return enrolment, days, is_left_out(boarding, localdate(now))


def _last_day_of_leave(school_id: int, pupil_id: int, today: dt.date) -> dt.date | None:
    leave = Plan.objects.filter(
        school_id=school_id,
        pupil_id=pupil_id,
        kind=Plan.Kind.LEAVE,
        cancelled_at__isnull=True,
        last_day__lt=today,
    )
    return leave.order_by("-last_day").values_list("last_day", flat=True).first()
