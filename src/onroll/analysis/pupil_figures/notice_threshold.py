"""What if the threshold of a penalty notice were another number of sessions, or of school weeks.

The law's own count is `onroll.law.penalty_notices`, and only it says who has met the threshold. Here its two numbers may be others, for a
hypothetical; with the law's numbers, the answer is the law's.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS
from onroll.law.school_time import Session, week_of


class NoSuchNoticeThreshold(ValueError):
    """A threshold that nobody, or everybody, would meet."""

    def __init__(self, rule: "NoticeThreshold") -> None:
        super().__init__(
            f"{rule.sessions} sessions in {rule.weeks} school weeks cannot be a threshold. Give whole numbers from 1."
        )


class NoticeThreshold(NamedTuple):
    """So many sessions within so many school weeks."""

    sessions: int
    weeks: int


class Towards(NamedTuple):
    """A pupil's sessions that count towards the threshold, and the Mondays of the pupil's own school weeks."""

    pupil: str
    sessions: tuple[tuple[date, Session], ...]
    weeks: tuple[date, ...]


class Met(NamedTuple):
    """A pupil, and the first day each threshold was met; None where it was not."""

    pupil: str
    now: date | None
    instead: date | None


@dataclass(frozen=True, slots=True)
class NoticeWhatIf:
    """Who meets the law's threshold, and who would meet another. `stays` may meet it on another day."""

    now: NoticeThreshold
    instead: NoticeThreshold
    counted: int
    stays: tuple[Met, ...]
    enters: tuple[Met, ...]
    leaves: tuple[Met, ...]


def notice_threshold(on: date) -> NoticeThreshold | None:
    """Answer the law's numbers on a day; None before there was a threshold."""
    sessions, weeks = THRESHOLD_SESSIONS.find(on), THRESHOLD_SCHOOL_WEEKS.find(on)
    return None if sessions is None or weeks is None else NoticeThreshold(sessions, weeks)


def first_met_on(towards: Towards, rule: NoticeThreshold) -> date | None:
    """Answer the first day on which the sessions fell within the weeks; None where they never did.

    Sessions in a week that is none of the pupil's school weeks are left out, as the law leaves them. Raises
    `NoSuchNoticeThreshold`.
    """
    if rule.sessions < 1 or rule.weeks < 1:
        raise NoSuchNoticeThreshold(rule)
    place = {week: number for number, week in enumerate(sorted(set(towards.weeks)))}
    recent: deque[int] = deque(maxlen=rule.sessions)
    for day, _ in sorted(set(towards.sessions)):
        found = place.get(week_of(day))
        if found is None:
            continue
        recent.append(found)
        if len(recent) == rule.sessions and found - recent[0] < rule.weeks:
            return day
    return None


def what_if_notice(pupils: Iterable[Towards], now: NoticeThreshold, instead: NoticeThreshold) -> NoticeWhatIf:
    """Compare the law's threshold with another, pupil by pupil in the order given. Raises `NoSuchNoticeThreshold`."""
    found = (Met(one.pupil, first_met_on(one, now), first_met_on(one, instead)) for one in pupils)
    return sorted_out(found, now, instead)


def sorted_out(met: Iterable[Met], now: NoticeThreshold, instead: NoticeThreshold) -> NoticeWhatIf:
    """Sort pupils by which of two thresholds they met."""
    found = list(met)
    return NoticeWhatIf(
        now=now,
        instead=instead,
        counted=len(found),
        stays=tuple(one for one in found if one.now and one.instead),
        enters=tuple(one for one in found if one.instead and not one.now),
        leaves=tuple(one for one in found if one.now and not one.instead),
    )
