"""What the report calls things: measures, groups, periods and faults, in plain words."""

from datetime import date

from onroll.analysis.counting.faults import DUPLICATE, IMPOSSIBLE, NOT_IN_FORCE, UNKNOWN_CODE
from onroll.analysis.groupings import Grouping
from onroll.analysis.quality import MISSING
from onroll.law.attendance_codes import code_on, in_force_between
from onroll.law.plain_words import day_in_words

DEFINITIONS = {
    "attendance_percent": "Sessions attended, or spent at an approved educational activity, of the sessions that were possible.",
    "absence_percent": "Sessions of absence, authorised or not, of the sessions that were possible.",
    "authorised": "Sessions of absence that the school authorised, of the sessions that were possible.",
    "unauthorised": "Sessions of absence that the school did not authorise, of the sessions that were possible.",
    "late_sessions": "Sessions to which the pupil came late, before the register closed or after, of the sessions that were possible.",
    "family present": "Sessions present, late before the register closed included, of the sessions that were possible.",
    "family approved_educational_activity": "Sessions at an approved educational activity away from the school, of the sessions that were possible.",
    "minutes_late": "Minutes written down for late sessions, divided by the number of late sessions.",
    "missing": "Sessions held while the pupil was on roll that have no usable code, of all those held.",
    "broken_weeks": "Weeks of a pupil with at least one absence, of weeks with something possible.",
    "persistent": "Enrolments that missed {persistent}% or more of their own possible sessions, of enrolments with something possible.",
    "absent_of_persistent": "Sessions of absence that belong to enrolments in persistent absence, of all sessions of absence.",
    "absence_rate_of_persistent": "Sessions of absence of the possible sessions of enrolments in persistent absence.",
    "severe": "Enrolments that missed {severe}% or more of their own possible sessions, of enrolments with something possible. They are in persistent absence too.",
    "absent_of_severe": "Sessions of absence that belong to enrolments in severe absence, of all sessions of absence.",
    "absence_rate_of_severe": "Sessions of absence of the possible sessions of enrolments in severe absence.",
    "near_persistent": "Enrolments under {persistent}% that would reach it by missing {near} more possible sessions, or fewer, one after another; of enrolments with something possible. Nothing is predicted.",
    "near_severe": "Enrolments under {severe}% that would reach it by missing {near} more possible sessions, or fewer, one after another; of enrolments with something possible.",
    "into_persistent": "Enrolments in persistent absence in the later term that were not in the earlier, of those not in it earlier; with something possible in both.",
    "out_of_persistent": "Enrolments in persistent absence in the earlier term that were not in the later, of those in it earlier; with something possible in both.",
    "into_severe": "Enrolments in severe absence in the later term that were not in the earlier, of those not in it earlier; with something possible in both.",
    "out_of_severe": "Enrolments in severe absence in the earlier term that were not in the later, of those in it earlier; with something possible in both.",
    "run_of_ten_days": "Enrolments absent without authority in every session of {run} school days in a row or more, of enrolments with something possible.",
    "threshold_met": "Pupils who, on any day counted, had {sessions} sessions of unauthorised absence within {weeks} of their own school weeks, of all pupils. Meeting it never means that a notice follows.",
}

FAULTS = {
    MISSING: "Sessions without a usable code",
    UNKNOWN_CODE: "Unknown codes",
    DUPLICATE: "Duplicate rows",
    NOT_IN_FORCE: "Codes not in force on their day",
    IMPOSSIBLE: "Entries that could not be",
}

_COLUMNS = {
    "fsm": "Free school meals",
    "sen": "Special educational needs",
    "sen_need": "Kind of special educational need",
    "ehcp": "Education, health and care plan",
}
_VALUES = {"true": "yes", "false": "no"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def column_in_words(name: str) -> str:
    """Write a column of pupils: `year_group` as "Year group"."""
    return _COLUMNS.get(name) or name.replace("_", " ").capitalize()


def lowered(words: str) -> str:
    """Write words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def grouping_in_words(grouping: Grouping) -> str:
    """Write what figures are grouped by: "Sex and free school meals"."""
    first, *others = (column_in_words(name) for name in grouping.columns)
    return " and ".join([first, *(lowered(other) for other in others)])


def group_in_words(grouping: Grouping, group: str) -> str:
    """Write a group's values, as they stand in the file but for true and false; crossed, each with what it is of."""
    values = [_VALUES.get(value, value) for value in grouping.values(group)]
    if len(values) == 1:
        return values[0]
    return ", ".join(
        f"{column_in_words(name) if place == 0 else lowered(column_in_words(name))}: {value}"
        for place, (name, value) in enumerate(zip(grouping.columns, values, strict=True))
    )


def code_in_words(code: str, on: date) -> str:
    """Write what a code means, or meant on the last day it was in force."""
    first, ended = in_force_between(code)
    latest = on if ended is None else min(on, date.fromordinal(ended.toordinal() - 1))
    return code_on(code, max(first, latest)).title


def days_in_words(first_day: date, last_day: date) -> str:
    """Write a span of days, both included."""
    return f"{day_in_words(first_day)} to {day_in_words(last_day)}"


def short_day(day: date) -> str:
    """Write a day as "8 Sep 2025"."""
    return f"{day.day} {month(day)} {day.year}"


def month(day: date) -> str:
    """Write the first letters of a day's month."""
    return day_in_words(day).split()[1][:3]
