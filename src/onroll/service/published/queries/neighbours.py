"""The statistical neighbours of an authority, as its list stood on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.plain_words import counted
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.published.models import NeighbourList


@dataclass(frozen=True, slots=True)
class NeighboursKept:
    """A list of neighbours: each one's code and name, where the list comes from, and who made it when."""

    members: tuple[tuple[str, str], ...]
    source: str
    made_at: dt.datetime
    made_by_name: str

    @property
    def codes(self) -> frozenset[str]:
        """Return the department's codes of the neighbours."""
        return frozenset(code for code, _ in self.members)

    @property
    def title(self) -> str:
        """Return how many they are, in words that may stand as a name."""
        return counted(len(self.members), "statistical neighbour")


def neighbour_lists(scope: Scope, *, authority_id: int) -> list[NeighboursKept]:
    """Return every list an authority has kept, the one in force first. Raises OutOfScope."""
    scope.require_over(Permission.SCHOOLS_VIEW, kind="authority", body_id=authority_id)
    lists = NeighbourList.objects.filter(authority_id=authority_id).prefetch_related("members")
    return [_kept(one) for one in lists]


def neighbours_on(authority_id: int, *, on: dt.date) -> NeighboursKept | None:
    """Return the list that an authority kept on a day; None where it kept none. Within the domain: it is of no school."""
    lists = NeighbourList.objects.filter(authority_id=authority_id, made_at__date__lte=on)
    found = lists.prefetch_related("members").first()
    return _kept(found) if found else None


def _kept(one: NeighbourList) -> NeighboursKept:
    return NeighboursKept(
        tuple((member.authority_code, member.name) for member in one.members.all()),
        one.source,
        one.made_at,
        one.made_by_name,
    )
