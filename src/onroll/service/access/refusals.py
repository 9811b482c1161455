"""Why something about people's access was not done; each message may be shown to the person who asked."""

from __future__ import annotations


class AccessRefused(Exception):
    """What was asked for was not done."""


class RoleRefused(AccessRefused):
    """A role may not be given, or ended, as asked."""


class UsernameTaken(AccessRefused):
    """Somebody signs in by that username already."""


class PersonOutOfReach(AccessRefused):
    """The person works where whoever asks has no say."""


class LinkUsedUp(AccessRefused):
    """A sign-in link was used, replaced, or has run out."""


class PasswordRefused(AccessRefused):
    """The password is too easy to guess; `reasons` says how, a sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
