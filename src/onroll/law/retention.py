"""How long each entry and each amendment must be preserved."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from onroll.law.anniversaries import years_after
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.instruments import ONROLL, PUPIL_REGISTRATION_2006, PUPIL_REGISTRATION_2024
from onroll.law.rules import rule

YEARS_PRESERVED = Dated(
    "Years for which an entry in a register is preserved from the day it was made",
    steps=[
        From(
            date(2006, 9, 1),
            3,
            PUPIL_REGISTRATION_2006.at("14"),
        ),
        From(date(2024, 8, 19), 6, PUPIL_REGISTRATION_2024.at("7")),
    ],
    reviewed_on=date(2026, 11, 22),
)

YEARS_CASES_ARE_KEPT = Dated(
    "Years for which the record of a case is kept from its close",
    steps=[From(date(2006, 9, 1), 6, ONROLL.at("records of notices, prosecutions and contracts"))],
    reviewed_on=date(2026, 11, 22),
)


@dataclass(frozen=True, slots=True)
class Preservation:
    """The last days, included, on which an entry and its amendment must be kept."""

    entry_until: date
    amendment_until: date | None
    citations: tuple[Citation, ...]


@rule(
    "registers.preserve_until",
    title="How long an entry must be preserved",
    says=(
        "An entry is kept until the sixth anniversary of the day it was made, the third for those made before "
        "19 August 2024. An amendment runs from its own day, so it outlives what it amends."
    ),
    first_day=YEARS_PRESERVED.first_day,
    cites=(YEARS_PRESERVED.newest.citation,),
)
def preservation(entered_on: date, amended_on: date | None = None) -> Preservation:
    """Answer until when an entry, and an amendment to it, must be preserved.

    Each runs from the day it was made, so an amendment outlives what it amends.
    """
    made_on = [day for day in (entered_on, amended_on) if day is not None]
    return Preservation(
        preserve_until(entered_on),
        None if amended_on is None else preserve_until(amended_on),
        tuple(dict.fromkeys(YEARS_PRESERVED.citation_on(_recorded(day)) for day in made_on)),
    )


def preserve_until(made_on: date) -> date:
    """Answer the last day, included, to keep what was made on a day.

    It is the sixth anniversary, or the third for what was made before 19 August 2024; 29 February falls to the
    28th. What was made before 1 September 2006 is kept as what was made that day.
    """
    return years_after(made_on, YEARS_PRESERVED.on(_recorded(made_on)))


def _recorded(made_on: date) -> date:
    """The Regulations of 2006 are the earliest recorded here, and older registers have passed their third year."""
    return max(made_on, YEARS_PRESERVED.first_day)


def first_day_preserved(on: date) -> date:
    """Answer the earliest day whose entries must still be kept on a day: what was made before it may go."""
    first = YEARS_PRESERVED.first_day.toordinal()
    days = range(first, on.toordinal() + 1)
    kept = bisect_left(days, on, key=lambda day: preserve_until(date.fromordinal(day)))
    return date.fromordinal(first + kept)


@rule(
    "retention.case_until",
    title="Until when the record of a case is kept",
    says=(
        "The record of a notice, prosecution or contract is kept for six years from its close. The choice is "
        "ours: it outlasts the three years in which notices count and the six months to prosecute."
    ),
    first_day=YEARS_CASES_ARE_KEPT.first_day,
    cites=(YEARS_CASES_ARE_KEPT.newest.citation,),
)
def case_until(closed_on: date) -> date:
    """Answer the last day, included, to keep the record of a notice, a prosecution or a contract.

    It outlasts the three years in which notices count and the six months to prosecute. Raises `NoRuleInForce`
    before 1 September 2006.
    """
    return years_after(closed_on, YEARS_CASES_ARE_KEPT.on(closed_on))
