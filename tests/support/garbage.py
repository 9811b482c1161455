"""Garbage is looked for less often: thousands of collected tests and the whole of Django would be gone through again and again."""

import gc

#: Of new objects, of collections of the young, and of those of the middle-aged.
_THRESHOLDS = (50_000, 20, 20)


def pytest_collection_finish() -> None:
    """Leave what stands until the end out of every search, and search when there is more to find."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
