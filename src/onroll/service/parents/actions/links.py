"""Make a parent's link, shown once, and end it."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.parents.models import ParentLink
from onroll.service.parents.opening import hash_of
from onroll.service.parents.records import of_records
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Relationship
from onroll.service.people.pupil_of_school import parent_of_school

#: How long a link is good, in days: a school year, and the summer after it.
LASTS = 400


def make_parent_link(*, school_id: int, parent_id: int, by: Actor, now: dt.datetime) -> str:
    """Return the secret of a new link for a parent; the one made before stops. Raises OutOfScope, ParentRefusal."""
    by.scope.require(Permission.PARENT_LINK_MAKE, school_id=school_id)
    parent = parent_of_school(parent_id, school_id=school_id)
    today = now.date()
    seen = Relationship.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today), parent=parent, may_see=True, first_day__lte=today
    )
    if not seen.exists():
        raise ParentRefusal(
            f"{parent} may not see the record of any child here, so there is nothing for a link to open."
        )
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        _end(school_id, parent_id, by, now)
        link = ParentLink.objects.create(
            school_id=school_id, parent=parent, secret_hash=hash_of(secret), made_at=now, made_by_name=by.name,
            last_day=today + dt.timedelta(days=LASTS),
        )  # fmt: skip
        record_event(
            "parents.link.made", by=by, now=now, school_id=school_id, subject_type="parent", subject_id=parent_id,
            link=link.pk,
        )  # fmt: skip
    return secret


def end_parent_link(*, school_id: int, parent_id: int, by: Actor, now: dt.datetime) -> None:
    """End a parent's link: it opens nothing any more. Raises OutOfScope."""
    by.scope.require(Permission.PARENT_LINK_MAKE, school_id=school_id)
    with transaction.atomic():
        _end(school_id, parent_id, by, now)


def _end(school_id: int, parent_id: int, by: Actor, now: dt.datetime) -> None:
    links = ParentLink.objects.select_for_update(of=("self",)).filter(
        of_records([parent_id]), school_id=school_id, ended_at__isnull=True
    )
    for link in links:
        link.ended_at = now
        link.save(update_fields=["ended_at"])
        record_event(
            "parents.link.ended", by=by, now=now, school_id=school_id, subject_type="parent", subject_id=parent_id,
            link=link.pk,
        )  # fmt: skip
