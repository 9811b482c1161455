"""Cases of penalty notices, and of notices to improve."""

from onroll.law.casebook.registers_given import CALENDAR
from onroll.law.casebook.registry import Answer, Given, case_rule, may_be, needed
from onroll.law.casebook.shapes import DAY, FaultyCase, list_of, one_of, record, whole_number
from onroll.law.notices_to_improve import AbsenceKind, Support, period
from onroll.law.notices_to_improve import needed as improvement_needed
from onroll.law.penalty_notice_limit import EarlierNotice, NoticeState, next_notice
from onroll.law.penalty_notice_recipients import number
from onroll.law.penalty_notice_service import dates
from onroll.law.rules import rule_named

_PREVIOUS = record(
    "a mapping of issued_on and state",
    {"issued_on": DAY, "state": one_of(*NoticeState)},
)


@case_rule(
    "penalty_notices.next_notice",
    given={"proposed_on": needed(DAY), "previous": needed(list_of(_PREVIOUS))},
    found={
        "permitted": "whether a notice may be issued to this parent for this child",
        "ordinal": "1 or 2 in the three years; null where none may be issued",
        "reduced_amount": "pounds; null where there is no reduction",
        "full_amount": "pounds; null where none may be issued",
        "reason": "why (not compared)",
    },
    notes=(f"The states of an earlier notice: {', '.join(NoticeState)}.",),
)
def _next_notice(given: Given) -> Answer:
    found = next_notice(
        proposed_on=given["proposed_on"],
        previous=[EarlierNotice(one["issued_on"], NoticeState(one["state"])) for one in given["previous"]],
    )
    fields = ("permitted", "ordinal", "reduced_amount", "full_amount", "reason")
    return Answer({name: getattr(found, name) for name in fields}, found.citations)


@case_rule(
    "penalty_notices.number",
    given={"parents": needed(whole_number()), "pupils": needed(whole_number())},
    found={"notices": "how many notices may follow: one a parent and pupil"},
)
def _number(given: Given) -> Answer:
    cited = rule_named("penalty_notices.number").citations
    return Answer({"notices": number(parents=given["parents"], pupils=given["pupils"])}, cited)


@case_rule(
    "penalty_notices.dates",
    given={
        "posted_on": may_be(DAY),
        "delivered_on": may_be(DAY),
        "bank_holidays": may_be(list_of(DAY), ()),
    },
    found={
        "received_on": "the day the notice is taken to be received",
        "reduced_until": "the last day, included, for the reduced amount",
        "full_until": "the last day, included, to pay",
    },
    notes=("Exactly one of posted_on and delivered_on.",),
)
def _dates(given: Given) -> Answer:
    if (given["posted_on"] is None) is (given["delivered_on"] is None):
        raise FaultyCase("given.posted_on", "wanted exactly one of posted_on and delivered_on.")
    found = dates(**given)
    fields = ("received_on", "reduced_until", "full_until")
    return Answer({name: getattr(found, name) for name in fields}, found.citations)


@case_rule(
    "notices_to_improve.period",
    given={
        "starts_on": needed(DAY),
        "school_weeks": needed(whole_number()),
        "calendar": needed(CALENDAR),
        "local_maximum_school_days": may_be(whole_number(1)),
    },
    found={
        "allowed": "whether the weeks are within the range",
        "last_day": "the last school day of the period; null where it is not allowed",
        "reason": "why (not compared)",
    },
)
def _period(given: Given) -> Answer:
    found = period(**given)
    return Answer(
        {"allowed": found.allowed, "last_day": found.last_day, "reason": found.reason}, found.citations
    )


@case_rule(
    "notices_to_improve.needed",
    given={
        "absence_kind": needed(one_of(*AbsenceKind)),
        "support": needed(one_of(*Support)),
    },
    found={
        "usually_needed": "true only for irregular absence where support was refused or is not working",
        "reason": "why (not compared)",
    },
)
def _needed(given: Given) -> Answer:
    finding = improvement_needed(
        absence_kind=AbsenceKind(given["absence_kind"]), support=Support(given["support"])
    )
    return Answer({"usually_needed": finding.met, "reason": " ".join(finding.reasons)}, finding.citations)
