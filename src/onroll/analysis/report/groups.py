"""Figures by group: a section for each grouping asked for."""

import re
from collections.abc import Sequence

from onroll.analysis.groupings import NOT_KNOWN, Grouping
from onroll.analysis.measures.totals_of_phases import BY_PHASE
from onroll.analysis.report.all_phases import all_phases
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import WHOLE, Figure
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.opening import NEEDS_WEEKS, OF_ENROLMENTS
from onroll.analysis.report.patterns import ABSENCE_PARTS, KEY
from onroll.analysis.report.tables import cell, table
from onroll.analysis.report.words import group_in_words, grouping_in_words, lowered

#: Beyond so many groups bars say less than the table.
MOST_DRAWN = 20
#: Beyond so many rows, of all groupings together, the report would be too long to send.
MOST_ROWS = 1_200

# Early years, nursery and reception, as the census writes year groups.
_BEFORE_YEAR_ONE = ("E", "N", "R")
_COLUMNS = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("unauthorised", "Unauthorised"),
    ("persistent", "Persistent absence"),
    ("severe", "Severe absence"),
)


def group_section(contents: Contents, grouping: Grouping) -> list[Part]:
    """Give attendance, persistent and severe absence of every group; draw them where they are few."""
    groups = list(contents.groups[grouping])
    is_drawn = len(groups) <= MOST_DRAWN
    in_order = sorted(groups, key=lambda group: by_name(grouping, group))
    if not is_drawn:
        in_order.sort(key=lambda group: _absence(contents, group), reverse=True)
    most = max(MOST_DRAWN, MOST_ROWS // max(1, len(contents.groups)))
    number = list(contents.groups).index(grouping)
    return [
        element("p", NEEDS_WEEKS) if contents.has_few_weeks() else None,
        _charts(contents, grouping, in_order, f"group{number}") if is_drawn else None,
        element("p", _order(len(groups), most)) if not is_drawn else None,
        _table(contents, grouping, in_order[:most]),
        *(all_phases(contents, groups) if grouping == BY_PHASE else ()),
    ]


def _order(groups: int, most: int) -> str:
    left_out = f" The first {most:,} are here; measures.csv has all." if groups > most else ""
    return f"{groups:,} groups, those with the highest overall absence first, and those kept back last.{left_out}"


def by_name(grouping: Grouping, group: str) -> tuple[object, ...]:
    """Sort as people do: 2 before 10, the youngest before year 1, and what is not known last."""
    return tuple(
        (
            value == NOT_KNOWN,
            not (name == "year_group" and value.startswith(_BEFORE_YEAR_ONE)),
            [
                (part.isdigit(), int(part) if part.isdigit() else 0, part)
                for part in re.split(r"([0-9]+)", value)
            ],
        )
        for name, value in zip(grouping.columns, grouping.values(group), strict=True)
    )


def _absence(contents: Contents, group: str) -> float:
    """Answer the absence a group is sorted by, worked out of what is shown alone."""
    figure = contents.figures.find("absence_percent", WHOLE, group)
    if figure is None or figure.numerator is None or not figure.denominator:
        return -1
    return figure.numerator / figure.denominator


def _charts(contents: Contents, grouping: Grouping, groups: Sequence[str], name: str) -> Html:
    by = grouping_in_words(grouping)
    charts = [
        _chart(
            contents,
            grouping,
            groups,
            ABSENCE_PARTS,
            f"{name}-absence",
            f"Absence by {lowered(by)}",
            "possible sessions",
        )
    ]
    if not contents.has_few_weeks():
        charts += [
            _chart(
                contents,
                grouping,
                groups,
                (measure,),
                f"{name}-{measure}",
                f"{words} absence by {lowered(by)}",
                "enrolments",
            )
            for measure, words in (("persistent", "Persistent"), ("severe", "Severe"))
        ]
    return element("div", *charts, class_="three")


def _chart(
    contents: Contents,
    grouping: Grouping,
    groups: Sequence[str],
    measures: Sequence[str],
    name: str,
    title: str,
    of: str,
) -> Html:
    bars = [
        Bar(
            group_in_words(grouping, group),
            tuple(contents.figures.find(measure, WHOLE, group) for measure in measures),
        )
        for group in groups
    ]
    parted = " The solid part is authorised, the hatched part not." if len(measures) > 1 else ""
    return element(
        "figure",
        element("figcaption", f"{title}, per cent of {of}"),
        bar_chart(
            name,
            title,
            f"Each bar is a share of the {of} of a group.{parted} The table below has every figure.",
            bars,
            KEY if len(measures) > 1 else (),
        ),
    )


def _table(contents: Contents, grouping: Grouping, groups: Sequence[str]) -> Html:
    by = grouping_in_words(grouping)
    return table(
        f"Figures by {lowered(by)}",
        (by, *(heading for _, heading in _COLUMNS)),
        [
            (
                group_in_words(grouping, group),
                [cell(_shown(contents, measure, group)) for measure, _ in _COLUMNS],
            )
            for group in groups
        ],
    )


def _shown(contents: Contents, measure: str, group: str) -> Figure | None:
    if measure in OF_ENROLMENTS and contents.has_few_weeks():
        return None
    return contents.figures.find(measure, WHOLE, group)
