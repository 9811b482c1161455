"""Cases of offences: the time for proceedings, and the defence of a travelling trade."""

from onroll.law.casebook.registry import Answer, Given, case_rule, needed
from onroll.law.casebook.shapes import DAY, whole_number
from onroll.law.offences import time_limit, travelling_trade_defence


@case_rule(
    "offences.time_limit",
    given={"last_offence_on": needed(DAY)},
    found={"lay_information_by": "the last day, included, to lay an information"},
)
def _time_limit(given: Given) -> Answer:
    found = time_limit(given["last_offence_on"])
    return Answer({"lay_information_by": found.lay_information_by}, found.citations)


@case_rule(
    "offences.travelling_trade_defence",
    given={"age": needed(whole_number()), "attendances_in_twelve_months": needed(whole_number())},
    found={"attendance_limb_met": "whether the attendances are enough; null where they are not asked for"},
)
def _travelling_trade(given: Given) -> Answer:
    limb = travelling_trade_defence(**given)
    return Answer({"attendance_limb_met": limb.met}, limb.citations)
