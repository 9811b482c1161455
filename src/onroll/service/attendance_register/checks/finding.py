"""What a check finds, and what a check is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.service.attendance_register.checks.facts import CheckFacts


class Severity(StrEnum):
    """How much a finding matters."""

    URGENT = "urgent"
    MEND = "mend"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One fault of the registers: what is wrong, where, why it matters, and the cure.

    Where: of group, pupil, date, session and entry, those that it concerns. `count` is how many entries,
    pupils or registers it stands for.
    """

    check: str
    severity: Severity
    what: str
    why: str
    cure: str
    citation: Citation
    group_id: int | None = None
    date: dt.date | None = None
    session: str = ""
    pupil_id: int | None = None
    entry_id: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name, the heading of its findings, and the function that finds them."""

    name: str
    title: str
    find: Callable[[CheckFacts], list[CheckFinding]]
