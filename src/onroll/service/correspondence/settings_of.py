"""A school's settings of messages, or the usual ones where it has set none: the outbox, seven to seven."""

from __future__ import annotations

from onroll.service.access import demo_mode
from onroll.service.correspondence.models import MessageSettings


def settings_of(school_id: int) -> MessageSettings:
    """Return a school's settings, or the usual ones, unsaved."""
    return MessageSettings.objects.filter(school_id=school_id).first() or MessageSettings(school_id=school_id)


def sender_name(settings: MessageSettings, channel: str) -> str:
    """Return by what a channel goes; in a demo, whatever the settings say, the outbox."""
    chosen: str = getattr(settings, f"{channel}_by")
    return MessageSettings.Sender.OUTBOX if demo_mode.is_demo() else chosen
