"""The year, every session, as SVG: weeks across, Monday to Friday with morning and afternoon down, a code in each cell.

Colours are classes of the stylesheet; letter, fill and hatching say the same without them. Each row of sessions is a
row of an ARIA grid whose cells are links. As served it is hidden from screen readers and out of the tab order, for the
table beneath says the same; herringbone.js makes it one stop, within which arrows move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup, escape

from onroll.service.pupil_record.year import Bracket, Cell, CellState, PupilYear
from onroll.service.web.formats import short_day

CELL = 24
ROW = 20
LEFT = 82
TOP = 62
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_DAY = 2 * ROW + 7
#: Room for the words over the bracket.
_WORDS = 370
_WEEK = dt.timedelta(weeks=1)
_SHORT = {
    "present": "p",
    "approved_educational_activity": "e",
    "authorised_absence": "a",
    "unauthorised_absence": "u",
    "not_possible": "n",
    "not_collected": "c",
}


def herringbone(year: PupilYear, entries_at: str, meanings: Mapping[str, str]) -> Markup:
    """Draw a year; `entries_at` is the address under which each session's history stands."""
    width = LEFT + CELL * len(year.weeks) + 2
    height = TOP + _DAY * len(_DAYS)
    parts = [
        f'<svg class="hb" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        'focusable="false"><defs><pattern id="hb-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" class="hb-paper"/><path d="M0 0V5" class="hb-line"/>'
        '</pattern></defs><g aria-hidden="true">',
        *_months(year),
        *_days(),
    ]
    if year.bracket:
        parts += _bracket(year.bracket, year.weeks)
    parts += [_background(year, column, monday) for column, monday in enumerate(year.weeks)]
    parts.append(
        f'</g><g role="grid" aria-label="The year, every session. Arrow keys move; Enter opens a session." '
        f'aria-colcount="{len(year.weeks)}">'
    )
    for row in range(2 * len(_DAYS)):
        parts += _row(year, row, entries_at, meanings)
    parts.append("</g></svg>")
    return Markup("".join(parts))  # noqa: S704 - every word from the record is escaped where it is put in


def herringbone_days() -> Markup:
    """Draw the names of the days alone: they stay in sight while a narrow window scrolls the weeks."""
    height = TOP + _DAY * len(_DAYS)
    return Markup(  # noqa: S704 - our own words only
        f'<svg class="hb hb-days" viewBox="0 0 {LEFT - 4} {height}" width="{LEFT - 4}" height="{height}" '
        f'aria-hidden="true" focusable="false"><rect class="hb-paper" width="{LEFT - 4}" height="{height}"/>'
        f"{''.join(_days())}</svg>"
    )


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
    words = f"ten school weeks: {bracket.sessions} sessions G N O U, threshold {bracket.needed}"
    name = "hb-bracket hb-bracket--met" if bracket.met else "hb-bracket"
    # Its words are wider than a short bracket: they begin with it, or as far left as they must to end in the picture.
    begin = max(LEFT, min(left, LEFT + len(weeks) * CELL - _WORDS))
    return [
        f'<text class="hb-count" x="{begin}" y="14">{words}</text>',
        f'<path class="{name}" d="M{left} 32V22H{right}V32"/>',
    ]


def _background(year: PupilYear, column: int, monday: dt.date) -> str:
    """Draw what of a week opens nothing: closed, not on roll, still to come."""
    x, parts = LEFT + column * CELL, []
    for row in range(5):
        date, y = monday + dt.timedelta(days=row), TOP + row * _DAY
        morning, afternoon = year.cells.get((date, "AM")), year.cells.get((date, "PM"))
        if not morning and not afternoon:
            parts.append(f'<rect class="hb-x" x="{x}" y="{y}" width="{CELL - 2}" height="{2 * ROW - 2}"/>')
            continue
        parts += [_unopened(cell, x, top) for cell, top in ((morning, y), (afternoon, y + ROW))]
    return "".join(parts)


def _unopened(cell: Cell | None, x: int, y: int) -> str:
    if cell is None:
        return _closed(x, y, "")
    match cell.state:
        case CellState.CLOSED:
            return _closed(x, y, f"{short_day(cell.date)} {cell.session}: {cell.why_closed}")
        case CellState.NOT_ON_ROLL:
            return _closed(x, y, "")
        case CellState.BOARDING:
            return _closed(
                x, y, f"{short_day(cell.date)} {cell.session}: boards, so not in the attendance register"
            )
        case CellState.COMING:
            return f'<rect class="hb-f" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}"/>'
    return ""


def _row(year: PupilYear, row: int, entries_at: str, meanings: Mapping[str, str]) -> list[str]:
    """Draw a weekday's mornings, or its afternoons: a cell for each session there is something to read about."""
    day, session = row // 2, ("AM", "PM")[row % 2]
    cells = []
    for column, monday in enumerate(year.weeks):
        cell = year.cells.get((monday + dt.timedelta(days=day), session))
        if cell and cell.state in (CellState.ENTERED, CellState.BLANK):
            drawn = _cell(cell, LEFT + column * CELL, TOP + day * _DAY + row % 2 * ROW, entries_at, meanings)
            cells.append(f'<g role="gridcell" aria-colindex="{column + 1}">{drawn}</g>')
    return [f'<g role="row" aria-label="{_DAYS[day]} {session}">', *cells, "</g>"] if cells else []


def _cell(cell: Cell, x: int, y: int, entries_at: str, meanings: Mapping[str, str]) -> str:
    kind = _SHORT.get(cell.kind, "b")
    late = f", {cell.minutes_late} minutes" if cell.minutes_late else ""
    what = f"{cell.code} {meanings.get(cell.code, '')}".strip() if cell.code else "no entry made"
    words = f"{short_day(cell.date)} {cell.session}: {what}{late}"
    return (
        f'<a href="{entries_at}{cell.date.isoformat()}/{cell.session.lower()}/" tabindex="-1"><title>{escape(words)}</title>'
        f'<rect class="hb-{kind}" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}"/>'
        f'<text class="hb-t{kind}" x="{x + CELL // 2 - 1}" y="{y + 13}">{escape(cell.code or "?")}</text></a>'
    )


def _closed(x: int, y: int, words: str) -> str:
    title = f"<title>{escape(words)}</title>" if words else ""
    return f'<rect class="hb-x" x="{x}" y="{y}" width="{CELL - 2}" height="{ROW - 2}">{title}</rect>'
