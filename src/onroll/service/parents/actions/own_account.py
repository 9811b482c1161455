"""What a parent changes of their own account: a forgotten password, and the address they sign in by. Each is mailed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from onroll.service.access import row_security
from onroll.service.access.models import User
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.writing_to_accounts import write_to_account
from onroll.service.parents.actions.accounts import NOT_A_PARENTS, refuse_easy_password
from onroll.service.parents.mailed import (
    LinkOf,
    address_given,
    mail_proof,
    open_proof,
    record_at,
    school_that_writes,
    use_up,
)
from onroll.service.parents.models import AddressProof
from onroll.service.parents.opening import NOT_GOOD, actor_of
from onroll.service.parents.refusals import ParentRefusal

Purpose = AddressProof.Purpose
PASSWORD_CHANGED, ADDRESS_CHANGED = "parent-account-password-changed", "parent-account-address-changed"
TAKEN = "Somebody signs in by that address already. Use another one of yours."


def ask_for_password(*, email: str, link_of: LinkOf, now: dt.datetime) -> None:
    """Mail a link to whoever has a parent's account by an address; of any other address nothing is done, and nothing told.

    Raises ParentRefusal for what is no address.
    """
    address = address_given(email)
    user = User.objects.filter(username=address, is_parent=True, is_active=True).first()
    if user is not None:
        _mail(user, address, Purpose.PASSWORD, link_of, now)


def choose_password(*, secret: str, password: str, now: dt.datetime) -> User:
    """Set the password of the account that a mailed link is for; every device is signed out. Raises ParentRefusal, PasswordRefused."""
    proof = open_proof(secret, now=now)
    user = proof.user
    if proof.purpose != Purpose.PASSWORD or user is None or user.username != proof.email:
        raise ParentRefusal(NOT_GOOD)
    refuse_easy_password(password, user)
    with transaction.atomic():
        use_up(proof)
        user.set_password(password)
        user.save(update_fields=["password"])
        _note("parents.account.password chosen", user, proof.school_id, now)
    tell_of_change(PASSWORD_CHANGED, user_id=user.pk, to=user.email, facts={}, now=now)
    return user


def ask_for_address(*, user_id: int, email: str, link_of: LinkOf, now: dt.datetime) -> None:
    """Mail a link to another address of a parent's, by which it becomes the one they sign in by. Raises ParentRefusal."""
    user = _own(user_id)
    address = address_given(email)
    if address == user.username:
        raise ParentRefusal("You sign in by that address already.")
    with row_security.over_every_school():
        school = school_that_writes(user)
        if school is None:
            raise ParentRefusal(
                "No school of yours sends email from Onroll, so the address cannot be checked."
            )
        if not User.objects.filter(username=address).exists():
            _mail(user, address, Purpose.ADDRESS, link_of, now)
            return
        write_to_account(
            school=school, template="parent-account-there", address=address, name=address, recipient_id=user.pk,
            parent_id=record_at(school.pk, user.pk), facts={"account_address": address}, by=actor_of(user), now=now,
        )  # fmt: skip


def change_address(*, secret: str, now: dt.datetime) -> User:
    """Let a parent sign in by the address a mailed link was sent to, and tell the address before. Raises ParentRefusal."""
    proof = open_proof(secret, now=now)
    user = proof.user
    if proof.purpose != Purpose.ADDRESS or user is None:
        raise ParentRefusal(NOT_GOOD)
    before = user.email
    try:
        with transaction.atomic():
            use_up(proof)
            user.username = user.email = proof.email
            user.save(update_fields=["username", "email"])
            _note("parents.account.address changed", user, proof.school_id, now)
    except IntegrityError:
        raise ParentRefusal(TAKEN) from None
    tell_of_change(
        ADDRESS_CHANGED, user_id=user.pk, to=before, facts={"account_address": proof.email}, now=now
    )
    return user


def tell_parent_of_password(*, user_id: int, now: dt.datetime) -> None:
    """Write to a parent, at the address they sign in by, that their password was changed; for anybody else do nothing."""
    user = User.objects.filter(pk=user_id, is_parent=True, is_active=True).first()
    if user is not None:
        tell_of_change(PASSWORD_CHANGED, user_id=user_id, to=user.email, facts={}, now=now)


def tell_of_change(
    template: str, *, user_id: int, to: str, facts: Mapping[str, str], now: dt.datetime
) -> None:
    """Write to a parent that something about their account changed, in case it was not they who did it."""
    user = _own(user_id)
    with row_security.over_every_school():
        school = school_that_writes(user)
        if school is not None:
            write_to_account(
                school=school, template=template, address=to, name=user.name, recipient_id=user.pk,
                parent_id=record_at(school.pk, user.pk), facts=facts, by=actor_of(user), now=now,
            )  # fmt: skip


def _mail(user: User, address: str, purpose: Purpose, link_of: LinkOf, now: dt.datetime) -> None:
    with row_security.over_every_school(), transaction.atomic():
        school = school_that_writes(user)
        if school is not None:
            mail_proof(
                purpose=purpose, school=school, parent=None, user=user, email=address, link_of=link_of, now=now
            )  # fmt: skip


def _own(user_id: int) -> User:
    user = User.objects.filter(pk=user_id, is_parent=True, is_active=True).first()
    if user is None:
        raise ParentRefusal(NOT_A_PARENTS)
    return user


def _note(name: str, user: User, school_id: int, now: dt.datetime) -> None:
    record_event(
        name, by=actor_of(user), now=now, school_id=school_id, subject_type="user", subject_id=user.pk, person=user.name
    )  # fmt: skip
