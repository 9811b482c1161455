"""The made-up people of a demo, for its sign-in page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.models import RoleHeld
from onroll.service.access.roles import ROLES

#: The widest places first, so that an authority stands above its schools.
_PLACES = ("authority", "district", "trust", "school", "group")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One made-up person in one role: `group` names a teacher's class."""

    username: str
    name: str
    role: str
    role_title: str
    group: str


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A school or a wider body, with the people who hold a role over it, in the order of the table of roles."""

    name: str
    people: list[DemoPerson]


def demo_people(*, on: dt.date) -> list[DemoPlace]:
    """Return who may sign in with one click, by place; a person with two roles stands under both."""
    held = (
        RoleHeld.objects.filter(user__is_demo=True, user__is_active=True, first_day__lte=on)
        .filter(Q(last_day__isnull=True) | Q(last_day__gte=on))
        .select_related("user", *_PLACES, "group__school")
        .order_by("user__name", "pk")
    )
    places: dict[tuple[int, str], list[tuple[int, DemoPerson]]] = defaultdict(list)
    order = list(ROLES)
    for row in held:
        if row.role in ROLES:
            places[_place(row)].append((order.index(row.role), _person(row)))
    return [
        DemoPlace(name, [person for _, person in sorted(people, key=lambda pair: (pair[0], pair[1].group))])
        for (_, name), people in sorted(places.items())
    ]


def _place(row: RoleHeld) -> tuple[int, str]:
    if row.group:
        return _PLACES.index("school"), row.group.school.name
    kind = next(kind for kind in _PLACES if getattr(row, f"{kind}_id"))
    return _PLACES.index(kind), str(getattr(row, kind))


def _person(row: RoleHeld) -> DemoPerson:
    role = ROLES[row.role]
    return DemoPerson(
        username=row.user.username,
        name=row.user.name,
        role=role.key,
        role_title=row.title or role.title,
        group=row.group.name if row.group else "",
    )
