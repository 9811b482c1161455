"""The cases that come with Onroll, by the rule they ask."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

from onroll.casebooks import SHIPPED, casebooks_in, cases_in
from onroll.law.changes import value_in_words


def cases_of(rule: str) -> tuple[str, ...]:
    """Answer each case of a rule as a line: its name, and what is expected of it."""
    return _by_rule().get(rule, ())


@lru_cache(maxsize=1)
def _by_rule() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in casebooks_in([SHIPPED]):
        for case, _ in cases_in(path):
            found[case["rule"]].append(_line(case))
    return {rule: tuple(lines) for rule, lines in found.items()}


def _line(case: dict[str, Any]) -> str:
    expected = ", ".join(
        f"{name.replace('_', ' ')} {value_in_words(value)}" for name, value in case["expect"].items()
    )
    return f"{case['name']}: {expected}"
