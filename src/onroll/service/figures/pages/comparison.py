"""A body's figures beside what is published of its authority, the authority's neighbours, its region and England."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.html import Html
from onroll.analysis.report.line_chart import Line, line_chart
from onroll.analysis.report.words import grouping_in_words, lowered, short_day
from onroll.law.plain_words import listed
from onroll.service.figures.beside import published_weeks, to_the_same_week
from onroll.service.figures.document import Cell, Drawing, Leads, Section, Table, words
from onroll.service.figures.pages.group_names import group_alone
from onroll.service.figures.pages.parts import line_of
from onroll.service.figures.reading import Figures
from onroll.service.published.comparing import Comparator, Comparators, Source

#: The measures that the department publishes, with their headings.
_MEASURES = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("authorised", "Authorised"),
    ("unauthorised", "Unauthorised"),
    ("persistent", "Persistent absence"),
)


def in_a_line(published: Comparators | None, measure: str) -> str:
    """Say what is published of a measure of the authority and of England; nothing where nothing is. The table has the others."""
    if published is None or measure not in dict(_MEASURES):
        return ""
    rates = [(one.name, one.rate(measure).shown) for one in (published.authority, published.england)]
    return " · ".join(f"{name} {rate}" for name, rate in rates if rate)


def in_the_same_weeks(figures: Figures, last_year: Figures | None, measure: str) -> str:
    """Say what a figure was by the same week of the year before; nothing where that cannot be said."""
    if last_year is None:
        return ""
    found = to_the_same_week(figures, last_year, measure)
    return f"By the same week last year {found.rate}: {found.fraction}" if found else ""


def comparison(figures: Figures, published: Comparators) -> Section:
    """Make the table of what is published, under the body's own figures, with its sources."""
    own = (words(figures.body.name), *(figures.cell(measure) for measure, _ in _MEASURES))
    table = Table(
        "Figures beside what is published",
        ("Whose", *(title for _, title in _MEASURES)),
        (own, *(_row(one) for one in published if one.published)),
        frozenset(range(1, len(_MEASURES) + 1)),
    )
    return Section("published", "Beside what is published", _said(published), (), (table,))


def by_week_beside(figures: Figures) -> tuple[Section, ...]:
    """Draw overall absence by week beside the authority's and England's, with its table; nothing where no week is published."""
    published = published_weeks(figures, _BY_WEEK)
    if published is None:
        return ()
    names = {dt.date.fromisoformat(name.removeprefix("week ")): name for name in figures.periods("week ")}
    figures.load(ALL, list(names.values()), [_BY_WEEK])
    own = {day: figures.cell(_BY_WEEK, name) for day, name in names.items()}
    others = [Line(name, dict(weeks)) for name, weeks in published.weeks.items()]
    title = "Overall absence by week, beside what is published"
    describes = (
        f"The solid line with dots is {figures.body.name}; the broken line with open squares and the dotted line are "
        f"{listed(published.weeks, 'and')}, in that order."
    )

    def draw(leads: Leads) -> Html:
        lines = [line_of(figures.body.name, own, leads), *others]
        return line_chart("published-weeks", title, describes, lines[:_MOST_LINES])

    drawing = Drawing(f"{title}, per cent of possible sessions", draw, describes)
    table = Table(
        title,
        ("Week", figures.body.name, *published.weeks),
        tuple(
            (
                words(f"Week of {short_day(day)}"),
                own[day],
                *(words(weeks[day].rate if day in weeks else NONE) for weeks in published.weeks.values()),
            )
            for day in names
        ),
        frozenset(range(1, len(published.weeks) + 2)),
    )
    return (
        Section(
            "published-weeks",
            "Week by week, beside what is published",
            (_from(published.sources),),
            (drawing,),
            (table,),
            folds_tables=True,
        ),
    )


def _from(sources: Sequence[Source]) -> str:
    return f"Source: {'; '.join(source.words for source in sources)}."


_BY_WEEK = "absence_percent"
#: More lines than these black and white would not tell apart.
_MOST_LINES = 3
#: The measures that are published of groups of pupils.
_OF_GROUPS = (("persistent", "Persistent absence"), ("severe", "Severe absence"))


def by_group(
    figures: Figures, published: Mapping[str, Comparators], grouping: Grouping, found: Sequence[str]
) -> tuple[Table, ...]:
    """Make tables of a grouping's figures beside what is published of the same groups, a measure each; none where nothing is."""
    groups = [
        (group_alone(grouping, group, figures.body.school_names), grouping, group)
        for group in found
        if group in published
    ]
    if not groups or EVERYONE not in published:
        return ()
    rows = [("All pupils", ALL, EVERYONE), *groups]
    return tuple(
        _of_measure(figures, published, grouping, rows, measure, title) for measure, title in _OF_GROUPS
    )


def _of_measure(
    figures: Figures,
    published: Mapping[str, Comparators],
    grouping: Grouping,
    rows: Sequence[tuple[str, Grouping, str]],
    measure: str,
    title: str,
) -> Table:
    """Make the table of one measure, with a column for each place that anything is published of."""
    rates = [[one.rate(measure).shown for one in published[group]] for _, _, group in rows]
    places = [
        (place, one.name) for place, one in enumerate(published[EVERYONE]) if any(row[place] for row in rates)
    ]
    return Table(
        f"{title} by {lowered(grouping_in_words(grouping))}, beside what is published",
        (grouping_in_words(grouping), "Here", *(name for _, name in places)),
        tuple(
            (
                words(name),
                figures.cell(measure, None, whose, group),
                *(words(theirs[place] or NONE) for place, _ in places),
            )
            for (name, whose, group), theirs in zip(rows, rates, strict=True)
        ),
        frozenset(range(1, len(places) + 2)),
    )


def said_of_groups(published: Mapping[str, Comparators]) -> tuple[str, ...]:
    """Say where what is published of groups comes from; nothing where nothing is."""
    return _said(published[EVERYONE]) if EVERYONE in published else ()


def _row(one: Comparator) -> tuple[Cell, ...]:
    return words(one.name), *(words(one.rate(measure).shown or NONE) for measure, _ in _MEASURES)


def _said(published: Comparators) -> tuple[str, ...]:
    """Say of which schools and when what is published is, and where it comes from."""
    absent = [f"{one.name}: {one.absent}." for one in published if one.absent]
    return (
        f"What is published is of {published.phase.in_words}"
        f"{f', {published.period.title}' if published.period else ''}. {published.note}".strip(),
        _from(published.sources),
        *absent,
        *_of_neighbours(published.neighbours),
    )


def _of_neighbours(neighbours: Comparator) -> tuple[str, ...]:
    """Say how the neighbours' rates were put together, and who of them is left out of which."""
    rates = {title: neighbours.rate(measure) for measure, title in (*_MEASURES, *_OF_GROUPS[1:])}
    averaged = [title.lower() for title, rate in rates.items() if rate.averaged]
    left_out = {rate.left_out: None for rate in rates.values() if rate.left_out and rate.shown}
    said = []
    if averaged:
        said.append(
            f"Of {neighbours.name}, {listed(averaged, 'and')} is the plain average of published rates, every authority "
            "counting alike: no numbers of pupils are published to add up. The other rates are their sessions added up."
        )
    said += [f"Left out where nothing is published: {listed(names, 'and')}." for names in left_out]
    return tuple(said)
