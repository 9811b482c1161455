"""Which code fits: a few questions, one at a time, kept in the address so that a step back is a step back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse

from onroll.law import Session
from onroll.law.code_helper import QUESTIONS, NotAnAnswer, code_that_fits
from onroll.service import clock
from onroll.service.web.law.slugs import slug_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def which_code(request: PageRequest) -> HttpResponse:
    """Ask the next question, or show the code that fits with its near misses."""
    session = Session.PM if request.GET.get("half") == "pm" else Session.AM
    answers = {name: request.GET[name] for name in QUESTIONS if request.GET.get(name)}
    errors = []
    try:
        advice = code_that_fits(answers, on=clock.today(), session=session)
    except NotAnAnswer as refusal:
        errors = [{"text": str(refusal), "href": "#helper"}]
        answers = {}
        advice = code_that_fits(answers, on=clock.today(), session=session)
    if (
        not errors
        and request.GET.get("asked")
        and advice.question
        and advice.question.name == request.GET["asked"]
    ):
        errors = [{"text": "Choose an answer.", "href": f"#{advice.question.name}"}]
    half = "pm" if session is Session.PM else "am"
    *earlier, _ = [*answers.items(), ("", "")]
    context = {
        "advice": advice,
        "answers": answers,
        "half": half,
        "errors": errors,
        "step_back": "?" + urlencode([("half", half), *earlier[:-1]]) if earlier else "",
        "slug_of": slug_of,
    }
    return render(request, "law/which_code.html", context)
