"""A pupil's year as a table: a row a week, newest first, and each session a link to its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup, escape

from onroll.service.pupil_record.year import Cell, CellState, PupilYear
from onroll.service.web.formats import short_day

_SHOWN = (CellState.ENTERED, CellState.BLANK)
_SCHOOL_DAYS = 5


def week_table(
    year: PupilYear, meaning: Mapping[str, str], entries_at: str
) -> list[tuple[dt.date, list[Markup]]]:
    """Return the weeks in which the pupil was expected: each one's Monday, and five days written as HTML.

    `entries_at` is the address under which each session's history stands.
    """
    by_week: dict[dt.date, list[list[str]]] = {}
    for (date, session), cell in year.cells.items():
        weekday = date.weekday()
        if cell.state in _SHOWN and weekday < _SCHOOL_DAYS:
            monday = date.fromordinal(date.toordinal() - weekday)
            days = by_week.setdefault(monday, [["", ""] for _ in range(_SCHOOL_DAYS)])
            days[weekday][session == "PM"] = _session(cell, meaning, entries_at)
    return [
        (monday, [Markup("".join(day)) for day in by_week[monday]])  # noqa: S704 - escaped in _session
        for monday in sorted(by_week, reverse=True)
    ]


def _session(cell: Cell, meaning: Mapping[str, str], entries_at: str) -> str:
    """Write one session; made here, and not in the template, for there are 380 of them."""
    words = escape(meaning.get(cell.code, "no entry made"))
    return (
        f'<a class="govuk-link govuk-link--no-visited-state" href="{entries_at}{cell.date}/{cell.session.lower()}/">'
        f'<span class="govuk-visually-hidden">{short_day(cell.date)} {cell.session}: </span>{escape(cell.code or "?")}'
        f'<span class="govuk-visually-hidden"> {words}</span></a> '
    )
