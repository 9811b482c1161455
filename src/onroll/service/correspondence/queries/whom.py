"""About which pupils a message is written: one, a group's, the school's, or those whose absence has no reason yet."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import RegistrationGroupMembership
from onroll.service.people.year_groups import year_group_order
from onroll.service.whole_numbers import whole_number

NO_REASON = {"no-reason-am": "AM", "no-reason-pm": "PM"}


def choices_of_whom(scope: Scope, *, school_id: int, on: dt.date) -> list[tuple[str, str]]:
    """Return whom a message may be about, as value and words. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    running = Q(first_day__lte=on) & (Q(last_day__isnull=True) | Q(last_day__gte=on))
    groups = sorted(
        RegistrationGroup.objects.filter(running, school_id=school_id),
        key=lambda one: (year_group_order(one.year_group), one.name),
    )
    return [
        ("no-reason-am", "Pupils absent in the morning with no reason yet"),
        ("no-reason-pm", "Pupils absent in the afternoon with no reason yet"),
        *((f"group-{one.pk}", one.name) for one in groups),
        ("all", "The whole school"),
    ]


def pupils_meant(scope: Scope, *, school_id: int, whom: str, on: dt.date) -> list[int]:
    """Return the pupils that a choice means on a day, by name; none for a choice that is not there. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    on_roll = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), school_id=school_id, starting_day__lte=on
    ).exclude(deletion_ground=Enrolment.WITHDRAWN)
    return list(
        _narrowed(on_roll, school_id, whom, on)
        .order_by("pupil__legal_surname", "pupil__legal_forenames", "pupil_id")
        .values_list("pupil_id", flat=True)
        .distinct()
    )


def _narrowed(on_roll: QuerySet[Enrolment], school_id: int, whom: str, on: dt.date) -> QuerySet[Enrolment]:
    kind, _, number = whom.rpartition("-")
    if whom in NO_REASON:
        code = CODE_OF_NO_REASON_YET.on(on)
        entries = CurrentEntry.objects.filter(
            school_id=school_id, date=on, session=NO_REASON[whom], code=code
        )
        return on_roll.filter(pupil_id__in=entries.values("pupil_id"))
    named = whole_number(number)
    if kind == "group" and named is not None:
        members = RegistrationGroupMembership.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=on),
            group_id=named,
            group__school_id=school_id,
            first_day__lte=on,
        )
        return on_roll.filter(pupil_id__in=members.values("pupil_id"))
    if kind == "pupil" and named is not None:
        return on_roll.filter(pupil_id=named)
    return on_roll if whom == "all" else on_roll.none()
