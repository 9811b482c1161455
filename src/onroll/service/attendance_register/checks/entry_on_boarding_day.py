"""Entries for pupils on days on which they boarded: made before the office heard of it."""

from __future__ import annotations

from collections import defaultdict

from onroll.law.plain_words import counted, day_in_words
from onroll.law.register_cover import BUT_BOARDERS
from onroll.service.admission_register.boarding import boarding_days, is_left_out
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import StandingEntry


def entry_on_boarding_day(facts: CheckFacts) -> list[CheckFinding]:
    """Find each pupil with entries on days they boarded, once with all of them."""
    boarding = boarding_days(facts.school_id) if facts.boarding else {}
    found: dict[int, list[StandingEntry]] = defaultdict(list)
    for entry in sorted(facts.entries_of(boarding)):
        if is_left_out(boarding[entry.pupil_id], entry.date):
            found[entry.pupil_id].append(entry)
    return [
        CheckFinding(
            "entry_on_boarding_day",
            Severity.LOOK,
            f"A pupil has {counted(len(entries), 'entry', 'entries')} on days they boarded, the first on "
            f"{day_in_words(entries[0].date)}.",
            "The attendance register covers every pupil but boarders. Entries made before boarding was recorded stay, for "
            "none is ever taken out, and count in no figure.",
            "Check the day in the admission register from which the pupil boards, and amend it if it is wrong. If it is "
            "right, the entries stay as they are.",
            BUT_BOARDERS,
            date=entries[0].date,
            session=entries[0].session,
            pupil_id=pupil_id,
            entry_id=entries[0].entry_id,
            count=len(entries),
        )
        for pupil_id, entries in sorted(found.items())
    ]
