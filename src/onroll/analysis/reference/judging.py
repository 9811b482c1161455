"""Which rows of `entries` can be used, and what is wrong with the others.

Every fault is judged by itself, so that one row may have several. None is mended by a guess.

- A code is read without the spaces round it, and as it is written: “i” is no code.
- *Unknown*: not blank, and never a national code. *Not in force*: a national code of another time, which is used all the
  same, in its last class or its first.
- *Duplicate*: a row beyond the first of its pupil, school, day and session. Rows with one code are used once; rows with
  different codes not at all, and blank beside a code is different.
- *Impossible*: a code of the other half of the day; or a session that the calendar says is not school, unless the
  code says so too (`#`, `Z`, `Y4`) or none was written.
- Of the minutes of duplicates the one number given is used; of two different numbers, neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from onroll.analysis.reference.rows import Enrolment, Entry
from onroll.analysis.reference.sessions_held import SAYS_NO_SESSION, SaidByCalendar
from onroll.law import Session, StatisticalClass, class_for_counting, is_code
from onroll.law.attendance_codes import CODES, in_force_between
from onroll.law.dated import From


class RowFault(StrEnum):
    """What may be wrong with a row, by its name under `quality`."""

    UNKNOWN_CODE = "unknown_code"
    DUPLICATE = "duplicate"
    NOT_IN_FORCE = "not_in_force"
    IMPOSSIBLE = "impossible"


class FaultFound(NamedTuple):
    """A fault and the place of its row, from 0, in the list that was given."""

    fault: RowFault
    place: int
    entry: Entry


class Used(NamedTuple):
    """A session as it is counted: one code, its class on the day, and minutes late where they are known."""

    on: date
    session: Session
    code: str
    statistical_class: StatisticalClass
    minutes_late: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The entries that can be used, by enrolment, day and session; and every fault, in the order of the rows."""

    used: dict[Enrolment, dict[tuple[date, Session], Used]]
    faults: list[FaultFound]


# The half of the day that a code belongs to, in any table there was.
_HALF_OF_THE_DAY = {
    meaning.code: meaning.session
    for step in CODES.steps
    if isinstance(step, From)
    for meaning in step.value.values()
    if meaning.session is not None
}


def judge(entries: Sequence[Entry], calendar: SaidByCalendar, *, on: date) -> Judged:
    """Judge every row of `entries` up to a day."""
    faults = []
    rows: dict[tuple[Enrolment, date, Session], list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.date > on:
            continue
        same_session = rows[Enrolment(entry.school, entry.pupil), entry.date, entry.session]
        found = list(_faults_of(entry, calendar))
        if same_session:
            found.append(RowFault.DUPLICATE)
        same_session.append(place)
        faults += [FaultFound(fault, place, entry) for fault in found]
    impossible = {found.place for found in faults if found.fault is RowFault.IMPOSSIBLE}
    used: dict[Enrolment, dict[tuple[date, Session], Used]] = defaultdict(dict)
    for (enrolment, on, session), places in rows.items():
        counted = _used([entries[place] for place in places])
        if counted is not None and not impossible.intersection(places):
            used[enrolment][on, session] = counted
    return Judged(dict(used), faults)


def _faults_of(entry: Entry, calendar: SaidByCalendar) -> Iterable[RowFault]:
    code = entry.code.strip()
    if not code:
        return
    if not is_code(code):
        yield RowFault.UNKNOWN_CODE
    elif not _in_force(code, entry.date):
        yield RowFault.NOT_IN_FORCE
    if _of_the_other_half(code, entry.session) or _on_no_session(code, entry, calendar):
        yield RowFault.IMPOSSIBLE


def _in_force(code: str, on: date) -> bool:
    first_day, ended = in_force_between(code)
    return first_day <= on and (ended is None or on < ended)


def _of_the_other_half(code: str, session: Session) -> bool:
    return _HALF_OF_THE_DAY.get(code, session) != session


def _on_no_session(code: str, entry: Entry, calendar: SaidByCalendar) -> bool:
    says_held = calendar.says_held(entry.school, entry.date, entry.session)
    return says_held is False and code not in SAYS_NO_SESSION


def _used(rows: Sequence[Entry]) -> Used | None:
    """Answer what the rows of one session come to, or None where they disagree or say nothing."""
    codes = {row.code.strip() for row in rows}
    if len(codes) > 1:
        return None
    code = codes.pop()
    if not is_code(code):
        return None
    minutes = {row.minutes_late for row in rows if row.minutes_late is not None}
    return Used(
        rows[0].date,
        rows[0].session,
        code,
        class_for_counting(code, rows[0].date),
        minutes.pop() if len(minutes) == 1 else None,
    )
