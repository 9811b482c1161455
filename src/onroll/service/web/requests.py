"""What a page is asked with, once the middleware and @page have seen to it."""

from __future__ import annotations

from django.http import HttpRequest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import School


class PageRequest(HttpRequest):
    """A request by someone signed in: who acts, what their roles reach and, within a school's pages, the school."""

    actor: Actor
    scope: Scope
    school: School
    place: str
