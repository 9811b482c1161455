"""What the law has worked out and remembers: forgotten, so that a change of it shows."""

import sys
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

# Which rules a case may use does not turn on what they say.
KEPT = {"casebook_rules"}


def forget_all() -> None:
    """Empty every cache of the law."""
    modules = tuple(module for name, module in list(sys.modules.items()) if name.startswith("onroll.law"))
    for forget in _caches_of(modules):
        forget()


@lru_cache(maxsize=1)
def _caches_of(modules: tuple[ModuleType, ...]) -> list[Callable[[], None]]:
    """Return what empties each cache. Modules are looked through once, and it is asked of them thousands of times."""
    found = {
        id(one): one
        for module in modules
        for one in vars(module).values()
        if hasattr(one, "cache_clear") and one.__name__ not in KEPT
    }
    return [one.cache_clear for one in found.values()]
