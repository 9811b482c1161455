"""What was sent of registers and planned for pupils in a span, as checks hold entries against it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import connection

from onroll.service.attendance_register.checks.shapes import PlanFacts, RegisterKey, Taking
from onroll.service.attendance_register.models import Submission
from onroll.service.hand_written import as_text, day_of, moment_of

_TAKINGS = f"""
SELECT number, {as_text("date")}, session, group_id, {as_text("made_at")}, made_by_name, finished
  FROM attendance_register_submission
 WHERE school_id = %s AND date BETWEEN %s AND %s AND kind = %s AND group_id IS NOT NULL
"""
_PLANS = f"""
SELECT id, pupil_id, kind, code, {as_text("first_day")}, {as_text("last_day")}, session, weekdays, mondays, made_by_name
  FROM attendance_register_plan
 WHERE school_id = %s AND first_day <= %s AND last_day >= %s AND cancelled_at IS NULL
"""


def takings_of(school_id: int, span: tuple[str, str]) -> dict[RegisterKey, Taking]:
    """Return when each register of a span was first and last sent and by whom first, and whether it was left finished in the end."""
    found: dict[RegisterKey, Taking] = {}
    # Put in order here: asked to, SQLite goes through the whole ledger in its order.
    for _, day, session, group_id, at, by, finished in sorted(
        _rows(_TAKINGS, [school_id, *span, Submission.Kind.TAKING])
    ):
        key, made_at = (day_of(day), session, group_id), moment_of(at)
        first = found.get(key)
        found[key] = (
            Taking(made_at, by, made_at, bool(finished))
            if first is None
            else first._replace(last_at=made_at, finished=first.finished or bool(finished))
        )
    return found


def plans_of(school_id: int, span: tuple[str, str]) -> dict[int, list[PlanFacts]]:
    """Return the plans of each pupil that touch a span and were not cancelled, in the order they were made."""
    found: dict[int, list[PlanFacts]] = defaultdict(list)
    for _, pupil_id, kind, code, first, last, session, weekdays, mondays, by in sorted(
        _rows(_PLANS, [school_id, *reversed(span)])
    ):
        plan = PlanFacts(
            pupil_id, kind, code, day_of(first), day_of(last), session, weekdays, mondays, None, by
        )
        found[pupil_id].append(plan)
    return found


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
