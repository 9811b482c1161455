"""How parents asked a school to reach them."""

from __future__ import annotations

from collections.abc import Collection

from onroll.service.people.models import ContactWish


def wishes_of(school_id: int, parent_ids: Collection[int]) -> dict[int, str]:
    """Return by parent the wish that stands, in words, for those who have judged the scope. One statement."""
    rows = ContactWish.objects.filter(school_id=school_id, parent_id__in=parent_ids).order_by("pk")
    return {row.parent_id: row.in_words for row in rows if row.parent_id is not None}


def wished_ways(school_id: int, parent_ids: Collection[int]) -> dict[int, str]:
    """Return by parent how they asked to be reached, for those who have judged the scope. One statement."""
    rows = ContactWish.objects.filter(school_id=school_id, parent_id__in=parent_ids).order_by("pk")
    return {
        parent_id: prefers for parent_id, prefers in rows.values_list("parent_id", "prefers") if parent_id
    }
