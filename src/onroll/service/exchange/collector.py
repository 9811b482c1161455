"""Python's search for rings of dead objects, put off while a year of marks is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Do not search while hundreds of thousands of rows come to life: each search goes over all of them, and finds nothing.

    What is no longer used is freed all the same; only what refers to itself waits until the end.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
