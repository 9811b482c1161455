"""Judging marks before they are entered: the law's judge, asked with this school's facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onroll.law.code_uses import CODE_AFTER_CLOSING, is_for_mobile_children, turns_on_age
from onroll.law.entry_faults import ProposedEntry, faults_of_entry
from onroll.law.faults import Fault
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.law.school_time import Session
from onroll.service.admission_register.mobile_children import called_mobile_until, is_called_mobile
from onroll.service.attendance_register.facts import Facts
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.status import by_the_minute
from onroll.service.organisations.models import SchoolSession


@dataclass(frozen=True, slots=True)
class Refused:
    """One mark that may not be entered, and why."""

    mark: Mark
    fault: Fault


class RegisterRefused(Exception):
    """Raised where some marks may not be entered; nothing was."""

    def __init__(self, refused: list[Refused]) -> None:
        self.refused = refused
        super().__init__(refused[0].fault.message)

    @property
    def by_pupil(self) -> dict[int, Fault]:
        """The first fault of each pupil."""
        return {one.mark.pupil_id: one.fault for one in reversed(self.refused)}


def judge(
    marks: Iterable[Mark],
    facts: Facts,
    *,
    now: dt.datetime,
    codes: frozenset[str] | None = None,
    live: bool = True,
    planned_closure: bool = False,
) -> list[Refused]:
    """Return every fault of these marks at a moment; none is an empty list.

    `codes` are those the role may use, None for all. `live` is False for entries of sessions past, made elsewhere
    or put right later, when the clock of the moment says nothing about arrival.
    """
    # Most of a class have the same code for the same session, and the law is asked of it once.
    asked: dict[_Question, tuple[Fault, ...]] = {}
    refused = []
    marks = list(marks)
    mobile = called_mobile_until(
        {mark.pupil_id for mark in marks if is_for_mobile_children(mark.code, mark.date)}
    )
    for mark in marks:
        question = _question(mark, facts, mobile)
        if question not in asked:
            asked[question] = _faults(mark, question, facts, now, codes, live, planned_closure)
        refused += [Refused(mark, fault) for fault in asked[question]]
    return refused


class _Question(NamedTuple):
    """What of a mark and its pupil the law's answer turns on, at one moment in one school."""

    date: dt.date
    session: str
    code: str
    note: str
    minutes_late: int | None
    of_age: bool | None
    on_roll: bool
    boards: bool
    is_mobile_child: bool | None


def _question(mark: Mark, facts: Facts, mobile: Mapping[int, dt.date]) -> _Question:
    pupil = facts.pupils.get(mark.pupil_id)
    return _Question(
        mark.date,
        mark.session,
        mark.code,
        mark.note,
        mark.minutes_late,
        is_of_compulsory_school_age(pupil.born, mark.date)
        if pupil and turns_on_age(mark.code, mark.date)
        else None,
        pupil is not None and pupil.on_roll(mark.date),
        pupil is not None and mark.replaces_id is None and pupil.boards(mark.date),
        is_called_mobile(mobile, mark.pupil_id, mark.date)
        if is_for_mobile_children(mark.code, mark.date)
        else None,
    )


def _faults(
    mark: Mark,
    question: _Question,
    facts: Facts,
    now: dt.datetime,
    codes: frozenset[str] | None,
    live: bool,
    planned_closure: bool,
) -> tuple[Fault, ...]:
    held = facts.sessions.get((mark.date, mark.session))
    meets = held is not None and held.kind == SchoolSession.Kind.SCHOOL
    return faults_of_entry(
        ProposedEntry(
            code=mark.code,
            on=mark.date,
            session=Session(mark.session),
            note=mark.note,
            minutes_late=mark.minutes_late,
            is_of_compulsory_school_age=question.of_age,
            on_roll=question.on_roll,
            boards=question.boards,
            is_mobile_child=question.is_mobile_child,
            session_held=held is not None and (meets or held.kind == SchoolSession.Kind.CLOSURE),
            session_begun=_begun(held, mark, now),
            planned_closure=planned_closure or (held is not None and held.kind not in _UNPLANNED),
            arrived_at=_arrival(mark, held, now) if live else None,
            register_closes=held.register_closes_at if held and live else None,
            codes_role_may_use=codes,
        )
    )


_UNPLANNED = {SchoolSession.Kind.SCHOOL, SchoolSession.Kind.CLOSURE}


def _begun(held: SchoolSession | None, mark: Mark, now: dt.datetime) -> bool:
    """Say whether the register of a mark's session has opened by now."""
    today = now.date()
    if mark.date != today:
        return mark.date < today
    return held is None or held.register_opens_at is None or now.time() >= held.register_opens_at


def _arrival(mark: Mark, held: SchoolSession | None, now: dt.datetime) -> dt.time | None:
    """Return when the pupil arrived: by the minutes given, else now; None where the clock says nothing.

    An L without minutes may be entered after closing, for a pupil who came in time; a U needs the register closed.
    """
    if held is None or held.starts_at is None:
        return None
    if mark.minutes_late is not None:
        start = dt.datetime.combine(mark.date, held.starts_at)
        return (start + dt.timedelta(minutes=mark.minutes_late)).time()
    if mark.code == CODE_AFTER_CLOSING.find(mark.date) and mark.date == now.date():
        return by_the_minute(now).time()
    return None


#: What a correction while the register is open is put down to: nobody is asked for a reason then.
WHILE_OPEN = "Corrected while the register was open"
