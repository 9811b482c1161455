"""Python's search for rings of dead objects, which goes over everything that lives: a server's code, settings and templates too."""

from __future__ import annotations

import gc

#: Of new objects, of collections of the young, and of those of the middle-aged. A page of a large school makes 50,000 objects and no ring.
_THRESHOLDS = (50_000, 20, 20)


def search_less_often() -> None:
    """Leave what stands until the end out of every search, and search when there is more to find; for a process that stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
