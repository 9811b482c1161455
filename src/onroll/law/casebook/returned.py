"""Cases of the returns a school makes to its local authority."""

from onroll.law.casebook.absence import REGISTER, entries_of
from onroll.law.casebook.registry import Answer, Given, case_rule, may_be, needed
from onroll.law.casebook.shapes import DAY, YES_NO, whole_number
from onroll.law.finding import Finding
from onroll.law.returns import attendance_return, deletion_return, new_pupil_return, sickness_return

_DUE = {"due": "whether a return is due", "due_on": "the last day for it; null where none is due"}


def _due(finding: Finding) -> Answer:
    return Answer({"due": finding.met, "due_on": finding.facts["due_on"]}, finding.citations)


@case_rule(
    "returns.new_pupil",
    given={
        "entered_on": needed(DAY),
        "starting_day": needed(DAY),
        "school_year_starts": needed(DAY),
        "most_junior_class": needed(YES_NO),
        "authority_asked_on": may_be(DAY),
    },
    found=_DUE,
    notes=("Days are calendar days.",),
)
def _new_pupil(given: Given) -> Answer:
    return _due(new_pupil_return(**given))


@case_rule(
    "returns.deletion",
    given={
        "deleted_on": needed(DAY),
        "ground_met_on": needed(DAY),
        "most_senior_class": needed(YES_NO),
        "school_year_last_day": needed(DAY),
        "authority_asked": needed(YES_NO),
    },
    found=_DUE,
)
def _deletion(given: Given) -> Answer:
    return _due(deletion_return(**given))


@case_rule(
    "returns.attendance",
    given=REGISTER | {"born": needed(DAY)},
    found={"due": "whether a run of ten school days makes one due", "run_days": "the longest run reached"},
)
def _attendance(given: Given) -> Answer:
    finding = attendance_return(
        entries_of(given), given["calendar"], as_at=given["as_at"], born=given["born"]
    )
    return Answer({"due": finding.met, "run_days": finding.facts["run_days"]}, finding.citations)


@case_rule(
    "returns.sickness",
    given=REGISTER | {"expected_further_days": may_be(whole_number(), 0)},
    found={
        "due": "whether a run, or a run with the days expected, reaches fifteen",
        "days": "sessions with code I halved, rounded down",
        "decide": "whether a person must decide that it is one illness",
    },
)
def _sickness(given: Given) -> Answer:
    finding = sickness_return(
        entries_of(given),
        given["calendar"],
        as_at=given["as_at"],
        expected_further_days=given["expected_further_days"],
    )
    found = {
        "due": finding.met is True,
        "days": finding.facts["days"],
        "decide": finding.facts["decide"],
    }
    return Answer(found, finding.citations)
