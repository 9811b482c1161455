"""`onroll extract` over the bench's school, as a process of its own: the whole year, one mark changed, and nothing."""

from __future__ import annotations

import os

from onroll.benchmarks.commands import run_command
from onroll.benchmarks.school import BenchSchool
from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry


def extract_year(school: BenchSchool) -> dict[str, object]:
    """Measure writing the year's extract, writing it again for one mark, finding nothing to write, and the proof."""
    afresh = run_command("extract", "--afresh", environment=os.environ)
    _change_one_mark(school.school_id)
    one_mark = run_command("extract", environment=os.environ)
    nothing = run_command("extract", environment=os.environ)
    proof = run_command("extract", "--verify", environment=os.environ)
    return {
        "seconds": round(afresh.seconds, 2),
        "peak_megabytes": round(afresh.megabytes),
        "one_mark_changed_seconds": round(one_mark.seconds, 2),
        "nothing_changed_seconds": round(nothing.seconds, 2),
        "proof_seconds": round(proof.seconds, 2),
    }


def _change_one_mark(school_id: int) -> None:
    """Amend the year's first mark: into illness, or out of it."""
    first = CurrentEntry.objects.filter(school_id=school_id).order_by("date", "session", "pupil_id")[0]
    mark = Mark(first.pupil_id, first.date, first.session, "M" if first.code == "I" else "I")
    by = Actor.service("bench")
    import_entries(school_id=school_id, marks=[mark], key=None, reason="Put right", by=by, now=clock.now())
