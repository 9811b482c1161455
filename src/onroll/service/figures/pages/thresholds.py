"""The thresholds of absence that pages of figures are about."""

from __future__ import annotations

import datetime as dt

from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE

#: What each is called, and the per cent of a pupil's possible sessions that it is; by the name of its measure.
THRESHOLDS = {
    "persistent": ("Persistent absence", PERSISTENT_ABSENCE),
    "severe": ("Severe absence", SEVERE_ABSENCE),
}


def thresholds_on(day: dt.date) -> list[tuple[str, str, int]]:
    """Return the name, the title and the per cent of each threshold there is on a day."""
    return [
        (name, title, per_cent)
        for name, (title, threshold) in THRESHOLDS.items()
        if (per_cent := threshold.find(day)) is not None
    ]
