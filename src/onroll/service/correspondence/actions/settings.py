"""By what a school's messages go, and in which hours; and a test message to whoever sets it up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.models import MessageSettings
from onroll.service.correspondence.quiet_hours import faults_of_hours
from onroll.service.correspondence.refusals import SettingsRefused
from onroll.service.correspondence.sending.choosing import is_set_up, sender_called
from onroll.service.correspondence.sending.sender import NeverSo, NotNow, Parcel
from onroll.service.correspondence.settings_of import sender_name, settings_of
from onroll.service.correspondence.templates import CHANNELS, EMAIL, LETTER
from onroll.service.organisations.models import School

Sender = MessageSettings.Sender


@transaction.atomic
def change_settings(
    *, school_id: int, senders: dict[str, str], day_starts: dt.time, day_ends: dt.time, by: Actor, now: dt.datetime
) -> MessageSettings:  # fmt: skip
    """Set by what each channel goes and in which hours. Raises SettingsRefused, and OutOfScope."""
    by.scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    if fault := faults_of_hours(day_starts, day_ends):
        raise SettingsRefused(fault)
    for channel in CHANNELS:
        _refuse(channel, senders[channel])
    settings, _ = MessageSettings.objects.update_or_create(
        school_id=school_id,
        defaults={
            **{f"{channel}_by": senders[channel] for channel in CHANNELS},
            "day_starts": day_starts,
            "day_ends": day_ends,
        },
    )
    record_event(
        "messages.settings.changed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
        senders=dict(senders), day_starts=day_starts.isoformat(), day_ends=day_ends.isoformat(),
    )  # fmt: skip
    return settings


def _refuse(channel: str, sender: str) -> None:
    if sender not in Sender.values or (sender == Sender.SMTP and channel != EMAIL):
        raise SettingsRefused(f"A {channel} cannot go by that. Choose one of the list.")
    if sender == Sender.OUTBOX:
        return
    if demo_mode.is_demo():
        raise SettingsRefused(
            "This is a demo: its messages stay in the outbox, so that no made-up child is written about."
        )
    if not is_set_up(sender):
        raise SettingsRefused(
            f"{Sender(sender).label} is not set up on this machine. Whoever runs it sets it up with onroll messages secret."
        )


def send_test(*, school_id: int, channel: str, address: str, by: Actor, now: dt.datetime) -> str:
    """Send a message that names no pupil to an address given; return by what it went. Raises SettingsRefused, and OutOfScope."""
    by.scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    if channel not in CHANNELS or channel == LETTER:
        raise SettingsRefused("Choose a text or an email. A letter is tested by reading its PDF.")
    if not address.strip():
        raise SettingsRefused("Give the number or the address the test goes to.")
    school = School.objects.get(pk=school_id)
    name = sender_name(settings_of(school_id), channel)
    parcel = Parcel(
        reference=f"test-{school.urn}-{now:%Y%m%d%H%M%S}",
        channel=channel,
        address=address.strip(),
        subject="" if channel != EMAIL else "A test message",
        body=f"{school.name}: this is a test message from Onroll. You need do nothing.",
    )
    try:
        sender_called(name).send(parcel)
    except (NotNow, NeverSo) as refusal:
        raise SettingsRefused(str(refusal)) from None
    record_event(
        "messages.tested", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
        channel=channel, sender=name,
    )  # fmt: skip
    return name
