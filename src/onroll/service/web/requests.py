"""What a page is asked with, once the middleware and @page have seen to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import School

#: No number of the service's own has more digits.
MOST_DIGITS = 18


class PageRequest(HttpRequest):
    """A request by someone signed in: who acts, what their roles reach and, within a school's pages, the school."""

    actor: Actor
    scope: Scope
    school: School
    place: str


def whole_number(typed: str) -> int | None:
    """Return a whole number that was sent; None where it is none, or longer than any the service keeps."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None


def whole_numbers(typed: Iterable[str]) -> list[int]:
    """Return those of what was sent that are whole numbers."""
    return [number for one in typed if (number := whole_number(one)) is not None]
