"""Saving a view of figures under a name, sharing it, giving it another name, and deleting it."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.db import models, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.figures.bodies import Body
from onroll.service.figures.document import Sent
from onroll.service.figures.models import SavedView
from onroll.service.figures.refusals import ViewRefused
from onroll.service.room_for_words import insert, refuse_too_long

#: So many views one person keeps of one body: a list longer than that finds nothing.
_MOST = 100


@transaction.atomic
def save_view(
    *, body: Body, sheet: str, asked: Sent, name: str, is_shared: bool, by: Actor, now: dt.datetime
) -> SavedView:
    """Save a sheet of a body's figures and the question it is asked, for oneself or to share.

    Raises OutOfScope, TooLong, and ViewRefused for a name that is missing or taken.
    """
    body.require(by.scope, Permission.FIGURES_VIEW)
    owned = _owned(body, by)
    if owned.count() >= _MOST:
        raise ViewRefused(
            f"You keep {_MOST} views here already. Delete one you no longer use, and save this again."
        )
    view = insert(
        SavedView(
            owner_id=_person(by),
            kind=body.kind,
            body_id=body.body_id,
            school_id=body.school_id,
            name=_free(body, by, name),
            sheet=sheet,
            asked=urlencode(asked),
            is_shared=is_shared,
            made_at=now,
        )
    )
    _record("saved", view, by, now)
    return view


@transaction.atomic
def change_view(
    *, body: Body, view_id: int, name: str, is_shared: bool, by: Actor, now: dt.datetime
) -> SavedView:
    """Give one's own view another name, share it, or share it no longer. Raises OutOfScope, TooLong and ViewRefused."""
    body.require(by.scope, Permission.FIGURES_VIEW)
    view = _own(body, view_id, by)
    view.name = _free(body, by, name, but=view_id)
    view.is_shared = is_shared
    refuse_too_long(view)
    view.save(update_fields=["name", "is_shared"])
    _record("changed", view, by, now)
    return view


@transaction.atomic
def delete_view(*, body: Body, view_id: int, by: Actor, now: dt.datetime) -> str:
    """Delete one's own view; return the name it had. Raises OutOfScope and ViewRefused."""
    body.require(by.scope, Permission.FIGURES_VIEW)
    view = _own(body, view_id, by)
    _record("deleted", view, by, now)
    view.delete()
    return view.name


def _own(body: Body, view_id: int, by: Actor) -> SavedView:
    view = _owned(body, by).filter(pk=view_id).first()
    if view is None:
        raise ViewRefused(
            "That view is not one of yours, or it has been deleted. Only who saved a view changes it."
        )
    return view


def _owned(body: Body, by: Actor) -> models.QuerySet[SavedView]:
    return SavedView.objects.filter(owner_id=_person(by), kind=body.kind, body_id=body.body_id)


def _free(body: Body, by: Actor, name: str, *, but: int = 0) -> str:
    """Return a name with its spaces put right, where no other view of one's own has it."""
    name = " ".join(name.split())
    if not name:
        raise ViewRefused("Give the view a name, so that you find it again.")
    if _owned(body, by).filter(name__iexact=name).exclude(pk=but).exists():
        raise ViewRefused(f"You have a view called “{name}” already. Give this one another name.")
    return name


def _person(by: Actor) -> int:
    if by.user_id is None:
        raise ViewRefused("Only a person who is signed in saves a view.")
    return by.user_id


def _record(what: str, view: SavedView, by: Actor, now: dt.datetime) -> None:
    record_event(
        f"figures.view.{what}",
        by=by,
        now=now,
        school_id=view.school_id,
        subject_type="saved_view" if view.school_id else view.kind,
        subject_id=view.pk if view.school_id else view.body_id,
        view=view.name,
        sheet=view.sheet,
        is_shared=view.is_shared,
    )
