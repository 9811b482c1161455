"""What is missing or wrong in registers: numbers alone, by year group of a school and by school of several."""

from __future__ import annotations

from collections import Counter

from onroll.analysis.behind.entries import Why
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.definitions import GAPS
from onroll.analysis.quality import in_words
from onroll.analysis.report.words import FAULTS
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.checks import CHECKS
from onroll.service.figures.checks_counted import checks_counted
from onroll.service.figures.document import Document, Row, Section, Table, count, words
from onroll.service.figures.of_schools import of_schools
from onroll.service.figures.opened_to_schools import SCHOOL
from onroll.service.figures.pages.group_names import group_alone
from onroll.service.figures.pages.in_order import in_order
from onroll.service.figures.pages.parts import facts, lede, notes, part_asked
from onroll.service.figures.reading import Figures

_YEARS = Grouping(("year_group",))
_WHY = {
    Why.NO_ENTRY: "No entry made",
    Why.UNKNOWN: "The code entered is not a national one",
    Why.SET_ASIDE: "What was entered could not be, and is set aside",
}


def quality_in_numbers(figures: Figures) -> Document:
    """Make the page of quality without a name."""
    several = figures.body.school_id is None
    return Document(
        "Quality",
        lede(figures),
        facts(figures),
        (),
        (_missing(figures), *((_by_school(figures),) if several else (_why(figures), _faults(figures))), *_checks(figures)),
        (
            *notes(figures),
            "Entries at fault, and what checks find, are counts of entries and of registers, not of pupils, and are shown.",
            "What is mended counts once the figures are counted again: every night, or when somebody asks for it.",
        ),
    )  # fmt: skip


def _missing(figures: Figures) -> Section:
    grouping = SCHOOL if figures.body.school_id is None else _YEARS
    figures.load(grouping, ["whole"], ["attendance_percent", GAPS.name])
    names = figures.body.school_names
    schools = {one.urn: one.pk for one in figures.body.schools}

    def row(group: str) -> Row:
        cell = figures.cell(GAPS.name, "whole", grouping, group)
        if grouping is SCHOOL:
            school_id = schools[SCHOOL.values(group)[0]]
            return words(names[SCHOOL.values(group)[0]], school_id=school_id), (
                cell.in_school(school_id) if cell.asked else cell
            )
        return words(group_alone(grouping, group)), cell

    groups = in_order(grouping, figures.groups(grouping, "whole"), names)
    table = Table(
        f"Sessions missing by {'school' if grouping is SCHOOL else 'year group'}",
        ("School" if grouping is SCHOOL else "Year group", "Sessions missing"),
        ((words("All pupils"), figures.cell(GAPS.name, "whole")), *map(row, groups)),
        frozenset({1}),
        part=part_asked(figures) if len(groups) > part_asked(figures).rows else None,
    )
    return Section("missing", "Sessions missing", (in_words("missing"),), (), (table,))


def _why(figures: Figures) -> Section:
    found = Counter(one.why for one in figures.kept.gaps())
    table = Table(
        "Sessions missing by reason",
        ("Why", "Sessions"),
        tuple((words(said), count(found[why])) for why, said in _WHY.items() if found[why]),
        frozenset({1}),
        "No session is missing.",
    )
    return Section("reasons", "Why they are missing", (), (), (table,))


def _faults(figures: Figures) -> Section:
    found: Counter[str] = Counter()
    for fault, *_, rows in figures.kept.faults():
        found[fault] += rows
    table = Table(
        "Entries at fault",
        ("What is wrong", "Entries"),
        tuple((words(FAULTS[fault]), count(rows)) for fault, rows in sorted(found.items())),
        frozenset({1}),
        "No entry is at fault.",
    )
    return Section("faults", "Entries at fault", tuple(map(in_words, sorted(found))), (), (table,))


def _by_school(figures: Figures) -> Section:
    found: dict[str, Counter[str]] = {}
    for fault, urn, *_, rows in figures.kept.faults():
        found.setdefault(urn, Counter())[fault] += rows
    kinds = sorted({fault for one in found.values() for fault in one})
    schools = {one.urn: one for one in figures.body.schools}
    order = sorted(found, key=lambda urn: (-found[urn].total(), schools[urn].name))

    def row(urn: str) -> Row:
        pk = schools[urn].pk
        return words(schools[urn].name, school_id=pk), *(
            count(
                found[urn][fault],
                school_id=pk,
                address="at-fault",
                narrowed=(("fault", fault),),
                section="entries",
            )
            if found[urn][fault]
            else count(0)
            for fault in kinds
        )

    table = Table(
        "Entries at fault by school",
        ("School", *(FAULTS[fault] for fault in kinds)),
        tuple(map(row, order)),
        frozenset(range(1, len(kinds) + 1)),
        "No entry is at fault.",
        part=part_asked(figures) if len(order) > part_asked(figures).rows else None,
    )
    return Section("faults", "Entries at fault", tuple(map(in_words, kinds)), (), (table,))


def _checks(figures: Figures) -> list[Section]:
    """Say what the checks found, and in how many schools, for whoever may see them over the whole body."""
    if not figures.body.may(figures.scope, Permission.CHECKS_VIEW):
        return []
    if figures.body.school_id is None:
        each = [one.findings for one in of_schools(figures).schools.values()]
    else:
        each = [checks_counted(figures.kept.about).findings]
    found: Counter[str] = Counter()
    for one in each:
        found.update(one)
    table = Table(
        "What the checks of the registers found",
        ("Check", "Findings", "Schools"),
        tuple(
            (words(one.title), count(found[one.name]), count(sum(one.name in theirs for theirs in each)))
            for one in CHECKS
            if found[one.name]
        ),
        frozenset({1, 2}),
        "The checks found nothing.",
    )
    said = "What the checks found in the half term so far, when the figures were counted. Each opens in its school."
    return [
        Section(
            "checks",
            "The state of the registers",
            (said,),
            (),
            (table, *_findings(figures)),
        )
    ]


def _findings(figures: Figures) -> tuple[Table, ...]:
    """Return how much the checks found in each school, as it leads to the school's checks."""
    if figures.body.school_id is not None:
        return ()
    kept = of_schools(figures).schools
    totals = {
        one.pk: (one.name, sum(kept[one.urn].findings.values()))
        for one in figures.body.schools
        if one.urn in kept
    }
    order = sorted(totals, key=lambda pk: (-totals[pk][1], totals[pk][0]))
    return (
        Table(
            "Findings by school",
            ("School", "Findings"),
            tuple(
                (words(totals[pk][0], school_id=pk), count(totals[pk][1], school_id=pk, page="checks"))
                for pk in order
            ),
            frozenset({1}),
            part=part_asked(figures) if len(order) > part_asked(figures).rows else None,
        ),
    )
