"""Second steps of one's own: an authenticator app, passkeys, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import IndexView, ReauthenticateView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.own_account import note_second_factor
from onroll.service.web.access.in_our_layout import (
    PASSKEY_NOT_ADDED,
    PASSKEY_REFUSED,
    InOurLayout,
    faults_of,
)
from onroll.service.web.access.middleware import SEEN

#: Characters of a passkey's name: a line of the list of them.
ROOM_FOR_A_NAME = 60
NAME_TOO_LONG = f"The name has more than {ROOM_FOR_A_NAME} characters. Shorten it, such as “school laptop”."


class Added:
    """Mix into a view that adds a second step: it is noted on the audit trail, and the next page says so."""

    request: HttpRequest
    factor: str
    done: str

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it, and note so."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        note_second_factor(
            user_id=int(self.request.user.pk or 0), added=True, what=self.factor, now=clock.now()
        )
        messages.success(self.request, self.done)
        return answer


class Removed:
    """Mix into a view that removes a second step: it is noted, and whether one is left is looked up on the next page."""

    request: HttpRequest
    factor: str
    done: str

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, note so, and forget that one was seen."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        note_second_factor(
            user_id=int(self.request.user.pk or 0), added=False, what=self.factor, now=clock.now()
        )
        self.request.session.pop(SEEN, None)
        messages.success(self.request, self.done)
        return answer


class SecondFactors(InOurLayout, IndexView):
    """Show which second steps one has, and offer the others."""

    template_name = "access/second_factors.html"


class SetUpApp(Added, InOurLayout, ActivateTOTPView):
    """Show a QR code, and ask for the code the app makes of it."""

    template_name = "access/set_up_app.html"
    factor = "an authenticator app"
    done = "Your authenticator app is set up. From now on you sign in with a code it shows as well."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret in groups of four, for typing."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "typed": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))}


class RemoveApp(Removed, InOurLayout, DeactivateTOTPView):
    """Take the app off the account."""

    template_name = "access/remove_app.html"
    factor = "an authenticator app"
    done = "Your authenticator app is removed. The codes it shows no longer let you in."


class RecoveryCodes(InOurLayout, ViewRecoveryCodesView):
    """Show the recovery codes that are left."""

    template_name = "access/recovery_codes.html"


class NewRecoveryCodes(Added, InOurLayout, GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones stop working."""

    template_name = "access/new_recovery_codes.html"
    factor = "new recovery codes"
    done = "You have new recovery codes. The old ones no longer let you in."


class DownloadedRecoveryCodes(DownloadRecoveryCodesView):
    """Give the recovery codes as a file of plain text."""

    template_name = "access/recovery_codes.txt"


class Passkeys(InOurLayout, ListWebAuthnView):
    """List one's passkeys."""

    template_name = "access/passkeys.html"


class Named:
    """Mix into a view that names a passkey: the name has room for so many characters, and says so."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return allauth's form, its name no longer than a line."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        form.fields["name"].validators.append(MaxLengthValidator(ROOM_FOR_A_NAME, NAME_TOO_LONG))
        return form


class AddPasskey(Named, Added, InOurLayout, AddWebAuthnView):
    """Add a passkey."""

    template_name = "access/add_passkey.html"
    factor = "a passkey"
    done = "Your passkey is added."

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again, with another key to make."""
        faults = faults_of(form)
        if faults.keys() & {"__all__", "credential"}:
            faults = {"credential": PASSKEY_NOT_ADDED}
        return self.render_refused({**self.get_context_data(), "form": form}, faults)


class RenamePasskey(Named, InOurLayout, EditWebAuthnView):
    """Name a passkey."""

    template_name = "access/rename_passkey.html"


class RemovePasskey(Removed, InOurLayout, RemoveWebAuthnView):
    """Take a passkey off the account."""

    template_name = "access/remove_passkey.html"
    factor = "a passkey"
    done = "The passkey is removed. It no longer lets you in."


class ConfirmByCode(InOurLayout, ReauthenticateView):
    """Ask for a code before something that guards the account is changed."""

    template_name = "access/confirm_by_code.html"


class ConfirmByPasskey(InOurLayout, ReauthenticateWebAuthnView):
    """Ask for a passkey before something that guards the account is changed."""

    template_name = "access/confirm_by_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again, and say that this passkey was not accepted."""
        return self.render_refused(self.get_context_data(), {"credential": PASSKEY_REFUSED})
