"""The longest run of unauthorised absence, at one school.

A school day counts where every session held that day, both on an ordinary day, has a code of unauthorised absence. Any other
school day ends the run, one without an entry too; weekends and holidays do not. A run is counted whole, with the days
before the period, where at least one of its days is in the period.
"""

from datetime import date

from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment
from onroll.law import SessionEntry, StatisticalClass
from onroll.law.absence_runs import runs_of_absence


def longest_run_days(tables: Tables, enrolment: Enrolment) -> int:
    """Count the school days of an enrolment's longest run that reaches into the period."""
    return max((len(run) for run in runs(tables, enrolment) if run[-1] in tables.period), default=0)


def runs(tables: Tables, enrolment: Enrolment) -> list[tuple[date, ...]]:
    """Answer every run of an enrolment, up to the last day of the period."""
    unauthorised = [
        SessionEntry(one.on, one.session, one.code)
        for one in tables.used(enrolment).values()
        if one.statistical_class is StatisticalClass.UNAUTHORISED_ABSENCE
    ]
    if not unauthorised:
        return []
    calendar = tables.calendar(enrolment.school)
    last_day = tables.period.last_day
    return list(runs_of_absence(calendar, unauthorised, as_at=last_day, counts=lambda _: True))
