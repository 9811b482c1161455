"""GOV.UK Notify, by its own client: texts and emails by a template that holds nothing but our words, letters as our PDF."""

from __future__ import annotations

import io
from typing import Any

from onroll.service.correspondence.sending.sender import Delivery, NeverSo, NotNow, Parcel, State
from onroll.service.correspondence.templates import EMAIL, TEXT

ADDRESS = "https://api.notifications.service.gov.uk"
SECONDS = 20

_DELIVERED = {"delivered", "sent"}
_POSTED = {"received"}
_FAILED = {
    "permanent-failure": "The network or the mail server knows no such number or address.",
    "temporary-failure": "It could not be delivered for three days: a phone switched off, or a mailbox that is full.",
    "technical-failure": "GOV.UK Notify or the network failed. It may be sent again.",
    "virus-scan-failed": "GOV.UK Notify found a virus in the letter. Ask whoever runs this machine.",
    "validation-failed": "GOV.UK Notify could not print the letter: its address or its margins are not as they must be.",
    "cancelled": "The letter was cancelled in GOV.UK Notify.",
}


class Notify:
    """A school's or a council's own service in GOV.UK Notify."""

    name = "notify"
    answers = True

    def __init__(
        self,
        *,
        key: str,
        text_template: str,
        email_template: str,
        address: str = ADDRESS,
        seconds: float = SECONDS,
    ) -> None:
        from notifications_python_client.notifications import NotificationsAPIClient

        self._client = NotificationsAPIClient(key, base_url=address or ADDRESS, timeout=seconds)
        self._templates = {TEXT: text_template, EMAIL: email_template}

    def send(self, parcel: Parcel) -> str:
        """Hand a message over and return Notify's id of it. Raises NotNow and NeverSo."""
        if parcel.channel in self._templates and not self._templates[parcel.channel]:
            raise NotNow(
                f"GOV.UK Notify’s template for {parcel.channel}s is not set. Set it with onroll messages secret."
            )
        return str(self._asked(lambda: self._send(parcel), sending=True)["id"])

    def find(self, reference: str) -> str | None:
        """Return Notify's id of what it has by our reference. Raises NotNow."""
        found = self._asked(lambda: self._client.get_all_notifications(reference=reference))["notifications"]
        return str(found[0]["id"]) if found else None

    def state_of(self, provider_id: str) -> State:
        """Return what Notify says became of a message. Raises NotNow."""
        status = str(self._asked(lambda: self._client.get_notification_by_id(provider_id))["status"])
        if status in _DELIVERED:
            return State(Delivery.DELIVERED)
        if status in _POSTED:
            return State(Delivery.POSTED, "Printed and posted for GOV.UK Notify.")
        if status in _FAILED:
            return State(Delivery.FAILED, _FAILED[status])
        return State(Delivery.UNDER_WAY)

    def _send(self, parcel: Parcel) -> Any:
        if parcel.channel == TEXT:
            return self._client.send_sms_notification(
                parcel.address, self._templates[TEXT], {"message": parcel.body}, reference=parcel.reference
            )
        if parcel.channel == EMAIL:
            words = {"subject": parcel.subject, "message": parcel.body}
            return self._client.send_email_notification(
                parcel.address, self._templates[EMAIL], words, reference=parcel.reference
            )
        return self._client.send_precompiled_letter_notification(parcel.reference, io.BytesIO(parcel.pdf))

    def _asked(self, call: Any, *, sending: bool = False) -> Any:
        from notifications_python_client.errors import APIError

        try:
            return call()
        except APIError as error:
            raise _as_ours(error, sending=sending) from None


def _as_ours(error: Any, *, sending: bool) -> Exception:
    """Return a failure of the client's as one of ours; what it says of a recipient stays out of the log."""
    if error.response is None:
        return NotNow("GOV.UK Notify did not answer.", may_have_gone=sending)
    code = error.status_code
    if code in (401, 403):
        return NotNow(
            "GOV.UK Notify does not accept our key. Ask whoever runs this machine to set it again, "
            "and to see that its clock is right."
        )
    if code == 429:
        return NotNow("GOV.UK Notify has had as many messages as it takes for now, or for today.")
    if code >= 500 or code < 400:
        return NotNow("GOV.UK Notify is not well.", may_have_gone=sending)
    said = error.message
    words = "; ".join(str(one.get("message", one)) for one in said) if isinstance(said, list) else str(said)
    return NeverSo(f"GOV.UK Notify refuses it: {words}")
