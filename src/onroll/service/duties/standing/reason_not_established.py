"""Code N at its fifth school day: the reason must be established by then, or the entry amended (regulation 10(7) to (9))."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from onroll.law.dated import NoRuleInForce
from onroll.law.registers import UnexplainedUntil, unexplained_until
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay
from onroll.service.duties.duty import Deed, DeedName, Duty, EntryOf, Kind
from onroll.service.duties.facts import Morning, Unexplained


def reason_not_established(morning: Morning) -> Iterator[Duty]:
    """Find pupils whose code N must be settled today, or should have been before."""
    by_pupil: dict[tuple[int, dt.date], list[Unexplained]] = defaultdict(list)
    rules: dict[dt.date, UnexplainedUntil] = {}
    for entry in morning.unexplained:
        until = _until(entry.date, morning)
        if until is not None and until.due_on <= morning.now.date():
            rules[until.due_on] = until
            by_pupil[entry.pupil_id, until.due_on].append(entry)
    for (_, due_on), entries in by_pupil.items():
        yield _duty(entries, rules[due_on], morning)


def _until(session_on: dt.date, morning: Morning) -> UnexplainedUntil | None:
    try:
        return unexplained_until(session_on, morning.calendar)
    except (CalendarTooShort, NoSessionThatDay, NoRuleInForce):
        return None


def _duty(entries: list[Unexplained], until: UnexplainedUntil, morning: Morning) -> Duty:
    first = entries[0]
    halves = " and ".join({"AM": "morning", "PM": "afternoon"}[one.session] for one in entries)
    today = until.due_on == morning.now.date()
    length = "the fifth school day today" if today else f"the fifth school day on {until.due_on:%a %-d %b}"
    return Duty(
        kind=Kind.UNEXPLAINED,
        title=f"{first.name}: establish the reason, or the absence becomes {until.then}",
        why=f"Code N for {first.date:%A %-d %B}, {halves}; {'it reaches' if today else 'it reached'} {length}.",
        who="Attendance office",
        due=dt.datetime.combine(until.due_on, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=until.citation,
        deeds=(
            Deed(
                DeedName.OPEN_ENTRY,
                "Record reason",
                {"pupil_id": first.pupil_id, "date": first.date, "session": first.session},
            ),
        ),
        entries=tuple(EntryOf(one.pupil_id, one.date, one.session) for one in entries),
    )
