"""Whom figures are of: a school, or a trust, district or authority with the schools it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import Authority, District, School, Trust

SCHOOL, TRUST, DISTRICT, AUTHORITY = "school", "trust", "district", "authority"


@dataclass(frozen=True, slots=True)
class Body:
    """One school, trust, district or authority, and the schools that are counted together for it.

    `within` is the authority that a district is a part of: a role over the one is held over the other.
    """

    kind: str
    body_id: int
    name: str
    schools: tuple[School, ...]
    within: int | None = None

    @property
    def key(self) -> str:
        """Return what its files are called."""
        return f"{self.kind}-{self.schools[0].urn if self.kind == SCHOOL else self.body_id}"

    @property
    def school_names(self) -> dict[str, str]:
        """Return the names of its schools by URN; of several of one name, each with its URN."""
        alike = Counter(school.name for school in self.schools)
        return {
            school.urn: school.name if alike[school.name] == 1 else f"{school.name} (URN {school.urn})"
            for school in self.schools
        }

    @property
    def school_id(self) -> int | None:
        """Return the school's id; None for several schools together."""
        return self.body_id if self.kind == SCHOOL else None

    def require(self, scope: Scope, permission: Permission) -> None:
        """Refuse, by OutOfScope, unless a role gives the permission over the whole of the body."""
        if self.kind == SCHOOL:
            # Not by row security alone: PostgreSQL's second lock does not reach a file.
            if not scope.may(permission, school_id=self.body_id):
                raise OutOfScope(f"No role held gives {permission} over the whole of that school.")
            return
        if not self.may(scope, permission):
            raise OutOfScope(f"No role held gives {permission} over this {self.kind}.")

    def may(self, scope: Scope, permission: Permission) -> bool:
        """Say whether a role gives the permission over the whole of the body."""
        if self.kind == SCHOOL:
            return scope.may(permission, school_id=self.body_id)
        return scope.may_over(permission, kind=self.kind, body_id=self.body_id) or (
            self.within is not None and scope.may_over(permission, kind=AUTHORITY, body_id=self.within)
        )


def of_school(school: School) -> Body:
    """Return a school as a body of its own."""
    return Body(SCHOOL, school.pk, school.name, (school,))


def of_trust(trust: Trust) -> Body:
    """Return a trust with its schools."""
    return Body(TRUST, trust.pk, trust.name, _schools(trust=trust))


def of_authority(authority: Authority) -> Body:
    """Return an authority with the schools of its area."""
    return Body(AUTHORITY, authority.pk, authority.name, _schools(authority=authority))


def of_district(district: District) -> Body:
    """Return a part of an authority with the schools there."""
    return Body(
        DISTRICT, district.pk, district.name, _schools(district=district), within=district.authority_id
    )


def of_place(place: Authority | District | Trust) -> Body:
    """Return an authority, a district or a trust with its schools."""
    if isinstance(place, District):
        return of_district(place)
    return of_trust(place) if isinstance(place, Trust) else of_authority(place)


def _schools(**of_whom: Authority | District | Trust) -> tuple[School, ...]:
    return tuple(School.objects.filter(**of_whom).select_related("district", "trust").order_by("urn"))


def every_body() -> Iterator[Body]:
    """Yield every school, then every trust, district and authority that has one."""
    for school in School.objects.order_by("urn"):
        yield of_school(school)
    for trust in Trust.objects.order_by("pk"):
        if (body := of_trust(trust)).schools:
            yield body
    for district in District.objects.order_by("pk"):
        if (body := of_district(district)).schools:
            yield body
    for authority in Authority.objects.order_by("pk"):
        if (body := of_authority(authority)).schools:
            yield body
