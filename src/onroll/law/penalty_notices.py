"""The national threshold at which a school must consider a penalty notice.

Meeting it never means that a notice follows: it is the point at which to consider one.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onroll.law.attendance_codes import penalty_notice_codes
from onroll.law.attendance_entries import SessionEntry
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import (
    PENALTY_NOTICES_AMENDMENT_2024,
    WORKING_TOGETHER_2024,
)
from onroll.law.plain_words import counted, day_in_words, listed
from onroll.law.rules import rule
from onroll.law.school_age import compulsory_school_age
from onroll.law.school_time import SchoolCalendar, Session, week_of

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

NATIONAL_FRAMEWORK = WORKING_TOGETHER_2024.at("the national framework for penalty notices")
WINDOW = WORKING_TOGETHER_2024.unconfirmed(
    "the national framework for penalty notices: the ten weeks",
    "Whether the ten weeks are whole school weeks, as here, or fifty school days back.",
)
IN_FORCE = PENALTY_NOTICES_AMENDMENT_2024.unconfirmed(
    "4 to 8", "Whether the threshold is in the Regulations or only in the guidance."
)

THRESHOLD_SESSIONS = Dated(
    "Sessions of unauthorised absence at which a penalty notice must be considered",
    steps=[From(_FROM_2024, 10, NATIONAL_FRAMEWORK)],
    reviewed_on=_REVIEWED_ON,
)
THRESHOLD_SCHOOL_WEEKS = Dated(
    "School weeks, rolling, in which the sessions of the threshold are counted",
    steps=[From(_FROM_2024, 10, WINDOW)],
    reviewed_on=_REVIEWED_ON,
)

# The code that holds up a notice until the reason is known.
_UNRESOLVED = "N"

RULE = "penalty_notices.threshold"


class ThresholdCount(NamedTuple):
    """How a pupil stands to the threshold on a day, without the words.

    `sessions` are the entries counted in the ten school weeks that end in the week of
    the day; `first_met_on` is the first day on which any ten school weeks held enough.
    `met` and what follows it are None and empty before there was a threshold.
    """

    met: bool | None
    first_met_on: date | None
    sessions: tuple[SessionEntry, ...]
    unresolved: int
    weeks: tuple[date, ...]
    set_aside: int


@rule(
    RULE,
    title="Whether a penalty notice must be considered",
    says=(
        "A notice must be considered when a pupil of compulsory school age has ten sessions with G, N, O or "
        "U, in any mixture, within ten school weeks. The weeks roll over terms, years and schools; a week in "
        "which the school holds no session is skipped. Meeting it is never the issue of a notice by itself."
    ),
    first_day=THRESHOLD_SESSIONS.first_day,
    cites=(NATIONAL_FRAMEWORK, WINDOW, IN_FORCE),
)
def threshold(
    entries: Iterable[tuple[date, Session, str]],
    calendar: SchoolCalendar,
    *,
    as_at: date,
    born: date | None = None,
    already_used: Collection[tuple[date, Session]] = (),
) -> Finding:
    """Find whether ten sessions in ten school weeks are reached on a day.

    Counts what `threshold_count` counts. The facts are `first_met_on`, `sessions`,
    `unresolved`, `weeks` and `set_aside`.
    """
    count = threshold_count(entries, calendar.weeks, as_at=as_at, born=born, already_used=already_used)
    if count.met is None:
        return _no_threshold_yet(as_at)
    needed = THRESHOLD_SESSIONS.on(as_at)
    return Finding(
        rule=RULE,
        met=count.met,
        reasons=_reasons(count, needed, as_at),
        citations=(NATIONAL_FRAMEWORK, WINDOW, IN_FORCE),
        facts={
            "first_met_on": count.first_met_on,
            "sessions": len(count.sessions),
            "unresolved": count.unresolved,
            "weeks": count.weeks,
            "set_aside": count.set_aside,
        },
        entries=count.sessions,
        would_change=_would_change(count, needed),
    )


def threshold_count(
    entries: Iterable[tuple[date, Session, str]],
    weeks: Sequence[date],
    *,
    as_at: date,
    born: date | None = None,
    already_used: Collection[tuple[date, Session]] = (),
) -> ThresholdCount:
    """Count a pupil's sessions towards the threshold on a day.

    `weeks` are the Mondays of the pupil's school weeks, in order. Sessions outside
    compulsory school age are left out where `born` is given, and so are those in
    `already_used`, which an earlier notice rests on. Sessions in a week in which the
    calendar holds none are set aside and counted as such.
    """
    window = THRESHOLD_SCHOOL_WEEKS.find(as_at)
    if window is None:
        return ThresholdCount(None, None, (), 0, (), 0)
    counting = _counting(entries, as_at, born, already_used)
    place = {week: index for index, week in enumerate(weeks)}
    placed = [(index, entry) for entry in counting if (index := place.get(week_of(entry.on))) is not None]
    last = bisect_right(weeks, as_at)
    first = max(0, last - window)
    # None is of a later week: entries after the day are left out already.
    in_window = tuple(entry for index, entry in placed if index >= first)
    needed = THRESHOLD_SESSIONS.on(as_at)
    return ThresholdCount(
        met=len(in_window) >= needed,
        first_met_on=_first_met_on(placed, needed, window),
        sessions=in_window,
        unresolved=sum(entry.code == _UNRESOLVED for entry in in_window),
        weeks=tuple(weeks[first:last]),
        set_aside=len(counting) - len(placed),
    )


def _counting(
    entries: Iterable[tuple[date, Session, str]],
    as_at: date,
    born: date | None,
    already_used: Collection[tuple[date, Session]],
) -> list[SessionEntry]:
    codes = penalty_notice_codes(as_at)
    first_day, last_day = THRESHOLD_SESSIONS.first_day, as_at
    if born is not None:
        age = compulsory_school_age(born)
        first_day = max(first_day, age.first_day)
        last_day = min(last_day, age.last_day)
    used = frozenset(already_used)
    return sorted(
        SessionEntry(on, session, code)
        for on, session, code in entries
        if code in codes and first_day <= on <= last_day and (on, session) not in used
    )


def _first_met_on(placed: Sequence[tuple[int, SessionEntry]], needed: int, window: int) -> date | None:
    recent: deque[int] = deque(maxlen=needed)
    for index, entry in placed:
        recent.append(index)
        if len(recent) == needed and index - recent[0] < window:
            return entry.on
    return None


def _reasons(count: ThresholdCount, needed: int, as_at: date) -> tuple[str, ...]:
    codes = listed(sorted(penalty_notice_codes(as_at)))
    if not count.weeks:
        return (f"No school week had begun by {day_in_words(as_at)}.",)
    last_day = count.weeks[-1] + timedelta(days=6)
    reasons = [
        f"{counted(len(count.sessions), 'session')} with code {codes} in "
        f"{counted(len(count.weeks), 'school week')}, from {day_in_words(count.weeks[0])} "
        f"to {day_in_words(min(as_at, last_day))}. The threshold is {needed}."
    ]
    if count.first_met_on is not None:
        reasons.append(f"It was first met on {day_in_words(count.first_met_on)}.")
    if count.unresolved:
        reasons.append(
            f"{counted(count.unresolved, 'session')} of these "
            f"{'has' if count.unresolved == 1 else 'have'} code N: find the reason "
            "before a notice is issued."
        )
    if count.set_aside:
        reasons.append(
            f"{counted(count.set_aside, 'session')} set aside: the calendar holds no session in that week."
        )
    return tuple(reasons)


def _would_change(count: ThresholdCount, needed: int) -> tuple[str, ...]:
    if not count.met:
        short = needed - len(count.sessions)
        return (f"{counted(short, 'more session')} within the ten school weeks.",)
    if len(count.sessions) - count.unresolved < needed:
        return ("Reasons for the sessions with code N that are not unauthorised.",)
    return ("An amendment of enough of these sessions to a code that does not count.",)


def _no_threshold_yet(as_at: date) -> Finding:
    return Finding(
        rule=RULE,
        met=None,
        reasons=(
            f"There was no national threshold on {day_in_words(as_at)}. It started on "
            f"{day_in_words(THRESHOLD_SESSIONS.first_day)}.",
        ),
        citations=(NATIONAL_FRAMEWORK,),
        facts={"first_met_on": None, "sessions": 0, "unresolved": 0},
        in_force=False,
    )
