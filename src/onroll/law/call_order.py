"""In which order absences without a reason are followed up: the children who could come to most harm first."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from onroll.law.anniversaries import birthday
from onroll.law.dated import Dated, From
from onroll.law.instruments import ONROLL
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 27)

CALL_FIRST = ONROLL.at(
    "call order",
    note="The guidance asks for contact on the first day and names no order; schools call those most at risk first.",
)


class Circumstance(StrEnum):
    """What is so of a child that brings a call forward."""

    CHILD_PROTECTION = "child protection"
    LOOKED_AFTER = "looked after"
    SOCIAL_WORKER = "social worker"
    CHILD_IN_NEED = "child in need"
    YOUTH_JUSTICE = "youth justice"
    MISSING_BEFORE = "missing before"
    VERY_YOUNG = "very young"
    EHC_PLAN = "ehc plan"
    YOUNG_CARER = "young carer"
    PREVIOUSLY_LOOKED_AFTER = "previously looked after"
    EXPECTED_STARTER = "expected starter"


CALL_ORDER = Dated[Mapping[Circumstance, int]](
    "Order in which absences without a reason are followed up; circumstances that stand together are called together",
    steps=[
        From(
            _FROM_2024,
            {
                Circumstance.CHILD_PROTECTION: 0,
                Circumstance.LOOKED_AFTER: 1,
                Circumstance.SOCIAL_WORKER: 2,
                Circumstance.CHILD_IN_NEED: 2,
                Circumstance.YOUTH_JUSTICE: 3,
                Circumstance.MISSING_BEFORE: 4,
                Circumstance.VERY_YOUNG: 5,
                Circumstance.EHC_PLAN: 5,
                Circumstance.YOUNG_CARER: 5,
                Circumstance.PREVIOUSLY_LOOKED_AFTER: 5,
                Circumstance.EXPECTED_STARTER: 6,
            },
            CALL_FIRST,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
VERY_YOUNG_UNDER = Dated(
    "Age in years under which a child is called about early, as very young",
    steps=[From(_FROM_2024, 7, CALL_FIRST)],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "follow_up.call_order",
    title="In which order absences without a reason are followed up",
    says=(
        "Children with a child protection plan are called about first, then those looked after, those with a social "
        "worker or in need, those known to youth justice, those missing before, the very young and the vulnerable, "
        "and new starters who never came; then everybody else."
    ),
    first_day=CALL_ORDER.first_day,
    cites=(CALL_FIRST,),
)
def place_in_call_order(circumstances: Collection[Circumstance], *, on: date) -> int:
    """Answer a child's place in the order of calls, 0 first; of several circumstances the first counts.

    Everybody else comes last, all in one place. Raises `NoRuleInForce` before 19 August 2024.
    """
    order = CALL_ORDER.on(on)
    return min((order[one] for one in circumstances), default=max(order.values()) + 1)


def is_very_young(born: date, *, on: date) -> bool:
    """Answer whether a child is called about early because of age. Raises `NoRuleInForce` before 19 August 2024."""
    return on < birthday(born, VERY_YOUNG_UNDER.on(on))
