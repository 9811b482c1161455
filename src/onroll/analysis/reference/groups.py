"""The groups that figures are given for: everybody, one group, or two groups crossed, by columns of `pupils` or by school.

An enrolment is in the groups of its own row of `pupils`. Of two rows, the one that started last says; of those that started on one day,
the one that leaves last, where no leaving day is the last of all; of those, the one whose groups, column by column, come last in the
order of characters. What is blank, or has no row, is `not known`.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment, Pupil

ALL = "all"
NOT_KNOWN = "not known"
SCHOOL = "school"


def values(tables: Tables, by: Sequence[str]) -> dict[Enrolment, tuple[str, ...]]:
    """Answer what each enrolment is in each of some groups."""
    rows = _own_rows(tables.pupils)
    return {
        enrolment: tuple(_value(enrolment, rows.get(enrolment), name) for name in by)
        for enrolment in tables.enrolments
    }


def in_words(by: Sequence[str], of: Sequence[str]) -> str:
    """Write a group as the column `group` does."""
    return ",".join(f"{name}={value}" for name, value in zip(by, of, strict=True)) or ALL


def _value(enrolment: Enrolment, row: Pupil | None, name: str) -> str:
    if name == SCHOOL:
        return enrolment.school
    given: str = getattr(row, name) if row is not None else ""
    return given or NOT_KNOWN


def _own_rows(pupils: Sequence[Pupil]) -> dict[Enrolment, Pupil]:
    rows: dict[Enrolment, Pupil] = {}
    for pupil in sorted(pupils, key=_newness):
        rows[Enrolment(pupil.school, pupil.pupil)] = pupil
    return rows


def _newness(row: Pupil) -> tuple[object, ...]:
    return (
        row.starting_day or date.min,
        row.leaving_day or date.max,
        *(getattr(row, name) for name in _GROUPS),
    )


_GROUPS = tuple(column.name for column in fields(Pupil) if isinstance(column.default, str))
