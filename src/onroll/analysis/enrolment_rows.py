"""A row for each enrolment, with the columns of `pupils.csv`."""

from onroll.analysis.counting.scope import Scope
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.dated import Dated


def misses(threshold: Dated[int], scope: Scope) -> str:
    """Spell whether so many per cent of an enrolment's own possible sessions, or more, was missed.

    NULL where nothing was possible, or on a day before there was such a threshold.
    """
    per_cent = threshold.find(scope.on)
    if per_cent is None:
        return "CAST(NULL AS BOOLEAN)"
    return f"CASE WHEN possible > 0 THEN (authorised + unauthorised) * 100 >= possible * {per_cent} END"


def enrolment_rows(scope: Scope) -> str:
    """Spell a query of every enrolment, in order of school and pupil.

    `attendance_tenths` is the attendance in tenths of a per cent, halves up, worked out in whole numbers.
    """
    in_ten_weeks = (
        "CAST(NULL AS BIGINT)" if scope.threshold is None else "coalesce(in_ten_weeks, CAST(0 AS BIGINT))"
    )
    return (
        "SELECT school, pupil, possible, attended, authorised, unauthorised, "
        "CASE WHEN possible > 0 THEN ((attended * 2000 + possible) - (attended * 2000 + possible) % (possible * 2)) / (possible * 2) END "
        "AS attendance_tenths, "
        f"{misses(PERSISTENT_ABSENCE, scope)} AS persistent, {misses(SEVERE_ABSENCE, scope)} AS severe, "
        f"{in_ten_weeks} AS unauthorised_in_ten_school_weeks, first_met_on AS threshold_first_met_on, "
        "longest_run_days, late AS late_sessions, minutes_late, missing FROM enrolments ORDER BY school, pupil"
    )
