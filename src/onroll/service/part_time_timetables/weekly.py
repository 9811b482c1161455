"""The sessions of a week that a timetable leaves out: read, written in words, and cut into plans.

A session is written `2PM`, Tuesday afternoon, of every week; where a school has two weeks, `2PMA` and `2PMB` are of one alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onroll.service.part_time_timetables.refusals import TimetableRefusal

DAYS = {"1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday"}
HALVES = {"AM": "morning", "PM": "afternoon"}
EVERY = tuple(f"{day}{half}" for day in DAYS for half in HALVES)
WEEKS = ("A", "B")


def sessions_out_of(chosen: Collection[str]) -> str:
    """Return as it is kept what sessions are left out. Raises TimetableRefusal where it is none, or all."""
    out = [kept for one in EVERY if (kept := _kept(one, chosen))]
    if not out:
        raise TimetableRefusal(
            "Leave out at least one session of the week. A pupil who comes to all of them is full time.",
            field="out",
        )
    if out == list(EVERY):
        raise TimetableRefusal(
            "A part-time timetable has sessions in school. One that leaves out every session is no education at all.",
            field="out",
        )
    return " ".join(out)


def _kept(one: str, chosen: Collection[str]) -> str:
    """Return a session as it is kept: of every week where it is out of both, blank where it is out of neither."""
    weeks = [week for week in WEEKS if one in chosen or one + week in chosen]
    return one if len(weeks) == len(WEEKS) else one + weeks[0] if weeks else ""


def is_of_two_weeks(sessions: Collection[str]) -> bool:
    """Say whether the two weeks differ."""
    return any(one[-1] in WEEKS for one in sessions)


def of_week(sessions: Collection[str], week: str) -> tuple[str, ...]:
    """Return the sessions of week A, or of week B: those of every week among them."""
    return tuple(one for one in EVERY if one in sessions or one + week in sessions)


def of_week_alone(sessions: Collection[str], week: str) -> tuple[str, ...]:
    """Return the sessions that are of one week and not of the other."""
    return tuple(one for one in EVERY if one + week in sessions)


def cut_into_plans(sessions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the session, blank for both, and the weekdays of each plan that covers these sessions of a week and no others."""
    out = set(sessions)
    whole = [day for day in DAYS if {f"{day}AM", f"{day}PM"} <= out]
    if whole:
        yield "", "".join(whole)
    for half in HALVES:
        days = [day for day in DAYS if f"{day}{half}" in out and day not in whole]
        if days:
            yield half, "".join(days)


def in_words(sessions: Collection[str]) -> str:
    """Write sessions of a week: every morning; Monday and Tuesday afternoon; Friday. Of two weeks: in week A …, in week B …."""
    if is_of_two_weeks(sessions):
        said = (f"in week {week} {in_words(of_week(sessions, week)) or 'none'}" for week in WEEKS)
        return "; ".join(said)
    chosen = set(sessions)
    if len(chosen) == len(EVERY):
        return "every session"
    whole = [day for day in DAYS if {f"{day}AM", f"{day}PM"} <= chosen]
    parts = [_listed([DAYS[day] for day in whole])] if whole else []
    for half, called in HALVES.items():
        days = [day for day in DAYS if f"{day}{half}" in chosen and day not in whole]
        if len(days) == len(DAYS):
            parts.append(f"every {called}")
        elif days:
            parts.append(f"{_listed([DAYS[day] for day in days])} {called}")
    return "; ".join(parts)


def in_school(sessions_out: str) -> tuple[str, ...]:
    """Return the sessions of the week for which the pupil is in school."""
    out = set(sessions_out.split())
    return tuple(
        kept
        for one in EVERY
        if (kept := _kept(one, {one + week for week in WEEKS if not {one, one + week} & out}))
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
