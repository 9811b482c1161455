"""The facts of a ground for deletion as a form asks and sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.law.deletion_conditions import FactValue
from onroll.law.deletion_facts import Fact, Kind
from onroll.service.attendance_register.queries.deletion_question import DeletionQuestion
from onroll.service.web.components.dates import PARTS, boxes_of, date_from_boxes
from onroll.service.whole_numbers import whole_number

_ANSWERS = {"yes": True, "no": False, "unknown": None}
_LONGEST_SENTENCE = 1_200


@dataclass(frozen=True, slots=True)
class FactField:
    """One fact on the form: how it is asked, by whom it can be shown, and what was answered."""

    name: str
    kind: str
    question: str
    who: str
    value: str
    boxes: dict[str, str]
    error: str


def field_of(fact: Fact, values: Mapping[str, str], error: str) -> FactField:
    """Lay out one fact with what was sent."""
    boxes = {f"{fact.name}-{part}": values.get(f"{fact.name}-{part}", "") for part in PARTS}
    words = f"{fact.words[0].upper()}{fact.words[1:]}"
    kind = {Kind.DAY: "day", Kind.MONTHS: "months"}.get(fact.kind, "yes_no")
    return FactField(fact.name, kind, words, fact.who, values.get(fact.name, ""), boxes, error)


def values_at_first(question: DeletionQuestion) -> dict[str, str]:
    """Return what the boxes hold before anybody has answered: the leave that ended last, where there was one."""
    return boxes_of("leave_last_day", question.leave_ended_on)


def read_facts(sent: Mapping[str, str], asked: Sequence[Fact]) -> tuple[dict[str, FactValue], dict[str, str]]:
    """Return the answers sent, and what is wrong with those that cannot be read; a fact left blank is not known."""
    facts: dict[str, FactValue] = {}
    problems: dict[str, str] = {}
    for fact in asked:
        try:
            facts[fact.name] = _answer(sent, fact)
        except ValueError as wrong:
            problems[fact.name] = str(wrong)
    return facts, problems


def _answer(sent: Mapping[str, str], fact: Fact) -> FactValue:
    if fact.kind is Kind.DAY:
        if not any(sent.get(f"{fact.name}-{part}", "").strip() for part in PARTS):
            return None
        return date_from_boxes(sent, fact.name, fact.words)
    typed = sent.get(fact.name, "").strip()
    if fact.kind is Kind.MONTHS:
        if not typed:
            return None
        months = whole_number(typed)
        if months is None or months > _LONGEST_SENTENCE:
            raise ValueError(f"“{typed}” is not a number of months. Enter a whole number, such as 6.")
        return months
    return _ANSWERS.get(typed)
