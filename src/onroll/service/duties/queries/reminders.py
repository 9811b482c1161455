"""Reminders sent about registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.models import Reminder
from onroll.service.hand_written import instances
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class RemindedGroup:
    """A registration group with the last reminder about one of its registers, None where there was none."""

    id: int
    name: str
    year_group: str
    reminded_at: dt.datetime | None
    reminded_by: str | None


def group_with_reminder(
    scope: Scope, *, school_id: int, group_id: int, date: dt.date, session: str
) -> RemindedGroup | None:
    """Return a group with its register's last reminder; None where there is none such. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id, group_id=group_id)
    rows = instances(
        Reminder,
        """
        SELECT g.id, g.name AS group_name, g.year_group AS group_year, r.made_at, r.made_by_name
          FROM organisations_registrationgroup g
          LEFT JOIN duties_reminder r ON r.group_id = g.id AND r.date = %s AND r.session = %s
         WHERE g.id = %s AND g.school_id = %s
         ORDER BY r.made_at DESC, r.id DESC LIMIT 1
        """,
        [date.isoformat(), session, group_id, school_id],
    )
    for row in rows:
        name, year_group = row.group_name, row.group_year  # type: ignore[attr-defined] # columns of the statement
        return RemindedGroup(group_id, name, year_group, row.made_at, row.made_by_name)
    return None


def reminders_of_session(scope: Scope, *, school_id: int, date: dt.date, session: str) -> dict[int, Reminder]:
    """Return the last reminder about each group's register of a session. Raises OutOfScope."""
    if not scope.may_somewhere(Permission.REGISTER_VIEW, school_id=school_id):
        scope.require(Permission.BOARD_VIEW, school_id=school_id)
    return {row.group_id: row for row in _reminders(school_id, date, session)}


@worded_once
def _reminders(school_id: int, date: dt.date, session: str) -> QuerySet[Reminder]:
    rows = Reminder.objects.filter(school_id=school_id, date=date, session=session)
    return rows.order_by("made_at", "pk")
