"""What an award counts of one pupil: sessions attended of those counted, with what is set aside; and whether it is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.code_uses import CODE_AFTER_CLOSING, CODE_OF_LATENESS, CODES_SET_ASIDE_IN_RECOGNITION
from onroll.law.plain_words import counted

_POSSIBLE = frozenset(
    {
        StatisticalClass.PRESENT,
        StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY,
        StatisticalClass.AUTHORISED_ABSENCE,
        StatisticalClass.UNAUTHORISED_ABSENCE,
    }
)


class Answer(StrEnum):
    """Whether a pupil meets an award."""

    YES = "yes"
    NO = "no"
    #: No session is left to count, so a person decides.
    NOBODY_CAN_SAY = "nobody can say"


@dataclass(frozen=True, slots=True)
class Tally:
    """Sessions of one pupil in a span of days."""

    attended: int = 0
    counted: int = 0
    set_aside: int = 0
    late: int = 0

    @property
    def percent(self) -> Decimal | None:
        """Per cent attended of what counts, to one place; None where nothing does."""
        return round(Decimal(100 * self.attended) / self.counted, 1) if self.counted else None

    @property
    def words(self) -> str:
        """The figures in words."""
        share = f" ({self.percent}%)" if self.percent is not None else ""
        aside = f", {counted(self.set_aside, 'session')} set aside" if self.set_aside else ""
        return f"{self.attended} of {counted(self.counted, 'session')} attended{share}{aside}"


def tally(codes: Mapping[str, int], *, on: dt.date, sets_aside: bool) -> Tally:
    """Count sessions by code, those of illness, treatment, part-time timetables and faith set aside where it is so chosen."""
    aside = CODES_SET_ASIDE_IN_RECOGNITION.newest.value if sets_aside else frozenset()
    late_codes = {CODE_OF_LATENESS.newest.value, CODE_AFTER_CLOSING.newest.value}
    attended = possible = put_aside = late = 0
    for code, count in codes.items():
        kind = _kind(code, on)
        if code in late_codes:
            late += count
        if kind not in _POSSIBLE:
            continue
        if code in aside:
            put_aside += count
            continue
        possible += count
        attended += count if kind.is_attending else 0
    return Tally(attended, possible, put_aside, late)


@lru_cache(maxsize=1024)
def _kind(code: str, on: dt.date) -> StatisticalClass:
    """Return how a code counts on a day: the same for every pupil of a school."""
    return class_for_counting(code, on)


def meets(measure: str, threshold: Decimal, now: Tally, before: Tally | None) -> Answer:
    """Answer whether the figures meet an award; whole numbers are compared, so that nothing is rounded into it."""
    if not now.counted or (before is not None and not before.counted):
        return Answer.NOBODY_CAN_SAY
    if measure == "punctuality":
        # Whoever was never there was never late either.
        return Answer.YES if now.attended and now.late <= threshold else Answer.NO
    if before is None:
        return Answer.YES if 100 * now.attended >= threshold * now.counted else Answer.NO
    gained = 100 * (now.attended * before.counted - before.attended * now.counted)
    return Answer.YES if gained >= threshold * now.counted * before.counted else Answer.NO
