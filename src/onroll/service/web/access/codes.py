"""The forms that ask for a code: one of an app, or a recovery code, which lets its owner in once."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

USED = "That recovery code was used before, and each lets you in once. Enter another, or the code your app shows."


class SaysWhatIsUsed:
    """Mix into a form that asks for a code: of a recovery code that was used it says so."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError."""
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as refusal:
            if refusal.code == "incorrect_code" and _was_used(self.user, self.cleaned_data["code"]):
                raise ValidationError(USED, code="used_code") from None
            raise


class CodeToSignIn(SaysWhatIsUsed, AuthenticateForm):
    """Ask for the code of the second step."""


class CodeToConfirm(SaysWhatIsUsed, ReauthenticateForm):
    """Ask for a code before something that guards the account is changed."""


def _was_used(user: Any, typed: str) -> bool:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if kept is None:
        return False
    codes = kept.wrap()
    return typed.strip() in set(codes.generate_codes()) - set(codes.get_unused_codes())
