"""Whether one person may act on another's account: only where they may edit people everywhere the other works."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.standing import scope_of
from onroll.service.access.refusals import PersonOutOfReach


def require_reach_over(user: User, *, by: Actor, school_id: int, on: dt.date) -> None:
    """Refuse, by OutOfScope or PersonOutOfReach, to act on the account of someone who works beyond one's own reach.

    Otherwise a head could take over the account of an officer of the authority by resetting its password.
    """
    by.scope.require(Permission.PEOPLE_EDIT, school_id=school_id)
    if by.scope.unbounded:
        return
    theirs = scope_of(user, on=on)
    bodies_kept = all(
        by.scope.may_over(Permission.PEOPLE_EDIT, kind=body.kind, body_id=body.body_id)
        for body in theirs.bodies
    )
    if not bodies_kept or not theirs.school_ids <= by.scope.schools_with(Permission.PEOPLE_EDIT):
        raise PersonOutOfReach(
            f"{user.name} also works elsewhere, so this school cannot change their account. "
            "Ask an administrator of the trust or authority."
        )
