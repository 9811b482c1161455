"""Week A or week B alone, as a form offers them where a school has two."""

from __future__ import annotations

from onroll.service.lessons.models import Week
from onroll.service.lessons.queries.weeks import cycle_of


def weeks_offered(school_id: int) -> list[tuple[str, str, str]]:
    """Return the choice of weeks; none where every week is the same."""
    if cycle_of(school_id) is None:
        return []
    return [("", "Every week", ""), *((value, f"{label} alone", "") for value, label in Week.choices)]
