"""Sending a message: which, by what, about whom; then each as it would go, and those that are ticked are sent."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.law.plain_words import day_in_words
from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import about_day, about_session, ask_for_messages
from onroll.service.correspondence.drafting import Drafts, Request, draft_messages
from onroll.service.correspondence.fields import FIELDS
from onroll.service.correspondence.queries.whom import NO_REASON, pupils_meant
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import (
    ACCOUNT,
    LANGUAGES,
    LETTER,
    PAPER,
    PARENT,
    RIGHT_TO_LEFT,
    Template,
    templates,
)
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.lateness.queries.facts import FACTS_OF_LATENESS, lateness_of
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.components.ticking import asks_only_to_tick, ticks_of
from onroll.service.web.components.ways import chosen_instead, other_ways
from onroll.service.web.formats import SESSION_WORDS
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.messages.sheets import choices_on_page, sheets_of

#: More drafts than this are counted and not listed; they are left out by choosing fewer pupils.
MOST_LISTED = 400


@page(Permission.MESSAGE_SEND)
def kinds(request: PageRequest, school: School) -> HttpResponse:
    """List the messages there are."""
    context = {
        "to_parents": [one for one in templates().values() if one.audience == PARENT],
        "sheets": [one for one in templates().values() if one.audience == PAPER],
        "tells_others": request.scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school.pk),
        "whom": request.GET.get("whom", ""),
    }
    return render(request, "school/messages/kinds.html", context)


@page(Permission.MESSAGE_SEND)
def write(request: PageRequest, school: School, template_key: str) -> HttpResponse:
    """Show what a message would say to whom, and send it."""
    template = templates().get(template_key)
    if template is None or template.audience in ("staff", "authority", ACCOUNT):
        raise Http404("There is no such message to be sent from here.")
    if template.audience == PAPER:
        return sheets_of(request, school, template)
    if template.audience != PARENT:
        # Whom to tell of which absence, and who has been, stands there: nobody is told twice.
        return redirect("notices", school_id=school.pk)
    sent = request.POST if request.method == "POST" else request.GET
    problem, drafts, on = "", None, clock.today()
    try:
        on = day_asked(sent, "on", "the day it is about") or on
        if sent.get("whom"):
            asked = asked_for(request, school, template, on)
            drafts = draft_messages(asked, by=request.actor, now=clock.now())
            if request.method == "POST" and not asks_only_to_tick(sent):
                return _send(request, school, asked, drafts)
    except (MessageRefused, DateNotGiven) as refusal:
        problem = str(refusal)
    counted = FACTS_OF_LATENESS & set(template.facts)
    context = {
        "template": template,
        "drafts": drafts,
        "ticked": ticks_of(request, "to", at_first=True),
        "fresh": [one for one in drafts.drafts if not one.is_there] if drafts else [],
        "values": {**boxes_of("on", on), **boxes_of("since", AcademicYear.of(on).first_day), **sent.dict()},
        "channels": [
            (AS_WISHED, "As each parent wishes"),
            *((one, one.capitalize()) for one in template.channels),
        ],
        "other_ways": other_ways(request.GET, drafts),
        "languages": [("", "Each parent’s own"), *((code, LANGUAGES[code]) for code in template.approved)],
        "choices": choices_on_page(request, school, on),
        "facts": [FIELDS[name] for name in template.facts if name not in {"session", *counted}],
        "counts_lateness": bool(counted),
        "asks_session": "session" in template.facts,
        "most_listed": MOST_LISTED,
        "may_be_document": drafts is not None and drafts.channel == LETTER and template.audience == PARENT,
        "query": request.GET.urlencode(),
        "right_to_left": RIGHT_TO_LEFT,
        "problem": problem,
        "errors": [{"text": problem, "href": "#whom"}] if problem else [],
    }
    return render(request, "school/messages/write.html", context, status=422 if problem else 200)


def asked_for(request: PageRequest, school: School, template: Template, on: dt.date) -> Request:
    """Return what a page asks for, by its address or its form. Raises MessageRefused, DateNotGiven."""
    sent = request.POST if request.method == "POST" else request.GET
    whom, session = sent["whom"], sent.get("session", "AM")
    pupils = pupils_meant(request.scope, school_id=school.pk, whom=whom, on=on)
    if not pupils:
        raise MessageRefused("No pupil is meant by that on that day. Choose others, or another day.")
    facts = {name: sent.get(name, "").strip()[:300] for name in template.facts}
    facts_of: dict[int, dict[str, str]] = dict.fromkeys(pupils, facts)
    if set(template.facts) >= FACTS_OF_LATENESS:
        since = day_asked(sent, "since", "the first day it counts") or AcademicYear.of(on).first_day
        facts_of = lateness_of(
            request.scope, school_id=school.pk, pupil_ids=pupils, first_day=since, last_day=on
        )
        if not facts_of:
            raise MessageRefused(
                f"None of them came late since {day_in_words(since)}. Choose others, or an earlier day."
            )
    if "session" in template.facts:
        half = SESSION_WORDS.get(NO_REASON.get(whom, session), "morning")
        facts["session"] = f"this {half}" if on == clock.today() else f"in the {half}"
    channel, language = sent.get("channel", ""), sent.get("language", "")
    return Request(
        school_id=school.pk,
        template=template.key,
        about=about_session(on, NO_REASON.get(whom, session))
        if "session" in template.facts
        else about_day(on),
        channel=channel if channel in template.channels else AS_WISHED,
        pupils=facts_of,
        on=on,
        language=language if language in LANGUAGES else "",
        instead=chosen_instead(sent),
    )


def _send(request: PageRequest, school: School, asked: Request, drafts: Drafts) -> HttpResponse:
    listed = len(drafts.drafts) <= MOST_LISTED
    ticked = set(request.POST.getlist("to"))
    left_out = [one.key for one in drafts.drafts if one.key not in ticked] if listed else []
    if listed and not ticked:
        raise MessageRefused("Nobody is ticked. Tick whom it is to go to.")
    made = ask_for_messages(
        Request(**{name: getattr(asked, name) for name in Request.__slots__} | {"leave_out": left_out}),
        by=request.actor,
        now=clock.now(),
    )
    count = len(made.messages)
    messages.success(
        request,
        f"{count:,} {'message is' if count == 1 else 'messages are'} on the way."
        if count
        else "All of these were asked for before. Nothing was sent twice.",
    )
    return redirect("messages", school_id=school.pk)
