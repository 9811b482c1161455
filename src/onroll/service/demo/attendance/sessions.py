"""A school's sessions in a row, and how much likelier absence is on one day than another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.service.demo.attendance import published
from onroll.service.demo.calendars import PlaceCalendar, week_number
from onroll.service.demo.chance import Weighted
from onroll.service.demo.terms import TermDates

#: A spell that starts on a day runs into the next ones, which flattens the week; starts are drawn steeper to make up for it.
_STEEPER = 1.5


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A school's days in order; morning `d` is session 2d and its afternoon 2d + 1."""

    calendar: PlaceCalendar
    terms: TermDates
    days: tuple[dt.date, ...]
    place_of: dict[dt.date, int]
    absence: Weighted
    holiday: Weighted
    visits: Weighted

    @property
    def count(self) -> int:
        return 2 * len(self.days)

    def from_day(self, day: dt.date) -> int:
        """Return the place of the first school day from a day on; one past the last where there is none."""
        while day <= self.days[-1]:
            if day in self.place_of:
                return self.place_of[day]
            day += dt.timedelta(days=1)
        return len(self.days)

    def held(self, session: int) -> bool:
        """Say whether a session is held: a few days have a morning only."""
        return session % 2 == 0 or self.days[session // 2] not in self.calendar.mornings_only


def sessions_of(calendar: PlaceCalendar, terms: TermDates) -> SessionRow:
    """Lay a school's sessions in a row, and weigh its days."""
    phase = calendar.place.calibration
    days = calendar.days
    return SessionRow(
        calendar=calendar,
        terms=terms,
        days=days,
        place_of={day: place for place, day in enumerate(days)},
        absence=Weighted([_week_weight(phase, day, terms) * _weekday_weight(phase, day) for day in days]),
        holiday=Weighted([_holiday_weight(day, terms) for day in days]),
        visits=Weighted([(0.6, 0.6, 0.5, 0.5, 1.8, 1.8)[_half_term(day, terms)] for day in days]),
    )


def _half_term(day: dt.date, terms: TermDates) -> int:
    return next(place for place, span in enumerate(terms.half_terms) if day in span)


def _weekday_weight(phase: str, day: dt.date) -> float:
    week = published.WEEKDAYS[phase]
    return (week[day.weekday()] / (sum(week) / 5)) ** _STEEPER


def _week_weight(phase: str, day: dt.date, terms: TermDates) -> float:
    place = _half_term(day, terms)
    if place < 2:
        listed = phase if phase in published.AUTUMN_WEEKS else published.SECONDARY
        weeks = published.AUTUMN_WEEKS[listed]
        span = terms.half_terms[place]
        # The first days of the year come before the first whole week; the break falls after the seventh.
        number = (
            week_number(day, terms.half_terms[0].first_day) - 1
            if place == 0
            else 7 + week_number(day, span.first_day)
        )
        return weeks[min(max(number, 0), len(weeks) - 1)] / published.YEAR_OF_WEEKS[listed]
    start, middle, end = published.LATER_HALF_TERMS[place - 2]
    span = terms.half_terms[place]
    number, last = week_number(day, span.first_day), week_number(span.last_day, span.first_day)
    return start if number == 0 else end if number == last else middle


def _holiday_weight(day: dt.date, terms: TermDates) -> float:
    place = _half_term(day, terms)
    span = terms.half_terms[place]
    beside_a_break = week_number(day, span.first_day) == 0 or week_number(span.last_day, day) <= 1
    return published.HOLIDAY_BY_TERM[place // 2] * (4.0 if beside_a_break else 1.0)
