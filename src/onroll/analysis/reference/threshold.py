"""The ten sessions in ten school weeks, for a pupil at one school after another or at two at once.

- A pupil's school weeks are the weeks in which they have a row, of any code, at a school that held a session that week.
- A session that two schools hold against the same child is one session.
- The window that `unauthorised_in_ten_school_weeks` counts is the last ten of those weeks begun by the day: in a holiday, and
  after a pupil has left, the last ten there were. There is no such number before there was a threshold.
- Every school year in the tables counts, not only the period. The first day may therefore lie before the period.
- Where two rows of `pupils` give a pupil different dates of birth, none is known.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment, Pupil
from onroll.law import SessionEntry, penalty_notice_codes, threshold_count


class Standing(NamedTuple):
    """How a pupil stands to the threshold: sessions in the last ten school weeks, and the first day it was met."""

    in_window: int | None
    first_met_on: date | None


def standings(tables: Tables) -> dict[str, Standing]:
    """Answer how every pupil of an enrolment stands to the threshold on the last day of the period."""
    born = dates_of_birth(tables.pupils)
    return {
        pupil: _standing(tables, enrolments, born.get(pupil))
        for pupil, enrolments in _enrolments_by_pupil(tables).items()
    }


def school_weeks(tables: Tables, enrolments: Iterable[Enrolment]) -> list[date]:
    """Answer the Mondays of a pupil's own school weeks, in order."""
    weeks: set[date] = set()
    for enrolment in enrolments:
        weeks |= tables.weeks_with_rows[enrolment] & set(tables.calendar(enrolment.school).weeks)
    return sorted(weeks)


def dates_of_birth(pupils: Iterable[Pupil]) -> dict[str, date]:
    """Answer each pupil's date of birth, where one and only one is given."""
    given: dict[str, set[date]] = defaultdict(set)
    for pupil in pupils:
        if pupil.born is not None:
            given[pupil.pupil].add(pupil.born)
    return {pupil: dates.pop() for pupil, dates in given.items() if len(dates) == 1}


def _standing(tables: Tables, enrolments: Iterable[Enrolment], born: date | None) -> Standing:
    on = tables.period.last_day
    codes = penalty_notice_codes(on)
    entries = {
        (one.on, one.session): SessionEntry(one.on, one.session, one.code)
        for enrolment in enrolments
        for one in tables.used(enrolment).values()
        if one.code in codes
    }
    count = threshold_count(entries.values(), school_weeks(tables, enrolments), as_at=on, born=born)
    return Standing(None if count.met is None else len(count.sessions), count.first_met_on)


def _enrolments_by_pupil(tables: Tables) -> dict[str, list[Enrolment]]:
    """Answer where each pupil has ever had a row; nowhere, for a pupil who is only on the roll."""
    by_pupil: dict[str, list[Enrolment]] = {enrolment.pupil: [] for enrolment in tables.enrolments}
    for enrolment in tables.weeks_with_rows:
        if enrolment.pupil in by_pupil:
            by_pupil[enrolment.pupil].append(enrolment)
    return by_pupil
