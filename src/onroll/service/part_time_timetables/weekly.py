"""The sessions of a week that a timetable leaves out: read, written in words, and cut into plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onroll.service.part_time_timetables.refusals import TimetableRefusal

DAYS = {"1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday"}
HALVES = {"AM": "morning", "PM": "afternoon"}
EVERY = tuple(f"{day}{half}" for day in DAYS for half in HALVES)


def sessions_out_of(chosen: Collection[str]) -> str:
    """Return as it is kept what sessions are left out. Raises TimetableRefusal where it is none, or all."""
    out = [one for one in EVERY if one in chosen]
    if not out:
        raise TimetableRefusal(
            "Leave out at least one session of the week. A pupil who comes to all of them is full time.",
            field="out",
        )
    if len(out) == len(EVERY):
        raise TimetableRefusal(
            "A part-time timetable has sessions in school. One that leaves out every session is no education at all.",
            field="out",
        )
    return " ".join(out)


def cut_into_plans(sessions_out: str) -> Iterator[tuple[str, str]]:
    """Yield the session, blank for both, and the weekdays of each plan that covers these sessions and no others."""
    out = set(sessions_out.split())
    whole = [day for day in DAYS if {f"{day}AM", f"{day}PM"} <= out]
    if whole:
        yield "", "".join(whole)
    for half in HALVES:
        days = [day for day in DAYS if f"{day}{half}" in out and day not in whole]
        if days:
            yield half, "".join(days)


def in_words(sessions: Collection[str]) -> str:
    """Write sessions of a week: every morning; Monday and Tuesday afternoon; Friday."""
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
    return tuple(one for one in EVERY if one not in out)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
