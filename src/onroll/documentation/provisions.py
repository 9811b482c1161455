"""What each provision of the law says, what Onroll does about it, and the cases that prove it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

from onroll.casebooks import SHIPPED, casebooks_in, cases_in
from onroll.documentation.law import day, link
from onroll.documentation.tables import table
from onroll.law.casebook import casebook_rules
from onroll.law.changes import value_in_words
from onroll.law.coverage import COVERED, Covered, counts
from onroll.law.deletion_facts import FACTS_OF_GROUND, facts_of
from onroll.law.deletion_grounds import GROUNDS
from onroll.law.rules import all_dated_values, all_rules

_SECTIONS = {
    "1": "The admission register",
    "2": "The attendance register",
    "3": "Leave of absence and other absence",
    "4": "Returns, access and sharing",
    "5": "Working together, and formal measures",
    "6": "Penalty notices",
    "7": "Definitions and law that cuts across",
    "8": "Missing education, home education and the Act of 2026",
}


def coverage_page() -> str:
    """Return every provision by section: what is done about it and the rules that do it."""
    words = [
        "# What of the law is built",
        "Each provision, and what Onroll does about it: *implemented*, *recorded only* (Onroll keeps the facts and "
        "people judge them) or *outside the software*. † marks words still to be confirmed.",
        table(["", "provisions"], [(name, str(number)) for name, number in counts().items()]),
    ]
    for number, title in _SECTIONS.items():
        rows = [_covered(one) for one in COVERED if one.key.split(".")[0] == number]
        words += [f"## {number}. {title}", table(["", "provision", "what it says", "status", "rules"], rows)]
    return "\n\n".join(words)


def cases_page() -> str:
    """Return every rule by provision with its values, and the cases that prove it."""
    cases = _cases_by_rule()
    provisions = defaultdict(list)
    for one in COVERED:
        for name in one.rules:
            provisions[name].append(one)
    values = all_dated_values()
    words = [
        "# Provision, rule, cases",
        "Each rule, the provisions it builds, the numbers beside it and the cases that prove it. Anyone can run the "
        "cases: `onroll casebook run --shipped`. A case is written as `docs/law/casebook.md` shows.",
    ]
    for rule in all_rules():
        module = rule.function.__module__.removeprefix("onroll.law.")
        numbers = [
            f"{one.description}: {value_in_words(step.value)} from {day(step.day)}"
            for value_name, one in values.items()
            if value_name.rpartition(".")[0] == module
            for step in one.steps
            if hasattr(step, "value") and not isinstance(step.value, dict)
        ]
        words += [
            f"## {rule.title}",
            f"`{rule.name}`, from {day(rule.first_day)}; {rule.strength.value}. Rests on "
            f"{'; '.join(map(link, rule.citations))}.",
            _listed(
                "Provisions", [f"{one.key} {one.provision}: {one.words}" for one in provisions[rule.name]]
            ),
            _listed("Numbers", numbers),
            _listed("Cases", cases.get(rule.name, ["none shipped; tests of the library prove it"])),
        ]
    return "\n\n".join(one for one in words if one)


def casebook_page() -> str:
    """Return the format of a casebook: each rule's fields."""
    words = [
        "# Writing cases",
        "A casebook is a YAML file: a list of cases, each with a name, a rule, what is given and what is expected. Run "
        "one by `onroll casebook run FILE`. Days are ISO dates, codes are strings, times are in quotes.",
        "```yaml\n- name: Arriving one minute after the register closed\n  rule: registers.entry_for_arrival\n"
        '  given: {session: am, register_opened: "09:00", register_closed: "09:30", arrived: "09:31"}\n'
        '  expect: {code: "U", allowed: true}\n```',
    ]
    for rule in casebook_rules().values():
        rows = [
            ("given", f"`{name}`{' (optional)' if asked.optional else ''}", asked.shape.words)
            for name, asked in rule.given.items()
        ]
        rows += [("found", f"`{name}`", meaning) for name, meaning in rule.found.items()]
        notes = "" if rule.name == "admission_register.deletion_ground" else "\n".join(rule.notes)
        words += [f"## `{rule.name}`", rule.title + ".", table(["", "field", "what it is"], rows), notes]
    words += ["## Facts of each ground for deletion", _ground_facts()]
    return "\n\n".join(one for one in words if one)


def _ground_facts() -> str:
    rows = [
        (f"`{ground}`", GROUNDS[ground].title, f"`{fact.name}`", fact.kind.value)
        for ground in FACTS_OF_GROUND
        for fact in facts_of(ground)
    ]
    return table(["ground", "", "fact", "what it is"], rows)


def _covered(one: Covered) -> tuple[str, ...]:
    mark = " †" if one.unconfirmed else ""
    rules = ", ".join(f"`{name}`" for name in one.rules)
    return (one.key, one.provision, one.words + mark, one.status.value, rules)


def _listed(heading: str, lines: list[str]) -> str:
    return f"{heading}:\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""


@lru_cache(maxsize=1)
def _cases_by_rule() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in casebooks_in([SHIPPED]):
        for case, _ in cases_in(path):
            found[case["rule"]].append(_case(case))
    return dict(found)


def _case(case: dict[str, Any]) -> str:
    expected = ", ".join(f"{name} {value_in_words(value)}" for name, value in case["expect"].items())
    return f"{case['name']}: {expected}"
