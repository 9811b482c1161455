"""What happens at the way in: signing in, being refused, and what guards an account. All of it is on the audit trail.

It is told at the person's school or, of someone of a trust or an authority, there.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.access.queries.standing import actor_of
from onroll.service.audit.actions import record_event


def note_signed_in(*, user_id: int, by_means_of: str, now: dt.datetime) -> None:
    """Note that a person signed in, and by what: "their password and a code"."""
    user = User.objects.get(pk=user_id)
    _write_event("access.signed in", user, actor_of(user, on=now.date()), now, means=by_means_of)


def note_sign_in_refused(*, username: str, now: dt.datetime) -> None:
    """Note that a wrong password was given for an account; for a username nobody has, note nothing: it may be a password."""
    user = User.objects.filter(username=username.strip().lower()).first()
    if user is not None:
        _write_event("access.sign in.refused", user, Actor.service("Onroll"), now)


def note_password_changed(*, user_id: int, now: dt.datetime) -> None:
    """Note that a person changed their own password."""
    user = User.objects.get(pk=user_id)
    _write_event("access.password.changed", user, actor_of(user, on=now.date()), now)


def note_second_factor(*, user_id: int, added: bool, what: str, now: dt.datetime) -> None:
    """Note that a person added or removed a second step: "an app", "a passkey", "recovery codes"."""
    name = "access.own second factor.added" if added else "access.own second factor.removed"
    user = User.objects.get(pk=user_id)
    _write_event(name, user, actor_of(user, on=now.date()), now, factor=what)


def school_told(user: User) -> int | None:
    """Return the school whose audit trail tells of a person: that which made the account, or else where they work.

    None for someone of a trust or an authority alone.
    """
    if user.joined_school_id is not None:
        return user.joined_school_id
    held = RoleHeld.objects.filter(Q(school__isnull=False) | Q(group__isnull=False), user=user)
    last = held.order_by("-first_day", "-pk").values_list("school_id", "group__school_id").first()
    return last and (last[0] or last[1])


def _write_event(name: str, user: User, by: Actor, now: dt.datetime, **details: str) -> None:
    # Nobody's scope is known yet while they sign in.
    with row_security.over_every_school():
        record_event(
            name, by=by, now=now, school_id=school_told(user), subject_type="user", subject_id=user.pk,
            person=user.name, **details,
        )  # fmt: skip
