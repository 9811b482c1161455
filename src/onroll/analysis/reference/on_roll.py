"""The days on which each pupil was on each school's roll.

From the starting day to the leaving day of the table `pupils`, both included. Where that gives no starting day, from
the pupil's first row at the school; where it gives no leaving day, up to the day asked about if it gives a starting day, and
otherwise to the last row. Without the table, from the first row to the last. Any row will do, a blank one too. Two rows
of `pupils` for one enrolment are two stays.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from onroll.analysis.reference.rows import Enrolment, Entry, Pupil
from onroll.law import Span


def days_on_roll(
    entries: Iterable[Entry], pupils: Iterable[Pupil], *, on: date
) -> dict[Enrolment, tuple[Span, ...]]:
    """Answer the stays of each enrolment up to a day; no stay where none is known."""
    rows = _first_and_last_row(entries)
    stays: dict[Enrolment, list[Span]] = defaultdict(list)
    listed = set()
    for pupil in pupils:
        enrolment = Enrolment(pupil.school, pupil.pupil)
        listed.add(enrolment)
        stay = _stay(pupil, rows.get(enrolment), on)
        if stay is not None:
            stays[enrolment].append(stay)
    for enrolment, first_to_last in rows.items():
        if enrolment not in listed:
            stays[enrolment].append(first_to_last)
    return {enrolment: tuple(of_one) for enrolment, of_one in stays.items()}


def _first_and_last_row(entries: Iterable[Entry]) -> dict[Enrolment, Span]:
    days: dict[Enrolment, tuple[date, date]] = {}
    for entry in entries:
        enrolment = Enrolment(entry.school, entry.pupil)
        first_day, last_day = days.get(enrolment, (entry.date, entry.date))
        days[enrolment] = min(first_day, entry.date), max(last_day, entry.date)
    return {enrolment: Span(*both) for enrolment, both in days.items()}


def _stay(pupil: Pupil, rows: Span | None, on: date) -> Span | None:
    first_day = pupil.starting_day or (rows.first_day if rows else None)
    last_day = pupil.leaving_day or (on if pupil.starting_day else rows.last_day if rows else None)
    if first_day is None or last_day is None or min(last_day, on) < first_day:
        return None
    return Span(first_day, min(last_day, on))
