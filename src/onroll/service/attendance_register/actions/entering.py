"""Enter many registers of one school at once: the bulk form of taking, judged and sealed alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.facts import Facts, facts_of_school
from onroll.service.attendance_register.judging import Refused, RegisterRefused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission


@dataclass(frozen=True, slots=True)
class RegisterSent:
    """One group's register as it was sent; with no group and no marks, the closing of its session."""

    date: dt.date
    session: str
    marks: Sequence[Mark]
    sent_at: dt.datetime
    by: Actor
    group_id: int | None = None
    finished: bool = True
    kind: Submission.Kind = Submission.Kind.TAKING
    reason: str = ""


def enter_registers(*, school_id: int, registers: Sequence[RegisterSent], by: Actor) -> int:
    """Enter registers of blank sessions, in the order they were sent; return how many entries were made.

    Each is judged as at the moment it was sent. A register of kind CLOSING seals its session's entries of this call.
    Marks that replace an entry must name it, or say that it is of this call. Raises RegisterRefused; nothing is written then.
    """
    by.scope.require(Permission.IMPORT_RUN, school_id=school_id)
    if not registers:
        return 0
    days = [register.date for register in registers]
    with transaction.atomic():
        head = lock_ledger(school_id)
        facts = facts_of_school(school_id, min(days), max(days), with_entries=False)
        _refuse(registers, facts)
        append(head, [_sending(register) for register in registers], by=by, now=registers[-1].sent_at)
    return sum(len(register.marks) for register in registers)


def _refuse(registers: Sequence[RegisterSent], facts: Facts) -> None:
    refused: list[Refused] = []
    for register in registers:
        refused += judge(register.marks, facts, now=register.sent_at, live=False)
    if refused:
        raise RegisterRefused(refused)


def _sending(register: RegisterSent) -> Sending:
    return Sending(
        register.kind,
        register.marks,
        date=register.date,
        session=register.session,
        group_id=register.group_id,
        finished=register.finished and register.kind == Submission.Kind.TAKING,
        reason=register.reason,
        made_at=register.sent_at,
        by=register.by,
    )
