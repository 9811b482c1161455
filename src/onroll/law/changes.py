"""What starts, changes or ends in the law on or after a day, read off its dated values and rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.rules import all_dated_values, all_rules


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its day (None where it is announced and has none), what it is to, and what it rests on."""

    day: date | None
    name: str
    words: str
    citation: Citation

    def as_dict(self) -> dict[str, Any]:
        """Answer the change as JSON can hold it."""
        return {
            "day": None if self.day is None else self.day.isoformat(),
            "name": self.name,
            "words": self.words,
            "citation": self.citation.text,
        }


def changes_since(day: date) -> tuple[Change, ...]:
    """Answer every change on or after a day in the order of days, then what is announced."""
    found = [
        Change(rule.first_day, rule.name, f"the rule starts: {rule.title}", rule.citations[0])
        if rule.in_force
        else Change(None, rule.name, f"announced, not in force: {rule.title}", rule.citations[0])
        for rule in all_rules()
        if rule.first_day >= day or not rule.in_force
    ]
    for name, value in all_dated_values().items():
        found += _steps_since(name, value, day)
        found += [
            Change(
                one.expected,
                name,
                f"announced, not in force: {value.description}: {value_in_words(one.value)}",
                one.citation,
            )
            for one in value.announced
        ]
    return tuple(sorted(found, key=lambda change: (change.day or date.max, change.name, change.words)))


def value_in_words(value: object) -> str:
    """Write a value of the law briefly: a table of the law by its names, a list by its items, a set in order."""
    if isinstance(value, Mapping):
        return _mapping_in_words(value)
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(map(_name, value))) or "none"
    if isinstance(value, tuple) and _says_itself(value):
        return str(value)
    if isinstance(value, tuple | list):
        return _listed([_name(one) for one in value]) or "none"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def items_of(value: object) -> tuple[str, ...]:
    """Answer a value's items as sentences would list them, or nothing where it is not a list of the law."""
    if isinstance(value, Mapping):
        return _items_of_mapping(value)
    if isinstance(value, tuple | list) and any(" " in str(one) for one in value):
        return tuple(map(str, value))
    return ()


def _items_of_mapping(value: Mapping[Any, Any]) -> tuple[str, ...]:
    held = tuple(value.values())
    if all(isinstance(one, str | frozenset) for one in held):
        return tuple(f"{_name(name)}: {value_in_words(one)}" for name, one in value.items())
    return tuple(map(str, held)) if all(map(_says_itself, held)) else ()


def _says_itself(value: object) -> bool:
    return "__str__" in vars(type(value))


def _name(value: object) -> str:
    return str(value).replace("_", " ") if isinstance(value, Enum) else str(value)


def _mapping_in_words(value: Mapping[Any, Any]) -> str:
    return "; ".join(items_of(value)) or f"a table of {len(value)}: {', '.join(map(_name, value))}"


def _listed(items: list[str]) -> str:
    return ("; " if any("," in one for one in items) else ", ").join(items)


def _steps_since(name: str, value: Dated[Any], day: date) -> list[Change]:
    return [
        Change(
            step.day,
            name,
            f"{value.description}: {value_in_words(step.value)}"
            if isinstance(step, From)
            else f"no longer in force: {value.description}",
            step.citation,
        )
        for step in value.steps
        if step.day >= day
    ]
