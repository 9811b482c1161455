"""The rules and the numbers of ring 1, with what each rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

from onroll.documentation.tables import table
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.rules import all_dated_values, all_rules


def rules_page() -> str:
    """Return every rule with its first day, its strength and its citations."""
    rows = [
        (
            f"`{rule.name}`",
            rule.title,
            day(rule.first_day),
            rule.strength.value,
            "; ".join(map(link, rule.citations)),
        )
        for rule in all_rules()
    ]
    return (
        "# The rules\n\n"
        "Each is a function of `onroll.law`. It runs from its first day until the next rule starts. "
        "† marks a provision whose exact words are still to be confirmed.\n\n"
        + table(["rule", "what it answers", "from", "strength", "rests on"], rows)
    )


def values_page() -> str:
    """Return every dated value with its steps."""
    return "\n\n".join(
        [
            "# The numbers, and other values that change on a day",
            *(_value(name, value) for name, value in all_dated_values().items()),
        ]
    )


def _value(name: str, value: Dated[Any]) -> str:
    steps = [
        (
            day(step.day),
            _words(step.value) if isinstance(step, From) else "*no longer in force*",
            link(step.citation),
        )
        for step in value.steps
    ]
    announced = [
        f"Announced, not in force: {_words(one.value)} ({link(one.citation)}). {one.reason}"
        for one in value.announced
    ]
    reviewed = f"`{name}`. Reviewed {day(value.reviewed_on)}."
    return "\n\n".join(
        [f"## {value.description}", reviewed, table(["from", "value", "rests on"], steps), *announced]
    )


def day(when: date) -> str:
    """Return a day as it is written in prose."""
    return f"{when.day} {when:%B %Y}"


def link(citation: Citation) -> str:
    """Return a citation as a link, marked where it is still to be confirmed."""
    mark = " †" if citation.is_unconfirmed else ""
    return (
        f"[{citation.short_text}]({citation.link}){mark}" if citation.link else f"{citation.short_text}{mark}"
    )


def _words(value: object) -> str:
    if isinstance(value, dict):
        return f"a table of {len(value)}: {', '.join(map(str, value))}"
    if isinstance(value, (frozenset, set)):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return str(value)
