"""What a rule of duties is: the file that finds them, and what a person may do instead of doing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.duties.duty import Duty
from onroll.service.duties.facts import Morning


def only_today(morning: Morning) -> dt.date:
    """Say that a rule looks at the sessions of today alone."""
    return morning.now.date()


def as_far_as_unexplained(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as entries without a reason are looked for."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.unexplained)


def as_far_as_blanks(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as blank entries are looked for."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.blanks)


def as_far_as_checks(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as the checks are made."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.checks)


def as_far_as_is_worth_a_look(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as what nobody can mend is worth a look."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.worth_a_look)


def as_far_as_leave(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as leave that has ended is looked at."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.leave)


def as_far_as_parents(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as what parents sent is looked at."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.parents)


def as_far_as_lateness(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as lateness may be about."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.lateness)


def as_far_as_what_waits(morning: Morning) -> dt.date:
    """Say that a rule looks as far back as steps, receipts and messages that wait for somebody are looked for."""
    return morning.now.date() - dt.timedelta(days=morning.look_back.waiting)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, what its duties are called, how they are found and how far back it looks.

    What `fades` was only worth a look: it ends unseen when it is older than the rule looks. `may_wait` lets a person put a
    duty of it off to a later day; `may_set_aside` lets one say that it needs nothing. Where it is `only_for` a permission,
    nobody without it is told of its duties.
    """

    name: str
    title: str
    find: Callable[[Morning], Iterable[Duty]]
    looks_back_to: Callable[[Morning], dt.date] = only_today
    fades: bool = False
    may_wait: bool = False
    may_set_aside: bool = False
    only_for: Permission | None = None

    @property
    def is_of_today(self) -> bool:
        """Whether its duties end with the day, whatever was done; another rule then takes up what is left."""
        return self.looks_back_to is only_today
