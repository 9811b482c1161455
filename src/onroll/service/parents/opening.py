"""Who opens a parents' page: by a secret that is kept as a hash, or by their own account; and of which children."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.parents.models import AccountAccess, ParentLink
from onroll.service.parents.records import FOLDED, kept, standing_access
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Parent, Pupil, Relationship

NOT_GOOD = "This link no longer works: it has run out, or the school has made another. Ask the school office for a new one."

ACCESS_OVER = (
    "Your account does not open this any more: the school has ended it, or no child of yours is on its roll. "
    "Ask the school office, and open the link it gives you while you are signed in."
)


@dataclass(frozen=True, slots=True)
class ByAccount:
    """The way in of somebody signed in as a parent: by which of the schools that are joined to their account."""

    user_id: int
    access_id: int


#: What opens a parents' page: the secret of a link, or somebody's own account.
Key = str | ByAccount
#: What was opened: whose page it is, at which school.
Opened = ParentLink | AccountAccess


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(secret: Key, *, on: dt.date) -> Opened:
    """Return the link of a secret, or the access of an account, while it is good. Raises ParentRefusal."""
    if isinstance(secret, ByAccount):
        return _open_access(secret, on=on)
    links = ParentLink.objects.select_related("school", FOLDED)
    link = links.filter(secret_hash=hash_of(secret), ended_at__isnull=True, last_day__gte=on).first()
    if link is None or not children_of(_of_kept(link), on=on):
        raise ParentRefusal(NOT_GOOD)
    return link


def _open_access(way: ByAccount, *, on: dt.date) -> AccountAccess:
    rows = AccountAccess.objects.select_related("school", FOLDED)
    access = rows.filter(
        pk=way.access_id,
        user_id=way.user_id,
        user__is_active=True,
        user__is_parent=True,
        ended_at__isnull=True,
    ).first()
    if access is None or not opens(access) or not children_of(access, on=on):
        raise ParentRefusal(ACCESS_OVER)
    return access


def opens(access: AccountAccess) -> bool:
    """Say whether an access is the one that opens its parent's record, and let it be read as of the row that was kept."""
    was_folded = access.parent.folded_into_id is not None
    _of_kept(access)
    if not was_folded:
        return True
    first = standing_access(access.school_id, access.parent_id)
    return first is not None and first.pk == access.pk


def _of_kept(link: Opened) -> Opened:
    link.parent = kept(link.parent)
    return link


def school_of(secret: Key) -> int | None:
    """Return the school of a link or an access, so that its rows may be opened and no other's; None where there is none."""
    with row_security.over_every_school():
        if isinstance(secret, ByAccount):
            own = AccountAccess.objects.filter(pk=secret.access_id, user_id=secret.user_id)
            return own.values_list("school_id", flat=True).first()
        return (
            ParentLink.objects.filter(secret_hash=hash_of(secret)).values_list("school_id", flat=True).first()
        )


def children_of(link: Opened, *, on: dt.date) -> list[Pupil]:
    """Return the children whose record this parent may see, on this school's roll, eldest first.

    Two rows found to be one person may say of a child that they may, and that they may not: then they may not.
    """
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    own = Relationship.objects.filter(standing, parent_id=link.parent_id, first_day__lte=on)
    may, may_not = (own.filter(may_see=sees).values("pupil_id") for sees in (True, False))
    on_roll = Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=on)
    rows = Pupil.objects.filter(on_roll, enrolments__school_id=link.school_id, pk__in=may)
    return list(rows.exclude(pk__in=may_not).distinct().order_by("born", "pk"))


def child_of(link: Opened, pupil_id: int, *, on: dt.date) -> Pupil:
    """Return one of the children. Raises ParentRefusal for any other child."""
    for child in children_of(link, on=on):
        if child.pk == pupil_id:
            return child
    raise ParentRefusal("That is not a child whose attendance this link opens.")


def actor_of(parent: Parent | User) -> Actor:
    """Return a parent as the one who acts: what they may do is decided by the link, child by child, before this is used."""
    service = Actor.service(str(parent))
    return Actor(user_id=None, name=f"{service.name} (parent)", role="parent", scope=service.scope)
