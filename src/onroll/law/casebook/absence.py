"""Cases of a pupil's figures, and of the threshold for a penalty notice."""

from typing import Any

from onroll.law.absence_measures import measures
from onroll.law.attendance_entries import SessionEntry
from onroll.law.casebook.registers_given import CALENDAR, ENTRIES, FILL, PRESENT_ALL_DAY
from onroll.law.casebook.registry import Answer, Asked, Given, case_rule, may_be, needed
from onroll.law.casebook.shapes import DAY
from onroll.law.penalty_notices import threshold
from onroll.law.rules import rule_named

REGISTER: dict[str, Asked] = {
    "calendar": needed(CALENDAR),
    "entries": needed(ENTRIES),
    "fill": may_be(FILL, tuple(PRESENT_ALL_DAY.split())),
    "as_at": needed(DAY),
}


def entries_of(given: Given) -> list[SessionEntry]:
    """Answer the entries of a case up to its day."""
    placed: list[SessionEntry] = given["entries"].placed(given["calendar"], given["fill"], given["as_at"])
    return placed


@case_rule(
    "absence_measures.pupil",
    given=REGISTER,
    found={
        "possible": "sessions the pupil could have attended",
        "attended": "sessions attended",
        "authorised": "sessions of authorised absence",
        "unauthorised": "sessions of unauthorised absence",
        "attendance_percent": "to one decimal; null where nothing was possible",
        "persistent": "whether a tenth or more was missed",
        "severe": "whether half or more was missed",
    },
)
def _pupil(given: Given) -> Answer:
    figures = measures(entries_of(given))
    found: dict[str, Any] = {
        name: getattr(figures, name) for name in ("possible", "attended", "authorised", "unauthorised")
    }
    found |= {
        "attendance_percent": figures.attendance_percent,
        "persistent": figures.persistent,
        "severe": figures.severe,
    }
    return Answer(found, rule_named("absence_measures.pupil").citations)


@case_rule(
    "penalty_notices.threshold",
    given=REGISTER,
    found={
        "met": "whether the ten school weeks that end in the week of as_at hold ten or more; null before 19 August 2024",
        "first_met_on": "the first day, up to as_at, on which any ten school weeks did; null when never",
        "sessions": "sessions counted in the ten school weeks that end in the week of as_at",
        "unresolved": "how many of those have code N",
    },
)
def _threshold(given: Given) -> Answer:
    finding = threshold(entries_of(given), given["calendar"], as_at=given["as_at"])
    fields = ("first_met_on", "sessions", "unresolved")
    return Answer(
        {"met": finding.met} | {name: finding.facts.get(name) for name in fields}, finding.citations
    )
