"""The registers of the session under way on the service's clock, at every school of this database."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from onroll.service.access.scope import Scope
from onroll.service.attendance_register.queries.board import board
from onroll.service.organisations.models import School, SchoolSession


@dataclass(frozen=True, slots=True)
class RegisterDue:
    """One register of the session, its state, and the path of the page that takes it."""

    school: str
    group: str
    date: str
    session: str
    status: str
    url: str

    def as_dict(self) -> dict[str, str]:
        """Return it as a script reads it."""
        return asdict(self)


def registers_due(scope: Scope, *, now: dt.datetime) -> list[RegisterDue]:
    """Return the registers of the session under way, or of the day's next; empty where no school meets today."""
    due = []
    for school in School.objects.order_by("name"):
        session = _session_at(school.pk, now)
        if session:
            for row in board(scope, school_id=school.pk, date=now.date(), session=session, now=now):
                url = f"/schools/{school.pk}/registers/{row.group_id}/{now.date()}/{session.lower()}/"
                due.append(
                    RegisterDue(school.name, row.group, str(now.date()), session, row.state.value, url)
                )
    return due


def _session_at(school_id: int, now: dt.datetime) -> str | None:
    """Return the day's session under way: the afternoon from when its register opens, else the morning."""
    held = SchoolSession.objects.filter(
        school_id=school_id, date=now.date(), kind=SchoolSession.Kind.SCHOOL, register_opens_at__isnull=False
    )
    opening = {row.session: row.register_opens_at for row in held if row.register_opens_at}
    begun = [session for session, opens in opening.items() if opens <= now.time()]
    return max(begun, default=min(opening, default=None))
