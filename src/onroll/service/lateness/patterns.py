"""What lateness has in common: a weekday, the afternoon, weeks running, brothers and sisters. Numbers here are ours."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onroll.law.plain_words import counted, listed
from onroll.law.school_time import week_of
from onroll.service.lateness.late import Late

#: How often something must have happened before it is called a pattern.
TIMES = 4
#: For how many school weeks running.
WEEKS = 4
_AFTERNOON = "PM"


class PatternKind(StrEnum):
    """What the arrivals have in common."""

    WEEKDAY = "weekday"
    SESSION = "session"
    WEEKS = "weeks"
    SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: in words, and the arrivals that make it."""

    kind: PatternKind
    words: str
    lates: tuple[Late, ...]


def patterns_of(
    lates: Sequence[Late],
    *,
    weeks: Sequence[dt.date],
    siblings: Mapping[tuple[dt.date, str], Sequence[str]] = {},
) -> list[Pattern]:
    """Return the patterns of one pupil's arrivals.

    `weeks` are the Mondays of the school's weeks in view, in order; `siblings` names by session the brothers and sisters
    who came late to it too.
    """
    if len(lates) < min(TIMES, WEEKS):
        return []
    found = [
        _weekday(lates),
        _session(lates),
        _weeks(lates, weeks),
        _siblings(lates, siblings),
    ]
    return [one for one in found if one is not None]


def _most(
    lates: Sequence[Late], kind: PatternKind, of: Callable[[Late], object], words: Callable[[Late], str]
) -> Pattern | None:
    counts = Counter(of(one) for one in lates).most_common(1)
    if not counts or counts[0][1] < TIMES or 2 * counts[0][1] <= len(lates):
        return None
    same = tuple(one for one in lates if of(one) == counts[0][0])
    return Pattern(kind, f"{words(same[0])}: {len(same)} of {counted(len(lates), 'time')}", same)


def _weekday(lates: Sequence[Late]) -> Pattern | None:
    """More than half of them on one weekday."""
    return _most(lates, PatternKind.WEEKDAY, lambda one: one.date.weekday(), lambda one: f"On {one.date:%A}s")


def _session(lates: Sequence[Late]) -> Pattern | None:
    """More than half of them in the afternoon: in the morning most of all lateness is."""
    found = _most(lates, PatternKind.SESSION, lambda one: one.session, lambda one: "After lunch")
    return found if found is not None and found.lates[0].session == _AFTERNOON else None


def _weeks(lates: Sequence[Late], weeks: Sequence[dt.date]) -> Pattern | None:
    """At least once in each of the last weeks running, a holiday between them passed over."""
    late_in = {week_of(one.date) for one in lates}
    running = 0
    for week in reversed(weeks):
        if week not in late_in:
            # The week under way may still be without.
            if week == weeks[-1]:
                continue
            break
        running += 1
    if running < WEEKS:
        return None
    first = sorted(late_in)[-running]
    return Pattern(
        PatternKind.WEEKS,
        f"{counted(running, 'school week')} running",
        tuple(one for one in lates if one.date >= first),
    )


def _siblings(lates: Sequence[Late], siblings: Mapping[tuple[dt.date, str], Sequence[str]]) -> Pattern | None:
    """Together with a brother or sister."""
    together = tuple(one for one in lates if siblings.get((one.date, one.session)))
    if len(together) < TIMES:
        return None
    names = sorted({name for one in together for name in siblings[one.date, one.session]})
    return Pattern(
        PatternKind.SIBLINGS, f"With {listed(names, 'and')}: {counted(len(together), 'time')}", together
    )
