"""Every duty the registers give rise to. Add a file, and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onroll.service.duties.duty import Duty
from onroll.service.duties.facts import Morning
from onroll.service.duties.standing.blank_entries import blank_entries
from onroll.service.duties.standing.checks_found import checks_found
from onroll.service.duties.standing.plans_not_entered import plans_not_entered
from onroll.service.duties.standing.reason_not_established import reason_not_established
from onroll.service.duties.standing.register_not_taken import register_not_taken
from onroll.service.duties.standing.register_part_filled import register_part_filled

DUTIES: tuple[Callable[[Morning], Iterable[Duty]], ...] = (
    register_not_taken,
    register_part_filled,
    plans_not_entered,
    reason_not_established,
    blank_entries,
    checks_found,
)


def duties_of(morning: Morning) -> list[Duty]:
    """Return every duty of a morning: those for now, then those that can still be met today, then those past."""
    found = [duty for rule in DUTIES for duty in rule(morning)]
    today = morning.now.date()
    return sorted(found, key=lambda duty: (not duty.is_now, duty.due.date() < today, duty.due))
