"""The year, every session, as SVG: weeks across, Monday to Friday with morning and afternoon down, a code in each cell.

Colours are classes of the stylesheet; letter, fill and hatching say the same without them. It is a picture beside a
real table, so it is hidden from screen readers and its links from the tab order; the table has both.
"""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup, escape

from onroll.service.pupil_record.year import Bracket, Cell, CellState, PupilYear
from onroll.service.web.formats import short_day

CELL = 24
ROW = 20
LEFT = 82
TOP = 62
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_DAY = 2 * ROW + 7
_WEEK = dt.timedelta(weeks=1)
_SHORT = {
    "present": "p",
    "approved_educational_activity": "e",
    "authorised_absence": "a",
    "unauthorised_absence": "u",
    "not_possible": "n",
    "not_collected": "c",
}


def herringbone(year: PupilYear, entries_at: str) -> Markup:
    """Draw a year; `entries_at` is the address under which each session's history stands."""
    width = LEFT + CELL * len(year.weeks) + 2
    height = TOP + _DAY * len(_DAYS)
    parts = [
        f'<svg class="hb" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        'focusable="false"><defs><pattern id="hb-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" class="hb-paper"/><path d="M0 0V5" class="hb-line"/>'
        "</pattern></defs>",
        *_months(year),
        *_days(),
    ]
    if year.bracket:
        parts += _bracket(year.bracket, year.weeks)
    for column, monday in enumerate(year.weeks):
        parts += _week(year, column, monday, entries_at)
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every word from the record is escaped where it is put in


def _months(year: PupilYear) -> list[str]:
    """Name each month over the week in which it first begins, leaving out one that has no room."""
    parts, last_column, named = [], -2, None
    for column, monday in enumerate(year.weeks):
        friday = monday + dt.timedelta(days=4)
        if friday.month != named:
            named = friday.month
            if column - last_column >= 2:
                parts.append(
                    f'<text class="hb-month" x="{LEFT + column * CELL}" y="{TOP - 8}">{friday:%b}</text>'
                )
                last_column = column
    return parts


def _days() -> list[str]:
    parts = []
    for row, day in enumerate(_DAYS):
        y = TOP + row * _DAY
        parts.append(f'<text class="hb-day" x="0" y="{y + ROW + 5}">{day}</text>')
        parts += [
            f'<text class="hb-half" x="48" y="{y + n * ROW + 14}">{half}</text>'
            for n, half in enumerate(("AM", "PM"))
        ]
    return parts


def _bracket(bracket: Bracket, weeks: tuple[dt.date, ...]) -> list[str]:
    """Draw the ten school weeks over the months; what lies before the year is cut off at its edge."""
    shown = [n for n, monday in enumerate(weeks) if bracket.first_week <= monday <= bracket.last_week]
    if not shown:
        return []
    left, right = LEFT + shown[0] * CELL, LEFT + (shown[-1] + 1) * CELL - 2
    words = f"ten school weeks: {bracket.sessions} of {bracket.needed} sessions G N O U"
    name = "hb-bracket hb-bracket--met" if bracket.met else "hb-bracket"
    middle = max(LEFT + 150, (left + right) // 2)
    return [
        f'<text class="hb-count" x="{middle}" y="14" text-anchor="middle">{words}</text>',
        f'<path class="{name}" d="M{left} 32V22H{right}V32"/>',
    ]


def _week(year: PupilYear, column: int, monday: dt.date, entries_at: str) -> list[str]:
    parts = []
    x = LEFT + column * CELL
    for row in range(5):
        date = monday + dt.timedelta(days=row)
        y = TOP + row * _DAY
        morning, afternoon = year.cells.get((date, "AM")), year.cells.get((date, "PM"))
        if not morning and not afternoon:
            parts.append(f'<rect class="hb-x" x="{x}" y="{y}" width="{CELL - 2}" height="{2 * ROW - 2}"/>')
            continue
        for cell, top in ((morning, y), (afternoon, y + ROW)):
            parts.append(_cell(cell, x, top, entries_at) if cell else _closed(x, top, ""))
    return parts


def _cell(cell: Cell, x: int, y: int, entries_at: str) -> str:
    match cell.state:
        case CellState.CLOSED:
            return _closed(x, y, f"{short_day(cell.date)} {cell.session}: {cell.why_closed}")
        case CellState.NOT_ON_ROLL:
            return f'<rect class="hb-x" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}"/>'
        case CellState.COMING:
            return f'<rect class="hb-f" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}"/>'
    kind = _SHORT.get(cell.kind, "b")
    late = f", {cell.minutes_late} minutes" if cell.minutes_late else ""
    words = f"{short_day(cell.date)} {cell.session}: {cell.code or 'no entry'}{late}"
    return (
        f'<a href="{entries_at}{cell.date.isoformat()}/{cell.session.lower()}/" tabindex="-1"><title>{escape(words)}</title>'
        f'<rect class="hb-{kind}" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}"/>'
        f'<text class="hb-t{kind}" x="{x + CELL // 2 - 1}" y="{y + 13}">{escape(cell.code or "?")}</text></a>'
    )


def _closed(x: int, y: int, words: str) -> str:
    title = f"<title>{escape(words)}</title>" if words else ""
    return f'<rect class="hb-x" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}">{title}</rect>'
