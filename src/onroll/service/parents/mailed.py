"""Links that are mailed to an address to show that it is somebody's: written, opened once, and by which school they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from onroll.service.access import row_security
from onroll.service.access.models import User
from onroll.service.correspondence.actions.writing_to_accounts import sends_email, write_to_account
from onroll.service.correspondence.sealed_links import STANDS_FOR_IT, sealed_secret
from onroll.service.organisations.models import School
from onroll.service.parents.models import AccountAccess, AddressProof
from onroll.service.parents.opening import actor_of, hash_of
from onroll.service.parents.records import FOLDED, kept
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Parent

#: How long a mailed link is good.
LASTS = dt.timedelta(days=1)
USED_UP = "This link has been used, a newer one was sent, or it has run out. Ask for another from the page you began on."
#: From a secret to the whole address of the page that it opens.
LinkOf = Callable[[str], str]


def address_given(typed: str) -> str:
    """Return an email address as it is kept. Raises ParentRefusal, saying how to put it right."""
    email = typed.strip().lower()
    longest = User._meta.get_field("username").max_length or 0
    if not email:
        raise ParentRefusal("Enter your email address.")
    if len(email) > longest:
        raise ParentRefusal(f"That address is longer than {longest} characters. Use another one of yours.")
    try:
        validate_email(email)
    except ValidationError:
        raise ParentRefusal("Enter an email address in full, such as name@example.org.") from None
    return email


def mail_proof(
    *,
    purpose: AddressProof.Purpose,
    school: School,
    parent: Parent | None,
    user: User | None,
    email: str,
    link_of: LinkOf,
    now: dt.datetime,
) -> None:
    """Mail a link of one purpose; the one of that purpose before it stops, and those that ran out go."""
    asker = user or parent
    if asker is None:
        raise ValueError("A link is mailed to a parent, or to whoever has an account.")
    AddressProof.objects.filter(school=school, expires_at__lt=now).delete()
    AddressProof.objects.filter(purpose=purpose, parent=parent, user=user).delete()
    message = write_to_account(
        school=school,
        template=f"parent-account-{purpose.value}",
        address=email,
        name=str(asker),
        recipient_id=asker.pk,
        parent_id=parent.pk if parent else record_at(school.pk, asker.pk),
        facts={"account_link": link_of(STANDS_FOR_IT)},
        by=actor_of(asker),
        now=now,
    )
    AddressProof.objects.create(
        school=school, parent=parent, user=user, purpose=purpose, email=email, made_at=now, expires_at=now + LASTS,
        secret_hash=hash_of(sealed_secret(message)),
    )  # fmt: skip


def open_proof(secret: str, *, now: dt.datetime) -> AddressProof:
    """Return what a mailed link is for, while it is good. Raises ParentRefusal."""
    rows = AddressProof.objects.select_related("school", "parent", "user")
    proof = rows.filter(secret_hash=hash_of(secret), expires_at__gt=now).first()
    if proof is None or (proof.user is not None and not proof.user.is_active):
        raise ParentRefusal(USED_UP)
    return proof


def school_of_proof(secret: str) -> int | None:
    """Return by which school a link was mailed, so that its rows may be opened and no other's; None where there is none."""
    with row_security.over_every_school():
        rows = AddressProof.objects.filter(secret_hash=hash_of(secret))
        return rows.values_list("school_id", flat=True).first()


def use_up(proof: AddressProof) -> None:
    """Let a link work no more. Raises ParentRefusal where it was used at the same moment."""
    if not AddressProof.objects.filter(pk=proof.pk).delete()[0]:
        raise ParentRefusal(USED_UP)


def record_at(school_id: int, user_id: int) -> int | None:
    """Return which parent's record of a school is joined to an account: in whose language the school writes to it."""
    rows = AccountAccess.objects.filter(school_id=school_id, user_id=user_id, ended_at__isnull=True)
    found = rows.select_related(FOLDED).order_by("-pk").first()
    return kept(found.parent).pk if found else None


def school_that_writes(user: User) -> School | None:
    """Return the school joined last to an account of those that send email; None where none does."""
    rows = AccountAccess.objects.filter(user=user, ended_at__isnull=True).select_related("school")
    return next((one.school for one in rows.order_by("-pk") if sends_email(one.school_id)), None)
