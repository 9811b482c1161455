"""Who would be over another threshold, and who would meet another threshold of a penalty notice.

For the notice every run of so many of a pupil's own school weeks is looked at, one after another, and the first day on which any
of them holds enough.
"""

from collections.abc import Iterable
from datetime import date

from onroll.analysis.reference.counting import count
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.threshold import dates_of_birth, school_weeks
from onroll.law import Session, penalty_notice_codes, week_of
from onroll.law.penalty_notices import THRESHOLD_SESSIONS
from onroll.law.school_age import compulsory_school_age


def over(tables: Tables, per_cent: int) -> set[Enrolment]:
    """Answer the enrolments that missed so many per cent of their possible sessions, or more, in the period."""
    counts = {enrolment: count(tables.used_in_period(enrolment)) for enrolment in tables.enrolments}
    return {
        enrolment
        for enrolment, one in counts.items()
        if one.possible and one.absent * 100 >= one.possible * per_cent
    }


def first_days_met(tables: Tables, sessions: int, weeks: int) -> dict[str, date | None]:
    """Answer the first day on which each pupil would have met so many sessions in so many school weeks."""
    born = dates_of_birth(tables.pupils)
    return {
        pupil: _first_day(tables, pupil, born.get(pupil), sessions, weeks)
        for pupil in sorted({enrolment.pupil for enrolment in tables.enrolments})
    }


def towards(tables: Tables, pupil: str) -> tuple[list[tuple[date, Session]], list[date]]:
    """Answer a pupil's sessions that count towards the threshold on the last day, and the pupil's school weeks."""
    ours = [enrolment for enrolment in tables.weeks_with_rows if enrolment.pupil == pupil]
    return _sessions(tables, ours, dates_of_birth(tables.pupils).get(pupil)), school_weeks(tables, ours)


def _first_day(tables: Tables, pupil: str, born: date | None, sessions: int, weeks: int) -> date | None:
    ours = [enrolment for enrolment in tables.weeks_with_rows if enrolment.pupil == pupil]
    counting = _sessions(tables, ours, born)
    own_weeks = school_weeks(tables, ours)
    days = []
    for start in range(len(own_weeks)):
        window = set(own_weeks[start : start + weeks])
        within = [day for day, _ in counting if week_of(day) in window]
        days += within[sessions - 1 : sessions]
    return min(days, default=None)


def _sessions(
    tables: Tables, enrolments: Iterable[Enrolment], born: date | None
) -> list[tuple[date, Session]]:
    codes = penalty_notice_codes(tables.period.last_day)
    age = None if born is None else compulsory_school_age(born)
    found = {
        (one.on, one.session)
        for enrolment in enrolments
        for one in tables.used(enrolment).values()
        if one.code in codes
        and one.on >= THRESHOLD_SESSIONS.first_day
        and (age is None or age.first_day <= one.on <= age.last_day)
    }
    return sorted(found)
