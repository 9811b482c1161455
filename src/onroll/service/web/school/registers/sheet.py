"""A register laid out for its page: one light row a pupil, everything the template needs worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

from onroll.law.attendance_codes import code_on, codes_in_force
from onroll.law.code_meaning import CodeMeaning
from onroll.law.code_uses import CODE_OF_LATENESS, CODE_OF_NO_REASON_YET
from onroll.law.faults import Fault
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.attendance_register.queries.register import RegisterPage, RegisterRow
from onroll.service.remote_education.queries.beside_register import Beside
from onroll.service.web.school.registers.forms import Written, seen_words
from onroll.service.web.school.registers.row_html import (
    choice_of,
    kind_of,
    minutes_of,
    reading_of,
    start_of,
    strip_of,
)
from onroll.service.web.school.registers.words_beside import words_beside

#: Codes with a box of their own, after the one for present.
BOXES = ((CODE_OF_NO_REASON_YET.newest.value, "no reason yet"), (CODE_OF_LATENESS.newest.value, "late"))
#: Where nothing is known ahead.
NOTHING_BESIDE = Beside()


@dataclass(slots=True)
class SheetRow:
    """One pupil's row, in the pieces that row_html writes, and what stands between them."""

    id: int
    name: str
    start: Markup
    choice: Markup
    minutes_field: Markup
    boxed: str
    other: str
    minutes: str
    note: str
    asks_note: bool
    has_entry: bool
    problem: str = ""
    fault: Fault | None = None
    meanwhile: str = ""

    @property
    def has_more(self) -> bool:
        """Whether anything stands between what is chosen and the minutes: a note, or what is wrong."""
        return bool(self.asks_note or self.problem or self.fault or self.meanwhile)

    @property
    def as_read(self) -> Markup:
        """The end of the row for whoever may only read it."""
        return reading_of(self.boxed or self.other, self.minutes)


@dataclass(frozen=True, slots=True)
class Found:
    """What was wrong with a sending, by pupil."""

    problems: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, Fault] = field(default_factory=dict)
    meanwhile: Mapping[int, str] = field(default_factory=dict)

    def about(self, pupil_id: int) -> bool:
        """Say whether anything was wrong with what was sent for a pupil."""
        return pupil_id in self.problems or pupil_id in self.faults or pupil_id in self.meanwhile


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
    page: RegisterPage,
    allowed: frozenset[str] | None,
    sent: Mapping[int, Written],
    found: Found,
    *,
    linked: bool,
    beside: Beside = NOTHING_BESIDE,
) -> list[SheetRow]:
    """Lay a register out: what was sent where something was, else what is stored, else what a plan says.

    `linked` says that names lead to pupils, and earlier sessions to their entries; `beside` is what is known ahead of pupils.
    """
    boxes = ((present_code(page.session), "present"), *BOXES)
    return [
        _row(row, page, allowed, sent.get(row.pupil_id), found, boxes, linked, _beside(row.pupil_id, beside))
        for row in page.rows
    ]


def _row(
    row: RegisterRow,
    page: RegisterPage,
    allowed: frozenset[str] | None,
    sent: Written | None,
    found: Found,
    boxes: Sequence[tuple[str, str]],
    linked: bool,
    beside: tuple[str, ...],
) -> SheetRow:
    planned = row.plan.code if row.plan and (allowed is None or row.plan.code in allowed) else ""
    for_office = row.waits_for_the_office and not planned
    if row.pupil_id in found.meanwhile:
        sent = None
    written = sent or _stored(row) or (Written() if page.has_closed else _planned(row, planned, page.date))
    is_boxed = any(written.code == code for code, _ in boxes)
    other = "" if is_boxed else written.code
    return SheetRow(
        id=row.pupil_id,
        name=row.name,
        start=start_of(
            row,
            plan=_plan_words(row, planned),
            plan_kind=kind_of(row.plan.code, page.date) if row.plan else "",
            strip=strip_of(row.pupil_id, row.strip, page.strip_sessions, linked),
            name_leads_to=f"/schools/{page.school_id}/pupils/" if linked else "",
            is_wrong=found.about(row.pupil_id),
            beside=beside,
            for_office=for_office,
        ),
        choice=choice_of(
            row.pupil_id,
            row.name,
            boxes,
            written.code,
            other=other,
            seen=seen_words(row.entry),
            for_office=for_office,
        ),
        minutes_field=minutes_of(row.pupil_id, row.name, written.minutes),
        boxed=written.code if is_boxed else "",
        other=other,
        minutes=written.minutes,
        note=written.note,
        asks_note=bool(written.note) or _needs_note(written.code, page.date),
        has_entry=row.taken is not None,
        problem=found.problems.get(row.pupil_id, ""),
        fault=found.faults.get(row.pupil_id),
        meanwhile=found.meanwhile.get(row.pupil_id, ""),
    )


def _beside(pupil_id: int, beside: Beside) -> tuple[str, ...]:
    """Return what is said beside a pupil."""
    of = {"reason_told": beside.reason_told, "remote_education": beside.remote_education}
    return tuple(words_beside()[name] for name, pupils in of.items() if pupil_id in pupils)


def _stored(row: RegisterRow) -> Written | None:
    entry = row.taken
    if entry is None:
        return None
    return Written(entry.code, "" if entry.minutes_late is None else str(entry.minutes_late), entry.note)


def _planned(row: RegisterRow, code: str, day: dt.date) -> Written:
    """Return what a plan fills in: its code, and what it is where that code must say so."""
    return Written(code, note=row.plan.note if row.plan and _needs_note(code, day) else "")


def _plan_words(row: RegisterRow, planned: str) -> str:
    if row.plan is None:
        return ""
    words = f"{row.plan.get_kind_display()} · {row.plan.code}"
    return words if planned else f"{words}, {'waiting ' if row.taken is None else ''}for the office to enter"


@lru_cache(maxsize=256)
def _needs_note(code: str, day: dt.date) -> bool:
    try:
        return bool(code) and code_on(code, day).note_required
    except LookupError:
        return False
