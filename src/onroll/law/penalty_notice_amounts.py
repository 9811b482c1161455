"""What a penalty notice for absence costs, and for how long it may be paid."""

from datetime import date
from typing import NamedTuple

from onroll.law.dated import Dated, From
from onroll.law.instruments import PENALTY_NOTICES_2007, PENALTY_NOTICES_AMENDMENT_2024
from onroll.law.rules import rule

_FROM_2013 = date(2013, 9, 1)
_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

AMOUNTS_OF_2013 = PENALTY_NOTICES_2007.unconfirmed(
    "4",
    "The amounts, raised on 1 September 2012, were read of the department's page; the amending regulations that made the "
    "days 21 and 28 from 1 September 2013 were not.",
)
AMOUNTS_OF_2024 = PENALTY_NOTICES_2007.at("4").with_note("As amended from 19 August 2024.")
FROM_RECEIPT = PENALTY_NOTICES_AMENDMENT_2024.at("4")


class Amounts(NamedTuple):
    """What a notice costs, in pounds: paid early (None where there is no reduction), and in full."""

    reduced: int | None
    full: int

    def __str__(self) -> str:
        early = "" if self.reduced is None else f"£{self.reduced} paid early, "
        return f"{early}£{self.full}{' in full' if early else ''}"


FIRST_NOTICE = Dated(
    "Pounds for the first notice to a parent for a child: within the shorter period, and within the longer",
    steps=[
        From(_FROM_2013, Amounts(60, 120), AMOUNTS_OF_2013),
        From(_FROM_2024, Amounts(80, 160), AMOUNTS_OF_2024),
    ],
    reviewed_on=_REVIEWED_ON,
)
SECOND_NOTICE = Dated(
    "Pounds for the second notice to the same parent for the same child in three years: no reduction",
    steps=[From(_FROM_2024, Amounts(None, 160), AMOUNTS_OF_2024)],
    reviewed_on=_REVIEWED_ON,
)
DAYS_AT_THE_REDUCED_AMOUNT = Dated(
    "Days, from the day of receipt, in which the reduced amount may be paid",
    steps=[From(_FROM_2013, 21, AMOUNTS_OF_2013), From(_FROM_2024, 21, FROM_RECEIPT)],
    reviewed_on=_REVIEWED_ON,
)
DAYS_TO_PAY = Dated(
    "Days, from the day of receipt, in which a notice may be paid",
    steps=[From(_FROM_2013, 28, AMOUNTS_OF_2013), From(_FROM_2024, 28, FROM_RECEIPT)],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "penalty_notices.amounts",
    title="What a penalty notice costs",
    says=(
        "From 19 August 2024 a first notice is £80 if paid within 21 days and £160 within 28; a second in "
        "three years is £160. Before then every notice was £60, or £120."
    ),
    first_day=FIRST_NOTICE.first_day,
    cites=(AMOUNTS_OF_2024,),
)
def amounts(*, issued_on: date, ordinal: int = 1) -> Amounts:
    """Answer what a notice costs by the day it was issued and which it is in the three years.

    Before 19 August 2024 every notice cost the same, whichever it was. Raises `ValueError` for a third, which may
    not be issued, and `NoRuleInForce` before 1 September 2013.
    """
    if issued_on < SECOND_NOTICE.first_day:
        return FIRST_NOTICE.on(issued_on)
    if ordinal not in (1, 2):
        raise ValueError(
            "Only a first and a second notice may be issued in three years. Choose another way than a notice."
        )
    return (FIRST_NOTICE if ordinal == 1 else SECOND_NOTICE).on(issued_on)
