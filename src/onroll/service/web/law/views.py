"""The list of codes and rules, a page for each code and a page for each rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse

from onroll.casebooks.by_rule import cases_of
from onroll.law import NotInForce, UnknownCode, codes_in_force
from onroll.law.attendance_codes import code_on, in_force_between
from onroll.law.changes import items_of, value_in_words
from onroll.law.citation import Citation
from onroll.law.code_helper import near_misses
from onroll.law.coverage import COVERED, SECTIONS, counts, told_by
from onroll.law.dated import Dated, From
from onroll.law.rules import all_dated_values, all_rules, rule_named
from onroll.law.subjects import by_subject, values_of
from onroll.service import clock
from onroll.service.web.law.slugs import code_of, slug_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def law(request: PageRequest) -> HttpResponse:
    """List the codes in force today and every rule."""
    today = clock.today()
    context = {"codes": codes_in_force(today), "subjects": by_subject(), "today": today, "slug_of": slug_of}
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
    every = all_dated_values()
    context = {
        "rule": found,
        "numbers": [
            (every[name], list(_steps(every[name])), _announced(every[name])) for name in values_of(found)
        ],
        "provisions": told_by(found.name),
        "cases": cases_of(found.name),
    }
    return render(request, "law/rule.html", context)


def provisions(request: PageRequest) -> HttpResponse:
    """List every provision in order, with what is done about it and the rules that do it."""
    names = {rule.name: rule.title for rule in all_rules()}
    by_section = [
        (number, title, [one for one in COVERED if one.key.partition(".")[0] == number])
        for number, title in SECTIONS.items()
    ]
    context = {"sections": by_section, "counts": counts(), "titles": names, "values": all_dated_values()}
    return render(request, "law/provisions.html", context)


def _announced(value: Dated[Any]) -> list[tuple[str, str, Citation]]:
    """Return what is announced of a value: what it would be, why it is not in force, and what it rests on."""
    return [(value_in_words(one.value), one.reason, one.citation) for one in value.announced]


def _steps(value: Dated[Any]) -> Iterator[tuple[dt.date, tuple[str, ...], str, Citation]]:
    """Yield each step of a value: its day, its items where it is a list, its words where not, and what it rests on."""
    for step in value.steps:
        if isinstance(step, From):
            yield step.day, items_of(step.value), value_in_words(step.value), step.citation
        else:
            yield step.day, (), "no longer in force", step.citation
