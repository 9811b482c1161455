"""The checks of the attendance register: one file each, every one of them listed here.

A check takes the facts of a school and a span of days and answers findings. It mends nothing.
"""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.checks.amendments_by_person import amendments_by_person
from onroll.service.attendance_register.checks.amendments_by_volume import amendments_by_volume
from onroll.service.attendance_register.checks.blank_entries import blank_entries
from onroll.service.attendance_register.checks.code_contradicts_plan import code_contradicts_plan
from onroll.service.attendance_register.checks.code_not_permitted import code_not_permitted
from onroll.service.attendance_register.checks.entry_not_on_roll import entry_not_on_roll
from onroll.service.attendance_register.checks.entry_of_withdrawn_closure import entry_of_withdrawn_closure
from onroll.service.attendance_register.checks.entry_on_boarding_day import entry_on_boarding_day
from onroll.service.attendance_register.checks.entry_outside_calendar import entry_outside_calendar
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import Check, CheckFinding, Severity
from onroll.service.attendance_register.checks.identical_class_for_a_month import identical_class_for_a_month
from onroll.service.attendance_register.checks.n_older_than_five_school_days import (
    n_older_than_five_school_days,
)
from onroll.service.attendance_register.checks.note_missing import note_missing
from onroll.service.attendance_register.checks.nothing_to_check import NothingToCheck, nothing_to_check
from onroll.service.attendance_register.checks.present_before_opening import present_before_opening
from onroll.service.attendance_register.checks.register_left_part_filled import register_left_part_filled
from onroll.service.attendance_register.checks.register_not_taken import register_not_taken
from onroll.service.attendance_register.checks.register_taken_late import register_taken_late

__all__ = [
    "CHECKS",
    "Check",
    "CheckFacts",
    "CheckFinding",
    "NothingToCheck",
    "Severity",
    "facts_to_check",
    "found_in",
    "nothing_to_check",
    "run_checks",
]

CHECKS: tuple[Check, ...] = (
    Check("register_not_taken", "Registers not taken", register_not_taken),
    Check("register_left_part_filled", "Registers left part-filled", register_left_part_filled),
    Check(
        "n_older_than_five_school_days",
        "Absences unexplained for more than five school days",
        n_older_than_five_school_days,
    ),
    Check("blank_entries", "Pupils without a code", blank_entries),
    Check("code_not_permitted", "Codes not permitted", code_not_permitted),
    Check("note_missing", "Notes missing", note_missing),
    Check("code_contradicts_plan", "Codes that contradict a plan", code_contradicts_plan),
    Check("entry_not_on_roll", "Entries for pupils not on roll", entry_not_on_roll),
    Check("entry_on_boarding_day", "Entries on days a pupil boarded", entry_on_boarding_day),
    Check(
        "entry_of_withdrawn_closure", "Entries of a closure that was withdrawn", entry_of_withdrawn_closure
    ),
    Check("entry_outside_calendar", "Entries outside the calendar", entry_outside_calendar),
    Check("register_taken_late", "Registers taken late", register_taken_late),
    Check(
        "identical_class_for_a_month",
        "A whole class identical for a month",
        identical_class_for_a_month,
    ),
    Check("present_before_opening", "All present before the register opened", present_before_opening),
    Check("amendments_by_volume", "Weeks with many amendments", amendments_by_volume),
    Check("amendments_by_person", "People who amend much", amendments_by_person),
)


def run_checks(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date, now: dt.datetime
) -> list[CheckFinding]:
    """Return everything the checks find in a school's registers of a span, both days included, as they stand now.

    In the order of CHECKS. Raises OutOfScope.
    """
    facts = facts_to_check(scope, school_id=school_id, first_day=first_day, last_day=last_day, now=now)
    return found_in(facts)


def facts_to_check(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date, now: dt.datetime
) -> CheckFacts:
    """Return the facts of a span for every check to share. Raises OutOfScope."""
    scope.require(Permission.CHECKS_VIEW, school_id=school_id)
    return CheckFacts(school_id, first_day, last_day, now)


def found_in(facts: CheckFacts) -> list[CheckFinding]:
    """Return everything the checks find in some facts, in the order of CHECKS."""
    return [finding for check in CHECKS for finding in check.find(facts)]
