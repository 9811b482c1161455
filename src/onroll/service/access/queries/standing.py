"""Who a person is and what their roles reach on a day: one statement, at the start of every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Body, Reach, Scope
from onroll.service.hand_written import columns_of, instances

#: Beside what somebody does in a parent's account; it is no role of the table, and gives nothing.
PARENTS_ROLE = "parent"
#: A role over a school, trust, district or authority reaches whole schools; over a group, that group of its school.
_PERSON_AND_REACHES = """
SELECT {person}, held.role AS held_role, held.group_id AS held_group_id, held.trust_id AS held_trust_id,
       held.district_id AS held_district_id, held.authority_id AS held_authority_id,
       COALESCE(grp.school_id, school.id) AS reached_school_id
FROM access_user u
LEFT JOIN access_roleheld held
       ON held.user_id = u.id AND NOT u.is_parent AND held.first_day <= %(on)s AND (held.last_day IS NULL OR held.last_day >= %(on)s)
LEFT JOIN organisations_registrationgroup grp ON grp.id = held.group_id
LEFT JOIN organisations_school school
       ON school.id = held.school_id OR school.trust_id = held.trust_id
       OR school.district_id = held.district_id OR school.authority_id = held.authority_id
WHERE u.id = %(user_id)s AND u.is_active
"""


def person_on(user_id: int, *, on: dt.date) -> tuple[User, Actor] | None:
    """Return a person, and the person as one who acts on a day, by one statement.

    None where nobody has the id, or they may no longer sign in.
    """
    statement = _PERSON_AND_REACHES.format(person=columns_of(User, "u"))
    rows: list[Any] = instances(User, statement, {"on": on, "user_id": user_id})
    if not rows:
        return None
    held = [row for row in rows if row.held_role in ROLES]
    scope = Scope.of(
        [
            Reach(row.held_role, row.reached_school_id, row.held_group_id)
            for row in held
            if row.reached_school_id
        ],
        bodies=[body for row in held if (body := _body(row))],
    )
    user: User = rows[0]
    # A parent's account holds no role, and the statement above reads none for one, whatever a table may say.
    role = PARENTS_ROLE if user.is_parent else _acting_as([row.held_role for row in held])
    return user, Actor(user_id=user.pk, name=user.name, role=role, scope=scope)


def actor_of(user: User, *, on: dt.date) -> Actor:
    """Return a person as the one who acts on a day; without a role where they hold none."""
    found = person_on(user.pk, on=on)
    return found[1] if found else Actor(user_id=user.pk, name=user.name, role="none", scope=Scope())


def scope_of(user: User, *, on: dt.date) -> Scope:
    """Return what a person's roles reach on a day."""
    return actor_of(user, on=on).scope


def _body(row: Any) -> Body | None:
    for kind in ("trust", "district", "authority"):
        if body_id := getattr(row, f"held_{kind}_id"):
            return Body(row.held_role, kind, body_id)
    return None


def _acting_as(roles: Sequence[str]) -> str:
    """Choose, of several roles held, the one written beside what a person does: that which may do most."""
    return max(roles, key=lambda key: len(ROLES[key].permissions)) if roles else "none"
