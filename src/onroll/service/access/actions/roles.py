"""Giving roles and ending them.

Who holds `roles.give` over a place may give, there and within it, any role that such a place has. Nobody gives a role to
themselves: an administrator, who sees no pupil's record, cannot let themselves see one. Everything is on the audit trail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.access.permissions import Permission
from onroll.service.access.place import Place, place_of
from onroll.service.access.refusals import RoleRefused
from onroll.service.access.roles import ROLES, Role
from onroll.service.audit.actions import record_event
from onroll.service.room_for_words import insert

#: The longest a visitor's role may be given for, in days: an inspection, not a post.
INSPECTION_DAYS = 28


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    first_day: dt.date,
    by: Actor,
    now: dt.datetime,
    last_day: dt.date | None = None,
    title: str = "",
    group_id: int | None = None,
    school_id: int | None = None,
    trust_id: int | None = None,
    district_id: int | None = None,
    authority_id: int | None = None,
) -> RoleHeld:
    """Give a person a role over one place for a span of days. Raise RoleRefused, or OutOfScope."""
    place = place_of(
        group_id=group_id,
        school_id=school_id,
        trust_id=trust_id,
        district_id=district_id,
        authority_id=authority_id,
    )
    place.require(Permission.ROLES_GIVE, by.scope)
    known = ROLES.get(role)
    if known is None:
        raise RoleRefused("Choose a role from the list: Onroll has no role of that name.")
    _judge(known, place, user, by, first_day, last_day)
    return _hold(user, known, place, first_day, last_day, by, now, title=title)


@transaction.atomic
def cover(
    *, user: User, group_id: int, first_day: dt.date, last_day: dt.date, by: Actor, now: dt.datetime
) -> RoleHeld:
    """Let a person take another teacher's register for some days. Raise RoleRefused, or OutOfScope."""
    place = place_of(group_id=group_id)
    place.require(Permission.COVER_GIVE, by.scope)
    teacher = ROLES["teacher"]
    _judge(teacher, place, user, by, first_day, last_day)
    return _hold(user, teacher, place, first_day, last_day, by, now, covering=True)


@transaction.atomic
def end_role(*, role_held_id: int, last_day: dt.date, by: Actor, now: dt.datetime) -> None:
    """End a role after a day; one that would never have begun is taken back. Raise RoleRefused, or OutOfScope."""
    held = (
        RoleHeld.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=role_held_id)
        .first()
    )
    if held is None:
        raise RoleRefused("That role has been taken back already.")
    place = _place_of(held)
    place.require(Permission.COVER_GIVE if held.covering else Permission.ROLES_GIVE, by.scope)
    if held.last_day is not None and held.last_day <= last_day:
        raise RoleRefused(f"That role ends on {held.last_day:%-d %B %Y} already.")
    _refuse_to_leave_nobody(held, place, last_day)
    details = {
        "person": held.user.name,
        "role": held.role,
        "place": place.name,
        "last_day": last_day.isoformat(),
    }
    if last_day < held.first_day:
        held.delete()
    else:
        held.last_day = last_day
        held.save(update_fields=["last_day"])
    record_event(
        "access.role.ended", by=by, now=now, school_id=place.school_id,
        subject_type="user", subject_id=held.user_id, **details,
    )  # fmt: skip


def _judge(
    role: Role, place: Place, user: User, by: Actor, first_day: dt.date, last_day: dt.date | None
) -> None:
    if place.kind not in role.scopes:
        raise RoleRefused(
            f"{role.title} is not a role over {_or({place.kind})}. It is held over {_or(role.scopes)}."
        )
    if by.user_id is not None and by.user_id == user.pk:
        raise RoleRefused("You cannot give yourself a role. Ask someone else who may give roles here.")
    if user.is_parent:
        raise RoleRefused(
            f"{user.name}’s account is a parent’s, and such an account holds no role. Make another account for their work."
        )
    if not user.is_active:
        raise RoleRefused(f"{user.name}’s account is closed. Open it again first.")
    if last_day is not None and last_day < first_day:
        raise RoleRefused("The last day is before the first. Change one of them.")
    if role.is_visitor and (last_day is None or (last_day - first_day).days >= INSPECTION_DAYS):
        raise RoleRefused(
            f"Enter a last day for the role of {role.title.lower()}, at most {INSPECTION_DAYS} days on."
        )
    same = RoleHeld.objects.filter(user=user, role=role.key, **{f"{place.kind}_id": place.place_id})
    if last_day is not None:
        same = same.filter(first_day__lte=last_day)
    if same.filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day)).exists():
        raise RoleRefused(f"{user.name} holds that role over {place.name} on some of those days already.")


def _hold(
    user: User, role: Role, place: Place, first_day: dt.date, last_day: dt.date | None, by: Actor, now: dt.datetime,
    *, title: str = "", covering: bool = False,
) -> RoleHeld:  # fmt: skip
    held = insert(RoleHeld(
        user=user, role=role.key, title=title, covering=covering, first_day=first_day, last_day=last_day,
        **{f"{place.kind}_id": place.place_id},
    ))  # fmt: skip
    record_event(
        "access.cover.given" if covering else "access.role.given",
        by=by, now=now, school_id=place.school_id, subject_type="user", subject_id=user.pk,
        person=user.name, role=role.key, place=place.name, first_day=first_day.isoformat(),
        last_day=last_day.isoformat() if last_day else None,
    )  # fmt: skip
    return held


def _refuse_to_leave_nobody(held: RoleHeld, place: Place, last_day: dt.date) -> None:
    """Refuse to end the last role that may give roles over a place: nobody could then let anybody in."""
    givers = [key for key, role in ROLES.items() if Permission.ROLES_GIVE in role.permissions]
    if held.role not in givers or place.kind == "group":
        return
    others = RoleHeld.objects.filter(
        role__in=givers, user__is_active=True, **{f"{place.kind}_id": place.place_id}
    ).exclude(pk=held.pk)
    after = last_day + dt.timedelta(days=1)
    if (
        not others.filter(first_day__lte=after)
        .filter(Q(last_day__isnull=True) | Q(last_day__gte=after))
        .exists()
    ):
        raise RoleRefused(
            f"Nobody else may give roles over {place.name}. Give someone else a role that may, then end this one."
        )


def _place_of(held: RoleHeld) -> Place:
    return place_of(
        group_id=held.group_id, school_id=held.school_id, trust_id=held.trust_id,
        district_id=held.district_id, authority_id=held.authority_id,
    )  # fmt: skip


def _or(kinds: Set[str]) -> str:
    return " or ".join(f"an {kind}" if kind == "authority" else f"a {kind}" for kind in sorted(kinds))
