"""Every fault of the rows of a period, and every session missing, each with its place: what `quality.csv` locates."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from onroll.analysis.reference.gathering import Tables
from onroll.law import Session

MISSING = "missing"


class Located(NamedTuple):
    """One fault: its kind, whose session it is of, and the code as it was written; None where there is no row."""

    kind: str
    school: str
    pupil: str
    date: date
    session: Session
    code: str | None


def quality(tables: Tables) -> list[Located]:
    """Locate every fault of the period, in order of kind, school, pupil and session."""
    return sorted([*_faults(tables), *_missing(tables)], key=lambda one: (one[:5], one.code or ""))


def _faults(tables: Tables) -> Iterator[Located]:
    for fault, _, row in tables.faults:
        yield Located(fault.value, row.school, row.pupil, row.date, row.session, row.code)


def _missing(tables: Tables) -> Iterator[Located]:
    for enrolment in tables.enrolments:
        for day, session in tables.missing(enrolment):
            yield Located(MISSING, *enrolment, day, session, None)
