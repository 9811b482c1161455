"""The roles people hold, for reading: one person's, and everyone's over one school."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.models import RoleHeld, User
from onroll.service.access.permissions import Permission
from onroll.service.access.place import place_of
from onroll.service.access.roles import ROLES, Role
from onroll.service.access.scope import Scope

_PLACES = ("group", "school", "trust", "district", "authority")


@dataclass(frozen=True, slots=True)
class Held:
    """One role held: its words, over what, and for which days."""

    role_held_id: int
    role: Role
    title: str
    place: str
    place_kind: str
    covering: bool
    first_day: dt.date
    last_day: dt.date | None
    is_current: bool
    #: Held over this school or part of it, so that its people may end it; False for a trust's or authority's.
    is_of_school: bool


@dataclass(frozen=True, slots=True)
class PersonWithRoles:
    """Someone who signs in, and the roles they hold now or will hold."""

    user: User
    roles: list[Held]


def roles_of(user_id: int, *, on: dt.date) -> list[Held]:
    """Return the roles one person holds on a day or will hold, first given first: their own to read."""
    return [_held(row, on, None) for row in _unended(on).filter(user_id=user_id)]


def holders_of(role: str, *, school_id: int, on: dt.date) -> list[User]:
    """Return those who hold a role over a school on a day, for the service's own messages."""
    held = RoleHeld.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on),
        role=role,
        school_id=school_id,
        first_day__lte=on,
        user__is_active=True,
    )
    return [one.user for one in held.select_related("user").order_by("pk")]


def people_of_school(
    scope: Scope, *, school_id: int, on: dt.date, closed: bool = False
) -> list[PersonWithRoles]:
    """Return everyone who holds a role over a school or part of it on a day or will, and who joined it without one yet.

    `closed` gives those whose accounts are closed instead.
    """
    scope.require(Permission.PEOPLE_VIEW, school_id=school_id)
    held_here = Q(roles_held__school=school_id) | Q(roles_held__group__school=school_id)
    users = (
        User.objects.filter(held_here | Q(joined_school_id=school_id)).filter(is_active=not closed).distinct()
    )
    rows: dict[int, list[Held]] = {}
    of_school = _unended(on).filter(Q(school=school_id) | Q(group__school=school_id))
    for row in of_school.filter(user__in=users):
        rows.setdefault(row.user_id, []).append(_held(row, on, school_id))
    return [PersonWithRoles(user, rows.get(user.pk, [])) for user in sorted(users, key=by_surname)]


def person_of_school(scope: Scope, *, school_id: int, user_id: int, on: dt.date) -> PersonWithRoles | None:
    """Return one of a school's people with every role they hold anywhere; None where they are not one of them."""
    scope.require(Permission.PEOPLE_VIEW, school_id=school_id)
    here = (
        Q(roles_held__school=school_id)
        | Q(roles_held__group__school=school_id)
        | Q(joined_school_id=school_id)
    )
    user = User.objects.filter(here, pk=user_id).distinct().first()
    if user is None:
        return None
    return PersonWithRoles(user, [_held(row, on, school_id) for row in _unended(on).filter(user=user)])


def teachers_of_groups(scope: Scope, *, school_id: int, on: dt.date) -> dict[int, list[PersonWithRoles]]:
    """Return by group who holds a role over it on a day or will, a row for each role; those covering come last."""
    scope.require(Permission.PEOPLE_VIEW, school_id=school_id)
    rows = _unended(on).filter(group__school=school_id, user__is_active=True).select_related("user")
    found: dict[int, list[PersonWithRoles]] = {}
    for row in sorted(rows, key=lambda row: row.covering):
        found.setdefault(row.group_id, []).append(PersonWithRoles(row.user, [_held(row, on, school_id)]))
    return found


def by_surname(user: User) -> tuple[str, str, int]:
    """Return the place of a person in a list: by the last word of the name, which titles and initials come before."""
    *_, last = user.name.split() or [""]
    return last.casefold(), user.name.casefold(), user.pk


def people_over(
    scope: Scope, *, on: dt.date, trust_id: int | None = None, authority_id: int | None = None
) -> list[PersonWithRoles]:
    """Return everyone who holds a role over a trust, or over an authority or a district of it, on a day or will."""
    place_of(trust_id=trust_id, authority_id=authority_id).require(Permission.PEOPLE_VIEW, scope)
    people: dict[int, PersonWithRoles] = {}
    rows = _unended(on).filter(_over(trust_id, authority_id)).select_related("user")
    for row in sorted(rows, key=lambda row: (by_surname(row.user), row.first_day, row.pk)):
        one = people.setdefault(row.user_id, PersonWithRoles(row.user, []))
        one.roles.append(_held(row, on, None))
    return list(people.values())


def person_over(
    scope: Scope,
    *,
    user_id: int,
    on: dt.date,
    trust_id: int | None = None,
    authority_id: int | None = None,
) -> PersonWithRoles | None:
    """Return someone of a trust or an authority with the roles they hold there; None where they hold none, and never did."""
    place_of(trust_id=trust_id, authority_id=authority_id).require(Permission.PEOPLE_VIEW, scope)
    held = RoleHeld.objects.filter(_over(trust_id, authority_id), user_id=user_id)
    first = held.select_related("user").first()
    if first is None:
        return None
    rows = _unended(on).filter(_over(trust_id, authority_id), user_id=user_id)
    return PersonWithRoles(first.user, [_held(row, on, None) for row in rows])


def _over(trust_id: int | None, authority_id: int | None) -> Q:
    if trust_id is not None:
        return Q(trust=trust_id)
    return Q(authority=authority_id) | Q(district__authority=authority_id)


def roles_after(*, user_id: int, school_id: int, day: dt.date) -> list[int]:
    """Return the ids of the roles that a person holds over a school, or a group of it, after a day."""
    here = Q(school=school_id) | Q(group__school=school_id)
    later = Q(last_day__isnull=True) | Q(last_day__gt=day)
    return list(RoleHeld.objects.filter(here, later, user_id=user_id).values_list("pk", flat=True))


def _unended(on: dt.date):  # type: ignore[no-untyped-def]  # a queryset of annotated rows
    return (
        RoleHeld.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=on), role__in=ROLES)
        .select_related(*_PLACES, "group__school")
        .order_by("first_day", "pk")
    )


def _held(row: RoleHeld, on: dt.date, school_id: int | None) -> Held:
    kind = next(kind for kind in _PLACES if getattr(row, f"{kind}_id"))
    place = str(getattr(row, kind))
    role = ROLES[row.role]
    return Held(
        role_held_id=row.pk,
        role=role,
        title=row.title or ("Cover teacher" if row.covering else role.title),
        place=f"{place}, {row.group.school.name}" if row.group and school_id is None else place,
        place_kind=kind,
        covering=row.covering,
        first_day=row.first_day,
        last_day=row.last_day,
        is_current=row.first_day <= on,
        is_of_school=school_id is not None
        and (row.school_id == school_id or (row.group is not None and row.group.school_id == school_id)),
    )
