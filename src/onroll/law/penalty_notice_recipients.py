"""Which people may have a penalty notice for a child's absence, and how many notices that makes."""

from datetime import date
from enum import StrEnum

from onroll.law.finding import Finding, Missing
from onroll.law.instruments import EDUCATION_ACT_1996, WORKING_TOGETHER_2024
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_1996 = date(1996, 11, 1)
_FROM_2024 = date(2024, 8, 19)

PARENT = EDUCATION_ACT_1996.at("576")
PENALTY_NOTICE = EDUCATION_ACT_1996.at("444A")
EACH_PARENT_EACH_CHILD = WORKING_TOGETHER_2024.at("the national framework for penalty notices")
SCHOOLS = EDUCATION_ACT_1996.at(
    "444A(1)",
    note="Which schools it covers is as two councils' codes restate it, by a list in which no special school stands that no "
    "authority maintains.",
)


class SchoolKind(StrEnum):
    """The kinds of school that the law on penalty notices tells apart."""

    MAINTAINED = "maintained"
    PUPIL_REFERRAL_UNIT = "pupil_referral_unit"
    ACADEMY = "academy"
    ALTERNATIVE_PROVISION_ACADEMY = "alternative_provision_academy"
    NON_MAINTAINED_SPECIAL = "non_maintained_special"
    INDEPENDENT = "independent"

    @property
    def has_penalty_notices(self) -> bool:
        """Whether a notice may be issued for absence from a school of this kind."""
        return self not in (SchoolKind.NON_MAINTAINED_SPECIAL, SchoolKind.INDEPENDENT)


@rule(
    "penalty_notices.parent",
    title="Whether somebody is a parent of a child",
    says=(
        "A parent is every natural parent, married or not and wherever living; whoever has parental "
        "responsibility; and whoever has care of the child, which is to live with and look after them. One is "
        "enough."
    ),
    first_day=_FROM_1996,
    cites=(PARENT,),
)
def parent(
    *, natural_parent: bool | None, parental_responsibility: bool | None, has_care: bool | None
) -> Finding:
    """Find whether somebody is a parent in the sense of section 576: any one limb is enough; None is not known."""
    limbs = (
        (natural_parent, "is a natural parent, married or not, living with the child or not"),
        (parental_responsibility, "has parental responsibility"),
        (has_care, "has care of the child: lives with and looks after the child"),
    )
    shown = [words for holds, words in limbs if holds]
    unknown = [words for holds, words in limbs if holds is None]
    return Finding(
        "penalty_notices.parent",
        True if shown else None if unknown else False,
        tuple(f"The person {words}." for words in shown)
        or tuple(f"It is not known whether the person {words}." for words in unknown)
        or ("The person is no natural parent, has no parental responsibility and no care of the child.",),
        (PARENT,),
        would_change=("A court order or an adoption that ends the tie.",)
        if shown
        else ()
        if unknown
        else ("Parental responsibility, or care of the child.",),
        missing=()
        if shown
        else tuple(Missing(f"Whether the person {words}", "the school") for words in unknown),
    )


@rule(
    "penalty_notices.who_may_be_noticed",
    title="Whether a person may have a penalty notice for a pupil's absence",
    says=(
        "A notice goes to a parent who has day-to-day care or allowed the absence, whoever asked for leave; "
        "for a child of compulsory school age; at a maintained school, a pupil referral unit or an academy; "
        "at a known address. All must hold."
    ),
    first_day=_FROM_2024,
    cites=(PENALTY_NOTICE, PARENT, SCHOOLS),
)
def who_may_be_noticed(
    *,
    is_parent: bool | None,
    allowed_the_absence: bool | None,
    of_compulsory_school_age: bool | None,
    school_kind: SchoolKind,
    address_known: bool | None = True,
) -> Finding:
    """Find whether a person may have a notice; None is not known.

    A notice goes to parents with day-to-day care and those who allowed the absence, whoever asked for the leave.
    """
    return find_all(
        "penalty_notices.who_may_be_noticed",
        (
            Point(is_parent, "the person is a parent of the child", "the school"),
            Point(
                allowed_the_absence,
                "the person has day-to-day care of the child or allowed the absence",
                "the school",
            ),
            Point(
                of_compulsory_school_age,
                "the child was of compulsory school age at every session",
                "the school",
            ),
            Point(
                school_kind.has_penalty_notices,
                "the school is maintained, a pupil referral unit, an academy or an alternative provision academy",
                "the school",
            ),
            Point(address_known, "an address is known at which the notice can be served", "the school"),
        ),
        (PENALTY_NOTICE, PARENT, SCHOOLS),
    )


@rule(
    "penalty_notices.number",
    title="How many penalty notices an absence makes",
    says=(
        "One notice for each parent who allowed the absence and each child: two parents and two children make "
        "four."
    ),
    first_day=_FROM_2024,
    cites=(EACH_PARENT_EACH_CHILD,),
)
def number(*, parents: int, pupils: int) -> int:
    """Count the notices: one for each parent who allowed the absence and each child. Raises `ValueError` below 0."""
    if parents < 0 or pupils < 0:
        raise ValueError("Give the number of parents and of pupils as whole numbers from 0.")
    return parents * pupils
