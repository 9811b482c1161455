"""Deciding on consent to withdraw a child from school, under section 434A: announced, not in force."""

from datetime import date

from onroll.law import home_education
from onroll.law.finding import Finding, Missing
from onroll.law.home_education import (
    NOTHING_SWITCHED_ON,
    ROYAL_ASSENT,
    SwitchedOn,
    in_force,
    may_ask_again_on,
)
from onroll.law.plain_words import day_in_words
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

CONSENT = home_education.CONSENT_TO_WITHDRAW.announced[0].citation
AGAIN = home_education.MONTHS_BETWEEN_APPLICATIONS.announced[0].citation


def _not_in_force(name: str) -> Finding:
    return Finding(
        name, None, (home_education.CONSENT_TO_WITHDRAW.announced[0].reason,), (CONSENT,), in_force=False
    )


@rule(
    "home_education.consent_may_be_given",
    title="Whether the authority may consent to a child's withdrawal",
    says=(
        "Not in force. The authority would have to refuse consent where it thinks attendance at school to be "
        "in the child's best interests, or suitable arrangements not to be made; it would give its decision "
        "with reasons, and the Secretary of State could be asked to look at it."
    ),
    first_day=ROYAL_ASSENT,
    cites=(CONSENT,),
    in_force=False,
)
def consent_may_be_given(
    *,
    school_not_in_best_interests: bool | None,
    suitable_arrangements: bool | None,
    as_at: date,
    switched_on: SwitchedOn = NOTHING_SWITCHED_ON,
) -> Finding:
    """Find whether consent may be given; where not, the authority must refuse. None is not known.

    It must refuse where it thinks attendance at school to be in the child's best interests, or suitable arrangements
    not to be made. It tells the parent and the school its decision with reasons; a parent may ask the Secretary of
    State to look at it. Not in force until commenced or switched on.
    """
    name = "home_education.consent_may_be_given"
    if not in_force("consent_to_withdraw", as_at, switched_on=switched_on):
        return _not_in_force(name)
    return find_all(
        name,
        (
            Point(
                school_not_in_best_interests,
                "attendance at school is not in the child's best interests",
                "the local authority",
            ),
            Point(
                suitable_arrangements, "suitable arrangements are made for education elsewhere", "a parent"
            ),
        ),
        (CONSENT,),
        would_change=("What the Secretary of State decides on review.",),
    )


@rule(
    "home_education.may_ask_again",
    title="Whether consent to withdraw a child may be asked for again",
    says="Not in force. After a refusal consent could not be asked for again for six months.",
    first_day=ROYAL_ASSENT,
    cites=(AGAIN,),
    in_force=False,
)
def may_ask_again(
    *, last_refused_on: date | None, as_at: date, switched_on: SwitchedOn = NOTHING_SWITCHED_ON
) -> Finding:
    """Find whether a parent may ask again on a day: at once where nothing was refused, otherwise six months on."""
    name = "home_education.may_ask_again"
    if not in_force("consent_to_withdraw", as_at, switched_on=switched_on):
        return _not_in_force(name)
    if last_refused_on is None:
        return Finding(
            name,
            True,
            ("Nothing was refused before.",),
            (AGAIN,),
            would_change=("A refusal that comes to light.",),
        )
    from_day = may_ask_again_on(last_refused_on)
    met = as_at >= from_day
    return Finding(
        name,
        met,
        (
            f"Refused on {day_in_words(last_refused_on)}; consent may be asked for again from {day_in_words(from_day)}.",
        ),
        (AGAIN,),
        facts={"from": from_day},
        would_change=("Another refusal.",) if met else (f"The coming of {day_in_words(from_day)}.",),
    )


@rule(
    "home_education.school_may_delete",
    title="Whether a school may delete a child who needs consent to be withdrawn",
    says=(
        "Not in force. A school told of an intended withdrawal of a child who needs consent would tell the "
        "authority, and delete the name only with consent or on a direction."
    ),
    first_day=ROYAL_ASSENT,
    cites=(CONSENT,),
    in_force=False,
)
def school_may_delete(
    *,
    authority_notified: bool | None,
    consented: bool | None,
    directed: bool | None = False,
    as_at: date,
    switched_on: SwitchedOn = NOTHING_SWITCHED_ON,
) -> Finding:
    """Find whether a school may delete a relevant child whom a parent means to withdraw; None is not known.

    The school tells the authority that a parent means to withdraw the child, and deletes only with the authority's
    consent or on a direction. Not in force until commenced or switched on.
    """
    name = "home_education.school_may_delete"
    if not in_force("consent_to_withdraw", as_at, switched_on=switched_on):
        return _not_in_force(name)
    allowed = True if consented or directed else None if consented is None or directed is None else False
    met = (
        False
        if authority_notified is False or allowed is False
        else None
        if None in (authority_notified, allowed)
        else True
    )
    return Finding(
        name,
        met,
        (
            {
                True: "The authority was told, and consent or a direction was given.",
                False: "The name stays: tell the authority first, and wait for its consent or a direction.",
                None: "It is not known yet whether the authority was told and has consented.",
            }[met],
        ),
        (CONSENT,),
        missing=tuple(
            Missing(what, who)
            for answer, what, who in (
                (authority_notified, "Whether the authority was told", "the school"),
                (allowed, "Whether it consented, or a direction was given", "the local authority"),
            )
            if answer is None
        )
        if met is None
        else (),
        would_change=()
        if met is None
        else ("Consent taken back before the deletion.",)
        if met
        else ("Consent, or a direction.",),
    )
