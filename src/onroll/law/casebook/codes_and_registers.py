"""Cases of what codes mean, and of how the registers are kept."""

from onroll.law.attendance_codes import NotInForce, code_on
from onroll.law.casebook.registers_given import CALENDAR
from onroll.law.casebook.registry import Answer, Given, case_rule, may_be, needed
from onroll.law.casebook.shapes import DAY, TEXT, TIME, nullable, one_of
from onroll.law.registers import entry_for_arrival, unexplained_until
from onroll.law.retention import preservation
from onroll.law.rules import rule_named
from onroll.law.school_age import compulsory_school_age
from onroll.law.school_time import Session


@case_rule(
    "attendance_codes.meaning",
    given={"code": needed(TEXT), "as_at": needed(DAY)},
    found={
        "in_force": "whether the code was in force that day; where not, every other field is null",
        "title": "what the code is called (not compared)",
        "class": "present, approved_educational_activity, authorised_absence, unauthorised_absence, not_possible or not_collected",
        "counts_towards_penalty_notice": "true or false",
        "note_required": "true or false",
        "leave_required": "true or false",
    },
)
def _meaning(given: Given) -> Answer:
    try:
        meaning = code_on(given["code"], given["as_at"])
    except NotInForce:
        fields = ("title", "class", "counts_towards_penalty_notice", "note_required", "leave_required")
        cited = rule_named("attendance_codes.meaning").citations
        return Answer({"in_force": False} | dict.fromkeys(fields), cited)
    return Answer(
        {
            "in_force": True,
            "title": meaning.title,
            "class": meaning.statistical_class.value,
            "counts_towards_penalty_notice": meaning.counts_towards_penalty_notice,
            "note_required": meaning.note_required,
            "leave_required": meaning.leave_required,
        },
        (meaning.citation,),
    )


@case_rule(
    "registers.entry_for_arrival",
    given={
        "session": needed(one_of("am", "pm")),
        "register_opened": needed(TIME),
        "register_closed": needed(TIME),
        "arrived": needed(nullable(TIME)),
    },
    found={
        "code": "the code by the times given",
        "allowed": "false where the register is kept open too long",
        "reason": "why (not compared)",
    },
)
def _arrival(given: Given) -> Answer:
    arrival = entry_for_arrival(
        Session(given["session"].upper()),
        given["register_opened"],
        given["register_closed"],
        given["arrived"],
    )
    return Answer(
        {"code": arrival.code, "allowed": arrival.allowed, "reason": arrival.reason}, arrival.citations
    )


@case_rule(
    "registers.unexplained_until",
    given={"session_on": needed(DAY), "calendar": needed(CALENDAR)},
    found={"due_on": "the last lawful day for code N", "then": "the code that must follow"},
)
def _unexplained(given: Given) -> Answer:
    until = unexplained_until(given["session_on"], given["calendar"])
    return Answer({"due_on": until.due_on, "then": until.then}, (until.citation,))


@case_rule(
    "registers.preserve_until",
    given={"entered_on": needed(DAY), "amended_on": may_be(DAY)},
    found={
        "entry_until": "the last day, included, to keep the entry",
        "amendment_until": "the last day, included, to keep the amendment; null without one",
    },
)
def _preserved(given: Given) -> Answer:
    kept = preservation(given["entered_on"], given["amended_on"])
    return Answer({"entry_until": kept.entry_until, "amendment_until": kept.amendment_until}, kept.citations)


@case_rule(
    "school_age.compulsory",
    given={"born": needed(DAY), "school_year_starts": may_be(DAY)},
    found={"first_day": "the first day of compulsory school age", "last_day": "its last day, included"},
)
def _school_age(given: Given) -> Answer:
    age = compulsory_school_age(given["born"], school_year_starts=given["school_year_starts"])
    return Answer({"first_day": age.first_day, "last_day": age.last_day}, age.citations)
