"""What several pages of figures share: their facts and notes, and tables of figures by period or group."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.analysis.disclosure_control import FEWEST_SHOWN
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.figures import KEPT_BACK, NONE
from onroll.analysis.report.words import FAULTS, days_in_words
from onroll.law.plain_words import counted, day_in_words, time_in_words
from onroll.service.clock import LONDON
from onroll.service.figures.document import PART, Cell, Drawing, Part, Table, words
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
            f"“{KEPT_BACK}” is a figure kept back: it is of 1 to {FEWEST_SHOWN - 1} pupils, or one so small could be worked out "
            f"from it. “{NONE}” is nothing to count, or a time too short to say."
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
    bars = [
        Bar(
            label,
            tuple(
                figures.find(part, place, ALL, EVERYONE)
                if grouping is ALL
                else figures.find(part, None, grouping, place)
                for part in ABSENCE_PARTS
            ),
        )
        for label, place in rows
    ]
    return Drawing(
        f"{title}, per cent of possible sessions", bar_chart(name, title, STACKED, bars, KEY), STACKED
    )


def part_asked(figures: Figures) -> Part:
    """Return the part of a long table that is asked for; the first where none is."""
    number = figures.question.asked(PART)
    return Part(max(1, whole_number(number) or 1) if len(number) < 6 else 1)


def kept_back_or(figures: Figures, number: int) -> Cell:
    """Write a count of pupils, unless it is small and small ones are kept back."""
    if figures.keeps_back and 0 < number < FEWEST_SHOWN:
        return Cell(KEPT_BACK)
    return Cell(f"{number:,}", number)
