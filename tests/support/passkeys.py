"""A made-up passkey, kept as a real one is: pages that offer it can be opened, and nothing signs in with it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from onroll.service.access.models import User

_NAME = b"made up"
_FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def a_passkey(user: User, name: str = "Phone") -> Authenticator:
    """Give somebody a passkey."""
    kept = {"name": name, "credential": _credential()}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=kept)


def _credential() -> dict[str, Any]:
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, _NAME, key)
    of_the_device = AuthenticatorData.create(bytes(32), _FLAGS, 1, credential)
    answer = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", bytes(16), "https://localhost"),
        attestation_object=AttestationObject.create("none", of_the_device, {}),
    )
    return {**RegistrationResponse(raw_id=_NAME, response=answer), "type": "public-key"}
