"""A session that nobody uses ends: a screen left open in a school is a screen a child can read.

Real time counts, whatever clock a demo keeps. What a page asks for by itself (`X-By-Itself`) is not use. The moment of
last use is written at most once in five minutes, so that few pages cost a statement for it: a session ends 25 to 30
minutes after its last page. It is written with a page alone, so that saving never waits for it: what was saved leads to
a page, or was sent by a script, which tells of typing and pointing by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from onroll.service import clock

#: In a session: when it was last used, in seconds of the epoch.
LAST_USED = "last_used"
#: How old, in seconds, what is written may be before it is written again.
WRITTEN_EVERY = 300


class IdleMiddleware:
    """End a session that was not used for `settings.SESSION_IDLE_AGE` seconds; set `request.idle_ends_in`, in seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and write that the session was used where that is due and a page is answered."""
        response = self.get_response(request)
        if getattr(request, "use_is_due", False) and _is_page(request, response):
            note_use(request)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _args: Any, _address: Any) -> None:
        """Judge the session of every view that needs someone signed in."""
        if not getattr(view, "login_required", True) or SESSION_KEY not in request.session:
            return
        now = clock.real_now().timestamp()
        used = request.session.get(LAST_USED, now)
        if now - used >= settings.SESSION_IDLE_AGE:
            logout(request)
            return
        if LAST_USED not in request.session:
            note_use(request)
        elif _is_use(request) and abs(now - used) >= WRITTEN_EVERY:
            used = now
            request.use_is_due = True  # type: ignore[attr-defined]
        request.idle_ends_in = int(used + settings.SESSION_IDLE_AGE - now)  # type: ignore[attr-defined]


def still_here(request: HttpRequest) -> JsonResponse:
    """Say in how many seconds the session ends; asked by POST, asking is use, so that it ends later."""
    if request.method == "POST":
        note_use(request)
        return JsonResponse({"ends_in": settings.SESSION_IDLE_AGE})
    return JsonResponse({"ends_in": request.idle_ends_in})  # type: ignore[attr-defined]


def _is_use(request: HttpRequest) -> bool:
    return "X-By-Itself" not in request.headers


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether a page is answered: not the way to one, nothing to a script that sends, and not to whoever signed out."""
    leads_on = 300 <= response.status_code < 400
    sent_by_script = request.method == "POST" and "X-Requested-With" in request.headers
    return not leads_on and not sent_by_script and SESSION_KEY in request.session


def note_use(request: HttpRequest) -> None:
    """Write that the session is used now."""
    request.session[LAST_USED] = int(clock.real_now().timestamp())


def last_used(session_key: str) -> dt.datetime | None:
    """Return when a session was last used, in London time; None where it has ended or never was."""
    seconds = SessionStore(session_key).get(LAST_USED)
    if seconds is None or clock.real_now().timestamp() - seconds >= settings.SESSION_IDLE_AGE:
        return None
    return dt.datetime.fromtimestamp(seconds, tz=clock.LONDON)
