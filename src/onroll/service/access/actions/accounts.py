"""Accounts: made, invited, closed and opened again. Every account belongs to one person."""

from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction

from onroll.service.access.actions.links import INVITATION, make_link
from onroll.service.access.actions.roles import give_role
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.place import place_of
from onroll.service.access.reach_of import require_reach_over
from onroll.service.access.refusals import AccessRefused, UsernameTaken
from onroll.service.audit.actions import record_event
from onroll.service.room_for_words import refuse_too_long

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")


def make_user(
    *,
    username: str,
    name: str,
    by: Actor,
    now: dt.datetime,
    school_id: int | None = None,
    trust_id: int | None = None,
    authority_id: int | None = None,
    password: str | None = None,
    email: str = "",
    is_demo: bool = False,
    must_use_second_factor: bool = False,
) -> User:
    """Make an account, without a role; without a password nobody can sign in by it yet.

    `school_id` is the school whose people it joins, `trust_id` or `authority_id` the place it is made for; without any only
    the service itself may. Raise UsernameTaken, AccessRefused, TooLong, or OutOfScope.
    """
    if not by.scope.unbounded:
        place_of(school_id=school_id, trust_id=trust_id, authority_id=authority_id).require(
            Permission.PEOPLE_EDIT, by.scope
        )
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise AccessRefused(
            "Enter a username of 2 to 80 letters, figures, full stops and hyphens, such as s.malik, without spaces."
        )
    if not name.strip():
        raise AccessRefused("Enter the person’s name, as it should stand beside what they do.")
    refuse_too_long(User(username=username, name=name.strip(), email=email))
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username, name=name.strip(), created_at=now, password=password, email=email,
                is_demo=is_demo, must_use_second_factor=must_use_second_factor, joined_school_id=school_id,
            )  # fmt: skip
            record_event(
                "access.account.made", by=by, now=now, school_id=school_id,
                subject_type="user", subject_id=user.pk, person=user.name, username=username,
            )  # fmt: skip
    except IntegrityError:
        raise UsernameTaken(f"Somebody signs in as {username} already. Choose another username.") from None
    return user


@transaction.atomic
def invite(
    *,
    username: str,
    name: str,
    school_id: int,
    by: Actor,
    now: dt.datetime,
    email: str = "",
    must_use_second_factor: bool = False,
) -> tuple[User, str]:
    """Make an account and an invitation to it; return both, the link's secret to be shown this once.

    Raise as make_user does.
    """
    user = make_user(
        username=username, name=name, email=email, school_id=school_id, by=by, now=now,
        must_use_second_factor=must_use_second_factor,
    )  # fmt: skip
    return user, make_link(user=user, purpose=INVITATION, school_id=school_id, by=by, now=now)


@transaction.atomic
def invite_over(
    *,
    username: str,
    name: str,
    role: str,
    first_day: dt.date,
    by: Actor,
    now: dt.datetime,
    last_day: dt.date | None = None,
    email: str = "",
    must_use_second_factor: bool = False,
    trust_id: int | None = None,
    district_id: int | None = None,
    authority_id: int | None = None,
) -> tuple[User, str]:
    """Make an account that holds a role over a trust, a district or an authority, and an invitation to it; return both.

    A district's people are its authority's. Raise as make_user and give_role do.
    """
    place = place_of(trust_id=trust_id, district_id=district_id, authority_id=authority_id)
    user = make_user(
        username=username, name=name, email=email, by=by, now=now, must_use_second_factor=must_use_second_factor,
        trust_id=trust_id, authority_id=place.authority_id if district_id is not None else authority_id,
    )  # fmt: skip
    give_role(
        user=user, role=role, first_day=first_day, last_day=last_day, by=by, now=now,
        trust_id=trust_id, district_id=district_id, authority_id=authority_id,
    )  # fmt: skip
    return user, make_link(user=user, purpose=INVITATION, school_id=None, by=by, now=now)


@transaction.atomic
def close_account(*, user: User, school_id: int, by: Actor, now: dt.datetime, on: dt.date) -> None:
    """Let a person sign in no more; what they did keeps their name. Raise AccessRefused, or OutOfScope."""
    if by.user_id == user.pk:
        raise AccessRefused("You cannot close your own account. Ask someone else who may.")
    require_reach_over(user, by=by, school_id=school_id, on=on)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("access.account.closed", user, school_id, by, now)


@transaction.atomic
def reopen_account(*, user: User, school_id: int, by: Actor, now: dt.datetime, on: dt.date) -> None:
    """Let a person whose account was closed sign in again. Raise AccessRefused, or OutOfScope."""
    require_reach_over(user, by=by, school_id=school_id, on=on)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("access.account.reopened", user, school_id, by, now)


@transaction.atomic
def require_second_factor(
    *, user: User, required: bool, school_id: int, by: Actor, now: dt.datetime, on: dt.date
) -> None:
    """Require a second step of a person from their next page on, or no longer. Raise AccessRefused, or OutOfScope."""
    require_reach_over(user, by=by, school_id=school_id, on=on)
    user.must_use_second_factor = required
    user.save(update_fields=["must_use_second_factor"])
    _record(
        "access.second factor.required" if required else "access.second factor.optional",
        user,
        school_id,
        by,
        now,
    )


def _record(name: str, user: User, school_id: int, by: Actor, now: dt.datetime) -> None:
    record_event(
        name, by=by, now=now, school_id=school_id, subject_type="user", subject_id=user.pk, person=user.name
    )
