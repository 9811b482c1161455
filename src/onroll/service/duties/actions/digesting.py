"""The weekly email of what is due: each person's own, in numbers, once a week however often the job runs."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.standing import person_on
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.writing_to_staff import write_to_staff
from onroll.service.duties.digest_words import in_words
from onroll.service.duties.models import Digest
from onroll.service.duties.queries.agenda import agenda_of
from onroll.service.duties.refusals import DutyRefused

logger = logging.getLogger(__name__)

_A_WEEK = dt.timedelta(days=7)


def send_digests(*, address: str, by: Actor, now: dt.datetime) -> int:
    """Write to everybody who does duties and wants the email; return to how many. A person killed over is written to once.

    `address` is where Onroll is, blank where that is not known.

    Each is a transaction of its own: who was written to this week is not written to again, and what one person's email
    fails of keeps nobody else's back. It is tried again with the next run.
    """
    people = User.objects.filter(is_active=True, roles_held__isnull=False).exclude(email="").distinct()
    ids = list(people.order_by("pk").values_list("pk", flat=True))
    return sum(_send_or_log(user_id, address, by, now) for user_id in ids)


def _send_or_log(user_id: int, address: str, by: Actor, now: dt.datetime) -> int:
    try:
        return _send(user_id, address, by, now)
    except Exception as problem:  # noqa: BLE001 - everybody after is still to be written to
        # Its words may name a child, so that only its kind is logged.
        logger.error("the weekly email to user %s failed: %s", user_id, type(problem).__name__)
        return 0


@transaction.atomic
def _send(user_id: int, address: str, by: Actor, now: dt.datetime) -> int:
    found = person_on(user_id, on=now.date())
    if found is None or not (schools := found[1].scope.schools_with(Permission.DUTY_MANAGE)):
        return 0
    monday = now.date() - dt.timedelta(days=now.weekday())
    Digest.objects.get_or_create(user_id=user_id)
    digest = Digest.objects.select_for_update().get(user_id=user_id)
    if not digest.is_wanted or digest.last_week == monday:
        return 0
    digest.last_week = monday
    digest.save(update_fields=["last_week"])
    due = [
        one
        for one in agenda_of(found[1].scope, now=now)
        if one.school_id in schools and one.day < monday + _A_WEEK
    ]
    if not due:
        return 0
    facts = {"duties": in_words(due), "seen_at": address or "Onroll, on Today"}
    return len(
        write_to_staff(
            school_id=min(schools),
            template="weekly-digest",
            to=[found[0]],
            about=f"week {monday}",
            facts=facts,
            by=by,
            now=now,
        )
    )


def wants_digest(by: Actor) -> bool:
    """Say whether a person has the weekly email: their own to ask."""
    return not Digest.objects.filter(user_id=by.user_id or 0, is_wanted=False).exists()


@transaction.atomic
def choose_digest(*, is_wanted: bool, by: Actor, now: dt.datetime) -> None:
    """Keep whether a person wants the weekly email. Raises DutyRefused."""
    if by.user_id is None:
        raise DutyRefused("A weekly email is a person's own.")
    Digest.objects.update_or_create(user_id=by.user_id, defaults={"is_wanted": is_wanted})
    record_event(
        "duties.digest.chosen", by=by, now=now, school_id=None, subject_type="user", subject_id=by.user_id,
        choice="on" if is_wanted else "off",
    )  # fmt: skip
