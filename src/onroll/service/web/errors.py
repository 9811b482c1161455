"""The pages that say something went wrong, in our layout and without any query."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import requires_csrf_token

from onroll.service.web.rendering import render


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere, or somewhere out of scope."""
    return render(request, "errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is refused outside a page, where no permission can be named."""
    return render(request, "errors/403.html", {"roles": []}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; what was being sent was not kept."""
    return render(request, "errors/500.html", status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open across a sign-in or too long; nothing in it was kept."""
    return render(request, "errors/csrf.html", status=403)
