"""allauth's views, drawn by our templates in our layout."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from onroll.service.web.rendering import render

#: What to do about a field left empty.
MISSING = {
    "login": "Enter your username.",
    "password": "Enter your password.",
    "oldpassword": "Enter your present password.",
    "password1": "Enter a new password.",
    "password2": "Enter the new password again.",
    "code": "Enter the code.",
    "name": "Enter a name for the passkey.",
    "credential": "The browser sent no passkey. Try again.",
}

#: Faults of the whole form, and of what only the browser fills in.
NO_FIELD = ("__all__", "credential")

PASSKEY_REFUSED = "That passkey was not accepted: it is not one of yours, or the page was open too long. Try again, or use another way."
PASSKEY_UNKNOWN = "That passkey is not on any account here: it may have been removed. Sign in with your username and password."
PASSKEY_NOT_ADDED = "The passkey was not added: the page was open too long, or the device did not check who you are. Try again."


class InOurLayout:
    """Mix into an allauth view: render `template_name`, with the form's errors as our pages list them."""

    template_name: str
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Render the page; 422 where what was sent was refused, so that a script can tell."""
        form = context.get("form")
        return self.render_refused(context, faults_of(form) if isinstance(form, BaseForm) else {})

    def render_refused(self, context: dict[str, Any], faults: dict[str, str]) -> HttpResponse:
        """Render the page with these faults, a sentence a field."""
        errors = [
            {"text": text} if name in NO_FIELD else {"text": text, "href": f"#{name}"}
            for name, text in faults.items()
        ]
        full = {**context, "errors": errors, "faults": faults}
        return render(self.request, self.template_name, full, status=422 if errors else 200)


def faults_of(form: BaseForm) -> dict[str, str]:
    """Return a form's errors in our words: one sentence a field, those of the whole form under "__all__"."""
    return {
        name: MISSING.get(name, "Fill this in.") if error.code == "required" else str(error.messages[0])
        for name, errors in form.errors.as_data().items()
        for error in errors[:1]
    }
