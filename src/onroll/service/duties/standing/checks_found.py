"""What the checks found in the last days that no other duty speaks of: one duty a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from onroll.service.attendance_register.checks import CheckFinding, Severity
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import CheckFound, Morning


def checks_found(morning: Morning) -> Iterator[Duty]:
    """Find the checks that found something to mend."""
    return (_duty("checks_found", found, morning) for found in morning.checks if not _is_past_mending(found))


def checks_to_look_into(morning: Morning) -> Iterator[Duty]:
    """Find the checks that found, of late, what nobody can mend any more and somebody should know."""
    since = morning.now.date() - dt.timedelta(days=morning.look_back.worth_a_look)
    for found in morning.checks:
        of_late = tuple(one for one in found.findings if one.date is None or one.date >= since)
        if of_late and _is_past_mending(found):
            yield _duty("checks_to_look_into", replace(found, findings=of_late), morning)


def _duty(rule: str, found: CheckFound, morning: Morning) -> Duty:
    return Duty(
        rule=rule,
        kind=Kind.CHECK,
        title=f"{found.title}: {len(found.findings)}",
        why="In the last week.",
        who="Attendance office",
        due=dt.datetime.combine(morning.now.date(), dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=found.citation,
        items=tuple(_item(rule, found, finding, morning.now.date()) for finding in found.findings),
        deeds=(Deed(DeedName.OPEN_CHECK, "Open the check", {"check": found.name}),),
    )


def _is_past_mending(found: CheckFound) -> bool:
    return found.findings[0].severity is Severity.LOOK


def _item(rule: str, found: CheckFound, finding: CheckFinding, today: dt.date) -> Item:
    where = (finding.group_id, finding.pupil_id, finding.date, finding.session, finding.entry_id)
    return Item(
        key="/".join((f"{rule}/{found.name}", *("" if one is None else str(one) for one in where))),
        words=found.title,
        on=finding.date or today,
        session=finding.session,
        group_id=finding.group_id,
        pupil_id=finding.pupil_id,
    )
