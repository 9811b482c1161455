"""Every group of one characteristic, or of two crossed."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.analysis.groupings import Grouping
from onroll.analysis.report.groups import MOST_DRAWN
from onroll.analysis.report.words import grouping_in_words, lowered
from onroll.service.figures.beside import published_by_group
from onroll.service.figures.document import PART, Document, Made, Row, Section, Table, words
from onroll.service.figures.pages.comparison import by_group, said_of_groups
from onroll.service.figures.pages.group_names import group_alone, group_beside_its_like
from onroll.service.figures.pages.in_order import in_order
from onroll.service.figures.pages.parts import facts, lede, notes, part_asked, stacked
from onroll.service.figures.reading import Figures
from onroll.service.published.comparing import Comparators

#: What is asked of this sheet alone: which part of a long table.
TAKES = frozenset({PART})
_COLUMNS = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("authorised", "Authorised"),
    ("unauthorised", "Unauthorised"),
    ("late_sessions", "Late"),
    ("persistent", "Persistent absence"),
    ("severe", "Severe absence"),
)


def groups(figures: Figures) -> Document:
    """Make the page of groups: of what is asked by, or of each grouping there is."""
    asked = figures.question.by
    chosen = [asked] if asked.columns and figures.may_ask_by(asked) else figures.groupings
    published = published_by_group(figures)
    return Document(
        "Groups",
        lede(figures),
        facts(figures),
        (),
        tuple(_section(figures, grouping, published) for grouping in chosen),
        (*notes(figures), *said_of_groups(published)),
    )


def _section(figures: Figures, grouping: Grouping, published: Mapping[str, Comparators]) -> Section:
    figures.load(grouping, [figures.question.period], [measure for measure, _ in _COLUMNS])
    found = in_order(grouping, figures.groups(grouping), figures.body.school_names)
    title = grouping_in_words(grouping)
    name = "-".join(grouping.columns).replace("_", "-")
    drawings = (
        (
            stacked(
                figures,
                name,
                f"Absence by {lowered(title)}",
                [(_name(figures, grouping, group), group) for group in found],
                grouping=grouping,
            ),
        )
        if 1 < len(found) <= MOST_DRAWN and figures.question.by.columns
        else ()
    )
    said = (figures.why_short(),) if figures.is_short() and not figures.question.insists else ()
    return Section(
        f"by-{name}",
        title,
        said,
        drawings,
        (_table(figures, grouping, found), *by_group(figures, published, grouping, found)),
    )


def _name(figures: Figures, grouping: Grouping, group: str) -> str:
    crossed = len(grouping.columns) > 1
    return (group_beside_its_like if crossed else group_alone)(grouping, group, figures.body.school_names)


def _table(figures: Figures, grouping: Grouping, found: list[str]) -> Table:
    title = grouping_in_words(grouping)
    # Rows are made when they are looked at: what they need of the file is read before.
    figures.pupils(grouping)

    def row(group: str) -> Row:
        return (
            words(_name(figures, grouping, group)),
            figures.pupils_cell(grouping, group),
            *(figures.cell(measure, None, grouping, group) for measure, _ in _COLUMNS),
        )

    part = part_asked(figures)
    return Table(
        f"Figures by {lowered(title)}",
        (title, "Pupils", *(heading for _, heading in _COLUMNS)),
        Made(found, row),
        frozenset(range(1, len(_COLUMNS) + 2)),
        empty="Nothing was possible in these days.",
        part=part if len(found) > part.rows else None,
    )
