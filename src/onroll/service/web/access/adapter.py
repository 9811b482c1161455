"""What allauth asks us: our words, nobody signs up, a second step's secret is kept encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.own_account import note_sign_in_refused, note_signed_in
from onroll.service.web.access.idle import note_use

TOO_MANY = "You have tried too many times. Wait five minutes, then try again. If you have forgotten your password, ask an administrator of your school for a link."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by people who may give roles, never by signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account has been closed. Ask an administrator of your school.",
        "username_password_mismatch": "The username or the password is not right. Check both and try again.",
        "incorrect_password": "That is not your password. Check it and try again.",
        "enter_current_password": "That is not your present password. Check it and try again.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": "That code is not right, or has run out. Enter the newest one.",
        "invalid_login": "The username or the password is not right. Check both and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say that nobody signs up."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Say whether somebody confirms who they are: for their second step not for so long after signing in as after confirming it."""
        records = get_authentication_records(self.request, self.request.user)
        since = clock.real_now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        if app == "allauth.mfa" and any(record["at"] > since for record in records):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing in allauth's words: our pages say what was done."""

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Note that the session is used from now on."""
        note_use(request)
        note_signed_in(user_id=user.pk, by_means_of=_means(request, user), now=clock.now())
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note on the audit trail that somebody did not know a password."""
        note_sign_in_refused(username=str(credentials.get("username", "")), now=clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where a changed password leads."""
        return "/account/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second steps: words, and secrets encrypted under the service's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, has run out, or was used before. Enter the newest one your app shows.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey before making recovery codes.",
        "cannot_delete_authenticator": "A second step is required of you. Add another before you remove this one.",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for keeping."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a kept secret, under today's key or an earlier one."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return what an authenticator app shows beside the codes."""
        return user.get_username()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's own
        """Return a first name for a passkey."""
        return "My passkey"


_MEANS = {
    "password": "their password",
    "totp": "a code",
    "webauthn": "a passkey",
    "recovery_codes": "a recovery code",
}


def _means(request: HttpRequest, user: AbstractBaseUser) -> str:
    """Say by what a person signed in: "their password and a code"; one click leaves no record of means."""
    kinds = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    words = dict.fromkeys(_MEANS[kind] for kind in kinds if kind in _MEANS)
    return " and ".join(words) or "one click"


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    text = key if isinstance(key, bytes) else key.encode()
    digest = hashlib.blake2b(text, person=b"second factor", digest_size=32).digest()
    return base64.urlsafe_b64encode(digest)
