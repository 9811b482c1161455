"""A parent's account at each school, made as a parent makes one: so that the demo may be seen as a parent who is signed in."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.sealed_links import sealed_secret
from onroll.service.demo.writing.known import Known
from onroll.service.demo.writing.people import PASSWORD
from onroll.service.parents.actions.accounts import ask_for_account, make_account
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Parent

_ADDRESS = "parent.{school}@families.example.org"


def write_accounts(known: Known, *, now: dt.datetime) -> None:
    """Make an account for one parent of each school, of those with most children there."""
    for school_id in known.schools.values():
        parent = _with_most_children(school_id)
        if parent is not None:
            _make(school_id, parent, now)


def _make(school_id: int, parent: Parent, at: dt.datetime) -> None:
    by = Actor.service("demo")
    email = _ADDRESS.format(school=school_id)
    try:
        secret = make_parent_link(school_id=school_id, parent_id=parent.pk, by=by, now=at)
        ask_for_account(secret=secret, email=email, link_of=lambda mailed: mailed, now=at)
    except ParentRefusal:
        # Their children's places begin tomorrow, so the link opens nothing yet.
        return
    mailed = Message.objects.get(school_id=school_id, address=email, recipient_kind="account")
    user = make_account(secret=sealed_secret(mailed), password=PASSWORD, now=at)
    User.objects.filter(pk=user.pk).update(is_demo=True)


def _with_most_children(school_id: int) -> Parent | None:
    standing = Q(
        relationships__pupil__enrolments__school_id=school_id,
        relationships__pupil__enrolments__last_day__isnull=True,
        relationships__lives_with=True,
        relationships__may_see=True,
        relationships__last_day__isnull=True,
    )
    parents = Parent.objects.filter(standing, folded_into__isnull=True)
    counted = parents.annotate(children=Count("relationships__pupil", distinct=True))
    return counted.order_by("-children", "pk").first()
