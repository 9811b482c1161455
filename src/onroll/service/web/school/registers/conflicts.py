"""Two people, one pupil: what somebody else entered, beside what was sent."""

from __future__ import annotations

from onroll.service.attendance_register.actions.refusals import ConflictingEntries
from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.web.formats import clock_time


def words_by_pupil(refusal: ConflictingEntries) -> dict[int, str]:
    """Return, for each pupil in conflict, who entered what and when, and what was sent instead."""
    entries = AttendanceEntry.objects.select_related("submission").in_bulk(
        [conflict.standing.entry_id for conflict in refusal.conflicts]
    )
    words = {}
    for conflict in refusal.conflicts:
        submission = entries[conflict.standing.entry_id].submission
        words[conflict.pupil_id] = (
            f"{submission.made_by_name} entered {conflict.standing.code} at {clock_time(submission.made_at)}, while "
            f"you had this open. You sent {conflict.sent}. Theirs is shown; choose yours again to replace it."
        )
    return words
