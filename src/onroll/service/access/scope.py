"""Scope or raise: which schools and groups a person's roles reach, and what they may do there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES


class OutOfScope(Exception):
    """Raised where a person asks for what none of their roles reaches."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One role held, and one school (or one group of it) that it reaches."""

    role: str
    school_id: int
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """One role held over a trust, district or authority itself, whether or not it has schools yet."""

    role: str
    kind: str
    body_id: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person's roles reach today. Every query takes one; without it nothing is answered."""

    reaches: tuple[Reach, ...] = ()
    unbounded: bool = False
    bodies: tuple[Body, ...] = ()
    _by_school: dict[int, tuple[Reach, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, reaches: Iterable[Reach], bodies: Iterable[Body] = ()) -> Scope:
        """Build the scope of these reaches."""
        held = tuple(dict.fromkeys(reaches))
        by_school: dict[int, tuple[Reach, ...]] = {}
        for reach in held:
            by_school[reach.school_id] = (*by_school.get(reach.school_id, ()), reach)
        return cls(reaches=held, bodies=tuple(dict.fromkeys(bodies)), _by_school=by_school)

    @classmethod
    def everything(cls) -> Scope:
        """Return the service's own scope; never a person's."""
        return cls(unbounded=True)

    def may(self, permission: Permission, *, school_id: int, group_id: int | None = None) -> bool:
        """Say whether some role held reaches this school (and group) with this permission."""
        return self.unbounded or any(
            permission in ROLES[reach.role].permissions and reach.group_id in (None, group_id)
            for reach in self._by_school.get(school_id, ())
        )

    def may_somewhere(self, permission: Permission, *, school_id: int) -> bool:
        """Say whether some role held gives this permission in any part of the school, if only one group of it."""
        return self.unbounded or any(
            permission in ROLES[reach.role].permissions for reach in self._by_school.get(school_id, ())
        )

    def reaches_school(self, school_id: int) -> bool:
        """Say whether any role held reaches this school, or any part of it."""
        return self.unbounded or school_id in self._by_school

    def require(self, permission: Permission, *, school_id: int, group_id: int | None = None) -> None:
        """Refuse, by OutOfScope, unless `may`."""
        if not self.may(permission, school_id=school_id, group_id=group_id):
            raise OutOfScope(f"No role held gives {permission} here.")

    def may_over(self, permission: Permission, *, kind: str, body_id: int) -> bool:
        """Say whether some role held over a trust, district or authority itself has this permission."""
        return self.unbounded or any(
            body.kind == kind and body.body_id == body_id and permission in ROLES[body.role].permissions
            for body in self.bodies
        )

    def require_over(self, permission: Permission, *, kind: str, body_id: int) -> None:
        """Refuse, by OutOfScope, unless `may_over`."""
        if not self.may_over(permission, kind=kind, body_id=body_id):
            raise OutOfScope(f"No role held gives {permission} over this {kind}.")

    @property
    def school_ids(self) -> frozenset[int]:
        """Return every school some role reaches, in whole or in part; empty for the unbounded service."""
        return frozenset(self._by_school)

    def schools_with(self, permission: Permission) -> frozenset[int]:
        """Return the ids of schools where the whole school is within reach for a permission."""
        return frozenset(
            reach.school_id
            for reach in self.reaches
            if reach.group_id is None and permission in ROLES[reach.role].permissions
        )

    def groups_with(self, permission: Permission) -> frozenset[int]:
        """Return the ids of single registration groups within reach for a permission."""
        return frozenset(
            reach.group_id
            for reach in self.reaches
            if reach.group_id is not None and permission in ROLES[reach.role].permissions
        )

    def codes_for(self, *, school_id: int, group_id: int | None = None) -> frozenset[str] | None:
        """Return the attendance codes these roles may enter there; None means every code."""
        if self.unbounded:
            return None
        codes: frozenset[str] = frozenset()
        for reach in self._by_school.get(school_id, ()):
            if reach.group_id in (None, group_id):
                role = ROLES[reach.role]
                if role.codes is None:
                    return None
                codes |= role.codes
        return codes
