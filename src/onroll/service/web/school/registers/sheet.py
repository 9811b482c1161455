"""A register laid out for its page: one light row a pupil, everything the template needs worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from onroll.law.attendance_codes import UnknownCode, class_for_counting, code_on, codes_in_force
from onroll.law.code_meaning import CodeMeaning, StatisticalClass
from onroll.law.faults import Fault
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.attendance_register.queries.register import RegisterPage, RegisterRow
from onroll.service.web.formats import ordinal, session_words, short_day
from onroll.service.web.school.registers.forms import Written, seen_words

#: Codes with a box of their own, after the one for present.
BOXES = ("N", "L")
_CLASSES = {
    StatisticalClass.PRESENT: "",
    StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY: "e",
    StatisticalClass.AUTHORISED_ABSENCE: "a",
    StatisticalClass.UNAUTHORISED_ABSENCE: "u",
    StatisticalClass.NOT_POSSIBLE: "x",
    StatisticalClass.NOT_COLLECTED: "x",
}


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier session in a strip: its code, the class that colours it, and words where it is not present."""

    code: str
    kind: str
    words: str
    date: dt.date
    session: str


@dataclass(slots=True)
class SheetRow:
    """One pupil's row."""

    id: int
    name: str
    initials: str
    absent: str
    plan: str
    plan_kind: str
    strip: list[list[Past]]
    seen: str
    boxed: str
    other: str
    minutes: str
    note: str
    asks_note: bool
    has_entry: bool
    problem: str = ""
    fault: Fault | None = None
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was wrong with a sending, by pupil."""

    problems: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, Fault] = field(default_factory=dict)
    meanwhile: Mapping[int, str] = field(default_factory=dict)


def present_code(session: str) -> str:
    """Return the code for present in a session."""
    return PRESENT_CODES[Session(session)]


def codes_to_use(date: dt.date, session: str, allowed: frozenset[str] | None) -> list[CodeMeaning]:
    """Return the codes a role may enter in a session, in the order of the table."""
    return [
        meaning
        for meaning in codes_in_force(date)
        if (allowed is None or meaning.code in allowed)
        and meaning.session in (None, Session(session))
        and meaning.in_the_regulations
    ]


def sheet_rows(
    page: RegisterPage, allowed: frozenset[str] | None, sent: Mapping[int, Written], found: Found
) -> list[SheetRow]:
    """Lay a register out: what was sent where something was, else what is stored, else what a plan says."""
    boxes = (present_code(page.session), *BOXES)
    return [_row(row, page, allowed, sent.get(row.pupil_id), found, boxes) for row in page.rows]


def _row(
    row: RegisterRow,
    page: RegisterPage,
    allowed: frozenset[str] | None,
    sent: Written | None,
    found: Found,
    boxes: Sequence[str],
) -> SheetRow:
    planned = row.plan.code if row.plan and (allowed is None or row.plan.code in allowed) else ""
    if row.pupil_id in found.meanwhile:
        sent = None
    written = sent or _stored(row) or Written(planned if not page.has_closed else "")
    return SheetRow(
        id=row.pupil_id,
        name=row.name,
        initials=row.initials,
        absent=f"{ordinal(row.absent_days + 1)} day" if row.absent_days else "",
        plan=_plan_words(row, planned),
        plan_kind=_kind(row.plan.code, page.date) if row.plan else "",
        strip=_strip(row.strip, page.strip_sessions),
        seen=seen_words(row.entry),
        boxed=written.code if written.code in boxes else "",
        other="" if written.code in boxes else written.code,
        minutes=written.minutes,
        note=written.note,
        asks_note=bool(written.note) or _needs_note(written.code, page.date),
        has_entry=row.entry is not None,
        problem=found.problems.get(row.pupil_id, ""),
        fault=found.faults.get(row.pupil_id),
        meanwhile=found.meanwhile.get(row.pupil_id, ""),
    )


def _stored(row: RegisterRow) -> Written | None:
    entry = row.entry
    if entry is None:
        return None
    return Written(entry.code, "" if entry.minutes_late is None else str(entry.minutes_late), entry.note)


def _plan_words(row: RegisterRow, planned: str) -> str:
    if row.plan is None:
        return ""
    words = f"{row.plan.get_kind_display()} · {row.plan.code}"
    return words if planned else f"{words}, for the office to enter"


def _strip(codes: Sequence[str], sessions: Sequence[tuple[dt.date, str]]) -> list[list[Past]]:
    """Group earlier sessions by day; ten of them make five days or six."""
    past = [_past(code, day, session) for code, (day, session) in zip(codes, sessions, strict=True)]
    return [list(of_day) for _, of_day in groupby(past, key=lambda one: one.date)]


@lru_cache(maxsize=4096)
def _past(code: str, day: dt.date, session: str) -> Past:
    kind = _kind(code, day) if code else ""
    words = ""
    if not code or kind or code == "L":
        words = f"{code or 'blank'} on {short_day(day)}, {session_words(session)}"
    return Past(code or "·", kind, words, day, session)


@lru_cache(maxsize=256)
def _kind(code: str, day: dt.date) -> str:
    try:
        return _CLASSES[class_for_counting(code, day)]
    except UnknownCode:
        return "x"


@lru_cache(maxsize=256)
def _needs_note(code: str, day: dt.date) -> bool:
    try:
        return bool(code) and code_on(code, day).note_required
    except LookupError:
        return False
