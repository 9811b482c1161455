"""When each made-up school meets: training days, a polling day, an early finish, closures and a staggered start."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.school_time import week_of
from onroll.service.demo.places import SCHOOLS, SIXTH_FORM, Place
from onroll.service.demo.terms import TermDates, on_or_after

_THURSDAY = 3
AM, PM = "AM", "PM"


@dataclass(frozen=True, slots=True)
class Closed:
    """The whole of a school, or some of its groups, closed for a span of its sessions."""

    school: str
    first_day: dt.date
    last_day: dt.date
    code: str
    reason: str
    is_planned: bool = False
    session: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCalendar:
    """One school's year: the days pupils are expected, and the other days of term with what they are."""

    place: Place
    days: tuple[dt.date, ...]
    #: Days of term without pupils: their kind, of `SchoolSession.Kind`, and the reason.
    other_days: dict[dt.date, tuple[str, str]]
    #: Days with a morning only.
    mornings_only: frozenset[dt.date]
    closures: tuple[Closed, ...]


def draw_calendars(terms: TermDates) -> dict[str, PlaceCalendar]:
    """Return every school's year."""
    return {place.key: _calendar(place, terms) for place in SCHOOLS}


def _calendar(place: Place, terms: TermDates) -> PlaceCalendar:
    other = dict.fromkeys(_training_days(place, terms), ("inset", "Staff training (INSET)"))
    if place.key == "infant":
        polling = on_or_after(dt.date(terms.year.last_day.year, 5, 1), _THURSDAY)
        other[polling] = ("polling", "Polling station")
    days = tuple(day for day in terms.weekdays() if day not in other)
    early = {terms.half_terms[1].last_day} if place.key in {"primary", "infant"} else set()
    return PlaceCalendar(place, days, other, frozenset(early), _closures(place, days, terms))


def _training_days(place: Place, terms: TermDates) -> set[dt.date]:
    """Return the five training days: the first of the year for all, the others as each school chose."""
    spans = terms.half_terms
    if place.key in {"infant", "village", "ap"}:
        return {
            terms.first_day,
            spans[1].first_day,
            spans[2].first_day,
            spans[3].last_day,
            terms.last_day,
        }
    return {terms.first_day, spans[0].last_day, spans[2].first_day, spans[4].first_day, terms.last_day}


def _closures(place: Place, days: tuple[dt.date, ...], terms: TermDates) -> tuple[Closed, ...]:
    autumn, spring = terms.year.first_day.year, terms.year.last_day.year
    found: list[Closed] = []
    if place.key == "village":
        boiler = _met_on(days, dt.date(autumn, 10, 8))
        found.append(Closed("village", boiler, boiler, "Y4", "Boiler failed: no heating or hot water"))
    if place.key == "secondary":
        younger = _groups(place, ("7", "12"))
        older = tuple(name for name in _groups(place, place.years) if name not in younger)
        found.append(
            Closed(
                "secondary",
                days[0],
                days[0],
                "Y7",
                "Staggered start: years 7 and 12 come first",
                is_planned=True,
                groups=older,
            )
        )
        flooded = _met_on(days, dt.date(autumn, 11, 11))
        found.append(
            Closed("secondary", flooded, flooded, "Y3", "East block flooded: years 8 and 9 cannot be taken in", groups=_groups(place, ("8", "9")))
        )  # fmt: skip
    if place.key in {"secondary", "special"}:
        snow = _met_on(days, dt.date(spring, 1, 20))
        found.append(Closed(place.key, snow, snow, "Y4", "Snow: the site and the roads to it are not safe"))
    return tuple(found)


def _groups(place: Place, years: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group for year in years for group in place.groups[year]))


def _met_on(days: tuple[dt.date, ...], wanted: dt.date) -> dt.date:
    """Return the first day from then on that the school meets."""
    return next(day for day in days if day >= wanted)


def is_sixth_form(year: str) -> bool:
    """Say whether a year group is above compulsory school age."""
    return year in SIXTH_FORM


def week_number(day: dt.date, since: dt.date) -> int:
    """Return how many calendar weeks a day lies after another's week."""
    return (week_of(day) - week_of(since)).days // 7
