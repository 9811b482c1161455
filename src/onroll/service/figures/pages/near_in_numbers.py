"""How many pupils are near a threshold: numbers alone, by year group of a school and by school of several."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.analysis.behind import Asked
from onroll.analysis.disclosure_control import kept_back_in_sums
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.analysis.report.figures import KEPT_BACK
from onroll.service.figures.document import Cell, Document, Row, Section, Table, count, words
from onroll.service.figures.of_schools import count_towards, near_from, of_schools
from onroll.service.figures.opened_to_schools import SCHOOL
from onroll.service.figures.pages.group_names import group_alone
from onroll.service.figures.pages.in_order import in_order
from onroll.service.figures.pages.parts import facts, kept_back_or, lede, notes, part_asked
from onroll.service.figures.pages.thresholds import thresholds_on
from onroll.service.figures.reading import Figures
from onroll.service.organisations.models import School

_YEARS = Grouping(("year_group",))


def near_in_numbers(figures: Figures) -> Document:
    """Make the page of pupils near a threshold without a name."""
    sections = [
        _section(figures, name, title, per_cent) for name, title, per_cent in thresholds_on(figures.on)
    ]
    return Document(
        "Near a threshold",
        lede(figures),
        facts(figures),
        (),
        (*sections, *_of_notices(figures)),
        (
            *notes(figures),
            f"Near means under the threshold, and at it after {SESSIONS_TO_CROSS} more possible sessions missed one after another, or "
            "fewer: a choice made here. Nothing is predicted.",
        ),
    )


def _section(figures: Figures, name: str, title: str, per_cent: int) -> Section:
    heading = f"{title}: {per_cent}% of possible sessions"
    if figures.refuses(name):
        return Section(name, heading, (figures.why_short(),))
    grouping = _YEARS if figures.body.school_id is not None else SCHOOL
    measures = (f"near_{name}", name)
    figures.load(grouping, [figures.question.period], ["attendance_percent", *measures])
    pupils = figures.pupils(grouping)

    def row(group: str) -> Row:
        cells = [figures.cell(measure, None, grouping, group) for measure in measures]
        number = pupils.get(group)
        many = Cell(KEPT_BACK) if number is None else count(number)
        if grouping is SCHOOL:
            school = _school(figures, group)
            everybody = Asked("attendance_percent", figures.question.period)
            return (
                words(school.name, school_id=school.pk),
                many if number is None else count(number, asked=everybody, school_id=school.pk),
                *(cell.in_school(school.pk) if cell.asked else cell for cell in cells),
            )
        return words(group_alone(grouping, group)), figures.pupils_cell(grouping, group), *cells

    rows = [row(group) for group in in_order(grouping, figures.groups(grouping), figures.body.school_names)]
    if grouping is SCHOOL:
        rows.sort(key=lambda one: -(one[2].figure.numerator or -1) if one[2].figure else 1)
    everyone = tuple(figures.cell(measure, None, ALL, EVERYONE) for measure in measures)
    table = Table(
        f"Pupils near {title.lower()}",
        ("School" if grouping is SCHOOL else "Year group", "Pupils", "Under it, and near", "At it or over"),
        ((words("All pupils"), figures.pupils_cell(), *everyone), *rows),
        frozenset({1, 2, 3}),
        part=part_asked(figures) if len(rows) > part_asked(figures).rows else None,
    )
    return Section(name, heading, (), (), (table,))


def _school(figures: Figures, group: str) -> School:
    (urn,) = SCHOOL.values(group)
    return next(one for one in figures.body.schools if one.urn == urn)


def _of_notices(figures: Figures) -> list[Section]:
    threshold, fewest = figures.kept.scope.threshold, near_from(figures)
    if threshold is None or fewest is None:
        return []
    sessions, weeks = threshold
    said = (
        f"Pupils with {fewest} or more sessions of unauthorised absence in their own last {weeks} school weeks, in one school’s "
        "registers. Meeting the threshold never means that a notice follows."
    )
    return [
        Section(
            "notice",
            f"Penalty notices: {sessions} sessions in {weeks} school weeks",
            (said,),
            (),
            (_notices(figures, f"{fewest} sessions or more in {weeks} weeks"),),
        )
    ]


def _notices(figures: Figures, heading: str) -> Table:
    if figures.body.school_id is not None:
        row = words("All pupils"), kept_back_or(figures, count_towards(figures))
        return Table(
            "Pupils towards the threshold of a penalty notice", ("Who", heading), (row,), frozenset({1})
        )
    return Table(
        "Pupils towards the threshold of a penalty notice",
        ("School", heading),
        tuple(_by_school(figures)),
        frozenset({1}),
        "Nobody was counted with these figures: it is from the next counting on, at the latest tonight.",
        part=part_asked(figures) if len(figures.body.schools) > part_asked(figures).rows else None,
    )


def _by_school(figures: Figures) -> Sequence[Row]:
    kept = of_schools(figures).schools
    counts = {one.pk: kept[one.urn].towards for one in figures.body.schools if one.urn in kept}
    hidden = kept_back_in_sums(counts, counts, [list(counts)]) if figures.keeps_back else set()
    names = {one.pk: one.name for one in figures.body.schools}

    def cell(pk: int) -> Cell:
        if pk in hidden:
            return Cell(KEPT_BACK)
        return count(counts[pk], school_id=pk, address="near", section="notice") if counts[pk] else count(0)

    # In order of what is shown alone: a place in the list tells nothing of what is kept back.
    order = sorted(counts, key=lambda pk: (-(cell(pk).number or -1), names[pk].casefold()))
    every = (words("All schools"), kept_back_or(figures, sum(counts.values())))
    return [every, *((words(names[pk], school_id=pk), cell(pk)) for pk in order)] if counts else []
