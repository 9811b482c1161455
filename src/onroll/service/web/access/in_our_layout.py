"""allauth's views, drawn by our templates in our layout."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from onroll.service.web.rendering import render


class InOurLayout:
    """Mix into an allauth view: render `template_name`, with the form's errors as our pages list them."""

    template_name: str
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Render the page; 422 where what was sent was refused, so that a script can tell."""
        form = context.get("form")
        errors = listed(form) if isinstance(form, BaseForm) else []
        return render(
            self.request, self.template_name, {**context, "errors": errors}, status=422 if errors else 200
        )


def listed(form: BaseForm) -> list[dict[str, str]]:
    """Return a form's errors for the summary: each with a link to its field, those of the whole form with none."""
    return [
        {"text": str(text), "href": f"#{name}"} if name in form.fields else {"text": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]
