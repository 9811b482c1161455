"""A string of marks into days, and back. Pure; a string that does not fit the calendar is refused, never stretched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from onroll.law.attendance_codes import codes_in_force
from onroll.law.closures import CODE_OF_PLANNED_CLOSURE
from onroll.law.plain_words import counted, day_in_words
from onroll.law.school_time import BOTH_SESSIONS, SchoolCalendar, Session
from onroll.service.exchange.faults import Unreadable
from onroll.service.exchange.mark_strings.profiles import Profile, Scheme, Sign

_ONE_DAY = dt.timedelta(days=1)


class Place(NamedTuple):
    """One place of a string: the session it is for."""

    day: dt.date
    session: Session


def places(profile: Profile, calendar: SchoolCalendar, until: dt.date) -> list[Place]:
    """Return the sessions that a string has places for, from the profile's first day, in order."""
    first_day = profile.first_day or until
    if profile.scheme is Scheme.SCHOOL_DAYS:
        days: Iterable[dt.date] = calendar.days_between(first_day, until)
    else:
        span = (first_day + n * _ONE_DAY for n in range((until - first_day).days + 1))
        days = (day for day in span if profile.scheme is Scheme.CALENDAR_DAYS or day.weekday() < 5)
    sessions = BOTH_SESSIONS[: profile.marks_per_day]
    return [Place(day, session) for day in days for session in sessions]


class Split(NamedTuple):
    """A string taken apart: the marks that are codes, each with its session; and what is wrong with single sessions."""

    marks: list[tuple[Place, str]]
    faults: list[tuple[str, Unreadable]]


def split(
    text: str,
    profile: Profile,
    calendar: SchoolCalendar,
    room: Sequence[Place],
    *,
    not_due: Collection[Place] = (),
) -> Split:
    """Return the marks of a string, and the single sessions at fault. Unreadable where the string does not fit.

    `room` is the places there are up to today; a string may stop earlier, at the end of a day. A code where the school did
    not meet shows that the places are wrong, all of them. A sign that it was closed where it met is of that session alone;
    and right where the pupil's group was not due then, as the record says.
    """
    a_day = profile.width * profile.marks_per_day
    if len(text) % a_day:
        raise Unreadable(
            f"It has {counted(len(text), 'character')}, and a day has {a_day}, so the last day is cut short.",
            "Export the marks again; blanks at the end may have been lost.",
        )
    if len(text) > len(room) * profile.width:
        raise Unreadable(
            f"It has {counted(len(text), 'character')}, and from {day_in_words(profile.first_day or dt.date.min)} to now "
            f"the calendar has room for {len(room) * profile.width}.",
            "Check the first day and which days have places, and that the calendar has every day the school met.",
        )
    marks = [text[at : at + profile.width].rstrip() or " " for at in range(0, len(text), profile.width)]
    found: list[tuple[Place, str]] = []
    faults = []
    for place, mark in zip(room, marks, strict=False):
        held = calendar.holds(*place)
        sign = profile.signs.get(mark)
        if sign is None:
            if not held:
                raise _misfit(place, mark, "the school did not meet then")
            found.append((place, mark))
        elif sign == Sign.CLOSED and held and place in not_due:
            found.append((place, CODE_OF_PLANNED_CLOSURE.newest.value))
        elif sign == Sign.CLOSED and held:
            faults.append((mark, _closed_where_it_met(place, mark)))
    return Split(found, faults)


def _closed_where_it_met(place: Place, mark: str) -> Unreadable:
    return Unreadable(
        f"The mark for {day_in_words(place.day)} {place.session} is {mark}, and the calendar says the school met.",
        "Where the pupil’s group was not due, as at a staggered start, record the planned closure of that group. Otherwise "
        "correct the calendar, or enter what happened. The rest of the string is read.",
    )


def _misfit(place: Place, mark: str, why: str) -> Unreadable:
    return Unreadable(
        f"The mark for {day_in_words(place.day)} {place.session} is {mark}, and {why}: the string does not fit the calendar.",
        "Check the first day and which days have places, and correct the calendar where it is wrong.",
    )


def join(
    marks: Mapping[tuple[dt.date, Session], str], profile: Profile, calendar: SchoolCalendar, until: dt.date
) -> str:
    """Write marks as a string, `-` for a session without one and `#` for one not held. ValueError where a code does not fit."""
    text = []
    for place in places(profile, calendar, until):
        mark = marks.get(place) or ("-" if calendar.holds(*place) else "#")
        if len(mark) > profile.width:
            raise ValueError(f"Code {mark} does not fit in {counted(profile.width, 'character')}.")
        text.append(mark.ljust(profile.width))
    return "".join(text)


def national_code(mark: str, day: dt.date, profile: Profile) -> str:
    """Return the code a mark stands for. Unreadable for one character that may stand for several codes of its day."""
    if mark in profile.meanings:
        return profile.meanings[mark]
    if profile.width == 1 and len(mark) == 1:
        longer = [
            meaning.code
            for meaning in codes_in_force(day)
            if len(meaning.code) > 1 and meaning.code[0] == mark
        ]
        if longer:
            raise Unreadable(
                f"{mark} on {day_in_words(day)} is a collapsed code: one character cannot say which of "
                f"{', '.join(([mark] if _stands_alone(mark, day) else []) + longer)} it was.",
                f"Say in the layout what {mark} means in this file, or export with two characters a mark.",
            )
    return mark


def _stands_alone(mark: str, day: dt.date) -> bool:
    return any(meaning.code == mark for meaning in codes_in_force(day))
