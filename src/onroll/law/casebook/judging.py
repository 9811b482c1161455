"""Judging a case: its facts are read strictly, its rule answers, and what was expected is compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from math import isfinite
from typing import Any

from onroll.law.casebook.registry import CaseRule, casebook_rules
from onroll.law.casebook.shapes import FaultyCase, mapping, refuse_unknown, shown

FIELDS = ("name", "rule", "source", "given", "expect")
# For people: what they say may be put better without a case failing.
NOT_COMPARED = frozenset({"title", "reason"})
_BEYOND_THE_CALENDAR = (
    "given: the answer falls outside the years 1 to 9999; wanted days and numbers that leave it inside."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what came of it. `error` says why a case could not be judged."""

    name: str
    rule: str
    passed: bool
    expected: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] | None = None
    citations: tuple[str, ...] = ()
    error: str | None = None

    @property
    def differences(self) -> tuple[str, ...]:
        """What was expected and not found, a sentence each."""
        found = self.found or {}
        return tuple(
            f"{name}: expected {shown(wanted)}, found {shown(found[name])}"
            for name, wanted in self.expected.items()
            if name in found and not _agrees(name, wanted, found[name])
        )

    def as_dict(self) -> dict[str, Any]:
        """Answer the case as JSON can hold it."""
        return {
            "name": self.name,
            "rule": self.rule,
            "passed": self.passed,
            "expected": plain(self.expected),
            "found": None if self.found is None else plain(self.found),
            "citations": list(self.citations),
            "error": self.error,
        }


def judge_all(cases: Iterable[object]) -> tuple[Judged, ...]:
    """Judge cases in their order. None stops the others."""
    return tuple(judge(case, place=place) for place, case in enumerate(cases, 1))


def judge(case: object, *, place: int = 1) -> Judged:
    """Judge one case, a plain mapping. `place` names a case that has no name."""
    try:
        return _judged(mapping(case, "case"))
    except OverflowError:
        return unjudged(case, _BEYOND_THE_CALENDAR, place=place)
    except (FaultyCase, LookupError, ValueError) as fault:
        beyond = not isinstance(fault, FaultyCase) and "out of range" in str(fault)
        return unjudged(case, _BEYOND_THE_CALENDAR if beyond else str(fault), place=place)


def unjudged(case: object, error: str, *, place: int = 1) -> Judged:
    """Answer a case that was found wanting before it could be judged, such as a key named twice."""
    name, rule, expected = _heading(case, place)
    return Judged(name, rule, False, expected, None, _cited(rule), error)


def plain(value: Any) -> Any:
    """Answer a value as JSON and YAML hold it: days and times as they are written, and what is no number in words."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _judged(case: Mapping[object, object]) -> Judged:
    refuse_unknown(case, FIELDS, "")
    for needed in ("name", "rule", "given", "expect"):
        if needed not in case:
            raise FaultyCase(needed, "missing; a case has a name, a rule, given and expect.")
    name = case["name"]
    if not isinstance(name, str):
        raise FaultyCase("name", f"wanted words, not {shown(name)}.")
    rule = _rule(case["rule"])
    expected = dict(mapping(case["expect"], "expect"))
    refuse_unknown(expected, rule.found, "expect")
    answer = rule.answer(rule.read(mapping(case["given"], "given")))
    found = {field: plain(answer.found[field]) for field in rule.found}
    passed = all(_agrees(str(field), wanted, found[str(field)]) for field, wanted in expected.items())
    return Judged(
        name,
        rule.name,
        passed,
        {str(field): plain(wanted) for field, wanted in expected.items()},
        found,
        tuple(dict.fromkeys(cited.text for cited in answer.citations)),
    )


def _rule(name: object) -> CaseRule:
    rules = casebook_rules()
    if not isinstance(name, str) or name not in rules:
        raise FaultyCase("rule", f"no rule is called {shown(name)}; wanted one of {', '.join(rules)}.")
    return rules[name]


def _agrees(field: str, wanted: object, found: object) -> bool:
    if field in NOT_COMPARED:
        return True
    wanted = plain(wanted)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    return wanted == found


def _heading(case: object, place: int) -> tuple[str, str, dict[str, Any]]:
    """Read what can be read of a case, to speak of it."""
    named = case if isinstance(case, Mapping) else {}
    expect = named.get("expect")
    return (
        str(named.get("name") or f"case {place}"),
        str(named.get("rule") or ""),
        plain(expect) if isinstance(expect, Mapping) else {},
    )


def _cited(rule: str) -> tuple[str, ...]:
    known = casebook_rules().get(rule)
    return () if known is None else tuple(dict.fromkeys(cited.text for cited in known.citations))
