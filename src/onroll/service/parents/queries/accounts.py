"""Parents' accounts: what one opens, what was opened by it, and which parents of a school have one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from onroll.service.access import row_security
from onroll.service.access.models import Viewing
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.standing import PARENTS_ROLE
from onroll.service.access.scope import Scope
from onroll.service.access.second_factor import with_second_factor
from onroll.service.correspondence.actions.writing_to_accounts import sends_email
from onroll.service.parents.models import AccountAccess
from onroll.service.parents.opening import Opened, children_of, opens
from onroll.service.parents.records import FOLDED, kept, standing_access, standing_accesses
from onroll.service.people.models import Pupil

#: How many looks are listed.
MOST = 100


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """One school that is joined to a parent's account, and the children it opens there; none where it opens nothing any more."""

    access: AccountAccess
    children: list[Pupil]


@dataclass(frozen=True, slots=True)
class Look:
    """One look by a parent's account: when, at which child, on which page."""

    at: dt.datetime
    child: str
    school: str
    page: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a parent's page says of accounts: whether it is joined to one, and whether one may be made from it."""

    is_joined: bool
    may_be_made: bool


@dataclass(frozen=True, slots=True)
class AccountOfParent:
    """What a school sees of a parent's account: what it opens here, and whether signing in takes a second step."""

    access: AccountAccess
    has_second_step: bool


def account_offer(link: Opened) -> Offer:
    """Return what the page that a link opens says of accounts, for whoever has opened it."""
    is_joined = standing_access(link.school_id, link.parent_id) is not None
    return Offer(is_joined, not is_joined and sends_email(link.school_id))


def own_schools(user_id: int, *, on: dt.date) -> list[OwnSchool]:
    """Return the schools joined to a parent's account, the first joined first, behind the lock of those schools."""
    with row_security.limited_to(_schools_of(user_id)):
        rows = AccountAccess.objects.filter(
            user_id=user_id, user__is_parent=True, user__is_active=True, ended_at__isnull=True
        )
        found = [(one, opens(one)) for one in rows.select_related("school", FOLDED)]
        twice = {(one.school_id, one.parent_id) for one, does in found if does}
        return [
            OwnSchool(one, children_of(one, on=on) if does else [])
            for one, does in found
            if does or (one.school_id, one.parent_id) not in twice
        ]


def looks_of(user_id: int) -> list[Look]:
    """Return what was opened by a parent's account, the latest first."""
    with row_security.limited_to(_schools_of(user_id)):
        rows = list(Viewing.objects.filter(user_id=user_id, role=PARENTS_ROLE).order_by("-at", "-pk")[:MOST])
        children = Pupil.objects.in_bulk({one.pupil_id for one in rows})
        own = AccountAccess.objects.filter(user_id=user_id).select_related("school")
        schools = {one.school_id: one.school.name for one in own}
        return [
            Look(
                one.at,
                children[one.pupil_id].forename if one.pupil_id in children else "A child",
                schools[one.school_id],
                one.page,
            )
            for one in rows
        ]


def accounts_of_parents(
    scope: Scope, *, school_id: int, parent_ids: Collection[int]
) -> dict[int, AccountOfParent]:
    """Return by parent the account that opens their page at a school, for those who may make and end links."""
    if not scope.may(Permission.PARENT_LINK_MAKE, school_id=school_id):
        return {}
    found: dict[int, AccountOfParent] = {}
    rows = list(standing_accesses(school_id, parent_ids))
    guarded = with_second_factor([one.user_id for one in rows])
    for one in rows:
        found.setdefault(kept(one.parent).pk, AccountOfParent(one, one.user_id in guarded))
    return found


def demo_parents() -> list[tuple[str, str, str]]:
    """Return a demo's parents who have an account, as username, name and the first school joined to it."""
    with row_security.over_every_school():
        rows = AccountAccess.objects.filter(
            user__is_demo=True, user__is_parent=True, user__is_active=True, ended_at__isnull=True
        ).select_related("user", "school")
        first = {one.user.username: (one.user.name, one.school.name) for one in reversed(rows)}
    return [(username, *words) for username, words in reversed(first.items())]


def _schools_of(user_id: int) -> list[int]:
    with row_security.over_every_school():
        return sorted(set(AccountAccess.objects.filter(user_id=user_id).values_list("school_id", flat=True)))
