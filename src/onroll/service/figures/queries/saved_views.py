"""The views of a body's figures that somebody may open: their own, and those that others share."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.figures.bodies import Body
from onroll.service.figures.models import SavedView


@dataclass(frozen=True, slots=True)
class SavedViews:
    """Views of one body, by name."""

    own: tuple[SavedView, ...]
    shared: tuple[SavedView, ...]


def saved_views(scope: Scope, *, body: Body, user_id: int | None) -> SavedViews:
    """Return what a person has saved of a body, and what others who see it share. Raises OutOfScope."""
    body.require(scope, Permission.FIGURES_VIEW)
    found = SavedView.objects.filter(
        Q(owner_id=user_id) | Q(is_shared=True), kind=body.kind, body_id=body.body_id
    ).select_related("owner")
    return SavedViews(
        tuple(one for one in found if one.owner_id == user_id),
        tuple(one for one in found if one.owner_id != user_id),
    )
