"""The schools of a trust or authority side by side: how many pupils, how absent, what is missing, and how fresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onroll.analysis.behind import Asked
from onroll.analysis.measures.definitions import THRESHOLD
from onroll.analysis.report.figures import KEPT_BACK, NONE
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted, time_in_words
from onroll.service.clock import LONDON
from onroll.service.figures import bodies
from onroll.service.figures.document import Cell, Document, Order, Section, Table, words
from onroll.service.figures.freshness import changed_since
from onroll.service.figures.opened_to_schools import SCHOOL
from onroll.service.figures.pages.parts import facts, lede, notes
from onroll.service.figures.reading import Figures
from onroll.service.organisations.models import School

#: The columns that are figures: what each is sorted by is the measure's name.
_FIGURES = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("unauthorised", "Unauthorised"),
    ("persistent", "Persistent absence"),
    ("severe", "Severe absence"),
    ("threshold_met", "Threshold met"),
    ("missing", "Missing entries"),
)
#: What rows stand in order of, as it is sent: a column's name; with a minus before it, the most first.
_ORDER = "order"
TAKES = frozenset({_ORDER})
_UNSORTED = "-persistent"
_WORDS = frozenset({"name", "phase", "district", "trust"})
_WHICH = {
    bodies.DISTRICT: ("Phase", "Trust"),
    bodies.TRUST: ("Phase", "District"),
    bodies.AUTHORITY: ("Phase", "District", "Trust"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One school's row, and what it is sorted by."""

    school: School
    cells: tuple[Cell, ...]
    by: dict[str, float | str | None]


def schools(figures: Figures) -> Document:
    """Make the page of schools side by side."""
    lines = _lines(figures)
    return Document(
        "Schools",
        lede(figures),
        facts(figures),
        (),
        (
            Section(
                "schools",
                counted(len(lines), "school").capitalize(),
                _said(figures),
                (),
                (_table(figures, _sorted(lines, _sort(figures))),),
            ),
        ),
        notes(figures),
    )


def _said(figures: Figures) -> tuple[str, ...]:
    short = (figures.why_short(),) if figures.is_short() and not figures.question.insists else ()
    return (
        *short,
        "A school’s own figures are counted from the same entries. “Threshold met” is pupils who met the threshold of a penalty "
        "notice, with what they missed at other schools here; a pupil of two schools stands in both.",
    )


def _table(figures: Figures, lines: list[_Line]) -> Table:
    which = _WHICH[figures.body.kind]
    first = len(which) + 1
    now = _sort(figures)
    headings = ("School", *which, "Pupils", *(title for _, title in _FIGURES), "How fresh")
    sorts = ("name", *(one.lower() for one in which), "pupils", *(name for name, _ in _FIGURES), "changed")
    return Table(
        "Figures by school",
        headings,
        tuple(line.cells for line in lines),
        frozenset(range(first, first + len(_FIGURES) + 1)),
        empty="No school belongs here yet.",
        orders={place: _order(name, now) for place, name in enumerate(sorts)},
    )


def _lines(figures: Figures) -> list[_Line]:
    figures.load(SCHOOL, [figures.question.period], [name for name, _ in _FIGURES])
    pupils = figures.pupils(SCHOOL)
    changed = changed_since(figures)
    # What a figure opens to is the same in every school.
    every = [Asked(name, figures.question.period) for name, _ in _FIGURES]
    return [_line(figures, school, every, pupils, changed) for school in figures.body.schools]


def _line(
    figures: Figures, school: School, every: Sequence[Asked], pupils: dict[str, int], changed: dict[int, dt.datetime]
) -> _Line:  # fmt: skip
    group = f"school={school.urn}"
    found = {asked.measure: _figure(figures, school, asked, group) for asked in every}
    is_counted = school.urn in figures.kept.about["made_from"]
    number = pupils.get(group)
    which = {
        "phase": school.get_phase_display(),
        "district": _name(school.district),
        "trust": _name(school.trust),
    }
    shown = [which[name.lower()] for name in _WHICH[figures.body.kind]]
    at = changed.get(school.pk)
    return _Line(
        school,
        (
            words(school.name, school_id=school.pk),
            *map(words, shown),
            # With anything possible, each is behind attendance.
            Cell(f"{number:,}", number, asked=every[0], school_id=school.pk)
            if number is not None
            else Cell(KEPT_BACK if is_counted else NONE),
            *found.values(),
            words(_fresh(at) if is_counted else "No registers counted"),
        ),
        {
            "name": school.name,
            **which,
            "pupils": number,
            **{name: _rate(cell) for name, cell in found.items()},
            "changed": at.timestamp() if at else None,
        },
    )


def _figure(figures: Figures, school: School, asked: Asked, group: str) -> Cell:
    """Return a figure that opens in the school itself, as a figure of the whole school."""
    figure = figures.find(asked.measure, None, SCHOOL, group)
    is_given = figure is not None and figure.is_shown and not figures.refuses(asked.measure)
    if figure is None or not is_given or asked.measure == THRESHOLD.name:
        # The threshold is counted with what a pupil missed at other schools, which the school's own registers do not say.
        return figures.cell(asked.measure, None, SCHOOL, group)
    return Cell(figure.rate, figure=figure, asked=asked, school_id=school.pk)


def _fresh(changed: dt.datetime | None) -> str:
    if changed is None:
        return "Up to date"
    at = changed.astimezone(LONDON)
    return f"Registers changed {short_day(at.date())}, {time_in_words(at.time())}"


def _rate(cell: Cell) -> float | None:
    figure = cell.figure
    if figure is None or figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator / figure.denominator


def _name(one: object | None) -> str:
    return "" if one is None else str(one)


def _sort(figures: Figures) -> str:
    """Return what is asked for, where a column is called so; the most persistent absence first where it is not."""
    asked = figures.question.asked(_ORDER)
    known = {*_WORDS, "pupils", "changed", *(name for name, _ in _FIGURES)}
    if asked.removeprefix("-") in known:
        return asked
    return "-absence_percent" if figures.is_short() and not figures.question.insists else _UNSORTED


def _order(name: str, now: str) -> Order:
    """Return what a heading asks for: the most first, words from A, or the other way where they stand so now."""
    first, other = (name, f"-{name}") if name in _WORDS else (f"-{name}", name)
    way = "" if now.removeprefix("-") != name else "descending" if now.startswith("-") else "ascending"
    return Order(((_ORDER, other if now == first else first),), way)


def _sorted(lines: list[_Line], sort: str) -> list[_Line]:
    """Return the rows in order; what is not known or not shown stands last either way."""
    name = sort.removeprefix("-")
    by_name = sorted(lines, key=lambda line: line.school.name)
    known = [line for line in by_name if line.by[name] not in (None, "")]
    key: Callable[[_Line], object] = lambda line: line.by[name]  # noqa: E731
    ordered = sorted(known, key=key, reverse=sort.startswith("-"))  # type: ignore[arg-type]
    return [*ordered, *(line for line in by_name if line.by[name] in (None, ""))]
