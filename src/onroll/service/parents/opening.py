"""Who opens a parents' page: by a secret that is kept as a hash, and of which children."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db.models import Q

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.parents.models import ParentLink
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Parent, Pupil, Relationship

NOT_GOOD = "This link no longer works: it has run out, or the school has made another. Ask the school office for a new one."


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def open_link(secret: str, *, on: dt.date) -> ParentLink:
    """Return the link of a secret while it is good. Raises ParentRefusal."""
    links = ParentLink.objects.select_related("school", "parent")
    link = links.filter(secret_hash=hash_of(secret), ended_at__isnull=True, last_day__gte=on).first()
    if link is None or not children_of(link, on=on):
        raise ParentRefusal(NOT_GOOD)
    return link


def school_of(secret: str) -> int | None:
    """Return the school of a secret's link, so that its rows may be opened and no other's; None where there is none."""
    with row_security.over_every_school():
        return (
            ParentLink.objects.filter(secret_hash=hash_of(secret)).values_list("school_id", flat=True).first()
        )


def children_of(link: ParentLink, *, on: dt.date) -> list[Pupil]:
    """Return the children whose record this parent may see, on this school's roll, eldest first."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    may_see = Relationship.objects.filter(
        standing, parent_id=link.parent_id, may_see=True, first_day__lte=on
    ).values("pupil_id")
    on_roll = Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=on)
    rows = Pupil.objects.filter(on_roll, enrolments__school_id=link.school_id, pk__in=may_see)
    return list(rows.distinct().order_by("born", "pk"))


def child_of(link: ParentLink, pupil_id: int, *, on: dt.date) -> Pupil:
    """Return one of the children. Raises ParentRefusal for any other child."""
    for child in children_of(link, on=on):
        if child.pk == pupil_id:
            return child
    raise ParentRefusal("That is not a child whose attendance this link opens.")


def actor_of(parent: Parent) -> Actor:
    """Return a parent as the one who acts: what they may do is decided by the link, child by child, before this is used."""
    service = Actor.service(str(parent))
    return Actor(user_id=None, name=f"{service.name} (parent)", role="parent", scope=service.scope)
