"""What several pages of figures share: their facts and notes, and tables of figures by period or group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.figures import KEPT_BACK, NONE
from onroll.analysis.report.html import Html
from onroll.analysis.report.line_chart import Line
from onroll.analysis.report.words import FAULTS, days_in_words
from onroll.law.plain_words import counted, day_in_words, time_in_words
from onroll.service.clock import LONDON
from onroll.service.figures.document import EVERY_PART, PART, Cell, Drawing, Leads, Part, Table, words
from onroll.service.figures.reading import Figures
from onroll.service.whole_numbers import whole_number

#: The figures that most tables give, with their headings.
SESSIONS = (
    ("attendance_percent", "Attendance"),
    ("absence_percent", "Overall absence"),
    ("authorised", "Authorised"),
    ("unauthorised", "Unauthorised"),
)
ABSENCE_PARTS = ("authorised", "unauthorised")
KEY = ("Authorised", "Unauthorised")
STACKED = "Each bar is the share of possible sessions that were absence: the solid part authorised, the hatched part not."


def lede(figures: Figures) -> str:
    """Say which days and pupils the figures are of."""
    totals = figures.totals
    pupils = totals["pupils"]
    shown = f"fewer than {FEWEST_SHOWN} pupils" if pupils < FEWEST_SHOWN else counted(pupils, "pupil")
    schools = "" if figures.body.school_id is not None else f" · {counted(totals['schools'], 'school')}"
    return f"{days_in_words(figures.first_day, figures.on)} · {shown}{schools}"


def facts(figures: Figures) -> tuple[str, ...]:
    """Say how fresh the figures are, and what was set aside."""
    at = figures.counted_at.astimezone(LONDON)
    said = [
        f"Counted {day_in_words(at.date())} at {time_in_words(at.time())}, from the registers up to "
        f"{day_in_words(figures.on)}."
    ]
    totals = figures.totals
    faults = [f"{number:,} {FAULTS[fault].lower()}" for fault, number in totals["quality"].items() if number]
    missing = f"{counted(totals['missing'], 'session')} without a usable code"
    said.append(
        f"Of {counted(totals['entries'], 'entry', 'entries')}: {', '.join([missing, *faults])}. None of them counts as absence."
    )
    return tuple(said)


def notes(figures: Figures) -> tuple[str, ...]:
    """Say what stands behind every figure."""
    said = [
        "A session is a morning or an afternoon. Rates are sums over sums, of possible sessions, rounded once, halves up.",
    ]
    if figures.keeps_back:
        said.append(
            f"“{KEPT_BACK}” is a figure kept back: it is of 1 to {FEWEST_SHOWN - 1} pupils, or no more of them had what it counts, or one so "
            f"small could be worked out from it. “{NONE}” is nothing to count, or a time too short to say."
        )
    else:
        said.append(
            "Small figures are shown. Do not pass this page on to anybody who may not see the registers."
        )
    return tuple(said)


def by_period(figures: Figures, caption: str, heading: str, rows: Sequence[tuple[str, str]]) -> Table:
    """Make a table of the figures of sessions: a row for each period, by the words it goes under."""
    return Table(
        caption,
        (heading, *(title for _, title in SESSIONS)),
        tuple(
            (words(name), *(figures.cell(measure, period) for measure, _ in SESSIONS))
            for name, period in rows
        ),
        frozenset(range(1, len(SESSIONS) + 1)),
    )


def stacked(
    figures: Figures,
    name: str,
    title: str,
    rows: Sequence[tuple[str, str]],
    *,
    grouping: Grouping = ALL,
) -> Drawing:
    """Draw absence in bars, authorised and not: a bar for each period, or for each group of a grouping in the period asked for."""
    cells = [
        (
            label,
            [
                figures.cell(part, place) if grouping is ALL else figures.cell(part, None, grouping, place)
                for part in ABSENCE_PARTS
            ],
        )
        for label, place in rows
    ]
    return bars_of(name, title, cells)


def bars_of(name: str, title: str, rows: Sequence[tuple[str, Sequence[Cell]]]) -> Drawing:
    """Draw absence in bars, authorised and not, of the cells of a table; each part leads where its cell does."""

    def draw(leads: Leads) -> Html:
        bars = [
            Bar(label, tuple(cell.figure for cell in cells), tuple(leads(cell) for cell in cells))
            for label, cells in rows
        ]
        return bar_chart(name, title, STACKED, bars, KEY)

    return Drawing(f"{title}, per cent of possible sessions", draw, STACKED)


def line_of(name: str, weeks: Mapping[dt.date, Cell], leads: Leads) -> Line:
    """Return the line of the cells of weeks; each point leads where its cell does."""
    figures = {week: cell.figure for week, cell in weeks.items()}
    return Line(name, figures, {week: leads(cell) for week, cell in weeks.items()})


def part_asked(figures: Figures) -> Part:
    """Return the part of a long table that is asked for, or the whole; the first part where none is."""
    number = figures.question.asked(PART)
    if number == EVERY_PART:
        return Part(1, is_whole=True)
    return Part(max(1, whole_number(number) or 1) if len(number) < 6 else 1)


def kept_back_or(figures: Figures, number: int) -> Cell:
    """Write a count of pupils, unless it is small and small ones are kept back."""
    if figures.keeps_back and 0 < number < FEWEST_SHOWN:
        return Cell(KEPT_BACK)
    return Cell(f"{number:,}", number)
