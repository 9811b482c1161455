"""Whether one person may act on another's account: only where they may edit people everywhere the other works."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.place import place_of
from onroll.service.access.queries.standing import scope_of
from onroll.service.access.refusals import PersonOutOfReach
from onroll.service.access.scope import Body, OutOfScope, Scope


def require_reach_over(
    user: User,
    *,
    by: Actor,
    on: dt.date,
    school_id: int | None = None,
    trust_id: int | None = None,
    authority_id: int | None = None,
) -> None:
    """Refuse, by OutOfScope or PersonOutOfReach, to act on the account of someone who works beyond one's own reach.

    The one id given is the place whose person they are taken to be. Otherwise a head could take over the account of an
    officer of the authority by resetting its password.
    """
    if by.scope.unbounded:
        return
    asked_of = place_of(school_id=school_id, trust_id=trust_id, authority_id=authority_id)
    asked_of.require(Permission.PEOPLE_EDIT, by.scope)
    theirs = scope_of(user, on=on)
    bodies_kept = all(_keeps(by.scope, body) for body in theirs.bodies)
    if not bodies_kept or not theirs.school_ids <= by.scope.schools_with(Permission.PEOPLE_EDIT):
        raise PersonOutOfReach(
            f"{user.name} also works elsewhere, so this {asked_of.kind} cannot change their account. "
            "Ask an administrator of the trust or authority."
        )


def _keeps(scope: Scope, body: Body) -> bool:
    """Say whether a scope may edit the people of a trust, authority or district."""
    place = place_of(**{f"{body.kind}_id": body.body_id})
    try:
        place.require(Permission.PEOPLE_EDIT, scope)
    except OutOfScope:
        return False
    return True
