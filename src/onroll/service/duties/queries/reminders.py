"""Reminders sent about registers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.models import Reminder
from onroll.service.organisations.models import RegistrationGroup


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
    last = Reminder.objects.filter(group_id=OuterRef("pk"), date=date, session=session).order_by(
        "-made_at", "-pk"
    )
    row = (
        RegistrationGroup.objects.filter(pk=group_id, school_id=school_id)
        .values_list(
            "pk",
            "name",
            "year_group",
            Subquery(last.values("made_at")[:1]),
            Subquery(last.values("made_by_name")[:1]),
        )
        .first()
    )
    return RemindedGroup(*row) if row else None


def reminders_of_session(scope: Scope, *, school_id: int, date: dt.date, session: str) -> dict[int, Reminder]:
    """Return the last reminder about each group's register of a session. Raises OutOfScope."""
    if not scope.may_somewhere(Permission.REGISTER_VIEW, school_id=school_id):
        scope.require(Permission.BOARD_VIEW, school_id=school_id)
    rows = Reminder.objects.filter(school_id=school_id, date=date, session=session).order_by("made_at", "pk")
    return {row.group_id: row for row in rows}
