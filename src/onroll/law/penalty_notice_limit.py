"""How many penalty notices one parent may have for one child in three years.

Each parent and each child is counted alone. Notices of every authorised officer in every authority count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law import penalty_notice_amounts
from onroll.law.anniversaries import years_after
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.instruments import PENALTY_NOTICES_AMENDMENT_2024, WORKING_TOGETHER_2024
from onroll.law.penalty_notice_amounts import AMOUNTS_OF_2013, AMOUNTS_OF_2024, Amounts, amounts
from onroll.law.plain_words import counted, day_in_words, listed
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

LIMIT = WORKING_TOGETHER_2024.at("the national framework for penalty notices")
ENDED_WITHOUT_GUILT = WORKING_TOGETHER_2024.at(
    "the national framework for penalty notices",
    note="As a council's code restates it: an unpaid notice counts, and one that was prosecuted where the parent pleaded or was "
    "found guilty; one that was withdrawn does not.",
)
WHAT_COUNTS = PENALTY_NOTICES_AMENDMENT_2024.unconfirmed(
    "4 to 8",
    "That a notice issued before 19 August 2024 does not count, and the day a notice leaves the three years, were not read.",
)

MOST_NOTICES = Dated(
    "Penalty notices a parent may have for one child in the years looked back over",
    steps=[From(_FROM_2024, 2, LIMIT)],
    reviewed_on=_REVIEWED_ON,
)
YEARS_LOOKED_BACK = Dated(
    "Years, ending with the day a notice is proposed, in which earlier notices count",
    steps=[From(_FROM_2024, 3, LIMIT)],
    reviewed_on=_REVIEWED_ON,
)


class NoticeState(StrEnum):
    """What has become of a notice. `UNPAID` is one that nothing has happened to yet."""

    UNPAID = "unpaid"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"


STATES_THAT_DO_NOT_COUNT = Dated(
    "States in which a notice does not count towards the limit",
    steps=[From(_FROM_2024, frozenset({NoticeState.WITHDRAWN, NoticeState.ACQUITTED}), ENDED_WITHOUT_GUILT)],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class EarlierNotice:
    """A notice already issued to the same parent for the same child."""

    issued_on: date
    state: NoticeState


@dataclass(frozen=True, slots=True)
class NextNotice:
    """Whether a further notice may be issued, which it would be, and what it would cost in pounds.

    `counted` are the earlier notices that count. Where none is permitted the ordinal and amounts are None and
    `permitted_again_on` is the first day on which one would be.
    """

    permitted: bool
    ordinal: int | None
    reduced_amount: int | None
    full_amount: int | None
    reason: str
    citations: tuple[Citation, ...]
    counted: tuple[EarlierNotice, ...] = ()
    permitted_again_on: date | None = None


@rule(
    "penalty_notices.next_notice",
    title="Whether a parent may have another penalty notice for a child, and at what amount",
    says=(
        "Notices to the same parent for the same child in the three years that end with the proposed day are "
        "counted. None: a first notice. One: a second at £160. Two: no notice may be issued, and another "
        "measure is considered. Withdrawn notices, acquittals and notices before 19 August 2024 do not count; "
        "unpaid, paid and convicted do."
    ),
    first_day=penalty_notice_amounts.FIRST_NOTICE.first_day,
    cites=(LIMIT, ENDED_WITHOUT_GUILT, WHAT_COUNTS, AMOUNTS_OF_2024),
)
def next_notice(*, proposed_on: date, previous: Iterable[EarlierNotice]) -> NextNotice:
    """Answer whether a notice may be issued on a day, after those to this parent for this child.

    Before 19 August 2024 there was no limit. Before 1 September 2013 the first amounts recorded stand, and say so.
    """
    if proposed_on < MOST_NOTICES.first_day:
        return _before_the_limit(proposed_on)
    counting = notices_that_count(previous, on=proposed_on)
    if len(counting) >= MOST_NOTICES.on(proposed_on):
        return _barred(counting, proposed_on)
    ordinal = len(counting) + 1
    cost = amounts(issued_on=proposed_on, ordinal=ordinal)
    return NextNotice(
        True,
        ordinal,
        cost.reduced,
        cost.full,
        _permitted_because(counting, cost),
        (LIMIT, WHAT_COUNTS, AMOUNTS_OF_2024),
        counting,
    )


def notices_that_count(previous: Iterable[EarlierNotice], *, on: date) -> tuple[EarlierNotice, ...]:
    """Answer the notices that count towards the limit on a day, oldest first.

    Those issued in the three years that end with the day, from 19 August 2024 on, neither withdrawn nor ended in
    an acquittal. Raises `NoRuleInForce` before 19 August 2024.
    """
    opened = years_after(on, -YEARS_LOOKED_BACK.on(on))
    left_out = STATES_THAT_DO_NOT_COUNT.on(on)
    return tuple(
        sorted(
            (
                notice
                for notice in previous
                if opened < notice.issued_on <= on
                and notice.issued_on >= MOST_NOTICES.first_day
                and notice.state not in left_out
            ),
            key=lambda notice: notice.issued_on,
        )
    )


def _before_the_limit(proposed_on: date) -> NextNotice:
    first_recorded = penalty_notice_amounts.FIRST_NOTICE.first_day
    cost = amounts(issued_on=max(proposed_on, first_recorded))
    reason = (
        f"There was no national limit on {day_in_words(proposed_on)}. It started on "
        f"{day_in_words(MOST_NOTICES.first_day)}."
    )
    if proposed_on < first_recorded:
        reason += f" The amounts are those of {day_in_words(first_recorded)}, the first that are recorded."
    return NextNotice(True, None, cost.reduced, cost.full, reason, (AMOUNTS_OF_2013,))


def _barred(counting: tuple[EarlierNotice, ...], proposed_on: date) -> NextNotice:
    return NextNotice(
        False,
        None,
        None,
        None,
        f"{counted(len(counting), 'notice')} in the three years that end on {day_in_words(proposed_on)}, issued on "
        f"{_issue_days(counting)}: no other may be issued. Consider prosecution or another way, such as an "
        "education supervision order.",
        (LIMIT, WHAT_COUNTS),
        counting,
        _leaves_the_years_on(counting[-MOST_NOTICES.on(proposed_on)].issued_on, proposed_on),
    )


def _leaves_the_years_on(issued_on: date, proposed_on: date) -> date:
    years = YEARS_LOOKED_BACK.on(proposed_on)
    anniversary = years_after(issued_on, years)
    # A notice of 29 February is still inside on 28 February three years later.
    if years_after(anniversary, -years) < issued_on:
        return anniversary + timedelta(days=1)
    return anniversary


def _permitted_because(counting: tuple[EarlierNotice, ...], cost: Amounts) -> str:
    if not counting:
        return f"No notice counts in the three years: £{cost.reduced} if paid early, otherwise £{cost.full}."
    return (
        f"{counted(len(counting), 'notice')} in the three years, issued on {_issue_days(counting)}: "
        f"£{cost.full}, with no reduction."
    )


def _issue_days(notices: tuple[EarlierNotice, ...]) -> str:
    return listed([day_in_words(notice.issued_on) for notice in notices], "and")
