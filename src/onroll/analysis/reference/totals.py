"""The national-style totals that `onroll analyse --json` prints.

Rows, codes and faults are those of the period. Schools and pupils are those of its enrolments, and `threshold_met` counts such
pupils. `codes` has every code in force on the last day, in the order of the law, and then any other that was used.
"""

from collections import Counter
from decimal import Decimal
from typing import TypedDict

from onroll.analysis.reference.counting import percent
from onroll.analysis.reference.enrolments import EnrolmentFigures, figures
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.judging import RowFault
from onroll.law import codes_in_force


class Totals(TypedDict):
    """The document, key for key."""

    on: str
    schools: int
    pupils: int
    enrolments: int
    entries: int
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    missing: int
    attendance_percent: float | None
    absence_percent: float | None
    persistent: int
    severe: int
    threshold_met: int
    codes: dict[str, int]
    quality: dict[str, int]


def totals(tables: Tables) -> Totals:
    """Work out the totals of a period."""
    of_each = figures(tables)
    attended = sum(one.attended for one in of_each)
    authorised = sum(one.authorised for one in of_each)
    unauthorised = sum(one.unauthorised for one in of_each)
    absent = authorised + unauthorised
    possible = attended + absent
    return Totals(
        on=tables.period.last_day.isoformat(),
        schools=len({one.school for one in of_each}),
        pupils=len({one.pupil for one in of_each}),
        enrolments=len(of_each),
        entries=sum(1 for entry in tables.entries if entry.date in tables.period),
        possible=possible,
        attended=attended,
        authorised=authorised,
        unauthorised=unauthorised,
        missing=sum(one.missing for one in of_each),
        attendance_percent=_printed(percent(attended, possible)),
        absence_percent=_printed(percent(absent, possible)),
        persistent=sum(one.persistent is True for one in of_each),
        severe=sum(one.severe is True for one in of_each),
        threshold_met=_pupils_who_met_the_threshold(of_each),
        codes=_codes(tables),
        quality=_quality(tables),
    )


def _pupils_who_met_the_threshold(of_each: list[EnrolmentFigures]) -> int:
    return len({one.pupil for one in of_each if one.threshold_first_met_on is not None})


def _codes(tables: Tables) -> dict[str, int]:
    used = Counter(one.code for enrolment in tables.enrolments for one in tables.used_in_period(enrolment))
    in_force = [meaning.code for meaning in codes_in_force(tables.period.last_day)]
    others = sorted(used.keys() - set(in_force))
    return {code: used[code] for code in in_force + others}


def _quality(tables: Tables) -> dict[str, int]:
    faults = Counter(found.fault for found in tables.faults)
    return {fault.value: faults[fault] for fault in RowFault}


def _printed(rate: Decimal | None) -> float | None:
    return None if rate is None else float(rate)
