"""The pages that say something went wrong, in our layout and without any query."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import requires_csrf_token

from onroll.service.web.rendering import render

#: When to try again after the database was out of reach.
SECONDS_TO_WAIT = 5


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere, or somewhere out of scope."""
    return render(request, "errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is refused outside a page, where no permission can be named."""
    return render(request, "errors/403.html", {"roles": []}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours, or a database that is locked, full or gone; what was being sent was not kept."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _out_of_reach(request)
    return render(request, "errors/500.html", status=500)


def _out_of_reach(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        answer: HttpResponse = JsonResponse(
            {"error": "Nothing was lost. Send it again in a moment."}, status=503
        )
    else:
        answer = render(request, "errors/503.html", status=503)
    answer.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    return answer


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open across a sign-in or too long; nothing in it was kept."""
    return render(request, "errors/csrf.html", status=403)
