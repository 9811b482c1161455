"""What a measure means, with the numbers the law gave it on the last day counted."""

from __future__ import annotations

import datetime as dt

from onroll.analysis.measures import measure_named
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.words import DEFINITIONS
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS
from onroll.law.returns import ATTENDANCE_RUN


def meaning(measure: str, on: dt.date) -> str:
    """Say in a sentence what a measure counts, of what; its title where that says it all."""
    said = DEFINITIONS.get(measure)
    if said is None:
        return measure_named(measure).title
    return said.format(
        persistent=PERSISTENT_ABSENCE.find(on),
        severe=SEVERE_ABSENCE.find(on),
        run=ATTENDANCE_RUN.find(on),
        sessions=THRESHOLD_SESSIONS.find(on) or NONE,
        weeks=THRESHOLD_SCHOOL_WEEKS.find(on) or NONE,
    )
