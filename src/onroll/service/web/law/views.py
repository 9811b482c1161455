"""The list of codes and rules, a page for each code and a page for each rule."""

from __future__ import annotations

import datetime as dt
from inspect import getdoc

from django.http import Http404, HttpResponse

from onroll.law import NotInForce, UnknownCode, codes_in_force
from onroll.law.attendance_codes import code_on, in_force_between
from onroll.law.changes import value_in_words
from onroll.law.code_helper import near_misses
from onroll.law.coverage import covered_by
from onroll.law.dated import From
from onroll.law.rules import all_dated_values, all_rules, rule_named
from onroll.service import clock
from onroll.service.web.law.slugs import code_of, slug_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def law(request: PageRequest) -> HttpResponse:
    """List the codes in force today and every rule."""
    today = clock.today()
    context = {"codes": codes_in_force(today), "rules": all_rules(), "today": today, "slug_of": slug_of}
    return render(request, "law/law.html", context)


def code(request: PageRequest, slug: str) -> HttpResponse:
    """Show one code as it is today or, where it has ended, as it last was."""
    today = clock.today()
    try:
        first_day, ended = in_force_between(code_of(slug))
        as_at = today if ended is None or ended > today else ended - dt.timedelta(days=1)
        meaning = code_on(code_of(slug), as_at)
    except (UnknownCode, NotInForce) as unknown:
        raise Http404(str(unknown)) from unknown
    context = {
        "meaning": meaning,
        "first_day": first_day,
        "ended": ended if ended is not None and ended <= today else None,
        "near": near_misses(meaning.code, on=today),
        "slug_of": slug_of,
    }
    return render(request, "law/code.html", context)


def rule(request: PageRequest, rule_name: str) -> HttpResponse:
    """Show one rule: what it answers, its numbers through time, what it rests on and the provisions it builds."""
    try:
        found = rule_named(rule_name)
    except LookupError as unknown:
        raise Http404(str(unknown)) from unknown
    module = found.function.__module__.removeprefix("onroll.law.")
    numbers = [
        (value.description, [(step.day, value_in_words(step.value), step.citation) for step in steps])
        for name, value in all_dated_values().items()
        if name.rpartition(".")[0] == module
        and (steps := [step for step in value.steps if isinstance(step, From)])
    ]
    context = {
        "rule": found,
        "explanation": (getdoc(found.function) or "").replace("`", "").split("\n\n"),
        "numbers": numbers,
        "provisions": covered_by(found.name),
    }
    return render(request, "law/rule.html", context)
