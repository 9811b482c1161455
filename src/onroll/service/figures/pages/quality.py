"""What is missing or wrong in the registers that figures are counted from, each leading to the place it is mended."""

from __future__ import annotations

import datetime as dt

from onroll.analysis.measures.definitions import GAPS
from onroll.analysis.quality import in_words
from onroll.analysis.report.figures import NONE, Figure
from onroll.analysis.report.words import FAULTS, short_day
from onroll.law.plain_words import counted
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.checks import CHECKS
from onroll.service.figures.checks_counted import checks_counted
from onroll.service.figures.document import Cell, Document, Section, Sent, Table, count, words
from onroll.service.figures.missing_sessions import missing_sessions
from onroll.service.figures.pages.missing import in_half, of_session, why_missing
from onroll.service.figures.pages.parts import facts, lede
from onroll.service.figures.people import people_of
from onroll.service.figures.reading import Figures


def quality(figures: Figures) -> Document:
    """Make the page of quality. Raises OutOfScope for whoever may not see pupils."""
    return Document(
        "Quality",
        lede(figures),
        facts(figures),
        (),
        (why_missing(missing_sessions(figures)), _missing(figures), _faults(figures), *_checks(figures)),
        (
            "What is mended counts once the figures are counted again: every night, or when somebody asks for it.",
        ),
    )


def _missing(figures: Figures) -> Section:
    people = people_of(figures)
    columns = ["school", "pupil", "missing", "held", "year_group", "registration_group"]
    rows = figures.kept.enrolments(columns, "missing > 0")
    named = sorted(
        ((people[school, pupil], missing, held, year, group) for school, pupil, missing, held, year, group in rows),
        key=lambda row: (-row[1], row[0].name.casefold(), row[0].pupil_id),
    )  # fmt: skip
    table = Table(
        "Pupils with sessions missing",
        ("Pupil", "Year", "Group", "Sessions missing"),
        tuple(
            (
                person.cell(),
                words(year or NONE),
                words(group or NONE),
                _gap(missing, held, person.pupil_id),
            )
            for person, missing, held, year, group in named
        ),
        frozenset({3}),
        "No pupil has a session missing.",
    )
    total = sum(row[1] for row in named)
    said = (
        f"{counted(total, 'session')} of {counted(len(named), 'pupil')}. {in_words('missing')}"
        if named
        else ""
    )
    return Section("missing", "Sessions missing", (said,), (), (table,))


def _gap(missing: int, held: int, pupil_id: int) -> Cell:
    figure = Figure(GAPS.name, missing, held)
    narrowed = (("pupil", str(pupil_id)),)
    return Cell(figure.rate, figure=figure, address="missing", narrowed=narrowed, section="sessions")


def _faults(figures: Figures) -> Section:
    found = sorted(figures.kept.faults(), key=lambda row: (row[2], row[3], row[0], row[4]))
    table = Table(
        "Faults by day",
        ("Session", "What is wrong", "Code", "Entries"),
        tuple(
            (
                Cell(in_half(day, session), page="registers", narrowed=of_session(day, session)),
                words(FAULTS[fault]),
                words(code or NONE),
                count(rows, address="at-fault", narrowed=(("fault", fault), *of_session(day, session))),
            )
            for fault, _, day, session, code, rows in found
        ),
        frozenset({3}),
        "No entry is at fault.",
    )
    said = tuple(in_words(fault) for fault in dict.fromkeys(row[0] for row in found))
    return Section("faults", "Entries at fault", said, (), (table,))


def _checks(figures: Figures) -> list[Section]:
    """Say what the checks of the registers found in the half term the last day counted is in, for whoever may see them."""
    school_id = figures.body.school_id
    if school_id is None or not figures.scope.may(Permission.CHECKS_VIEW, school_id=school_id):
        return []
    found = checks_counted(figures.kept.about)
    span = (*_boxes("from", found.first_day), *_boxes("to", found.last_day))
    table = Table(
        "What the checks of the registers found",
        ("Check", "Findings"),
        tuple(
            (
                Cell(one.title, page="checks", narrowed=(*span, ("check", one.name))),
                count(found.findings[one.name], page="checks", narrowed=(*span, ("check", one.name))),
            )
            for one in CHECKS
            if one.name in found.findings
        ),
        frozenset({1}),
        "The checks found nothing.",
    )
    said = (
        f"What the checks found from {short_day(found.first_day)} to {short_day(found.last_day)}, the half term so far, when the "
        "figures were counted. A check opens to what it finds now."
    )
    return [Section("checks", "The state of the registers", (said,), (), (table,))]


def _boxes(name: str, day: dt.date) -> Sent:
    return (f"{name}-day", str(day.day)), (f"{name}-month", str(day.month)), (f"{name}-year", str(day.year))
