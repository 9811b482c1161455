"""The page shown when the service cannot be reached, and the service worker that keeps it in the browser.

Both are the same for everyone and open without signing in: what is kept on a device can name nobody.
"""

from __future__ import annotations

import json
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import reverse

from onroll.service.web.assets import asset, asset_text

#: What the page needs to be read with no connection: each is named by its contents, so a new build is a new list.
_PARTS = ("onroll.css", "no_connection.js", "register_draft.js", "images/favicon.svg")


@login_not_required
def no_connection(request: HttpRequest) -> HttpResponse:
    """Show what this device keeps, and go back by itself when the service can be reached."""
    return HttpResponse(_page(), headers={"Cache-Control": "no-cache"})


@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker, with the list of what it keeps."""
    return HttpResponse(
        f"const KEPT = {json.dumps(_kept())};\n{asset_text('worker.js')}",
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@cache
def _page() -> str:
    # Rendered for nobody: no person, no school and no message of theirs can be in it.
    return engines["jinja2"].get_template("offline/no_connection.html").render({})


def _kept() -> dict[str, object]:
    return {"page": reverse("no_connection"), "parts": [asset(name) for name in _PARTS]}
