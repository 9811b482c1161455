"""A question asked before a deed that is not undone with one click: what it is, what comes of it, and a way out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse

from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a heading, what comes of saying yes, the words of the button, and of the link that does nothing."""

    heading: str
    says: tuple[str, ...]
    do: str
    leave: str
    #: Where the link leads: the page the question was asked from.
    back: str


def ask(request: PageRequest, question: Question) -> HttpResponse:
    """Ask it, on a page of its own; its button sends to the address it was asked at."""
    return render(request, "layouts/question.html", {"question": question})
