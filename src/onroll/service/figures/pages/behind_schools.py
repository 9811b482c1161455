"""What is behind a figure of several schools, as a document: each school's part, and what those kept back come to."""

from __future__ import annotations

from onroll.analysis.report.figures import KEPT_BACK, Figure
from onroll.law.plain_words import counted
from onroll.service.access.permissions import Permission
from onroll.service.figures.document import Card, Cell, Document, Section, Table, words
from onroll.service.figures.opened_to_schools import OpenedToSchools, SchoolBehind
from onroll.service.figures.pages.behind import in_words, to_the_figures
from onroll.service.figures.pages.meanings import meaning, title_of
from onroll.service.figures.pages.parts import facts
from onroll.service.figures.reading import Figures

_HEADINGS = ("School", "Figure")


def behind_schools(figures: Figures, opened: OpenedToSchools) -> Document:
    """Make the page of a figure's schools."""
    title = title_of(opened.asked.measure)
    rows = sorted(opened.schools, key=lambda one: (-(one.figure.numerator or -1), one.school.name))
    table = Table(
        "Schools that the figure adds up from",
        _HEADINGS,
        (*(_row(figures, opened, one) for one in rows), *_last_rows(opened)),
        frozenset({1}),
        empty="No school has anything to count.",
    )
    return Document(
        title,
        in_words(opened.asked, figures.body),
        (*facts(figures), *_otherwise(opened)),
        (
            Card(
                title,
                opened.figure.rate,
                opened.figure.fraction,
                meaning(opened.asked.measure, figures.on),
                figure=opened.figure,
            ),
        ),
        (Section("schools", counted(len(rows), "school").capitalize(), (), (), (table,)),),
        (_sums(opened),),
        back=to_the_figures(figures),
    )


def _row(figures: Figures, opened: OpenedToSchools, one: SchoolBehind) -> tuple[Cell, ...]:
    name = Cell(one.school.name, school_id=one.school.pk)
    if not one.figure.is_shown:
        return name, Cell(KEPT_BACK, figure=one.figure)
    if opened.counts_once:
        may = figures.scope.may(Permission.PUPIL_VIEW, school_id=one.school.pk)
        return name, Cell(one.figure.rate, figure=one.figure, asked=one.asked if may else None)
    return name, Cell(one.figure.rate, figure=one.figure, school_id=one.school.pk, asked=one.asked)


def _last_rows(opened: OpenedToSchools) -> tuple[tuple[Cell, ...], ...]:
    """Return what the schools kept back come to together, and the figure itself."""
    together = [("Schools kept back, together", opened.together)] if opened.together else []
    again = opened.counted_again
    return (
        *(_sum(name, figure) for name, figure in together),
        *([_less(again)] if any(again) else []),
        _sum("All of them", opened.figure),
    )


def _less(again: tuple[int, int]) -> tuple[Cell, ...]:
    """Return what takes pupils of several schools off again, so that each counts once."""
    above, below = again
    return words("Pupils of several schools, counted once"), words(f"−{above:,} of −{below:,}")


def _sum(name: str, figure: Figure) -> tuple[Cell, ...]:
    return words(name), Cell(figure.rate, figure=figure)


def _sums(opened: OpenedToSchools) -> str:
    """Say whether the schools' numbers add up to the figure, and why not where they do not."""
    if opened.adds_up and not opened.counts_once:
        return "The numbers of the schools add up to the figure."
    if opened.counts_once and opened.adds_up:
        return (
            "The numbers of the schools add up to the figure, less the pupils of several schools, who count once in it. Each counts with "
            "the sessions of all schools here; a school’s own page sees its own registers alone, and may say fewer."
        )
    return "The numbers of the schools do not add up to the figure: see above which were counted at another time."


def _otherwise(opened: OpenedToSchools) -> tuple[str, ...]:
    if not opened.otherwise:
        return ()
    names = ", ".join(school.name for school in opened.otherwise)
    return (f"Counted at another time than the figure, from registers that may have moved on: {names}.",)
