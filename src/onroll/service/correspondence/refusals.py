"""Why a message was not sent, or something about messages not done; each may be shown to the person who asked."""

from __future__ import annotations


class MessageRefused(Exception):
    """What was asked for was not done."""


class NoSuchWords(MessageRefused):
    """There are no approved words for this message by this channel in this language."""


class FactsMissing(MessageRefused):
    """Something that the message says was not given."""


class TooManyParts(MessageRefused):
    """A text would be sent in more parts than anybody reads."""


class TooLateToCancel(MessageRefused):
    """The message has gone, or is going."""


class WordingRefused(MessageRefused):
    """A wording cannot stand as it was given, or may not be approved by whoever asks."""


class SettingsRefused(MessageRefused):
    """The settings cannot stand as they were given."""
