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


class InOurLayout:
    """Mix into an allauth view: render `template_name`, with the form's errors as our pages list them."""

    template_name: str
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Render the page; 422 where what was sent was refused, so that a script can tell."""
        form = context.get("form")
        faults = faults_of(form) if isinstance(form, BaseForm) else {}
        errors = [
            {"text": text, "href": f"#{name}"} if name != "__all__" else {"text": text}
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
