"""Keep a provider, its checks and the link by which it answers each day."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from onroll.law.off_site_provision import ArrangedBy, Check
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.off_site_provision.models import Provider, ProviderCheck, ProviderLink
from onroll.service.off_site_provision.refusals import ProvisionRefused
from onroll.service.room_for_words import refuse_too_long

#: How long a provider's link is good, in days: a school year, and the summer after it.
LASTS = 400
NO_SUCH_PROVIDER = "This provider is ended, or is not this school’s. Nothing has changed."


def add_provider(
    *,
    school_id: int,
    name: str,
    arranged_by: str,
    by: Actor,
    now: dt.datetime,
    address: str = "",
    contact: str = "",
    telephone: str = "",
    email: str = "",
    answer_by: dt.time = dt.time(10, 0),
) -> Provider:
    """Add a provider to those of a school. Raises OutOfScope, ProvisionRefused, TooLong."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    if not name.strip():
        raise ProvisionRefused("Give the provider’s name.")
    if arranged_by not in set(ArrangedBy):
        raise ProvisionRefused("Choose who stands behind the education: it decides the code.")
    row = Provider(
        school_id=school_id,
        name=name.strip(),
        arranged_by=arranged_by,
        address=address.strip(),
        contact=contact.strip(),
        telephone=telephone.strip(),
        email=email.strip(),
        answer_by=answer_by,
        made_at=now,
        made_by_name=by.name,
    )
    refuse_too_long(row)
    with transaction.atomic():
        if Provider.objects.filter(school_id=school_id, name=row.name, ended_at__isnull=True).exists():
            raise ProvisionRefused(f"{row.name} is a provider of this school already.")
        row.save(force_insert=True)
        _event("provider.added", row, by, now, provider=row.name)
    return row


def end_provider(*, school_id: int, provider_id: int, by: Actor, now: dt.datetime) -> None:
    """End a provider where no pupil is: its link opens nothing any more. Raises OutOfScope, ProvisionRefused."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        row = standing_provider(school_id, provider_id)
        if row.placements.filter(ended_at__isnull=True, last_day__gte=now.date()).exists():
            raise ProvisionRefused("Pupils are still placed there. End their placements first.")
        row.ended_at, row.ended_by_name = now, by.name
        row.save(update_fields=["ended_at", "ended_by_name"])
        row.links.filter(ended_at__isnull=True).update(ended_at=now)
        _event("provider.ended", row, by, now, provider=row.name)


def record_check(
    *,
    school_id: int,
    provider_id: int,
    kind: str,
    done_on: dt.date,
    good_until: dt.date | None,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> ProviderCheck:
    """Keep that a check of a provider was made, and what was seen. Raises OutOfScope, ProvisionRefused, TooLong."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    if kind not in set(Check):
        raise ProvisionRefused("Choose what was checked.")
    if done_on > now.date():
        raise ProvisionRefused(
            f"It cannot have been checked after today, {day_in_words(now.date())}. Give the day it was."
        )
    if good_until is not None and good_until < done_on:
        raise ProvisionRefused("It is to be looked at again after the day it was checked.")
    if not words.strip():
        raise ProvisionRefused("Say what was seen, such as the certificate or who was spoken to.")
    with transaction.atomic():
        provider = standing_provider(school_id, provider_id)
        row = ProviderCheck(
            school_id=school_id, provider=provider, kind=kind, done_on=done_on, good_until=good_until,
            words=words.strip(), made_at=now, made_by_name=by.name,
        )  # fmt: skip
        refuse_too_long(row)
        row.save(force_insert=True)
        _event("check.recorded", provider, by, now, check=kind)
    return row


def make_provider_link(*, school_id: int, provider_id: int, by: Actor, now: dt.datetime) -> str:
    """Return the secret of a new link for a provider; the one before stops. Raises OutOfScope, ProvisionRefused."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        provider = standing_provider(school_id, provider_id)
        provider.links.filter(ended_at__isnull=True).update(ended_at=now)
        ProviderLink.objects.create(
            school_id=school_id, provider=provider, secret_hash=hash_of(secret), made_at=now, made_by_name=by.name,
            last_day=now.date() + dt.timedelta(days=LASTS),
        )  # fmt: skip
        _event("link.made", provider, by, now)
    return secret


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def standing_provider(school_id: int, provider_id: int) -> Provider:
    """Return a school's provider that has not ended, locked. Raises ProvisionRefused."""
    rows = Provider.objects.select_for_update().filter(pk=provider_id, school_id=school_id)
    row = rows.filter(ended_at__isnull=True).first()
    if row is None:
        raise ProvisionRefused(NO_SUCH_PROVIDER)
    return row


def _event(name: str, row: Provider, by: Actor, now: dt.datetime, **details: object) -> None:
    record_event(
        f"provision.{name}", by=by, now=now, school_id=row.school_id, subject_type="provider",
        subject_id=row.pk, **details,
    )  # fmt: skip
