"""One school's year, drawn: every pupil's codes by session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onroll.service.demo.attendance.absences import write_absences
from onroll.service.demo.attendance.expected import write_expected
from onroll.service.demo.attendance.lateness import write_lateness
from onroll.service.demo.attendance.pupil_year import PupilYear, blank_year
from onroll.service.demo.attendance.rates import draw_rates
from onroll.service.demo.attendance.sessions import SessionRow, sessions_of
from onroll.service.demo.calendars import PlaceCalendar, draw_calendars
from onroll.service.demo.children import Population


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """A school's sessions, and its pupils' years."""

    row: SessionRow
    pupils: list[PupilYear]

    @property
    def calendar(self) -> PlaceCalendar:
        return self.row.calendar


def draw_school_years(seed: int, population: Population) -> dict[str, SchoolYear]:
    """Draw the year of every school."""
    rates = draw_rates(seed, population)
    return {
        key: _draw(seed, calendar, population, rates)
        for key, calendar in draw_calendars(population.terms).items()
    }


def _draw(
    seed: int, calendar: PlaceCalendar, population: Population, rates: dict[tuple[int, str], float]
) -> SchoolYear:
    row = sessions_of(calendar, population.terms)
    key = calendar.place.key
    pupils = [
        blank_year(child, replace(stay, last_day=stay.attends_until), row, rates[child.number, key])
        for child, stay in population.at(key)
        # The attendance register leaves boarders out.
        if not stay.is_boarder_from_the_start
    ]
    write_expected(seed, pupils, row)
    write_absences(seed, pupils, row)
    write_lateness(seed, pupils, row)
    _mark_alike(pupils, row)
    return SchoolYear(row, pupils)


#: A class whose register says the same of everyone for more than a month: something for the checks to find.
_MARKED_ALIKE = ("primary", "4B")


def _mark_alike(pupils: list[PupilYear], row: SessionRow) -> None:
    terms = row.terms
    first = 2 * row.from_day(terms.half_terms[0].last_day - dt.timedelta(days=18))
    end = 2 * row.from_day(terms.half_terms[1].first_day + dt.timedelta(days=14))
    for pupil in pupils:
        if (pupil.stay.school, pupil.stay.group) == _MARKED_ALIKE:
            for session in range(max(first, pupil.first), min(end, pupil.end)):
                pupil.codes[session] = "/\\"[session % 2]
                pupil.minutes.pop(session, None)
