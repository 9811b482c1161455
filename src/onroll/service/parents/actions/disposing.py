"""Dispose of what parents sent, when the register's entries of the time may go, and of links that open nothing any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.parents.actions.accounts import close_own_account
from onroll.service.parents.models import (
    AccountAccess,
    AddressProof,
    DetailCorrection,
    DetailDecision,
    LetterReply,
    MarkAnswer,
    MarkQuestion,
    ParentLink,
    ReplyRead,
)
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactWish


def dispose_of_what_parents_sent(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty what was sent and answered before a day, where entries made then may go (regulation 7); return how many.

    A wish that still stands for a child on the roll is kept: it is in use. They cannot be brought back. Raises
    ParentRefusal, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "What was sent on or after {day} is kept with the entries it is about.", ParentRefusal
    )
    of_then = {"school_id": school_id, "made_at__lt": midnight(before), "disposed_at__isnull": True}
    sent = {"parent": None, "words": "", "key": None, "disposed_at": now}
    with transaction.atomic():
        count = (
            MarkQuestion.objects.filter(**of_then).update(pupil=None, **sent)
            + DetailCorrection.objects.filter(**of_then).update(value="", was="", **sent)
            + LetterReply.objects.filter(**of_then).update(**sent)
            + sum(
                answer._default_manager.filter(**of_then).update(words="", disposed_at=now)
                for answer in (MarkAnswer, DetailDecision, ReplyRead)
            )
            + ContactWish.objects.filter(~Q(pk__in=_wishes_in_use(school_id, now.date())), **of_then).update(
                parent=None, words="", times="", interpreter="", disposed_at=now
            )
            + ParentLink.objects.filter(school_id=school_id, last_day__lt=before).delete()[0]
            + _ended_accounts(school_id, midnight(before), now)
        )
        return disposal.record("parents.records.disposed", count)


def _ended_accounts(school_id: int, before: dt.datetime, now: dt.datetime) -> int:
    """Forget what accounts opened until it was ended, and the address of each account that nothing is joined to any more."""
    ended = AccountAccess.objects.filter(school_id=school_id, ended_at__lt=before)
    users = set(ended.values_list("user_id", flat=True))
    count = ended.delete()[0]
    AddressProof.objects.filter(school_id=school_id, expires_at__lt=now).delete()
    with row_security.over_every_school():
        left = User.objects.filter(pk__in=users, is_parent=True, is_active=True, parent_accesses=None)
        for user_id in left.values_list("pk", flat=True):
            close_own_account(user_id=user_id, now=now)
    return count


def _wishes_in_use(school_id: int, on: dt.date) -> list[int]:
    """Return the wish that stands of each parent of a child on the roll."""
    on_roll = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on),
        school_id=school_id,
        pupil__relationships__parent_id=OuterRef("parent_id"),
    )
    later = ContactWish.objects.filter(
        school_id=school_id, parent_id=OuterRef("parent_id"), pk__gt=OuterRef("pk")
    )
    rows = ContactWish.objects.filter(Exists(on_roll), ~Exists(later), school_id=school_id)
    return list(rows.values_list("pk", flat=True))
