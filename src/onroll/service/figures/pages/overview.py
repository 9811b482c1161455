"""The first page: the headline figures, the weeks, when absence falls, and every group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.periods_asked import weekday_name
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.html import Html
from onroll.analysis.report.line_chart import Line, line_chart
from onroll.analysis.report.words import WEEKDAYS, grouping_in_words, short_day
from onroll.analysis.tables import SESSIONS as HALVES
from onroll.service.figures.beside import a_year_before, published_beside
from onroll.service.figures.document import Card, Cell, Document, Drawing, Leads, Section, Table, words
from onroll.service.figures.pages.comparison import by_week_beside, comparison, in_a_line, in_the_same_weeks
from onroll.service.figures.pages.group_names import group_name
from onroll.service.figures.pages.in_order import in_order
from onroll.service.figures.pages.meanings import meaning
from onroll.service.figures.pages.parts import SESSIONS, by_period, facts, lede, line_of, notes
from onroll.service.figures.reading import Figures
from onroll.service.published.comparing import Comparators

_CARDS = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("unauthorised", "Unauthorised absence"),
    ("persistent", "Persistent absence"),
    ("absent_of_persistent", "Absence due to persistently absent pupils"),
    ("severe", "Severe absence"),
    ("absent_of_severe", "Absence due to severely absent pupils"),
    ("threshold_met", "Met the threshold of a penalty notice"),
    ("late_sessions", "Late"),
)
#: The groups the first page gives; the page of groups has every one.
_FIRST = ("year_group", "pupil_premium", "fsm", "sen", "ehcp", "sex")
_HALF = {"AM": "Morning", "PM": "Afternoon"}


def overview(figures: Figures) -> Document:
    """Make the first page of a body's figures, with what is published, and its own of the year before, beside them."""
    with a_year_before(figures) as last_year:
        return _overview(figures, last_year, published_beside(figures))


def _overview(figures: Figures, last_year: Figures | None, published: Comparators | None) -> Document:
    return Document(
        f"Figures of {figures.body.name}",
        lede(figures),
        facts(figures),
        tuple(_cards(figures, last_year, published)),
        (
            by_week(figures, last_year),
            *([comparison(figures, published)] if published else []),
            *by_week_beside(figures),
            _when(figures),
            *_groups(figures),
        ),
        notes(figures),
    )


def _cards(figures: Figures, last_year: Figures | None, published: Comparators | None) -> list[Card]:
    cards = []
    for measure, title in _CARDS:
        refused = figures.refuses(measure)
        cell = figures.cell(measure)
        if cell.figure is None and not refused:
            continue
        cards.append(
            Card(
                title,
                cell.text,
                figures.why_short() if refused else cell.figure.fraction if cell.figure else NONE,
                meaning(measure, figures.on),
                cell.asked,
                cell.figure,
                beside=tuple(
                    one
                    for one in (
                        in_the_same_weeks(figures, last_year, measure),
                        in_a_line(published, measure),
                    )
                    if one
                ),
            )
        )
    return cards


def by_week(figures: Figures, last_year: Figures | None = None) -> Section:
    """Draw the weeks, last year's beside them, with their table."""
    names = figures.periods("week ")
    figures.load(Grouping(), names, [measure for measure, _ in SESSIONS])
    weeks = {date.fromisoformat(name.removeprefix("week ")): name for name in names}
    cells = [
        (title, {day: figures.cell(measure, name) for day, name in weeks.items()})
        for measure, title in (("absence_percent", "Overall absence"), ("unauthorised", "Unauthorised"))
    ]
    beside = [_a_year_on(last_year)] if last_year is not None else []
    describes = (
        "Overall absence is the solid line with dots, unauthorised absence the broken line with open squares"
        f"{', last year’s overall absence the dotted line' if last_year else ''}. Weeks without sessions break the lines."
    )

    def draw(leads: Leads) -> Html:
        lines = [line_of(title, of_weeks, leads) for title, of_weeks in cells]
        return line_chart("weeks", "Absence by week", describes, [*lines, *beside])

    caption = "Absence by week, per cent of possible sessions"
    drawings = (Drawing(caption, draw, describes),) if weeks else ()
    table = by_period(
        figures,
        "Sessions by week",
        "Week",
        [(f"Week of {short_day(day)}", name) for day, name in weeks.items()],
    )
    return Section("weeks", "Week by week", (), drawings, (table,), folds_tables=True)


def _a_year_on(last_year: Figures) -> Line:
    """Return last year's weeks where this year's stand: 52 weeks on."""
    from datetime import timedelta

    names = last_year.periods("week ")
    last_year.load(Grouping(), names, ["absence_percent"])
    return Line(
        "Overall, last year",
        {
            date.fromisoformat(name.removeprefix("week ")) + timedelta(weeks=52): last_year.find(
                "absence_percent", name
            )
            for name in names
        },
    )


def _when(figures: Figures) -> Section:
    """Give absence by day of the week and session: where it is high, the cell is dark."""
    days = [
        (title, place)
        for place, title in enumerate(WEEKDAYS)
        if figures.find("absence_percent", weekday_name(place))
    ]
    table = Table(
        "Absence by day of the week and session",
        ("Session", *(title for title, _ in days)),
        tuple(
            (
                words(_HALF[half]),
                *(figures.cell("absence_percent", weekday_name(place, half)) for _, place in days),
            )
            for half in HALVES
        ),
        frozenset(range(1, len(days) + 1)),
    )
    return Section("when", "When absence falls", (_widest(figures, days),) if days else (), (), (table,))


def _widest(figures: Figures, days: Sequence[tuple[str, int]]) -> str:
    found = [
        (Fraction(figure.numerator, figure.denominator), title)
        for title, place in days
        if (figure := figures.find("absence_percent", weekday_name(place))) is not None
        and figure.numerator is not None
        and figure.denominator
    ]
    if len(found) < 2:
        return ""
    (most, worst), (least, best) = max(found), min(found)
    # Whole numbers until here, and rounded once, halves up.
    tenths = floor((most - least) * 1000 + Fraction(1, 2))
    return f"{worst}s have {tenths // 10}.{tenths % 10} percentage points more absence than {best}s."


def _groups(figures: Figures) -> list[Section]:
    rows: list[tuple[Cell, ...]] = [_row(figures, "All pupils", Grouping(), "all")]
    for grouping in figures.groupings:
        if grouping.columns[0] not in _FIRST:
            continue
        for group in in_order(grouping, figures.groups(grouping)):
            name = f"{grouping_in_words(grouping)}: {group_name(grouping, group)}"
            rows.append(_row(figures, name, grouping, group))
    table = Table(
        "Figures by group",
        ("Group", "Pupils", "Attendance", "Overall absence", "Unauthorised", "Persistent absence"),
        tuple(rows),
        frozenset(range(1, 6)),
    )
    return [Section("groups", "Groups", (), (), (table,))]


def _row(figures: Figures, name: str, grouping: Grouping, group: str) -> tuple[Cell, ...]:
    return (
        words(name),
        figures.pupils_cell(grouping, group),
        *(
            figures.cell(measure, None, grouping, group)
            for measure in ("attendance_percent", "absence_percent", "unauthorised", "persistent")
        ),
    )
