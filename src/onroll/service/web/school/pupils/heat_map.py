"""Attendance by weekday and month as SVG: the per cent in figures in every square, darker the more was missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from onroll.service.pupil_record.year import Square

#: A year's squares, by weekday from Monday as 0 and the first day of the month.
Squares = Mapping[tuple[int, dt.date], Square]

WIDTH, HEIGHT, LEFT, TOP = 54, 30, 44, 24
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
#: From this per cent attended down, each darker shade; ours, to draw by.
_SHADES = ((97, 0), (94, 1), (90, 2), (80, 3), (50, 4))


def shade(square: Square | None) -> int | None:
    """Return how dark a square is, 0 to 5; None where nothing was possible."""
    if square is None or square.percent is None:
        return None
    return next((dark for least, dark in _SHADES if square.percent >= least), 5)


def heat_map(months: Sequence[dt.date], squares: Squares) -> Markup:
    """Draw the months of a year by weekday."""
    width, height = LEFT + WIDTH * len(months) + 2, TOP + HEIGHT * len(_DAYS) + 2
    parts = [
        f'<svg class="heat" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        'focusable="false">'
    ]
    for column, month in enumerate(months):
        parts.append(
            f'<text class="heat-head" x="{LEFT + column * WIDTH + WIDTH // 2 - 1}" y="15">{month:%b}</text>'
        )
    for row, day in enumerate(_DAYS):
        y = TOP + row * HEIGHT
        parts.append(f'<text class="heat-day" x="0" y="{y + 19}">{day}</text>')
        parts += [_square(squares.get((row, month)), LEFT + n * WIDTH, y) for n, month in enumerate(months)]
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - figures and our own words only


def heat_rows(months: Sequence[dt.date], squares: Squares) -> list[tuple[str, list[Square | None]]]:
    """Return the same as rows of a table: each weekday with its square a month."""
    return [(day, [squares.get((row, month)) for month in months]) for row, day in enumerate(_DAYS)]


def _square(square: Square | None, x: int, y: int) -> str:
    dark = shade(square)
    if square is None or dark is None:
        return f'<rect class="heat-none" x="{x}" y="{y}" width="{WIDTH - 2}" height="{HEIGHT - 2}"/>'
    return (
        f'<rect class="heat-{dark}" x="{x}" y="{y}" width="{WIDTH - 2}" height="{HEIGHT - 2}"/>'
        f'<text class="heat-n{" heat-n--light" if dark >= 4 else ""}" x="{x + WIDTH // 2 - 1}" y="{y + 19}">'
        f"{square.percent}%</text>"
    )


def month_words(month: dt.date) -> str:
    """Write a month: September 2026."""
    return f"{month:%B} {month.year}"
