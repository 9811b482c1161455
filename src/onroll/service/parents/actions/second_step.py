"""A parent who lost the second step of signing in, and its recovery codes: the school takes it off, having seen who they are."""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.second_factor import take_off_second_factor
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.writing_to_accounts import sends_email, write_to_account
from onroll.service.parents.models import AccountAccess
from onroll.service.parents.opening import children_of
from onroll.service.parents.records import standing_access
from onroll.service.parents.refusals import ParentRefusal

SECOND_STEP_OFF = "parent-account-second-step-off"


class HowSure(models.TextChoices):
    """By what whoever stood at the office was known to be the parent. A telephone call is not one."""

    KNOWN = "known", "Somebody here knows them, and saw them"
    DOCUMENT = "document", "They showed a document with their photograph"


def end_second_step(*, school_id: int, parent_id: int, how_sure: str, by: Actor, now: dt.datetime) -> bool:
    """Take the second step off a parent's account, so that their password alone lets them in; say whether they are emailed.

    Each school joined to the account has it in its audit trail. Raises OutOfScope, ParentRefusal.
    """
    by.scope.require(Permission.PARENT_LINK_MAKE, school_id=school_id)
    if how_sure not in HowSure.values:
        raise ParentRefusal("Say how you made sure, face to face, who they are.")
    access = standing_access(school_id, parent_id)
    if access is None:
        raise ParentRefusal("This parent’s account opens nothing here any more. Open the page again.")
    if not children_of(access, on=now.date()):
        raise ParentRefusal("This account opens no child of this school, so another school has to do it.")
    with transaction.atomic():
        if not take_off_second_factor(access.user_id):
            raise ParentRefusal("There is no second step to take off: they sign in by their password alone.")
        record_event(
            "parents.account.second step off", by=by, now=now, school_id=school_id, subject_type="parent",
            subject_id=parent_id, how=HowSure(how_sure).label.lower(),
        )  # fmt: skip
        _tell_other_schools(access, now)
        _tell_parent(access, by, now)
    return sends_email(school_id)


def _tell_other_schools(access: AccountAccess, now: dt.datetime) -> None:
    with row_security.over_every_school():
        others = AccountAccess.objects.filter(user_id=access.user_id, ended_at__isnull=True)
        for one in others.exclude(school_id=access.school_id):
            record_event(
                "parents.account.second step off elsewhere", by=Actor.service(access.school.name), now=now,
                school_id=one.school_id, subject_type="parent", subject_id=one.parent_id,
            )  # fmt: skip


def _tell_parent(access: AccountAccess, by: Actor, now: dt.datetime) -> None:
    write_to_account(
        school=access.school, template=SECOND_STEP_OFF, address=access.user.email, name=access.user.name,
        recipient_id=access.user_id, parent_id=access.parent_id, facts={"account_ended_on": f"{now:%d/%m/%Y}"},
        by=by, now=now,
    )  # fmt: skip
