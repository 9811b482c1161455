"""In which language a parent is written to, and which messages can be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.correspondence.models import ParentLanguage
from onroll.service.correspondence.templates import ENGLISH
from onroll.service.people.folded_parents import CHAIN, by_kept_parent, of_kept_parents
from onroll.service.people.models import Parent
from onroll.service.people.pupil_of_school import parent_of_school


@dataclass(frozen=True, slots=True)
class LanguageOf:
    """A parent, and the language they are written to in."""

    parent: Parent
    language: str


def language_of(scope: Scope, *, school_id: int, parent_id: int) -> LanguageOf:
    """Return a parent's language; English where nobody has said another. Raises OutOfScope."""
    scope.require(Permission.PUPIL_EDIT, school_id=school_id)
    parent = parent_of_school(parent_id, school_id=school_id)
    return LanguageOf(parent, languages_of(school_id, [parent.pk]).get(parent.pk, ENGLISH))


def languages_of(school_id: int, parent_ids: Collection[int]) -> dict[int, str]:
    """Return by parent the language that was set, by their own row before one folded into it. One statement.

    For the service's own use: who has none is left out.
    """
    rows = ParentLanguage.objects.filter(of_kept_parents(parent_ids), school_id=school_id).order_by(
        "set_at", "pk"
    )
    said = list(by_kept_parent(rows.values_list(*CHAIN, "language"), parent_ids))
    own_last = sorted(said, key=lambda one: one[1], reverse=True)
    return {parent_id: language for parent_id, _, language in own_last}
