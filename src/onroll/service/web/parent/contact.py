"""How the school reaches a parent: what they wish takes effect at once, and a number or address is put right once confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.correspondence.templates import LANGUAGES
from onroll.service.parents.actions.correcting import send_correction
from onroll.service.parents.actions.wishing import say_how_to_be_contacted
from onroll.service.parents.models import DetailCorrection
from onroll.service.parents.queries.page import HowToReach, ParentPage, how_to_reach
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import ContactWish
from onroll.service.room_for_words import TooLong
from onroll.service.web.parent.ways import Way, form_page
from onroll.service.web.requests import PageRequest

_WISHED = ("prefers", "times", "interpreter", "language", "words")


def contact(request: PageRequest, way: Way, found: ParentPage) -> HttpResponse:
    """Show how this parent is reached; keep how they would rather be."""
    reach = how_to_reach(found.link, on=clock.today())
    errors: dict[str, str] = {}
    values: dict[str, Any] = _wished(reach)
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in _WISHED}
        try:
            say_how_to_be_contacted(secret=way.key, **values, now=clock.now())
        except (ParentRefusal, TooLong) as refusal:
            errors["prefers"] = str(refusal)
        else:
            messages.success(
                request, "Thank you. The school sees this wherever it looks up how to reach you."
            )
            return redirect(way.to("page"))
    context = {
        "reach": reach,
        "ways": [(value, words, "") for value, words in ContactWish.Prefers.choices],
        "languages": LANGUAGES.items(),
    }
    return form_page(request, "parent/contact.html", way, found, values, errors, context)


def correct(request: PageRequest, way: Way, found: ParentPage) -> HttpResponse:
    """Ask which number or address is to be put right, and send it to the school to confirm."""
    reach = how_to_reach(found.link, on=clock.today())
    errors: dict[str, str] = {}
    values: dict[str, Any] = {"kind": request.GET.get("kind", DetailCorrection.Kind.MOBILE.value)}
    if request.method == "POST":
        values = request.POST.dict()
        try:
            send_correction(
                secret=way.key, kind=values.get("kind", ""), value=values.get("value", ""),
                key=values.get("key", "")[:64], now=clock.now(),
            )  # fmt: skip
        except (ParentRefusal, TooLong) as refusal:
            errors["value"] = str(refusal)
        else:
            messages.success(
                request, "Thank you. The school checks it with you, and uses what it has until then."
            )
            return redirect(way.to("contact"))
    context = {
        "kinds": [(value, words, "") for value, words in DetailCorrection.Kind.choices],
        "reach": reach,
    }
    return form_page(request, "parent/correct.html", way, found, values, errors, context)


def _wished(reach: HowToReach) -> dict[str, Any]:
    wish = reach.wish or ContactWish()
    return {
        "prefers": wish.prefers,
        "times": wish.times,
        "interpreter": wish.interpreter,
        "words": wish.words,
        "language": reach.language,
    }
