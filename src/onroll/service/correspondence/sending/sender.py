"""The one interface by which a message leaves, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NotNow(Exception):
    """It did not go, and may go later; the message says why and, where somebody must act, what to do.

    `may_have_gone` where no answer came back, so that the provider must be asked before it is tried again.
    """

    def __init__(self, why: str, *, may_have_gone: bool = False) -> None:
        super().__init__(why)
        self.may_have_gone = may_have_gone


class NeverSo(Exception):
    """It will not go as it is, however often it is tried; the message says why."""


class Delivery(StrEnum):
    """What a provider says became of a message it took."""

    UNDER_WAY = "under way"
    DELIVERED = "delivered"
    POSTED = "posted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed over: by which reference it is known, to where, and what it says."""

    reference: str
    channel: str
    address: str
    subject: str
    body: str
    #: Of a letter, as it is printed.
    pdf: bytes = b""


@dataclass(frozen=True, slots=True)
class State:
    """What became of a message, and why in the provider's words or ours."""

    delivery: Delivery
    why: str = ""


class Sender(Protocol):
    """Something by which messages leave."""

    name: str
    #: Whether it can be asked what it has by a reference, and what became of it.
    answers: bool

    def send(self, parcel: Parcel) -> str:
        """Hand a message over and return the provider's own id. Raises NotNow and NeverSo."""

    def find(self, reference: str) -> str | None:
        """Return the provider's id of a message it has by this reference; None where it has none. Raises NotNow."""

    def state_of(self, provider_id: str) -> State:
        """Return what became of a message. Raises NotNow."""
