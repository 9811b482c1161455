"""What data protection law asks of registers: entries of a special kind, and addresses that may be withheld."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2018 = date(2018, 5, 25)
_REVIEWED_ON = date(2026, 11, 22)

UK_GDPR = Instrument(
    name="UK General Data Protection Regulation",
    short_name="UK GDPR",
    link="https://www.legislation.gov.uk/eur/2016/679",
    in_force_from=_FROM_2018,
    strength=Strength.LAW,
    divisions="article",
)

SPECIAL_CATEGORIES = UK_GDPR.unconfirmed("9(2)(g)", "That the condition fits registers was not read.")
CRIMINAL_MATTERS = UK_GDPR.unconfirmed("10", "That detention and exclusion fall under it was not read.")
WITHHOLDING = UK_GDPR.unconfirmed("15(4)", "That risk allows an address to be withheld was not read.")

CODES_OF_A_SPECIAL_KIND: Dated[Mapping[str, str]] = Dated(
    "Codes that say something of a special kind about a child",
    steps=[
        From(
            _FROM_2018,
            MappingProxyType(
                {
                    "I": "health",
                    "M": "health",
                    "R": "religion",
                    "T": "may point to ethnic origin",
                    "E": "behaviour",
                    "Y5": "criminal matters",
                }
            ),
            SPECIAL_CATEGORIES,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "data_protection.special_kind",
    title="What an attendance code says of a special kind about a child",
    says=(
        "Illness and appointments tell of health, religious observance of religion, travelling of origin, "
        "exclusion of behaviour and detention of criminal matters. Registers are kept under a legal duty, so "
        "nobody's consent is asked; who sees such entries is limited and recorded."
    ),
    first_day=_FROM_2018,
    cites=(SPECIAL_CATEGORIES, CRIMINAL_MATTERS),
)
def special_kind(code: str, *, on: date) -> str:
    """Answer what a code tells of health, religion, origin, behaviour or crime, or "" where it tells nothing such.

    Registers are kept under a legal duty, so no consent is asked; who sees such entries is limited and recorded.
    """
    return CODES_OF_A_SPECIAL_KIND.on(on).get(code, "")


@rule(
    "data_protection.address_may_be_given",
    title="Whether a child's or a parent's address may be given to somebody",
    says=(
        "An address goes only to somebody entitled to it, and is withheld where giving it would put anybody "
        "at risk or an order of a court forbids it."
    ),
    first_day=_FROM_2018,
    cites=(WITHHOLDING,),
)
def address_may_be_given(
    *, entitled: bool | None, at_risk: bool | None, order_forbids: bool | None
) -> Finding:
    """Find whether an address may be given to a parent or another school; None is not known.

    It is withheld where that would put somebody at risk, or an order of a court forbids it.
    """
    return find_all(
        "data_protection.address_may_be_given",
        (
            Point(entitled, "who asks is entitled to it", "the school"),
            Point(
                None if at_risk is None else not at_risk,
                "nobody would be put at risk",
                "the safeguarding lead",
            ),
            Point(
                None if order_forbids is None else not order_forbids,
                "no order of a court forbids it",
                "a parent",
            ),
        ),
        (WITHHOLDING,),
    )
