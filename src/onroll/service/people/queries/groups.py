"""The registration groups of a school with who is in them and who takes their registers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import PersonWithRoles, teachers_of_groups
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from onroll.service.people.year_groups import year_group_order


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A registration group, how many pupils are in it, how many more will be, and who takes its register."""

    group: RegistrationGroup
    pupils: int
    joining: int
    teachers: list[PersonWithRoles]


@dataclass(frozen=True, slots=True)
class GroupMembers:
    """A registration group with its pupils' days in it, for a role that may see them; else None and their number."""

    shown: GroupShown
    members: list[RegistrationGroupMembership] | None
    on: dt.date
    former: list[RegistrationGroupMembership] = field(default_factory=list)

    @property
    def group(self) -> RegistrationGroup:
        """Return the group itself."""
        return self.shown.group


def groups_of_school(scope: Scope, *, school_id: int, on: dt.date, ended: bool = False) -> list[GroupShown]:
    """Return a school's groups that run on a day or will, by year and name; with `ended`, those that ended before it.

    Raise OutOfScope.
    """
    past = Q(last_day__lt=on)
    groups = RegistrationGroup.objects.filter(past if ended else ~past, school_id=school_id)
    shown = _shown(scope, groups, school_id, on)
    return sorted(shown, key=lambda one: (year_group_order(one.group.year_group), one.group.name))


def group_of_school(scope: Scope, *, school_id: int, group_id: int, on: dt.date) -> GroupMembers | None:
    """Return one group with its members' days in it; None where the school has no such group. Raise OutOfScope."""
    shown = _shown(scope, RegistrationGroup.objects.filter(pk=group_id, school_id=school_id), school_id, on)
    if not shown:
        return None
    if not scope.may(Permission.PUPIL_VIEW, school_id=school_id):
        return GroupMembers(shown[0], None, on)
    rows = list(
        RegistrationGroupMembership.objects.filter(group_id=group_id)
        .select_related("pupil")
        .order_by("pupil__legal_surname", "pupil__legal_forenames", "first_day")
    )
    ended = [row for row in rows if row.last_day is not None and row.last_day < on]
    return GroupMembers(shown[0], [row for row in rows if row not in ended], on, ended)


def pupils_without_group(scope: Scope, *, school_id: int, on: dt.date) -> list[Pupil]:
    """Return the pupils on roll on a day, or to come, who are in no registration group then or later. Raise OutOfScope."""
    scope.require(Permission.PUPIL_VIEW, school_id=school_id)
    placed = RegistrationGroupMembership.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), pupil=OuterRef("pk"), group__school_id=school_id
    )
    on_roll = Q(enrolments__last_day=None) | Q(enrolments__last_day__gte=on)
    pupils = Pupil.objects.filter(on_roll, ~Exists(placed), enrolments__school_id=school_id)
    return list(pupils.distinct())


def _shown(
    scope: Scope, groups: Iterable[RegistrationGroup], school_id: int, on: dt.date
) -> list[GroupShown]:
    teachers = teachers_of_groups(scope, school_id=school_id, on=on)
    running = RegistrationGroupMembership.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), group__school_id=school_id
    )
    counts = running.values("group_id").annotate(
        now=Count("pk", filter=Q(first_day__lte=on)), later=Count("pk", filter=Q(first_day__gt=on))
    )
    by_group = {row["group_id"]: (row["now"], row["later"]) for row in counts.order_by()}
    return [
        GroupShown(group, *by_group.get(group.pk, (0, 0)), teachers.get(group.pk, [])) for group in groups
    ]
