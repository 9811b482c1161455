"""The outbox: nothing leaves the machine. What would have gone is read on its page, and letters are printed from it."""

from __future__ import annotations

from onroll.service.correspondence.sending.sender import Delivery, Parcel, State


class Outbox:
    """Keeps a message where it is."""

    name = "outbox"
    answers = False

    def send(self, parcel: Parcel) -> str:
        """Keep it."""
        return parcel.reference

    def find(self, reference: str) -> str | None:
        """Return nothing: what is kept is kept in the transaction that says so."""
        return None

    def state_of(self, provider_id: str) -> State:
        """Say that it stays here."""
        return State(Delivery.UNDER_WAY)
