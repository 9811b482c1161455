"""Support first: what must be tried or considered before formal steps, and the attendance contract."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import ANTI_SOCIAL_BEHAVIOUR_ACT_2003, WORKING_TOGETHER_2024
from onroll.law.notices_to_improve import Support
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2004 = date(2004, 2, 27)
_FROM_2024 = date(2024, 8, 19)

SUPPORT_FIRST = WORKING_TOGETHER_2024.at("support first")
CONTRACT = ANTI_SOCIAL_BEHAVIOUR_ACT_2003.at("19")
CONTRACT_GUIDANCE = WORKING_TOGETHER_2024.at("138 to 150")


class Stage(StrEnum):
    """The six steps of the guidance, in their order."""

    EXPECT = "expect"
    MONITOR = "monitor"
    LISTEN_AND_UNDERSTAND = "listen_and_understand"
    FACILITATE_SUPPORT = "facilitate_support"
    FORMALISE_SUPPORT = "formalise_support"
    ENFORCE = "enforce"

    @property
    def in_words(self) -> str:
        """The step as printed."""
        return self.value.replace("_", " ").capitalize()


@rule(
    "support_first.formal_steps",
    title="Whether support stands in the way of formal steps",
    says=(
        "Formal steps may be considered only where support is not appropriate, was refused, or has not "
        "worked. The order is: expect, monitor, listen and understand, facilitate support, formalise it, "
        "enforce."
    ),
    first_day=_FROM_2024,
    cites=(SUPPORT_FIRST,),
)
def formal_steps(support: Support | None) -> Finding:
    """Find whether enforcement may be considered, by how things stand with support; None is not known.

    It may only where support is not appropriate, was refused, or has not worked.
    """
    met = None if support is None else support not in (Support.NOT_OFFERED, Support.WORKING)
    return Finding(
        "support_first.formal_steps",
        met,
        (_WHY[support],),
        (SUPPORT_FIRST,),
        missing=(Missing("How things stand with the support of the family", "the school"),)
        if met is None
        else (),
        would_change=() if met is None else ("A change in how things stand with support.",),
    )


_WHY = {
    None: "It is not known how things stand with support.",
    Support.NOT_APPROPRIATE: "Support is not appropriate in this case, as for a holiday in term time.",
    Support.NOT_OFFERED: "Support is appropriate and has not been offered. Offer it first.",
    Support.REFUSED: "Support was offered and refused.",
    Support.NOT_WORKING: "Support was given and has not worked.",
    Support.WORKING: "Support is working. Carry on with it.",
}


CONTRACT_CONTENTS = Dated[Contents](
    "What an attendance contract holds",
    steps=[
        From(
            _FROM_2004,
            (
                Content("requirements", "the requirements on the parent"),
                Content(
                    "support",
                    "the statement by the school or authority that it agrees to support, with details",
                ),
                Content("agreement", "the parent's statement of agreement for the period stated"),
                Content("review", "the agreed way to keep in touch and to review, and the end date"),
                Content("signatures", "the signatures of all"),
            ),
            CONTRACT_GUIDANCE,
        )
    ],
    reviewed_on=date(2026, 11, 22),
)


@rule(
    "support_first.attendance_contract",
    title="Whether an attendance contract stands",
    says=(
        "A contract is agreed freely with the parent there. It does not bind in law; refusing or breaking it "
        "is evidence and no offence. Independent schools, and special schools that no authority maintains, "
        "make none."
    ),
    first_day=_FROM_2004,
    cites=(CONTRACT, CONTRACT_GUIDANCE),
)
def attendance_contract(
    *, parent_present: bool | None, agreed_freely: bool | None, school_may_make_one: bool | None = True
) -> Finding:
    """Find whether a contract was properly agreed; None is not known.

    It is voluntary and does not bind in law; refusal or breach is evidence, not an offence. Independent schools
    and special schools that no authority maintains make none.
    """
    return find_all(
        "support_first.attendance_contract",
        (
            Point(parent_present, "the parent was there when it was agreed", "the school"),
            Point(agreed_freely, "the parent agreed freely", "a parent"),
            Point(school_may_make_one, "the school is of a kind that makes contracts", "the school"),
        ),
        (CONTRACT, CONTRACT_GUIDANCE),
    )


@rule(
    "support_first.contract_contents",
    title="What an attendance contract leaves out",
    says=(
        "A contract holds what the parent is to do, what support the school or authority gives, the parent's "
        "agreement for the period, how it is reviewed and when it ends, and all signatures. The answer lists "
        "what is not there."
    ),
    first_day=_FROM_2004,
    cites=(CONTRACT, CONTRACT_GUIDANCE),
)
def faults_of_contract(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what an attendance contract leaves out, by the names of `CONTRACT_CONTENTS`."""
    return left_out(CONTRACT_CONTENTS, names, "An attendance contract must hold")
