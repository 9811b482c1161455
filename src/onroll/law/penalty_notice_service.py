"""When a penalty notice is received, and the last days on which it may be paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onroll.law import penalty_notice_amounts
from onroll.law.bank_holidays import bank_holidays_between
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.instruments import PENALTY_NOTICES_2007
from onroll.law.penalty_notice_amounts import FROM_RECEIPT
from onroll.law.rules import rule
from onroll.law.working_days import nth_working_day_after

BY_POST = PENALTY_NOTICES_2007.unconfirmed(
    "service of notices",
    "One council's code presumes receipt on the second working day after posting; the regulation was not read.",
)
WAYS_OF_SERVICE = PENALTY_NOTICES_2007.unconfirmed(
    "service of notices", "By hand, left at the usual or last known address, or by first-class post."
)

WORKING_DAYS_IN_THE_POST = Dated(
    "Working days after posting on which a notice is taken to be received, unless the contrary is shown",
    steps=[From(date(2013, 9, 1), 2, BY_POST)],
    reviewed_on=date(2026, 11, 22),
)

# Long enough for any two working days, however the holidays fall.
_LONGEST_IN_THE_POST = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The day of receipt, which is day one, and the last days to pay the reduced and the full amount.

    `reduced_until` means nothing for a notice that has no reduced amount.
    """

    received_on: date
    reduced_until: date
    full_until: date
    citations: tuple[Citation, ...]


@rule(
    "penalty_notices.dates",
    title="When a penalty notice is received and until when it may be paid",
    says=(
        "Time to pay begins with the day a notice is received. A posted notice is taken to be received on the "
        "second working day after posting, bank holidays left out. Day one is the day of receipt; the reduced "
        "amount ends with day 21 and the whole with day 28."
    ),
    first_day=penalty_notice_amounts.DAYS_TO_PAY.first_day,
    cites=(FROM_RECEIPT, BY_POST),
)
def dates(
    *, posted_on: date | None = None, delivered_on: date | None = None, bank_holidays: Iterable[date] = ()
) -> NoticeDates:
    """Answer the dates of a notice posted first class, or delivered, on a day.

    Only the bank holidays given count; `dates_by_post` knows England's. Raises `ValueError` unless exactly one
    day is given, and `NoRuleInForce` before 1 September 2013.
    """
    if delivered_on is not None and posted_on is None:
        return _dates(delivered_on, (penalty_notice_amounts.DAYS_TO_PAY.citation_on(delivered_on),))
    if posted_on is None or delivered_on is not None:
        raise ValueError("Give the day the notice was posted or the day it was delivered, and not both.")
    working_days = WORKING_DAYS_IN_THE_POST.on(posted_on)
    received_on = nth_working_day_after(posted_on, working_days, frozenset(bank_holidays))
    return _dates(received_on, (penalty_notice_amounts.DAYS_TO_PAY.citation_on(received_on), BY_POST))


def dates_by_post(posted_on: date) -> NoticeDates:
    """Answer the dates of a notice posted first class on a day, by England's bank holidays."""
    holidays = bank_holidays_between(posted_on, posted_on + _LONGEST_IN_THE_POST)
    return dates(posted_on=posted_on, bank_holidays=(holiday.day for holiday in holidays))


def _dates(received_on: date, citations: tuple[Citation, ...]) -> NoticeDates:
    def last_of(days: int) -> date:
        return received_on + timedelta(days=days - 1)

    return NoticeDates(
        received_on,
        last_of(penalty_notice_amounts.DAYS_AT_THE_REDUCED_AMOUNT.on(received_on)),
        last_of(penalty_notice_amounts.DAYS_TO_PAY.on(received_on)),
        citations,
    )
