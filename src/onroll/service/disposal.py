"""What all disposing of records shares: who may, from which day they are still kept, and the event that says how many went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event


@dataclass(frozen=True, slots=True)
class Disposal:
    """A school's records of before a day, which somebody disposes of."""

    school_id: int
    before: dt.date
    by: Actor
    now: dt.datetime

    def refuse_what_is_kept(self, kept: str, refused: Callable[[str], Exception]) -> None:
        """Refuse a day after the first whose entries are still preserved (regulation 7).

        `kept` is a sentence of what is kept and why, with `{day}` for that first day. Raises what `refused` makes of the
        message, and OutOfScope.
        """
        self.by.scope.require(Permission.REGISTER_DISPOSE, school_id=self.school_id)
        kept_from = first_day_preserved(self.now.date())
        if self.before > kept_from:
            day = day_in_words(kept_from)
            raise refused(f"{kept.format(day=day)} Choose {day} or an earlier day.")

    def record(self, event: str, count: int, *, counted: str = "records") -> int:
        """Record that so many went, where any did; return how many."""
        if count:
            record_event(
                event, by=self.by, now=self.now, school_id=self.school_id, subject_type="school",
                subject_id=self.school_id, before=self.before.isoformat(), **{counted: count},
            )  # fmt: skip
        return count
