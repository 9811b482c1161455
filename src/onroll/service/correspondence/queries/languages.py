"""In which language a parent is written to, and which messages can be."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.correspondence.models import ParentLanguage
from onroll.service.correspondence.templates import ENGLISH
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
    kept = ParentLanguage.objects.filter(school_id=school_id, parent=parent).first()
    return LanguageOf(parent, kept.language if kept else ENGLISH)
