"""What each provision of the law says and what Onroll does about it, and how cases of it are written."""

from __future__ import annotations

from onroll.documentation.law import name_link
from onroll.documentation.tables import table
from onroll.law.casebook import casebook_rules
from onroll.law.coverage import COVERED, SECTIONS, Covered, counts
from onroll.law.deletion_facts import FACTS_OF_GROUND, facts_of
from onroll.law.deletion_grounds import GROUNDS


def coverage_page() -> str:
    """Return every provision by section: what is done about it, the rules that do it and how many cases prove them."""
    words = [
        "# What of the law is built",
        "Each provision in order, and what Onroll does about it: *implemented* by a rule, a number or a list; *recorded "
        "only*, where Onroll keeps the facts and people judge them; or *outside the software*. A number with a fourth "
        "part is an item of a list inside the provision above it. † marks words still to be confirmed. Follow a rule "
        "to what it says, what it rests on and the cases that prove it. Back to [the contents](README.md).",
        table(["", "provisions"], [(name, str(number)) for name, number in counts().items()]),
        "Every rule is a function of `onroll.law`; where a provision asks for a record or a permission and no rule, "
        "the place that keeps it is named.",
    ]
    for number, title in SECTIONS.items():
        rows = [_covered(one) for one in COVERED if one.key.split(".")[0] == number]
        words += [
            f"## {number}. {title}",
            table(["", "provision", "what it says", "status", "built by"], rows),
        ]
    return "\n\n".join(words)


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
    built = [*map(name_link, one.rules), *(f"`{place}`" for place in one.places)]
    why = f"{one.note[0].upper()}{one.note[1:]}" if one.note else ""
    return (
        f'<a id="{one.key}"></a>{one.key}',
        one.provision,
        one.words + mark,
        one.status.value,
        ", ".join(built) or why,
    )
