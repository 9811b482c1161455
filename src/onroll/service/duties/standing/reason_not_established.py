"""Code N at its fifth school day: the reason must be established by then, or the entry amended (regulation 10(7) to (9))."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from onroll.law.dated import NoRuleInForce
from onroll.law.plain_words import counted
from onroll.law.registers import UnexplainedUntil, unexplained_until
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay
from onroll.service.duties.duty import Deed, DeedName, Duty, EntryOf, Item, Kind
from onroll.service.duties.facts import Morning, Unexplained

Due = tuple[Unexplained, UnexplainedUntil]


def reason_not_established(morning: Morning) -> Iterator[Duty]:
    """Find pupils whose code N must be settled today, or should have been before; those of today first."""
    by_pupil: dict[tuple[int, bool], list[Due]] = defaultdict(list)
    for entry in morning.unexplained:
        until = established_until(entry.date, morning)
        if until is not None and until.due_on <= morning.now.date():
            by_pupil[entry.pupil_id, until.due_on == morning.now.date()].append((entry, until))
    for (_, is_today), found in by_pupil.items():
        yield _duty(found, morning, is_today=is_today)


def established_until(session_on: dt.date, morning: Morning) -> UnexplainedUntil | None:
    """Return until when the reason for an absence may be looked for; None where the calendar does not tell."""
    try:
        return unexplained_until(session_on, morning.calendar)
    except (CalendarTooShort, NoSessionThatDay, NoRuleInForce):
        return None


def _duty(found: list[Due], morning: Morning, *, is_today: bool) -> Duty:
    (first, until) = found[0]
    sessions = counted(len(found), "session")
    last = "is today" if is_today else f"was {until.due_on:%A %-d %B}"
    return Duty(
        rule="reason_not_established",
        kind=Kind.UNEXPLAINED,
        title=f"{first.name}: establish the reason, or code N becomes {until.then}",
        why=f"{sessions} with no reason, from {first.date:%A %-d %B}. The last day that code N may stand {last}.",
        who="Attendance office",
        due=dt.datetime.combine(until.due_on, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=until.citation,
        deeds=(
            Deed(DeedName.OPEN_ABSENCE, "Follow up", {"pupil_id": first.pupil_id, "date": first.date}),
            Deed(
                DeedName.OPEN_ENTRY,
                "Record reason",
                {"pupil_id": first.pupil_id, "date": first.date, "session": first.session},
            ),
        ),
        items=tuple(_item(entry) for entry, _ in found),
        entries=tuple(EntryOf(entry.pupil_id, entry.date, entry.session) for entry, _ in found),
    )


def _item(entry: Unexplained) -> Item:
    return Item(
        key=f"reason_not_established/{entry.pupil_id}/{entry.date}/{entry.session}",
        words="Reason to establish for an absence",
        on=entry.date,
        session=entry.session,
        pupil_id=entry.pupil_id,
    )
