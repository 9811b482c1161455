"""Cases of the admission register: when a name is entered, and when it may be deleted."""

from typing import Any

from onroll.law.admission_register import starting_day
from onroll.law.casebook.registers_given import CALENDAR, ENTRIES, FILL, PRESENT_ALL_DAY
from onroll.law.casebook.registry import Answer, Given, case_rule, may_be, needed
from onroll.law.casebook.shapes import (
    DAY,
    NUMBER,
    YES_NO,
    FaultyCase,
    Shape,
    mapping,
    nullable,
    one_of,
    refuse_unknown,
)
from onroll.law.deletion_conditions import deletion_ground
from onroll.law.deletion_facts import FACTS_OF_GROUND, Kind, facts_of
from onroll.law.rules import rule_named

_SHAPES = {
    Kind.YES_NO: nullable(YES_NO),
    Kind.DAY: nullable(DAY),
    Kind.MONTHS: nullable(NUMBER),
    Kind.SCHOOL_KIND: nullable(one_of("maintained", "academy", "other")),
}
_COUNTING_DAYS = ("h", "i", "absent")


@case_rule(
    "admission_register.starting_day",
    given={
        "agreed_day": may_be(DAY),
        "told_day": may_be(DAY),
        "first_attended_on": may_be(DAY),
        "duty_to_admit": needed(YES_NO),
    },
    found={"starting_day": "the day the pupil goes on the register; null while none"},
)
def _starting_day(given: Given) -> Answer:
    cited = rule_named("admission_register.starting_day").citations
    return Answer({"starting_day": starting_day(**given)}, cited)


def _read_facts(value: object, field: str) -> dict[object, object]:
    return dict(mapping(value, field))


@case_rule(
    "admission_register.deletion_ground",
    given={
        "ground": needed(one_of(*FACTS_OF_GROUND)),
        "facts": needed(Shape("a mapping of the ground's facts to what is known of each", _read_facts)),
        "calendar": may_be(CALENDAR),
        "entries": may_be(ENTRIES),
        "fill": may_be(FILL, tuple(PRESENT_ALL_DAY.split())),
    },
    found={
        "met": "true, false, or null where what is not known decides",
        "missing": "the facts not known that decide",
    },
    notes=(
        "Grounds h, i and absent count days, and need calendar and entries.",
        *(
            f"{ground}: {', '.join(f'{fact.name} ({fact.kind.value})' for fact in facts_of(ground))}"
            for ground in FACTS_OF_GROUND
        ),
    ),
)
def _deletion_ground(given: Given) -> Answer:
    ground = given["ground"]
    facts = _facts(ground, given["facts"])
    if ground in _COUNTING_DAYS:
        for name, shape in (("calendar", CALENDAR), ("entries", ENTRIES)):
            if given[name] is None:
                raise FaultyCase(f"given.{name}", f"missing; ground {ground} wants {shape.words}.")
    entries = ()
    if given["calendar"] is not None and given["entries"] is not None:
        entries = given["entries"].placed(given["calendar"], given["fill"], facts.get("as_at"))
    finding = deletion_ground(ground, facts, calendar=given["calendar"], entries=entries)
    return Answer({"met": finding.met, "missing": finding.facts["missing"]}, finding.citations)


def _facts(ground: str, given: dict[object, object]) -> dict[str, Any]:
    asked = {fact.name: fact for fact in facts_of(ground)}
    refuse_unknown(given, asked, "given.facts")
    facts = {
        str(name): _SHAPES[asked[str(name)].kind].read(value, f"given.facts.{name}")
        for name, value in given.items()
    }
    if "as_at" in asked and facts.get("as_at") is None:
        raise FaultyCase("given.facts.as_at", f"missing; wanted {DAY.words}.")
    return facts
