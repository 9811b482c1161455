"""Pupils near a threshold: persistent absence, severe absence, and that of a penalty notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS
from onroll.analysis.behind.entries import UNAUTHORISED
from onroll.analysis.pupil_figures import Distance, near
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_COME_BACK, SESSIONS_TO_CROSS
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted
from onroll.service.figures.document import Cell, Document, Section, Table, count, words
from onroll.service.figures.pages.parts import facts, lede
from onroll.service.figures.pages.thresholds import thresholds_on
from onroll.service.figures.pupil_rows import WHO, PupilRow, pupil_rows
from onroll.service.figures.reading import Figures

_NOTES = (
    "Sessions to cross are those a pupil would have to miss one after another; sessions to come back, those they would have to "
    "attend one after another. Nothing is predicted.",
    f"Near means {SESSIONS_TO_CROSS} sessions or fewer to cross, or {SESSIONS_TO_COME_BACK} or fewer to come back. That is a "
    "choice made here; the thresholds are the law’s and the statistics’ own.",
)


def near_thresholds(figures: Figures) -> Document:
    """Make the page of pupils near a threshold. Raises OutOfScope for whoever may not see them."""
    rows = pupil_rows(figures)
    sections = [
        _section(figures, rows, name, title, per_cent) for name, title, per_cent in thresholds_on(figures.on)
    ]
    return Document(
        "Near a threshold",
        lede(figures),
        facts(figures),
        (),
        (*sections, *_of_notices(figures, rows)),
        _NOTES,
    )


def _section(figures: Figures, rows: Sequence[PupilRow], name: str, title: str, per_cent: int) -> Section:
    heading = f"{title}: {per_cent}% of possible sessions"
    if figures.is_short() and not figures.question.insists:
        return Section(name, heading, (figures.why_short(),))
    found = near([one.figures for one in rows], per_cent)
    by_enrolment = {one.figures.enrolment: one for one in rows}

    def table(
        caption: str, far: str, distances: Sequence[Distance], how_far: Callable[[Distance], int | None]
    ) -> Table:
        return Table(
            caption,
            (*WHO, "Absence", far),
            tuple(
                (
                    *by_enrolment[one.figures.enrolment].who(),
                    by_enrolment[one.figures.enrolment].absence(figures.question.period),
                    count(how_far(one)),
                )
                for one in distances
            ),
            frozenset({3, 4}),
            f"{caption}: nobody.",
        )

    return Section(
        name,
        heading,
        (
            f"{counted(len(found.below), 'pupil')} under it and near, {counted(len(found.above), 'pupil')} at it or over it and near, "
            f"of {counted(found.counted, 'pupil')}.",
        ),
        (),
        (
            table(f"Under {per_cent}%, and near", "Sessions to cross", found.below, lambda one: one.to_cross),
            table(f"At {per_cent}% or over, and near", "Sessions to come back", found.above, lambda one: one.to_come_back),
        ),
    )  # fmt: skip


def _of_notices(figures: Figures, rows: Sequence[PupilRow]) -> list[Section]:
    threshold = figures.kept.scope.threshold
    if threshold is None:
        return []
    sessions, weeks = threshold
    close = [one for one in rows if one.in_ten_weeks >= max(1, sessions - SESSIONS_TO_CROSS)]
    close.sort(key=lambda one: (-one.in_ten_weeks, one.person.name.casefold(), one.person.pupil_id))
    table = Table(
        f"Unauthorised sessions in the last {weeks} school weeks",
        (*WHO, f"Sessions in {weeks} weeks", "More to meet it", "First met"),
        tuple((*one.who(), *_towards(one, sessions)) for one in close),
        frozenset({3, 4, 5}),
        "Nobody.",
    )
    return [
        Section(
            "notice",
            f"Penalty notices: {sessions} sessions in {weeks} school weeks",
            (
                "Sessions of unauthorised absence in the pupil’s own last school weeks, in this school’s registers. Old sessions drop "
                "out as weeks pass. Meeting the threshold never means that a notice follows.",
            ),
            (),
            (table,),
        )
    ]


def _towards(one: PupilRow, sessions: int) -> tuple[Cell, ...]:
    met = NONE if one.first_met_on is None else short_day(one.first_met_on)
    return (
        one.person.opened(f"{one.in_ten_weeks:,}", one.in_ten_weeks, UNAUTHORISED, LAST_SCHOOL_WEEKS),
        count(max(0, sessions - one.in_ten_weeks)),
        words(met),
    )
