"""A parent's account: asked for from their own link, made by a link that is mailed, joined to other schools, ended and closed.

An account of a parent holds no role. What it opens is what the links joined to it open, each for one parent's record at
one school.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.refusals import PasswordRefused
from onroll.service.access.second_factor import take_off_second_factor
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.writing_to_accounts import sends_email, write_to_account
from onroll.service.parents.mailed import LinkOf, address_given, mail_proof, open_proof, use_up
from onroll.service.parents.models import AccountAccess, AddressProof
from onroll.service.parents.opening import NOT_GOOD, actor_of, children_of, open_link
from onroll.service.parents.records import of_records, standing_access
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Parent

NO_EMAIL = "This school does not send email from Onroll, so no account can be made from here. Your link goes on working."
JOINED = "This page is joined to an account already. Sign in by it. If it is not yours, tell the school office today: it can end it."
NOT_A_PARENTS = "You are signed in by the account you work with, and the two are kept apart. Sign out, and open your link again."
_ROOM_FOR_A_NAME = 160


def ask_for_account(*, secret: str, email: str, link_of: LinkOf, now: dt.datetime) -> None:
    """Mail a link by which a parent makes an account; whether the address has one is told to that address alone.

    Raises ParentRefusal.
    """
    link = open_link(secret, on=now.date())
    address = address_given(email)
    if standing_access(link.school_id, link.parent_id) is not None:
        raise ParentRefusal(JOINED)
    if not sends_email(link.school_id):
        raise ParentRefusal(NO_EMAIL)
    by = actor_of(link.parent)
    with transaction.atomic():
        if User.objects.filter(username=address).exists():
            write_to_account(
                school=link.school, template="parent-account-there", address=address, name=address,
                recipient_id=link.parent_id, parent_id=link.parent_id, facts={"account_address": address}, by=by, now=now,
            )  # fmt: skip
        else:
            mail_proof(
                purpose=AddressProof.Purpose.MAKE, school=link.school, parent=link.parent, user=None, email=address,
                link_of=link_of, now=now,
            )  # fmt: skip
        _record("parents.account.asked for", link.school_id, link.parent_id, by, now)


def make_account(*, secret: str, password: str, now: dt.datetime) -> User:
    """Make the account that a mailed link is for, joined to the record of the parent who asked.

    Raises ParentRefusal, PasswordRefused.
    """
    proof = open_proof(secret, now=now)
    parent = proof.parent
    if proof.purpose != AddressProof.Purpose.MAKE or parent is None:
        raise ParentRefusal(NOT_GOOD)
    user = User(username=proof.email, email=proof.email, name=str(parent)[:_ROOM_FOR_A_NAME], is_parent=True)
    refuse_easy_password(password, user)
    try:
        with transaction.atomic():
            use_up(proof)
            user.created_at = now
            user.set_password(password)
            user.save(force_insert=True)
            access = _join(proof.school_id, parent, user, now)
            if not children_of(access, on=now.date()):
                raise ParentRefusal(NOT_GOOD)
            _record("parents.account.made", proof.school_id, parent.pk, actor_of(parent), now)
    except IntegrityError:
        raise ParentRefusal(JOINED) from None
    return user


def join_school(*, secret: str, user_id: int, now: dt.datetime) -> AccountAccess:
    """Join the record that a link opens to a parent's own account; the same again is answered by what there is.

    Raises ParentRefusal.
    """
    link = open_link(secret, on=now.date())
    user = User.objects.filter(pk=user_id, is_active=True, is_parent=True).first()
    if user is None:
        raise ParentRefusal(NOT_A_PARENTS)
    there = standing_access(link.school_id, link.parent_id)
    if there is not None:
        if there.user_id != user.pk:
            raise ParentRefusal(JOINED)
        return there
    try:
        with transaction.atomic():
            access = _join(link.school_id, link.parent, user, now)
            _record("parents.account.joined", link.school_id, link.parent_id, actor_of(link.parent), now)
            return access
    except IntegrityError:
        raise ParentRefusal(JOINED) from None


def end_account_access(*, school_id: int, parent_id: int, by: Actor, now: dt.datetime) -> None:
    """End what a parent's account opens at a school; their account, and other schools, stay. Raises OutOfScope, ParentRefusal."""
    by.scope.require(Permission.PARENT_LINK_MAKE, school_id=school_id)
    with transaction.atomic():
        ended = _end(AccountAccess.objects.filter(of_records([parent_id]), school_id=school_id), by, now)
        if not ended:
            raise ParentRefusal("This parent’s account opens nothing here any more. Open the page again.")
        AddressProof.objects.filter(school_id=school_id, parent_id=parent_id).delete()
        _record("parents.account.ended", school_id, parent_id, by, now)


def close_own_account(*, user_id: int, now: dt.datetime) -> None:
    """Close a parent's account at their own wish: it opens nothing, nobody signs in by it, and its address is free again.

    Raises ParentRefusal.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True, is_parent=True).first()
        if user is None:
            raise ParentRefusal(NOT_A_PARENTS)
        for access in _end(AccountAccess.objects.filter(user=user), actor_of(user), now):
            _record("parents.account.closed", access.school_id, access.parent_id, actor_of(user), now)
        AddressProof.objects.filter(user=user).delete()
        take_off_second_factor(user.pk)
        user.username, user.email, user.is_active = f"closed.{user.pk}", "", False
        user.set_unusable_password()
        user.save(update_fields=["username", "email", "is_active", "password"])


def refuse_easy_password(password: str, user: User) -> None:
    """Refuse a password that is easy to guess. Raises PasswordRefused."""
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise PasswordRefused(list(refused.messages)) from None


def _join(school_id: int, parent: Parent, user: User, now: dt.datetime) -> AccountAccess:
    return AccountAccess.objects.create(school_id=school_id, parent=parent, user=user, joined_at=now)


def _end(rows: QuerySet[AccountAccess], by: Actor, now: dt.datetime) -> list[AccountAccess]:
    ended = list(rows.select_for_update(of=("self",)).filter(ended_at__isnull=True))
    for access in ended:
        access.ended_at, access.ended_by_name = now, by.name[:_ROOM_FOR_A_NAME]
        access.save(update_fields=["ended_at", "ended_by_name"])
    return ended


def _record(name: str, school_id: int, parent_id: int, by: Actor, now: dt.datetime) -> None:
    record_event(name, by=by, now=now, school_id=school_id, subject_type="parent", subject_id=parent_id)
