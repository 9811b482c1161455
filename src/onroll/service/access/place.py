"""A place a role may be held over: a group, school, trust, district or authority."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from onroll.service.access.permissions import Permission
from onroll.service.access.refusals import RoleRefused
from onroll.service.access.scope import Scope

KINDS = {
    "group": "organisations.RegistrationGroup",
    "school": "organisations.School",
    "trust": "organisations.Trust",
    "district": "organisations.District",
    "authority": "organisations.Authority",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place, by kind and id, with its words; `school_id` where it is a school or part of one."""

    kind: str
    place_id: int
    name: str
    school_id: int | None
    #: The authority a district is part of; a district has no administrator of its own.
    authority_id: int | None = None

    def require(self, permission: Permission, scope: Scope) -> None:
        """Refuse, by OutOfScope, whose scope does not hold this permission over the whole place."""
        if self.school_id is not None:
            group_id = self.place_id if self.kind == "group" else None
            scope.require(permission, school_id=self.school_id, group_id=group_id)
        elif self.kind == "district" and self.authority_id is not None:
            scope.require_over(permission, kind="authority", body_id=self.authority_id)
        else:
            scope.require_over(permission, kind=self.kind, body_id=self.place_id)


def place_of(**ids: int | None) -> Place:
    """Return the one place these ids name (`school_id=3`). Raise RoleRefused for none, several, or one not there."""
    given = {name.removesuffix("_id"): value for name, value in ids.items() if value is not None}
    if len(given) != 1:
        raise RoleRefused(
            "A role is held over one place: a group, a school, a trust, a district or an authority."
        )
    kind, place_id = next(iter(given.items()))
    found = apps.get_model(KINDS[kind]).objects.filter(pk=place_id).first()
    if found is None:
        raise RoleRefused(f"There is no such {kind}. It may have been removed; choose again.")
    return Place(kind, place_id, str(found), _school_of(kind, found), getattr(found, "authority_id", None))


def _school_of(kind: str, found: Any) -> int | None:
    return {"group": lambda: found.school_id, "school": lambda: found.pk}.get(kind, lambda: None)()
