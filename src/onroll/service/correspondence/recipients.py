"""To whom a message about a pupil goes, at which address, and who is not told, with why.

A parent who may not be sent anything, or on whom a court order or another limit stands, is left out and listed. Each parent
is written to alone and at their own address: nothing a message says tells one parent where another, or the pupil, lives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from onroll.service.correspondence.models import Message
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import EMAIL, LETTER, TEXT
from onroll.service.people.models import ContactDetail, PartnerLink, PartnerProfessional, Relationship
from onroll.service.worded_once import worded_once

_WAYS = {
    TEXT: (ContactDetail.Kind.MOBILE, "No mobile number is on file."),
    EMAIL: (ContactDetail.Kind.EMAIL, "No email address is on file."),
    LETTER: (ContactDetail.Kind.ADDRESS, "No postal address is on file."),
}
#: What the role of a professional is called, as schools write it, by audience.
_ROLES = {
    "social_worker": ("social worker",),
    "youth_justice": ("youth justice",),
    "virtual_school": ("virtual school",),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person or school a message may go to, and the address for its channel."""

    kind: str
    recipient_id: int
    name: str
    salutation: str
    address: str
    #: Where each parent is written to as they wish: by what, why it is that, and what there is besides.
    channel: str = ""
    why: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotTold:
    """One person who is not sent a message about a pupil, and why; `may_be_cured` where another contact detail would."""

    pupil_id: int
    recipient_id: int
    name: str
    why: str
    may_be_cured: bool = False


@dataclass(slots=True)
class Chosen:
    """Of some pupils, whom a message goes to and who is not told."""

    told: dict[int, list[Recipient]]
    not_told: list[NotTold]


def parents_of(pupil_ids: Collection[int], *, channel: str, on: dt.date, shared_once: bool = True) -> Chosen:
    """Choose the parents of pupils by a channel on a day, in two statements.

    Of two who share a number or an address the second is not told, unless `shared_once` is False.
    """
    return parents_by_channel(pupil_ids, channels=(channel,), on=on, shared_once=shared_once)[channel]


def parents_by_channel(
    pupil_ids: Collection[int], *, channels: Collection[str], on: dt.date, shared_once: bool = True
) -> dict[str, Chosen]:
    """Choose the parents of pupils by each of some channels on a day, in two statements; as `parents_of` does by one."""
    relationships = _relationships(pupil_ids, on)
    standing = Q(first_day__lte=on) & (Q(last_day__isnull=True) | Q(last_day__gte=on))
    kinds = [_WAYS[channel][0] for channel in channels]
    of_kinds = ContactDetail.objects.filter(standing, kind__in=kinds)
    prefetch_related_objects(relationships, Prefetch("parent__contact_details", of_kinds, to_attr="ways"))
    found = {channel: Chosen({pupil_id: [] for pupil_id in pupil_ids}, []) for channel in channels}
    for channel, chosen in found.items():
        for one in relationships:
            _place(chosen, one, channel, shared_once=shared_once)
    return found


@worded_once
def _relationships(pupil_ids: Collection[int], on: dt.date) -> QuerySet[Relationship]:
    standing = Q(first_day__lte=on) & (Q(last_day__isnull=True) | Q(last_day__gte=on))
    rows = Relationship.objects.filter(standing, pupil_id__in=pupil_ids).select_related("parent")
    return rows.order_by("pupil_id", "contact_order", "pk")


def _place(chosen: Chosen, one: Relationship, channel: str, *, shared_once: bool) -> None:
    kind, why_none = _WAYS[channel]
    parent = one.parent
    told = chosen.told[one.pupil_id]
    why, may_be_cured = _why_not(one), False
    ways = [way for way in parent.ways if way.kind == kind]  # type: ignore[attr-defined] # prefetched under this name
    address = ""
    if not why:
        address = _address(ways[-1], str(parent), channel) if ways else ""
        same = _same_address(told, address, channel) if shared_once else None
        if not address:
            why, may_be_cured = why_none, True
        elif same is not None:
            why = told_there(same, channel)
    if why:
        chosen.not_told.append(NotTold(one.pupil_id, parent.pk, str(parent), why, may_be_cured))
    else:
        told.append(
            Recipient(Message.RecipientKind.PARENT, parent.pk, str(parent), _salutation(parent), address)
        )


def _same_address(told: list[Recipient], address: str, channel: str) -> Recipient | None:
    return None if channel == LETTER else next((one for one in told if one.address == address), None)


def told_there(same: Recipient, channel: str) -> str:
    """Say why somebody is not written to who shares a number or an address."""
    return f"{same.name} has the same {'number' if channel == TEXT else 'address'}, and is sent it there."


def _why_not(one: Relationship) -> str:
    if not one.may_be_sent:
        return "The record says that nothing is to be sent to this parent."
    if one.restriction:
        return (
            f"A limit stands on the record: {one.restriction}. Speak to the safeguarding lead before writing."
        )
    return ""


def _salutation(parent: object) -> str:
    title, surname, forename = (getattr(parent, name) for name in ("title", "surname", "forename"))
    return f"{title} {surname}" if title else f"{forename} {surname}".strip()


def _address(way: ContactDetail, name: str, channel: str) -> str:
    if channel != LETTER:
        return way.value.strip()
    lines = [name, *(part.strip() for part in way.value.split(",")), way.postcode]
    return "\n".join(line for line in lines if line)


def address_of_parent(message: Message, *, on: dt.date) -> str:
    """Return where a message's recipient is reached by its channel on a day: a parent as the record says, others as before.

    Raises MessageRefused where a parent may no longer be sent anything, or has no such address.
    """
    if message.recipient_kind != Message.RecipientKind.PARENT or message.pupil_id is None:
        return message.address
    chosen = parents_of([message.pupil_id], channel=message.channel, on=on)
    why = next((one.why for one in chosen.not_told if one.recipient_id == message.recipient_id), "")
    found = [one for one in chosen.told[message.pupil_id] if one.recipient_id == message.recipient_id]
    if not found:
        raise MessageRefused(why or "The record no longer says that this is a parent of the pupil.")
    return found[0].address


def professionals_of(pupil_ids: Collection[int], *, audience: str, on: dt.date) -> Chosen:
    """Choose those who work with pupils, by email, for an audience on a day, in one statement."""
    links = (
        PartnerLink.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=on), pupil_id__in=pupil_ids, first_day__lte=on
        )
        .select_related("professional")
        .order_by("pupil_id", "pk")
    )
    chosen = Chosen({pupil_id: [] for pupil_id in pupil_ids}, [])
    for link in links:
        one = link.professional
        if audience not in audiences_of(one):
            continue
        if one.email:
            chosen.told[link.pupil_id].append(
                Recipient(Message.RecipientKind.PROFESSIONAL, one.pk, one.name, one.name, one.email)
            )
        else:
            why = "No email address is on file. Ring them instead."
            chosen.not_told.append(NotTold(link.pupil_id, one.pk, one.name, why))
    return chosen


def audiences_of(professional: PartnerProfessional) -> tuple[str, ...]:
    """Return as what a professional is written to, by what their role is called."""
    called = f"{professional.role} {professional.organisation}".casefold()
    return tuple(audience for audience, roles in _ROLES.items() if any(role in called for role in roles))
