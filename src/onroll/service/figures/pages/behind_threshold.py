"""Who of one school met the threshold of a penalty notice, as several schools together count it, as a document."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.analysis.report.figures import NONE, Figure
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted
from onroll.service.figures.document import Card, Cell, Document, Made, Row, Section, Table, count, words
from onroll.service.figures.pages.behind import in_words
from onroll.service.figures.pages.meanings import meaning, title_of
from onroll.service.figures.pages.parts import facts, part_asked
from onroll.service.figures.pupil_rows import WHO
from onroll.service.figures.reading import Figures
from onroll.service.figures.threshold_opened import MetInSchool, Towards


def behind_threshold(figures: Figures, opened: MetInSchool) -> Document:
    """Make the page of a school's pupils who met the threshold."""
    asked = opened.asked
    figure = Figure(asked.measure, len(opened.met), len(opened.met) + len(opened.others))
    title = title_of(asked.measure)
    return Document(
        title,
        in_words(asked, figures.body),
        facts(figures),
        (Card(title, figure.rate, figure.fraction, meaning(asked.measure, figures.on), figure=figure),),
        (
            Section(
                "counted",
                f"Counted: {counted(len(opened.met), 'pupil')}",
                (),
                (),
                (_pupils(figures, opened, "Pupils counted", opened.met),),
            ),
            Section(
                "others",
                f"Not counted: {counted(len(opened.others), 'pupil')}",
                (),
                (),
                (_pupils(figures, opened, "Pupils not counted", opened.others),),
                folds_tables=True,
            ),
        ),
        (
            f"Counted with what a pupil missed at any school of {figures.body.name}. {opened.school.name} by itself sees its own "
            "registers alone: its own figure may be smaller. A pupil’s record has the sessions.",
        ),
        back=words(f"Figures of {figures.body.name}", address="overview"),
        of_school=opened.school.pk,
    )


def _pupils(figures: Figures, opened: MetInSchool, caption: str, rows: Sequence[Towards]) -> Table:
    def row(one: Towards) -> Row:
        return (
            Cell(one.person.name, pupil_id=one.person.pupil_id, school_id=opened.school.pk),
            words(one.year_group),
            words(one.group),
            count(one.sessions),
            words(NONE if one.first_met_on is None else short_day(one.first_met_on)),
        )

    threshold = figures.kept.scope.threshold
    weeks = "" if threshold is None else f" in the last {threshold[1]} school weeks"
    return Table(
        caption,
        (*WHO, f"Unauthorised sessions{weeks}", "First met"),
        Made(rows, row),
        frozenset({3}),
        "Nobody.",
        part=part_asked(figures) if len(rows) > part_asked(figures).rows else None,
    )
