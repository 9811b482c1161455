"""The enrolments behind a figure of who came into a threshold, or out of it, from one term to the next."""

from onroll.analysis.behind.asked import Asked, in_group
from onroll.analysis.counting.scope import Scope
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE

_THRESHOLDS = {"persistent": PERSISTENT_ABSENCE, "severe": SEVERE_ABSENCE}


def movers_behind(scope: Scope, asked: Asked) -> str:
    """Spell a query of the enrolments that could move: whether each did, and its sessions in the later term."""
    before, after = asked.long_periods(scope)
    way, _, name = asked.measure.rpartition("_")
    per_cent = _THRESHOLDS[name].find(scope.on)
    was, is_now = (
        "FALSE"
        if per_cent is None
        else f"{_absent(one)} * 100 >= {one.of_enrolment('possible')} * {per_cent}"
        for one in (before, after)
    )
    could, did = (f"NOT ({was})", is_now) if way == "into" else (was, f"NOT ({is_now})")
    return (
        f"SELECT e.school, e.pupil, CASE WHEN {did} THEN 1 ELSE 0 END AS numerator, 1 AS denominator, "
        f"{_absent(after)} AS absent, {after.of_enrolment('possible')} AS possible FROM enrolments e "
        f"WHERE {in_group(asked, of='e')} AND {before.of_enrolment('possible')} > 0 "
        f"AND {after.of_enrolment('possible')} > 0 AND {could}"
    )


def _absent(period: LongPeriod) -> str:
    return f"({period.of_enrolment('authorised')} + {period.of_enrolment('unauthorised')})"
