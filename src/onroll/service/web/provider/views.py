"""Today's list for whoever holds a provider's link: first names and an initial, and whether each came."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.off_site_provision.actions.answering import answer_for_day
from onroll.service.off_site_provision.models import Provider, ProviderAnswer
from onroll.service.off_site_provision.queries.day import open_provider_link, provider_day, school_of
from onroll.service.off_site_provision.refusals import AnswerRefused
from onroll.service.room_for_words import TooLong
from onroll.service.web.pages import NO_TEXT, holds_no_text
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

NO_LINK = (
    "There is no page at this address. Check that the whole link was copied, or ask the school for a new one."
)


@login_not_required
def day(request: PageRequest, provider_secret: str) -> HttpResponse:
    """Show today's list, and take the answer."""
    try:
        school_id = school_of(provider_secret)
        if school_id is None:
            raise AnswerRefused(NO_LINK)
        if holds_no_text(request):
            raise AnswerRefused(NO_TEXT)
        with row_security.limited_to([school_id]):
            provider = open_provider_link(provider_secret, on=clock.today())
            request.place = provider.school.name
            answer = _answered(request, provider, provider_secret)
    except AnswerRefused as refusal:
        answer = render(
            request,
            "parent/closed.html",
            {"why": str(refusal), "parents_page": True, "is_signed_in": False},
            status=410,
        )
    answer.headers["X-Robots-Tag"] = "noindex"
    # Not "no-referrer": a browser would then send forms with no origin, and they would be refused.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _answered(request: PageRequest, provider: Provider, secret: str) -> HttpResponse:
    error = ""
    if request.method == "POST":
        try:
            count = answer_for_day(
                secret,
                date=_date(request.POST.get("date", "")),
                answers=_answers(request),
                who=request.POST.get("who", ""),
                now=clock.now(),
            )
        except (AnswerRefused, TooLong) as refusal:
            error = str(refusal)
        else:
            messages.success(
                request,
                "Thank you. The school has your answer."
                if count
                else "The school has this answer already. Nothing was sent twice.",
            )
            return redirect("provider_day", provider_secret=secret)
    context = {
        "found": provider_day(provider, now=clock.now()),
        "choices": ProviderAnswer.What.choices,
        "values": request.POST if error else {},
        "errors": [{"text": error, "href": "#who"}] if error else [],
        "parents_page": True,
    }
    return render(request, "provider/day.html", context, status=422 if error else 200)


def _answers(request: PageRequest) -> dict[str, tuple[str, str]]:
    sent = request.POST
    keys = [name.removeprefix("what-") for name in sent if name.startswith("what-")]
    return {key: (sent[f"what-{key}"], sent.get(f"words-{key}", "")) for key in keys}


def _date(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise AnswerRefused(
            "The list has changed since you opened it. Look at it again, and answer then."
        ) from None
