"""How a school's year reaches its register: who sent what, when; what was unexplained at first, and what became of it.

Pure and seeded: what happens on a day is the same whatever day the demo is made on, so a demo can be carried further.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from onroll.law.plain_words import time_in_words
from onroll.service.demo.attendance.pupil_year import PupilYear
from onroll.service.demo.attendance.school_year import SchoolYear
from onroll.service.demo.chance import stream
from onroll.service.demo.places import SCHOOLS

LONDON = ZoneInfo("Europe/London")
HALVES = ("AM", "PM")
#: Codes of a closure: entered by closing the school, not by a register.
_CLOSURE_CODES = frozenset({"Y3", "Y4"})
#: Codes whose reason only the office finds out: the teacher enters N.
_FOUND_OUT = frozenset({"O", "G", "U", "Y1", "Y2", "Y5", "Y6", "Y7", "Q"})
#: Illness whose first morning nobody has rung about yet, and the share of reasons that come after the register closes.
_ILL_UNTOLD = 0.12
_AFTER_CLOSING = 0.07
#: Appointments put down to illness until the card is seen.
_SEEN_LATER = 0.25
_IN_TWO_GOES = 0.06
_REASONS = {
    "I": ("Parent rang: unwell", "Note from home: unwell", "Message on the absence line: unwell"),
    "O": (
        "Parent spoken to; reason not accepted",
        "Home visit: pupil at home, refused to come",
        "No reason given after calls and a letter",
    ),
    "G": (
        "Parent says the family is on holiday",
        "Away on holiday; leave was refused",
        "Sibling says the family is abroad",
    ),
    "M": ("Appointment card seen",),
    "U": ("Sign-in sheet: arrived after closing",),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that reaches the register at a moment, for one session of one school."""

    at: dt.datetime
    #: taking, correction, arrival, closing, amendment, or filling (a register left blank, filled in later).
    kind: str
    date: dt.date
    half: str
    group: str = ""
    #: Pupil's number, code, minutes late and note.
    marks: tuple[tuple[int, str, int | None, str], ...] = ()
    finished: bool = True
    reason: str = ""
    #: The code that must stand for a correction, arrival or amendment to be made.
    was: str = "N"
    #: The role of whoever makes it, where that is not the attendance officer.
    by_role: str = ""


@dataclass(slots=True)
class _Session:
    """What is drawn for one session of a school."""

    draws: random.Random
    date: dt.date
    half: str
    opens: dt.datetime
    closes: dt.datetime
    later: list[Happening] = field(default_factory=list)

    def at(self, minutes: float) -> dt.datetime:
        """Return a moment so many minutes after the register opens."""
        return self.opens + dt.timedelta(seconds=round(minutes * 60))

    @property
    def minutes_open(self) -> int:
        return int((self.closes - self.opens).total_seconds()) // 60


def happenings(seed: int, year: SchoolYear, first_day: dt.date, last_day: dt.date) -> Iterator[Happening]:
    """Yield what reaches a school's register for the sessions of a span, session by session, and in order within each."""
    row = year.row
    members: dict[str, list[PupilYear]] = defaultdict(list)
    for pupil in year.pupils:
        members[pupil.stay.group].append(pupil)
    for place in range(row.from_day(first_day), row.from_day(last_day + dt.timedelta(days=1))):
        odd = _odd_registers(seed, row.days[place])
        for half in (0, 1):
            index = 2 * place + half
            if row.held(index) and not _whole_school_closed(year, row.days[place]):
                yield from _session(seed, year, members, index, odd)


def _whole_school_closed(year: SchoolYear, day: dt.date) -> bool:
    return any(
        not closed.groups and closed.first_day <= day <= closed.last_day for closed in year.calendar.closures
    )


def _odd_registers(seed: int, day: dt.date) -> dict[tuple[str, str, str], str]:
    """Choose, of all the day's registers, those missed, taken late or left with gaps."""
    draws = stream(seed, "odd registers", day)
    found = {}
    for oddity, schools in (
        ("missing", ("secondary",)),
        ("missing", ("primary", "village", "infant", "special")),
        ("late", ("secondary", "primary", "special")),
        ("gaps", ("secondary", "primary", "village")),
    ):
        key = draws.choice(schools)
        place = next(place for place in SCHOOLS if place.key == key)
        group = draws.choice([name for groups in place.groups.values() for name in groups])
        found[key, group, draws.choice(HALVES)] = oddity
    return found


def _session(
    seed: int,
    year: SchoolYear,
    members: dict[str, list[PupilYear]],
    index: int,
    odd: dict[tuple[str, str, str], str],
) -> Iterator[Happening]:
    place = year.calendar.place
    date, half = year.row.days[index // 2], HALVES[index % 2]
    bell = place.bell(half)
    session = _Session(
        stream(seed, "session", place.key, date, half),
        date,
        half,
        dt.datetime.combine(date, bell.starts_at, LONDON),
        dt.datetime.combine(date, bell.register_closes_at, LONDON),
    )
    following = _next_days(year, index // 2)
    sent: list[Happening] = []
    for group, pupils in members.items():
        closed = _codes_of_closures(year, group, date)
        due = [pupil for pupil in pupils if pupil.codes[index] not in closed]
        sent += _register(session, group, due, index, odd.get((place.key, group, half), ""), following)
    sent.append(Happening(session.closes + dt.timedelta(minutes=1), "closing", date, half))
    yield from sorted([*sent, *session.later], key=lambda one: one.at)


def _codes_of_closures(year: SchoolYear, group: str, date: dt.date) -> set[str]:
    """Return the codes that closing the school enters: everywhere, and for a group that was not to come in on a day."""
    of_group = {
        closed.code
        for closed in year.calendar.closures
        if group in closed.groups and closed.first_day <= date <= closed.last_day
    }
    return of_group | _CLOSURE_CODES


def _next_days(year: SchoolYear, place: int) -> tuple[dt.date, ...]:
    return year.row.days[place + 1 : place + 9] or (year.row.days[-1],)


def _register(
    session: _Session,
    group: str,
    pupils: list[PupilYear],
    index: int,
    oddity: str,
    following: tuple[dt.date, ...],
) -> list[Happening]:
    present = [(pupil, code) for pupil in pupils if (code := pupil.codes[index]) is not None]
    if not present:
        return []
    if oddity == "missing":
        return [_filled_next_day(session, group, present, index, following)]
    left = present[-1 - session.draws.randrange(2) :] if oddity == "gaps" else []
    sent = present[: len(present) - len(left)]
    goes = [
        Happening(
            at,
            "taking",
            session.date,
            session.half,
            group,
            tuple(_mark(session, pupil, code, index, at, following) for pupil, code in part),
            finished=part[-1] is sent[-1] and not left,
        )
        for at, part in _goes(session, sent, _taken_at(session, oddity))
        if part
    ]
    return [*goes, _filled_next_day(session, group, left, index, following)] if left else goes


def _goes(
    session: _Session, sent: list[tuple[PupilYear, str]], taken_at: dt.datetime
) -> list[tuple[dt.datetime, list[tuple[PupilYear, str]]]]:
    """Split a register now and then into a first part and the rest, sent some minutes on."""
    if session.draws.random() > _IN_TWO_GOES or len(sent) < 5 or taken_at > session.closes:
        return [(taken_at, sent)]
    cut = session.draws.randrange(len(sent) // 2, len(sent) - 1)
    rest_at = min(
        taken_at + dt.timedelta(minutes=2 + session.draws.random() * 7),
        session.closes - dt.timedelta(seconds=20),
    )
    first_at = min(taken_at, rest_at - dt.timedelta(seconds=60))
    return [(first_at, sent[:cut]), (rest_at, sent[cut:])]


def _taken_at(session: _Session, oddity: str) -> dt.datetime:
    """Return when a register is sent: most within ten minutes of the start, some only just in time, a few late."""
    draws, window = session.draws, session.minutes_open
    if oddity == "late":
        return session.at(window + 4 + draws.random() * 22)
    if draws.random() < 0.18:
        return session.at(window * (0.55 + 0.42 * draws.random()))
    return session.at(min(draws.triangular(2.5, 21, 8), window - 1))


def _filled_next_day(
    session: _Session,
    group: str,
    left: list[tuple[PupilYear, str]],
    index: int,
    following: tuple[dt.date, ...],
) -> Happening:
    """Fill in what was left blank from the teacher's list, when the office comes to it the next school day."""
    at = dt.datetime.combine(following[0], dt.time(10, 25), LONDON) + dt.timedelta(
        minutes=session.draws.randrange(30)
    )
    marks = tuple(
        (pupil.child.number, code, pupil.minutes.get(index), pupil.notes.get(code, ""))
        for pupil, code in left
    )
    return Happening(at, "filling", session.date, session.half, group, marks)


def _mark(
    session: _Session,
    pupil: PupilYear,
    code: str,
    index: int,
    taken_at: dt.datetime,
    following: tuple[dt.date, ...],
) -> tuple[int, str, int | None, str]:
    """Return the mark as first sent, and keep what becomes of it."""
    number, minutes, note = pupil.child.number, pupil.minutes.get(index), pupil.notes.get(code, "")
    if code in {"/", "\\"}:
        return number, code, None, ""
    if code in {"L", "U"} and minutes is not None:
        arrived = session.at(minutes)
        signed_in = max(arrived, taken_at + dt.timedelta(seconds=40))
        if code == "L" and arrived <= taken_at:
            return number, "L", minutes, ""
        session.later.append(
            Happening(
                signed_in, "arrival", session.date, session.half, marks=((number, code, minutes, ""),), reason=f"Arrived at {time_in_words(arrived)}"
            )
        )  # fmt: skip
        return number, "N", None, ""
    if code == "M" and session.draws.random() < _SEEN_LATER:
        session.later.append(_evidence_seen(session, number, note, following))
        return number, "I", None, ""
    told = code not in _FOUND_OUT and not (
        code in {"I", "M"} and _first_of_spell(pupil, index) and session.draws.random() < _ILL_UNTOLD
    )
    if told:
        return number, code, None, note
    session.later.append(_explained(session, number, code, note, taken_at, following))
    return number, "N", None, ""


def _evidence_seen(session: _Session, number: int, note: str, following: tuple[dt.date, ...]) -> Happening:
    """Return how what was put down to illness is amended, once the appointment card has been seen."""
    at = dt.datetime.combine(session.draws.choice(following[:4]), dt.time(14, 40), LONDON)
    return Happening(
        at + dt.timedelta(minutes=session.draws.randrange(35)),
        "amendment",
        session.date,
        session.half,
        marks=((number, "M", None, note),),
        reason="Appointment card seen",
        was="I",
        by_role=session.draws.choices(("", "senior_attendance_champion", "head"), (90, 6, 4))[0],
    )


def _first_of_spell(pupil: PupilYear, index: int) -> bool:
    return index == 0 or pupil.codes[index - 1] != pupil.codes[index]


def _explained(
    session: _Session,
    number: int,
    code: str,
    note: str,
    taken_at: dt.datetime,
    following: tuple[dt.date, ...],
) -> Happening:
    """Return how an unexplained absence finds its reason: mostly before the register closes, else within days."""
    draws = session.draws
    reason = draws.choice(_REASONS.get(code, ("Found out by the office",)))
    marks = ((number, code, None, note),)
    if draws.random() > _AFTER_CLOSING:
        at = max(
            session.closes - dt.timedelta(seconds=30 + draws.randrange(240)),
            taken_at + dt.timedelta(seconds=20),
        )
        if at <= session.closes:
            return Happening(at, "correction", session.date, session.half, marks=marks)
    days_on = draws.choices((0, 1, 2, 3, 4, 6), (30, 28, 16, 10, 10, 6))[0]
    day = session.date if days_on == 0 else following[min(days_on, len(following)) - 1]
    at = dt.datetime.combine(day, dt.time(15, 20), LONDON) + dt.timedelta(minutes=draws.randrange(55))
    return Happening(at, "amendment", session.date, session.half, marks=marks, reason=reason)
