"""The pupils on a school's roll on a day, found by name, initials or group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import Pupil, RegistrationGroupMembership

#: Whoever may do one of these must first find the pupil.
_FINDERS = (Permission.PUPIL_VIEW, Permission.ARRIVAL_RECORD, Permission.REGISTER_AMEND)


@dataclass(frozen=True, slots=True)
class PupilOnDay:
    """A pupil, and the registration group they are in that day."""

    id: int
    name: str
    surname: str
    initials: str
    group_id: int | None
    group: str
    #: The starting day, of a pupil for whom it is still to come.
    starts_on: dt.date | None = None


def pupils_on_day(
    scope: Scope, *, school_id: int, date: dt.date, words: str = "", group_ids: Collection[int] = ()
) -> list[PupilOnDay]:
    """Return the pupils on roll on a day whose name, initials or group match; all of them without words.

    Each word must begin a name or the group's name, or be the initials. Raises OutOfScope.
    """
    if not any(scope.may(permission, school_id=school_id) for permission in _FINDERS):
        raise OutOfScope("No role held lets you look for this school's pupils.")
    rows = _pupils(school_id, date)
    if group_ids:
        rows = rows.filter(group_on_day__in=list(group_ids))
    asked = words.lower().split()
    return [one for one in (_found(row) for row in rows) if all(_matches(one, word) for word in asked)]


def pupils_to_plan_for(scope: Scope, *, school_id: int, on: dt.date, words: str = "") -> list[PupilOnDay]:
    """Return the pupils on roll on a day and those still to start, who match as in `pupils_on_day`. Raises OutOfScope."""
    found = pupils_on_day(scope, school_id=school_id, date=on, words=words)
    known, asked = {one.id for one in found}, words.lower().split()
    rows = Enrolment.objects.filter(school_id=school_id, starting_day__gt=on, last_day=None)
    coming = [
        PupilOnDay(
            row.pupil_id,
            str(row.pupil),
            row.pupil.surname,
            row.pupil.initials,
            None,
            "",
            row.starting_day,
        )
        for row in rows.select_related("pupil").order_by("pupil__legal_surname", "pupil__legal_forenames")
        if row.pupil_id not in known
    ]
    return [*found, *(one for one in coming if all(_matches(one, word) for word in asked))]


def codes_of_day(
    scope: Scope, *, school_id: int, date: dt.date, pupil_ids: Collection[int]
) -> dict[tuple[int, str], str]:
    """Return pupils' standing codes of a day, by pupil and session. Raises OutOfScope."""
    if not any(scope.may(permission, school_id=school_id) for permission in _FINDERS):
        raise OutOfScope("No role held lets you look for this school's pupils.")
    rows = CurrentEntry.objects.filter(school_id=school_id, date=date, pupil_id__in=pupil_ids)
    return {(row.pupil_id, row.session): row.code for row in rows}


def _pupils(school_id: int, date: dt.date):  # type: ignore[no-untyped-def] # a queryset of Pupil with its group
    member = RegistrationGroupMembership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date),
        pupil_id=OuterRef("pk"),
        group__school_id=school_id,
        first_day__lte=date,
    ).order_by("-first_day")
    name = RegistrationGroup.objects.filter(pk=OuterRef("group_on_day"))
    return (
        Pupil.objects.filter(
            Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=date),
            enrolments__school_id=school_id,
            enrolments__starting_day__lte=date,
        )
        .annotate(group_on_day=Subquery(member.values("group_id")[:1]))
        .annotate(group_name=Subquery(name.values("name")[:1]))
        .distinct()
        .order_by("legal_surname", "legal_forenames", "pk")
    )


def _found(row) -> PupilOnDay:  # type: ignore[no-untyped-def] # a Pupil with the annotations above
    return PupilOnDay(row.pk, str(row), row.surname, row.initials, row.group_on_day, row.group_name or "")


def _matches(pupil: PupilOnDay, word: str) -> bool:
    names = f"{pupil.name} {pupil.group}".lower().replace("-", " ").split()
    return (
        word == pupil.initials.lower()
        or any(name.startswith(word) for name in names)
        or pupil.group.lower().replace(" ", "") == word
    )
