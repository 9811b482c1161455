"""After a penalty notice is issued: where it stands, its payment, its withdrawal, and the sessions it has used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law import penalty_notice_amounts
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.finding import Finding
from onroll.law.instruments import EDUCATION_ACT_1996, PENALTY_NOTICES_2007
from onroll.law.offences import TIME_LIMIT, time_limit
from onroll.law.penalty_notice_amounts import Amounts
from onroll.law.penalty_notice_limit import NoticeState
from onroll.law.penalty_notice_service import NoticeDates
from onroll.law.plain_words import day_in_words
from onroll.law.points import Point, find_all
from onroll.law.rules import rule
from onroll.law.school_time import Session

_FROM_2007 = date(2007, 9, 1)
_FROM_2024 = date(2024, 8, 19)

PAYMENT = EDUCATION_ACT_1996.at("444A to 444B")
NO_PROCEEDINGS = PENALTY_NOTICES_2007.at("7")
WITHDRAWAL = PENALTY_NOTICES_2007.at("8")
PROSECUTE_OR_WITHDRAW = PENALTY_NOTICES_2007.at("9")
AFTER_WITHDRAWAL = PENALTY_NOTICES_2007.unconfirmed(
    "8",
    "That no proceedings may follow a withdrawal was read of three councils' codes, and of another that a fresh notice may be "
    "issued where one had a material error; that proceedings may then follow was not read.",
)
USED_SESSIONS = PENALTY_NOTICES_2007.unconfirmed(
    "14 to 18", "Whether the sessions of one notice may count towards another threshold; here they do not."
)


WAYS_TO_CONTEST = Dated(
    "How a parent may contest a penalty notice",
    steps=[
        From(
            _FROM_2007,
            (
                "there is no appeal",
                "the authority may be asked to withdraw it",
                "who does not pay may defend a prosecution for the original offence",
            ),
            PAYMENT,
        )
    ],
    reviewed_on=date(2026, 11, 22),
)


class Standing(StrEnum):
    """Where a notice stands on a day."""

    REDUCED_AMOUNT_PAYABLE = "reduced_amount_payable"
    FULL_AMOUNT_PAYABLE = "full_amount_payable"
    PROSECUTE_OR_WITHDRAW = "prosecute_or_withdraw"
    PAID = "paid"
    WITHDRAWN = "withdrawn"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"

    @property
    def in_words(self) -> str:
        """What it means, as a sentence."""
        return _STANDING_WORDS[self]


_STANDING_WORDS = {
    Standing.REDUCED_AMOUNT_PAYABLE: "The reduced amount may be paid.",
    Standing.FULL_AMOUNT_PAYABLE: "The full amount may be paid.",
    Standing.PROSECUTE_OR_WITHDRAW: "The time to pay is over: prosecute for the original offence, or withdraw.",
    Standing.PAID: "The notice is paid. Nobody may be prosecuted for the offence.",
    Standing.WITHDRAWN: "The notice is withdrawn and counts for nothing.",
    Standing.CONVICTED: "The parent was convicted of the offence.",
    Standing.ACQUITTED: "The parent was acquitted of the offence.",
}


@rule(
    "penalty_notices.standing",
    title="Where a penalty notice stands on a day",
    says=(
        "A notice is payable at the reduced amount, then in full, then to be prosecuted or withdrawn; or it "
        "is paid, withdrawn, convicted or acquitted."
    ),
    first_day=_FROM_2007,
    cites=(PAYMENT, PROSECUTE_OR_WITHDRAW),
)
def standing(state: NoticeState, cost: Amounts, dates: NoticeDates, *, on: date) -> Standing:
    """Answer where a notice stands on a day, by what has become of it and its dates."""
    if state is not NoticeState.UNPAID:
        return Standing(state.value)
    if cost.reduced is not None and on <= dates.reduced_until:
        return Standing.REDUCED_AMOUNT_PAYABLE
    return Standing.FULL_AMOUNT_PAYABLE if on <= dates.full_until else Standing.PROSECUTE_OR_WITHDRAW


def amount_payable(cost: Amounts, dates: NoticeDates, *, on: date) -> int | None:
    """Answer the pounds that settle an unpaid notice on a day, or None once the time to pay is over."""
    if cost.reduced is not None and on <= dates.reduced_until:
        return cost.reduced
    return cost.full if on <= dates.full_until else None


@rule(
    "penalty_notices.payment",
    title="Whether a payment settles a penalty notice",
    says="Paying the amount due by its day ends the liability for the offence. A part of it does not.",
    first_day=_FROM_2007,
    cites=(PAYMENT,),
)
def payment(paid: int, cost: Amounts, dates: NoticeDates, *, paid_on: date) -> Finding:
    """Find whether a payment in pounds discharges the liability for the offence. Part of the amount does not."""
    payable = amount_payable(cost, dates, on=paid_on)
    owed = f"£{payable}" if payable is not None else f"£{cost.full}"
    return find_all(
        "penalty_notices.payment",
        (
            Point(
                payable is not None,
                f"it was paid by {day_in_words(dates.full_until)}, the last day to pay",
                "the local authority",
            ),
            Point(
                paid >= (payable or cost.full), f"at least {owed} was paid, in one sum", "the local authority"
            ),
        ),
        (PAYMENT,),
        facts={"payable": payable, "paid": paid},
    )


@rule(
    "penalty_notices.may_prosecute",
    title="Whether the offence of a penalty notice may be prosecuted",
    says=(
        "While a notice may still be paid nobody is prosecuted for the offence. Once paid, never; unpaid at "
        "the end, the authority prosecutes for the original offence or withdraws. Once withdrawn, never on that "
        "notice: where it had material errors and is issued again, the new one is asked about. The six months "
        "to prosecute run on meanwhile, and are a rule of their own."
    ),
    first_day=_FROM_2007,
    cites=(NO_PROCEEDINGS, PAYMENT, PROSECUTE_OR_WITHDRAW, AFTER_WITHDRAWAL),
)
def may_prosecute(state: NoticeState, dates: NoticeDates, *, on: date) -> Finding:
    """Find whether proceedings for the original offence may be begun on a day."""
    return find_all(
        "penalty_notices.may_prosecute",
        (
            Point(
                on > dates.full_until or state is not NoticeState.UNPAID,
                f"the time to pay, to {day_in_words(dates.full_until)}, is over",
                "the local authority",
            ),
            Point(state is not NoticeState.PAID, "the notice was not paid in time", "the local authority"),
            Point(state is not NoticeState.WITHDRAWN, "the notice was not withdrawn", "the local authority"),
            Point(
                state not in (NoticeState.CONVICTED, NoticeState.ACQUITTED),
                "no court has decided on the offence",
                "the court",
            ),
        ),
        (NO_PROCEEDINGS, PAYMENT, PROSECUTE_OR_WITHDRAW, AFTER_WITHDRAWAL),
    )


@rule(
    "penalty_notices.receive_by",
    title="The last day to receive a penalty notice that may still be prosecuted if it is not paid",
    says=(
        "A notice must be received early enough that the time to pay ends before the six months do, or an "
        "unpaid notice could not be prosecuted."
    ),
    first_day=_FROM_2007,
    cites=(NO_PROCEEDINGS, TIME_LIMIT),
)
def receive_by(last_offence_on: date) -> date:
    """Answer the last day of receipt that leaves one day to prosecute between the time to pay and the six months.

    Raises `NoRuleInForce` for an offence before 1 September 2013.
    """
    return time_limit(last_offence_on).lay_information_by - timedelta(
        days=penalty_notice_amounts.DAYS_TO_PAY.on(last_offence_on)
    )


class WithdrawalGround(StrEnum):
    """Why an authority may or must withdraw a notice."""

    OUGHT_NOT_TO_HAVE_BEEN_ISSUED = "ought_not_to_have_been_issued"
    NOT_TO_THIS_PERSON = "not_to_this_person"
    MATERIAL_ERROR = "material_error"
    UNPAID_AND_NOT_PROSECUTED = "unpaid_and_not_prosecuted"

    @property
    def in_words(self) -> str:
        """The ground as printed."""
        return _GROUND_WORDS[self]

    @property
    def citation(self) -> Citation:
        """The regulation the ground is in."""
        return PROSECUTE_OR_WITHDRAW if self is WithdrawalGround.UNPAID_AND_NOT_PROSECUTED else WITHDRAWAL


_GROUND_WORDS = {
    WithdrawalGround.OUGHT_NOT_TO_HAVE_BEEN_ISSUED: (
        "it ought not to have been issued: outside the local code, or no offence was committed"
    ),
    WithdrawalGround.NOT_TO_THIS_PERSON: "it ought not to have been issued to the person named",
    WithdrawalGround.MATERIAL_ERROR: "it has material errors",
    WithdrawalGround.UNPAID_AND_NOT_PROSECUTED: "it is unpaid after the time to pay and there is no prosecution",
}


@rule(
    "penalty_notices.withdrawal",
    title="What speaks against withdrawing a penalty notice",
    says=(
        "Only the authority withdraws, and only because a notice ought not to have been issued, or not to "
        "that person, or has material errors; and it must where the time to pay is over, it is not paid and "
        "it does not prosecute. There is no appeal."
    ),
    first_day=_FROM_2007,
    cites=(WITHDRAWAL, PROSECUTE_OR_WITHDRAW),
)
def faults_of_withdrawal(
    ground: WithdrawalGround, *, by_authority: bool, state: NoticeState, dates: NoticeDates, on: date
) -> tuple[Fault, ...]:
    """Find what speaks against a withdrawal on a day. There is no appeal; only the authority withdraws."""
    faults = []
    if not by_authority:
        faults.append(
            Fault(
                "not_by_authority",
                "Only the local authority may withdraw a penalty notice. Ask it to.",
                WITHDRAWAL,
            )
        )
    if state in (NoticeState.WITHDRAWN, NoticeState.CONVICTED, NoticeState.ACQUITTED):
        faults.append(
            Fault(
                "already_ended",
                f"The notice has ended already: it is {state}. There is nothing to withdraw.",
                WITHDRAWAL,
            )
        )
    if ground is WithdrawalGround.UNPAID_AND_NOT_PROSECUTED and (
        state is NoticeState.PAID or on <= dates.full_until
    ):
        faults.append(
            Fault(
                "time_to_pay_not_over",
                f"This ground is for notices not paid by {day_in_words(dates.full_until)}. Wait until the day after, "
                "or choose another ground.",
                PROSECUTE_OR_WITHDRAW,
            )
        )
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class EffectsOfWithdrawal:
    """What a withdrawal does: tell the person in writing, refund, and bar or allow proceedings."""

    refund: int
    proceedings_barred: bool
    citations: tuple[Citation, ...]
    written_notice_to_recipient: bool = True
    counts_towards_limit: bool = False
    sessions_stay_used: bool = False


@rule(
    "penalty_notices.effects_of_withdrawal",
    title="What the withdrawal of a penalty notice does",
    says=(
        "The recipient is told in writing, all that was paid goes back, the notice no longer counts towards "
        "the limit, and no proceedings for the offence follow, unless it had material errors and is issued "
        "again."
    ),
    first_day=_FROM_2007,
    cites=(WITHDRAWAL, AFTER_WITHDRAWAL),
)
def effects_of_withdrawal(
    ground: WithdrawalGround, *, paid: int = 0, issued_again: bool = False
) -> EffectsOfWithdrawal:
    """Answer what a withdrawal does. All that was paid, in pounds, goes back.

    No proceedings for the offence may follow, unless the notice had material errors and is issued again.
    """
    reissued = ground is WithdrawalGround.MATERIAL_ERROR and issued_again
    return EffectsOfWithdrawal(paid, not reissued, (ground.citation, AFTER_WITHDRAWAL))


@dataclass(frozen=True, slots=True)
class SessionsOfNotice:
    """The sessions a notice rests on, and what has become of it."""

    state: NoticeState
    sessions: frozenset[tuple[date, Session]]


@rule(
    "penalty_notices.sessions_used",
    title="Which sessions earlier penalty notices have used",
    says=(
        "Sessions that one notice rests on do not count towards another threshold. A notice that is withdrawn "
        "gives its own back."
    ),
    first_day=_FROM_2024,
    cites=(USED_SESSIONS,),
)
def sessions_used(notices: Iterable[SessionsOfNotice]) -> frozenset[tuple[date, Session]]:
    """Answer the sessions that do not count towards another threshold. A withdrawn notice gives its own back."""
    return frozenset(
        session
        for notice in notices
        if notice.state is not NoticeState.WITHDRAWN
        for session in notice.sessions
    )
