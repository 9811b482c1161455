"""How parents asked a school to reach them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from onroll.service.people.folded_parents import CHAIN, by_kept_parent, of_kept_parents
from onroll.service.people.models import ContactWish


def wishes_of(school_id: int, parent_ids: Collection[int]) -> dict[int, str]:
    """Return by parent the wish that stands, in words, for those who have judged the scope. One statement."""
    return {parent_id: wish.in_words for parent_id, wish in _standing(school_id, parent_ids).items()}


def wished_ways(school_id: int, parent_ids: Collection[int]) -> dict[int, str]:
    """Return by parent how they asked to be reached, for those who have judged the scope. One statement."""
    return {parent_id: wish.prefers for parent_id, wish in _standing(school_id, parent_ids).items()}


def standing_wish(school_id: int, parent_id: int) -> ContactWish | None:
    """Return the wish of a parent that stands, for those who have judged the scope; None where they have none."""
    return _standing(school_id, [parent_id]).get(parent_id)


def _standing(school_id: int, parent_ids: Collection[int]) -> dict[int, ContactWish]:
    """Return by parent the wish made last, by their own row or by one that was folded into it."""
    wishes = ContactWish.objects.filter(of_kept_parents(parent_ids), school_id=school_id).order_by("pk")
    rows = [
        (row.parent_id, row.once, row.twice, row)
        for row in wishes.annotate(once=F(CHAIN[1]), twice=F(CHAIN[2]))
    ]
    return {parent_id: wish for parent_id, _, wish in by_kept_parent(rows, parent_ids)}
