"""What the calendar's forms send, read into what the actions take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from onroll.law.school_time import Session
from onroll.law.session_times import TimesOfSession
from onroll.service.organisations.models import SessionTimes
from onroll.service.organisations.queries.calendar import CalendarDayShown
from onroll.service.organisations.sessions import SessionRow, SessionSet, TimesInForce
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.web.formats import session_words

Errors = list[dict[str, str]]

#: What a half of a day can be made; an unplanned closure is made on its own page, which enters its code.
CHOICES = (
    ("school", "School meets"),
    ("inset", "Staff training (INSET)"),
    ("holiday", "Holiday"),
    ("polling", "Polling station"),
    ("none", "Not in the calendar"),
)
TIME_FIELDS = (
    ("starts_at", "Session starts"),
    ("register_opens_at", "Register opens"),
    ("register_closes_at", "Register closes"),
    ("ends_at", "Session ends"),
)
HALVES = ("AM", "PM")
#: Hours of the night, when no school meets: typed bare in an afternoon's box they are past noon.
BEFORE_SCHOOL = range(1, 7)
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?")


@dataclass
class DaySent:
    """A day's form: what each half is to be, until which day; the errors name boxes on the page."""

    halves: dict[str, SessionSet | None] = field(default_factory=dict)
    last_day: dt.date | None = None
    errors: Errors = field(default_factory=list)


def read_day(sent: Mapping[str, str], date: dt.date) -> DaySent:
    """Read a day's form."""
    read = DaySent(last_day=date)
    if any(sent.get(f"until-{part}", "").strip() for part in ("day", "month", "year")):
        try:
            read.last_day = date_from_boxes(sent, "until", "the last day")
        except DateNotGiven as problem:
            read.errors.append({"text": str(problem), "href": "#until-day"})
    # Where one half is not school but something else, what is written says why, and says nothing of the other.
    closed_in_part = any(sent.get(half, "none") not in ("school", "none") for half in HALVES)
    for half in HALVES:
        kind = sent.get(half, "none")
        times = {name: _read_time(sent, f"{half}-{name}", read.errors) for name, _ in TIME_FIELDS}
        if kind == "none":
            read.halves[half] = None
        elif kind == "school":
            why = "" if closed_in_part else sent.get("reason", "").strip()
            read.halves[half] = SessionSet(kind, why, **times)
        else:
            read.halves[half] = SessionSet(kind, sent.get("reason", "").strip())
    return read


def day_values(shown: CalendarDayShown, times: TimesInForce) -> dict[str, str]:
    """Return what a day's form holds to begin with: times only where they are not the usual ones."""
    values = {"reason": shown.reason}
    for half, row in (("AM", shown.morning), ("PM", shown.afternoon)):
        values[half] = row.kind if row else "none"
        usual = times.find(shown.date, half)
        if row and row.meets and _differs(row, usual):
            values |= {f"{half}-{name}": _written(getattr(row, name)) for name, _ in TIME_FIELDS}
    return values


@dataclass
class TimesSent:
    """The session times form: from which day, and each half's times."""

    first_day: dt.date | None = None
    times: list[TimesOfSession] = field(default_factory=list)
    errors: Errors = field(default_factory=list)


def read_times(sent: Mapping[str, str]) -> TimesSent:
    """Read the session times form; a half with all four boxes empty is not held."""
    read = TimesSent()
    try:
        read.first_day = date_from_boxes(sent, "first_day", "the first day")
    except DateNotGiven as problem:
        read.errors.append({"text": str(problem), "href": "#first_day-day"})
    for half in HALVES:
        if not any(sent.get(f"{half}-{name}", "").strip() for name, _ in TIME_FIELDS):
            continue
        given = {
            name: _read_time(sent, f"{half}-{name}", read.errors, needed=True) for name, _ in TIME_FIELDS
        }
        if all(given.values()):
            read.times.append(TimesOfSession(Session(half), **given))  # type: ignore[arg-type]
    return read


def times_values(rows: list[SessionTimes]) -> dict[str, str]:
    """Return what the session times form holds to begin with: the newest times."""
    newest: dict[str, SessionTimes] = {}
    for row in rows:
        newest.setdefault(row.session, row)
    return {
        f"{half}-{name}": _written(getattr(row, name))
        for half, row in newest.items()
        for name, _ in TIME_FIELDS
    }


class NotATime(ValueError):
    """What was typed is no time of day."""


def time_typed(text: str) -> dt.time:
    """Return a time of day as people type it: 8:45, 08.45, 0845, 1pm. Raises NotATime."""
    match = _TIME.fullmatch(text.strip().lower())
    if match is None:
        raise NotATime(text)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise NotATime(text) from None


def _read_time(sent: Mapping[str, str], name: str, errors: Errors, *, needed: bool = False) -> dt.time | None:
    text = sent.get(name, "").strip()
    if not text and not needed:
        return None
    half, _, which = name.partition("-")
    try:
        return _by_half(time_typed(text), half, text)
    except NotATime:
        words = dict(TIME_FIELDS)[which].lower()
        what = f"“{text}” is not a time of day. Enter" if text else "Enter"
        message = f"{what} when the {session_words(half)} {words}, like 8:45."
        errors.append({"text": message, "href": f"#{name}"})
        return None


def _by_half(time: dt.time, half: str, text: str) -> dt.time:
    """Read 1:20 in an afternoon's box as 13:20, which is what people mean by it."""
    if half == "PM" and time.hour in BEFORE_SCHOOL and "am" not in text.lower():
        return time.replace(hour=time.hour + 12)
    return time


def _written(time: dt.time | None) -> str:
    return f"{time.hour}:{time.minute:02}" if time else ""


def _differs(row: SessionRow, usual: SessionTimes | None) -> bool:
    return usual is None or any(
        getattr(row, name) is not None and getattr(row, name) != getattr(usual, name)
        for name, _ in TIME_FIELDS
    )
