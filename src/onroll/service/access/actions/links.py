"""Links that let someone set a password: an invitation, or a reset without email. Shown once; only a hash is kept.

Expiry runs on real time, so `now` here is the real moment, whatever clock a demo keeps.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from onroll.service.access import row_security
from onroll.service.access.actions.own_account import school_told
from onroll.service.access.actor import Actor
from onroll.service.access.models import SignInLink, User
from onroll.service.access.reach_of import require_reach_over
from onroll.service.access.refusals import LinkUsedUp, PasswordRefused
from onroll.service.access.scope import Scope
from onroll.service.access.second_factor import take_off_second_factor
from onroll.service.audit.actions import record_event

INVITATION, RESET = SignInLink.Purpose.INVITATION, SignInLink.Purpose.RESET
LASTS = {INVITATION: dt.timedelta(days=7), RESET: dt.timedelta(days=1)}


@transaction.atomic
def make_sign_in_link(
    *,
    user: User,
    by: Actor,
    now: dt.datetime,
    on: dt.date,
    school_id: int | None = None,
    trust_id: int | None = None,
    authority_id: int | None = None,
    clears_second_factor: bool = False,
) -> str:
    """Return the secret of a new link for a person, to be shown once; links made before stop working.

    It is an invitation until they have set a password, and then a reset. Raise PersonOutOfReach, or OutOfScope.
    """
    require_reach_over(user, by=by, school_id=school_id, trust_id=trust_id, authority_id=authority_id, on=on)
    purpose = RESET if user.has_usable_password() else INVITATION
    return make_link(
        user=user,
        purpose=purpose,
        school_id=school_id,
        by=by,
        now=now,
        clears_second_factor=clears_second_factor,
    )


def make_link(
    *,
    user: User,
    purpose: SignInLink.Purpose,
    school_id: int | None,
    by: Actor,
    now: dt.datetime,
    clears_second_factor: bool = False,
) -> str:
    """Write a link and return its secret; the caller has judged whether `by` may."""
    secret = secrets.token_urlsafe(24)
    SignInLink.objects.filter(user=user, used_at__isnull=True).update(used_at=now)
    SignInLink.objects.create(
        user=user, purpose=purpose, secret_hash=_hash(secret), made_by=by.name, made_at=now,
        expires_at=now + LASTS[purpose], clears_second_factor=clears_second_factor,
    )  # fmt: skip
    record_event(
        "access.link.made", by=by, now=now, school_id=school_id, subject_type="user", subject_id=user.pk,
        person=user.name, purpose=str(purpose), clears_second_factor=clears_second_factor,
    )  # fmt: skip
    return secret


def open_link(secret: str, *, now: dt.datetime) -> SignInLink:
    """Return the link of a secret while it is good. Raise LinkUsedUp."""
    link = SignInLink.objects.select_related("user").filter(secret_hash=_hash(secret)).first()
    if link is None or link.used_at is not None or link.expires_at <= now or not link.user.is_active:
        raise LinkUsedUp(
            "This link has been used, replaced by a newer one, or has run out. Ask whoever gave it to you for another."
        )
    return link


@transaction.atomic
def use_sign_in_link(*, secret: str, password: str, now: dt.datetime) -> User:
    """Set the password of a link's person, once; everyone signed in as them is signed out.

    Raise LinkUsedUp or PasswordRefused.
    """
    link = open_link(secret, now=now)
    user = link.user
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise PasswordRefused(list(refused.messages)) from None
    taken = SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now)
    if not taken:
        raise LinkUsedUp(
            "This link has just been used, in another window or by someone else. Ask for another."
        )
    user.set_password(password)
    user.save(update_fields=["password"])
    if link.clears_second_factor:
        take_off_second_factor(user.pk)
    themselves = Actor(user_id=user.pk, name=user.name, role="none", scope=Scope())
    # Whoever opens a link is nobody yet, and their account's school is out of their reach.
    with row_security.over_every_school():
        record_event(
            "access.link.used", by=themselves, now=now, school_id=school_told(user), subject_type="user",
            subject_id=user.pk, person=user.name, purpose=link.purpose,
        )  # fmt: skip
    return user


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
