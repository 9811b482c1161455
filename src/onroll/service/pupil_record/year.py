"""A pupil's academic year, session by session: what stands in each, how it counts, and what the law finds in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from onroll.law.absence_measures import PupilMeasures, SessionCount, counted_as, measures
from onroll.law.attendance_codes import UnknownCode, class_for_counting, is_code
from onroll.law.code_uses import wants_a_reason
from onroll.law.dated import NoRuleInForce
from onroll.law.finding import Finding
from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS, threshold, threshold_count
from onroll.law.registers import unexplained_until
from onroll.law.school_time import (
    AcademicYear,
    CalendarTooShort,
    NoSessionThatDay,
    SchoolCalendar,
    Session,
    week_of,
)
from onroll.service.admission_register.boarding import is_left_out
from onroll.service.organisations.models import SchoolSession

#: How far back before a year its windows may look: ten school weeks and a summer between them.
LOOK_BACK = dt.timedelta(weeks=22)
_WEEK = dt.timedelta(weeks=1)
#: A pupil is near the threshold from this share of it on: ours, so that a bracket is drawn before it is met.
_NEAR = 0.6

Key = tuple[dt.date, str]
Spells = Sequence[tuple[dt.date, dt.date | None]]


class CellState(StrEnum):
    """What a session is to this pupil."""

    ENTERED = "entered"
    BLANK = "blank"
    COMING = "coming"
    CLOSED = "closed"
    NOT_ON_ROLL = "not on roll"
    BOARDING = "boarding"


@dataclass(frozen=True, slots=True)
class Cell:
    """One session of the year. `kind` is the statistical class of the entry, blank without one."""

    date: dt.date
    session: str
    state: CellState
    code: str = ""
    kind: str = ""
    minutes_late: int | None = None
    why_closed: str = ""


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A session with code N, and the last lawful day for it; None where the calendar ends first."""

    date: dt.date
    session: str
    due_on: dt.date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Bracket:
    """The ten school weeks in which sessions count towards the threshold, and how many there are."""

    first_week: dt.date
    last_week: dt.date
    sessions: int
    needed: int
    met: bool


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the heat map: sessions attended of those possible on one weekday of one month."""

    attended: int
    possible: int

    @property
    def percent(self) -> int | None:
        """Whole per cent attended, or None where nothing was possible."""
        return round(100 * self.attended / self.possible) if self.possible else None


@dataclass(frozen=True, slots=True)
class PupilYear:
    """Everything the pupil page draws of one academic year, up to `as_at`."""

    year: AcademicYear
    as_at: dt.date
    weeks: tuple[dt.date, ...]
    cells: Mapping[Key, Cell]
    measures: PupilMeasures
    threshold: Finding
    bracket: Bracket | None
    unexplained: tuple[Unexplained, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.state == CellState.ENTERED for cell in self.cells.values())

    def counted(self) -> list[SessionCount]:
        """Return how every session up to `as_at` counts, and why; sessions without an entry included."""
        return [
            counted_as(cell.date, Session(cell.session), cell.code, left_out=cell.state == CellState.BOARDING)
            for cell in self.cells.values()
            if cell.state in (CellState.ENTERED, CellState.BLANK)
            or (cell.state == CellState.BOARDING and cell.code)
        ]

    def codes(self) -> list[tuple[str, int]]:
        """Return each code with its count, most first."""
        return Counter(cell.code for cell in self.cells.values() if cell.code).most_common()

    def months(self) -> list[dt.date]:
        """Return the first day of every month with something possible."""
        return sorted({cell.date.replace(day=1) for cell in self.cells.values() if cell.code})

    def heat(self) -> dict[tuple[int, dt.date], Square]:
        """Return the heat map: (weekday from Monday as 0, first day of the month) to its square."""
        attended: Counter[tuple[int, dt.date]] = Counter()
        possible: Counter[tuple[int, dt.date]] = Counter()
        for cell in self.cells.values():
            if cell.code and cell.state != CellState.BOARDING:
                found = class_for_counting(cell.code, cell.date)
                place = cell.date.weekday(), cell.date.replace(day=1)
                attended[place] += found.is_attending
                possible[place] += found.is_possible
        return {place: Square(attended[place], possible[place]) for place in possible if possible[place]}


def year_of_pupil(
    year: AcademicYear,
    *,
    held: Iterable[tuple[dt.date, str, str, str]],
    entries: Iterable[tuple[dt.date, str, str, int | None]],
    spells: Spells,
    born: dt.date,
    today: dt.date,
    now_time: dt.time,
    opens: Mapping[Key, dt.time | None],
    boarding: Spells = (),
    closed: Collection[Key] = (),
) -> PupilYear:
    """Work out a pupil's year from the school's sessions (date, session, kind, reason) and the pupil's entries.

    Sessions and entries before the year feed only the ten school weeks. A session counts as come once its register
    has opened; one that is `closed` to the whole school makes no school day. On days of `boarding` the register leaves the pupil out: nothing is blank, and no entry is counted.
    """
    held, entries = list(held), list(entries)
    as_at = min(today, year.last_day)
    standing = {(date, session): (code, late) for date, session, code, late in entries}
    cells = {
        (date, session): _cell(
            date, session, kind, reason, standing, spells, _has_come(date, session, today, now_time, opens)
        )
        for date, session, kind, reason in held
        if date in year
    }
    cells |= {
        # An entry on a day the calendar has lost still counts, and shows in the table.
        (date, session): Cell(date, session, CellState.ENTERED, code, _kind(code, date), late)
        for date, session, code, late in entries
        if date in year and (date, session) not in cells
    }
    cells = {
        key: _boarding_cell(cell) if is_left_out(boarding, key[0]) else cell for key, cell in cells.items()
    }
    calendar = SchoolCalendar.from_sessions(
        (date, Session(session))
        for date, session, kind, _ in held
        if kind == SchoolSession.Kind.SCHOOL and (date, session) not in closed
    )
    known = [
        (date, Session(session), code)
        for date, session, code, _ in entries
        if is_code(code) and not is_left_out(boarding, date)
    ]
    return PupilYear(
        year=year,
        as_at=as_at,
        weeks=_weeks(cells),
        cells=cells,
        measures=measures(
            (cell.date, Session(cell.session), cell.code)
            for cell in cells.values()
            if cell.state in (CellState.ENTERED, CellState.BLANK)
        ),
        threshold=threshold(known, calendar, as_at=as_at, born=born),
        bracket=_bracket(known, calendar, as_at, born),
        unexplained=tuple(_unexplained(known, calendar, year, today)),
    )


def _has_come(
    date: dt.date, session: str, today: dt.date, time: dt.time, opens: Mapping[Key, dt.time | None]
) -> bool:
    if date != today:
        return date < today
    opens_at = opens.get((date, session))
    return opens_at is None or opens_at <= time


def _cell(
    date: dt.date,
    session: str,
    kind: str,
    reason: str,
    standing: Mapping[Key, tuple[str, int | None]],
    spells: Spells,
    has_come: bool,
) -> Cell:
    entered = standing.get((date, session))
    if entered is not None:
        code, late = entered
        return Cell(date, session, CellState.ENTERED, code, _kind(code, date), late)
    if kind != SchoolSession.Kind.SCHOOL:
        words = reason or str(SchoolSession.Kind(kind).label)
        return Cell(date, session, CellState.CLOSED, why_closed=words)
    if not any(first <= date and (last is None or date <= last) for first, last in spells):
        return Cell(date, session, CellState.NOT_ON_ROLL)
    return Cell(date, session, CellState.BLANK if has_come else CellState.COMING)


def _boarding_cell(cell: Cell) -> Cell:
    return (
        cell
        if cell.state in (CellState.CLOSED, CellState.NOT_ON_ROLL)
        else replace(cell, state=CellState.BOARDING)
    )


def _kind(code: str, date: dt.date) -> str:
    try:
        return class_for_counting(code, date).value
    except UnknownCode:
        return "not_collected"


def _weeks(cells: Mapping[Key, Cell]) -> tuple[dt.date, ...]:
    """Return every Monday from the year's first session to its last, holidays between them included."""
    if not cells:
        return ()
    days = [date for date, _ in cells]
    first, last = week_of(min(days)), week_of(max(days))
    return tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))


def _bracket(
    known: list[tuple[dt.date, Session, str]], calendar: SchoolCalendar, as_at: dt.date, born: dt.date
) -> Bracket | None:
    """Return the ten school weeks worth showing: today's when near or over, else those in which it was first met."""
    needed = THRESHOLD_SESSIONS.find(as_at)
    window = THRESHOLD_SCHOOL_WEEKS.find(as_at)
    if needed is None or window is None:
        return None
    count = threshold_count(known, calendar.weeks, as_at=as_at, born=born)
    if len(count.sessions) < needed * _NEAR and count.first_met_on is not None:
        count = threshold_count(known, calendar.weeks, as_at=count.first_met_on, born=born)
    if not count.weeks or len(count.sessions) < needed * _NEAR:
        return None
    return Bracket(count.weeks[0], count.weeks[-1], len(count.sessions), needed, bool(count.met))


def _unexplained(
    known: list[tuple[dt.date, Session, str]], calendar: SchoolCalendar, year: AcademicYear, today: dt.date
) -> Iterable[Unexplained]:
    for date, session, code in known:
        if wants_a_reason(code) and date in year:
            try:
                due_on: dt.date | None = unexplained_until(date, calendar).due_on
            except (CalendarTooShort, NoSessionThatDay, NoRuleInForce):
                due_on = None
            yield Unexplained(date, session.value, due_on, due_on is not None and due_on < today)
