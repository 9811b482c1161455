"""The rules and the numbers of ring 1, each with what it rests on, by subject and by provision."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from onroll.casebooks.by_rule import cases_of
from onroll.documentation.proofs import sentences_of
from onroll.documentation.tables import table
from onroll.law.changes import items_of, value_in_words
from onroll.law.citation import Citation
from onroll.law.coverage import counts, told_by
from onroll.law.dated import Dated, From
from onroll.law.rules import Rule, all_dated_values, all_rules
from onroll.law.subjects import by_subject, values_by_subject, values_of


def contents_page() -> str:
    """Return where to begin: what each page holds, and the rules by subject."""
    found = counts()
    lines = [
        "\n".join([f"- **{subject}**", *(f"  - {rule_link(rule.name, rule.title)}" for rule in rules)])
        for subject, rules in by_subject().items()
    ]
    return "\n\n".join(
        [
            "# The law, as Onroll has it",
            "For whoever wants to agree or to argue, line by line. Every rule says what it answers, from which day, "
            "how strongly it binds and what it rests on, and lists the cases that prove it. † marks words that are "
            "still to be confirmed in the source itself; what is not known of them is said beside it.",
            table(
                ["page", "what it holds"],
                [
                    ("[rules.md](rules.md)", f"{len(all_rules())} rules by subject, with numbers and cases"),
                    (
                        "[coverage.md](coverage.md)",
                        f"{found['in all']} provisions in order: {found['implemented']} built, "
                        f"{found['recorded only']} recorded only, {found['outside the software']} outside; "
                        f"{found['unconfirmed']} to be confirmed",
                    ),
                    (
                        "[provisions.md](provisions.md)",
                        "each Act, regulation and edition, and the rules that rest on it",
                    ),
                    (
                        "[values.md](values.md)",
                        f"{len(all_dated_values())} numbers and lists that change on a day",
                    ),
                    ("[attendance-codes.md](attendance-codes.md)", "every attendance code, old and new"),
                    ("[casebook.md](casebook.md)", "how to write a case of your own and run it"),
                ],
            ),
            "## How strongly a rule binds",
            "*law* is an Act or regulations; *statutory guidance* must be had regard to; *advice* need not; *local* is "
            "an authority's own arrangement; *ours* is a choice made where the sources are silent.",
            "## The rules by subject",
            "\n".join(lines),
        ]
    )


def rules_page() -> str:
    """Return every rule by subject: in plain words, from when, how strongly, on what, and the cases that prove it."""
    words = [
        "# The rules",
        "Each runs from its first day until the next rule starts. † marks a provision whose words are still to be "
        "confirmed. *Cases* can be run by anyone: `onroll casebook run --shipped`; *tests* are those of the library. "
        "Back to [the contents](README.md).",
    ]
    for subject, rules in by_subject().items():
        words.append(f"## {subject}")
        for rule in rules:
            words += _rule(rule)
    return "\n\n".join(one for one in words if one)


def values_page() -> str:
    """Return every dated value with its steps, by subject."""
    words = [
        "# The numbers, and other values that change on a day",
        "Each value runs until the next one starts. Back to [the contents](README.md).",
    ]
    for subject, values in values_by_subject().items():
        words.append(f"## {subject}")
        words += [_value(name, value) for name, value in values.items()]
    return "\n\n".join(words)


def provisions_page() -> str:
    """Return every instrument in order of name, each provision of it that is cited, and what rests on it."""
    resting: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    cited: dict[str, Citation] = {}
    for citation, what in _citations():
        cited.setdefault(citation.instrument.name + citation.instrument.edition, citation)
        provisions = resting[citation.instrument.name + citation.instrument.edition]
        mark = " †" if citation.is_unconfirmed else ""
        if what + mark not in provisions[citation.provision]:
            provisions[citation.provision].append(what + mark)
    words = [
        "# By provision",
        "What rests on each Act, regulation and edition. Back to [the contents](README.md).",
    ]
    for name in sorted(resting):
        instrument = cited[name].instrument
        edition = f" ({instrument.edition})" if instrument.edition else ""
        source = f"[{instrument.name}{edition}]({instrument.link})" if instrument.link else instrument.name
        rows = [
            (provision, "; ".join(resting[name][provision]))
            for provision in sorted(resting[name], key=_in_order)
        ]
        words += [
            f"## {instrument.name}{edition}",
            f"{source}. {instrument.standing or f'In force from {day(instrument.in_force_from)}'}; {instrument.strength.value}.",
            table([instrument.divisions, "what rests on it"], rows),
        ]
    return "\n\n".join(words)


def _citations() -> Iterable[tuple[Citation, str]]:
    for rule in all_rules():
        for citation in rule.citations:
            yield citation, rule_link(rule.name, rule.title)
    for name, value in all_dated_values().items():
        for step in (*value.steps, *value.announced):
            yield step.citation, value_link(name, value.description)


def _in_order(provision: str) -> tuple[int, str]:
    number = re.match(r"\d+", provision)
    return (int(number[0]) if number else 10_000, provision)


def _rule(rule: Rule) -> list[str]:
    values = all_dated_values()
    resting = [f"{link(one)}{f': {one.note}' if one.note else ''}" for one in rule.citations]
    provisions = [
        f"[{one.key}](coverage.md#{one.key}) {one.provision}: {one.words}{' †' if one.unconfirmed else ''}"
        for one in told_by(rule.name)
    ]
    numbers = [_number(name, values[name]) for name in values_of(rule)]
    return [
        f'<a id="{rule.name}"></a>\n### {rule.title}',
        f"`{rule.name}` · {_since(rule)} · {rule.strength.value}",
        rule.says,
        _listed("Rests on", resting),
        _listed("Provisions", provisions),
        _listed("Numbers", numbers),
        _listed("Cases", cases_of(rule.name)),
        _listed("Tests", sentences_of(rule)),
    ]


def _since(rule: Rule) -> str:
    if rule.in_force:
        return f"from {day(rule.first_day)}"
    return f"announced on {day(rule.first_day)}, not in force"


def _number(name: str, value: Dated[Any]) -> str:
    step = value.steps[-1]
    if isinstance(step, From) and isinstance(step.value, str | int | float):
        return f"{value_link(name, value.description)}: {value_in_words(step.value)}"
    return value_link(name, value.description)


def _value(name: str, value: Dated[Any]) -> str:
    steps = [
        (
            day(step.day),
            _cell(step.value) if isinstance(step, From) else "*no longer in force*",
            link(step.citation),
        )
        for step in value.steps
    ]
    announced = [
        f"Announced, not in force: {value_in_words(one.value)} ({link(one.citation)}). {one.reason}"
        for one in value.announced
    ]
    reviewed = f"`{name}`. Reviewed {day(value.reviewed_on)}."
    heading = f'<a id="{name}"></a>\n### {value.description}'
    return "\n\n".join([heading, reviewed, table(["from", "value", "rests on"], steps), *announced])


def _cell(value: object) -> str:
    return "<br>".join(items_of(value)) or value_in_words(value)


def _listed(heading: str, lines: Iterable[str]) -> str:
    items = "\n".join(f"- {line}" for line in lines)
    return f"*{heading}*\n\n{items}" if items else ""


def rule_link(name: str, words: str) -> str:
    """Return a link to a rule's place on the page of rules."""
    return f"[{words}](rules.md#{name})"


def value_link(name: str, words: str) -> str:
    """Return a link to a value's place on the page of values."""
    return f"[{words}](values.md#{name})"


def name_link(name: str) -> str:
    """Return a link to a rule or a value by its name."""
    page = "values" if name in all_dated_values() else "rules"
    return f"[`{name}`]({page}.md#{name})"


def day(when: date) -> str:
    """Return a day as it is written in prose."""
    return f"{when.day} {when:%B %Y}"


def link(citation: Citation) -> str:
    """Return a citation as a link, marked where it is still to be confirmed."""
    mark = " †" if citation.is_unconfirmed else ""
    return (
        f"[{citation.short_text}]({citation.link}){mark}" if citation.link else f"{citation.short_text}{mark}"
    )
