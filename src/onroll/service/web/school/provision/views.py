"""The providers of a school, and one of them: its checks, its link, what it answered, and its end."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.off_site_provision import CODE_ELSEWHERE, Check
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.off_site_provision.actions.answering import accept_answers, decline_answer
from onroll.service.off_site_provision.actions.providers import (
    add_provider,
    end_provider,
    make_provider_link,
    record_check,
)
from onroll.service.off_site_provision.queries.providers import Facts, provider_facts, providers
from onroll.service.off_site_provision.refusals import ProvisionRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import boxes_of, date_from_boxes, day_asked
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.deeds import Deed, do_and_show
from onroll.service.whole_numbers import whole_number, whole_numbers


@page(Permission.ARRANGEMENT_VIEW)
def providers_page(request: PageRequest, school: School) -> HttpResponse:
    """List the providers."""
    lines = providers(request.scope, school_id=school.pk, on=clock.today())
    return render(request, "school/provision/providers.html", {"lines": lines})


@page(Permission.PROVISION_ARRANGE)
def new_provider(request: PageRequest, school: School) -> HttpResponse:
    """Add a provider."""
    sent, error = request.POST, ""
    if request.method == "POST":
        try:
            made = add_provider(
                school_id=school.pk,
                name=sent.get("name", ""),
                arranged_by=sent.get("arranged_by", ""),
                address=sent.get("address", ""),
                contact=sent.get("contact", ""),
                telephone=sent.get("telephone", ""),
                email=sent.get("email", ""),
                answer_by=_hour_of(sent.get("answer_by", "")),
                by=request.actor,
                now=clock.now(),
            )
        except (ProvisionRefused, TooLong, NotATime) as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Added. Record its checks next: nobody can be placed before.")
            return redirect("provider", school_id=school.pk, provider_id=made.pk)
    context = {
        "kinds": [
            (by.value, f"{one.title} (code {one.code})", one.condition)
            for by, one in CODE_ELSEWHERE.on(clock.today()).items()
        ],
        "values": sent,
        "errors": [{"text": error, "href": "#name"}] if error else [],
    }
    return render(request, "school/provision/new.html", context, status=422 if error else 200)


@page(Permission.ARRANGEMENT_VIEW)
def provider(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Show one provider, with today's pupils and answers."""
    return shown(request, school, provider_id)


@page(Permission.PROVISION_ARRANGE)
def check(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Record a check of a provider."""
    return _sent(request, school, provider_id, _checked, "#kind")


@page(Permission.PROVISION_ARRANGE)
def link(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Make the link by which a provider answers, and show it once."""
    if request.method != "POST":
        return redirect("provider", school_id=school.pk, provider_id=provider_id)
    try:
        secret = make_provider_link(
            school_id=school.pk, provider_id=provider_id, by=request.actor, now=clock.now()
        )
    except ProvisionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("provider", school_id=school.pk, provider_id=provider_id)
    address = request.build_absolute_uri(reverse("provider_day", kwargs={"provider_secret": secret}))
    return render(
        request,
        "school/provision/link.html",
        {"found": _facts(request, school, provider_id), "address": address},
    )


@page(Permission.REGISTER_AMEND)
def answers(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Accept what a provider answered into the register, or not."""
    return _sent(request, school, provider_id, _decided, "#answers")


@page(Permission.PROVISION_ARRANGE)
def end(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Ask whether a provider is to be ended, and end it."""
    found = _facts(request, school, provider_id)
    back = reverse("provider", kwargs={"school_id": school.pk, "provider_id": provider_id})
    if request.method != "POST":
        return ask(
            request,
            Question(
                f"End {found.provider.name}?",
                ("It is listed no longer, and its link opens nothing any more. What it answered is kept.",),
                do="End it",
                leave="Leave it as it is",
                back=back,
            ),
        )
    try:
        end_provider(school_id=school.pk, provider_id=provider_id, by=request.actor, now=clock.now())
    except ProvisionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, f"{found.provider.name} is ended.")
    return redirect("provision", school_id=school.pk)


def _sent(request: PageRequest, school: School, provider_id: int, do: Deed, where: str) -> HttpResponse:
    def again(request: PageRequest, school: School, of: int, refused: Exception) -> HttpResponse:
        return shown(request, school, of, {"text": str(refused), "href": where})

    return do_and_show(
        request, school, provider_id, do, refusal=ProvisionRefused, again=again, page=("provider", "provider_id")
    )  # fmt: skip


def _checked(request: PageRequest, school: School, provider_id: int) -> str:
    sent = request.POST
    record_check(
        school_id=school.pk,
        provider_id=provider_id,
        kind=sent.get("kind", ""),
        done_on=date_from_boxes(sent, "done_on", "the day it was checked"),
        good_until=day_asked(sent, "good_until", "the day to look again"),
        words=sent.get("words", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "The check is recorded."


def _decided(request: PageRequest, school: School, provider_id: int) -> str:
    sent = request.POST
    if (answer_id := whole_number(sent.get("decline", ""))) is not None:
        decline_answer(school_id=school.pk, answer_id=answer_id, by=request.actor, now=clock.now())
        return "It is not entered. Ring the provider, and enter what happened."
    chosen = whole_numbers(sent.getlist("answer"))
    if not chosen:
        raise ProvisionRefused("Tick the answers to enter.")
    entered = accept_answers(school_id=school.pk, answer_ids=chosen, by=request.actor, now=clock.now())
    return f"{counted(len(entered), 'answer')} entered into the register."


def _hour_of(typed: str) -> dt.time:
    """Return the hour that was typed; left empty it is no hour, not now. Raises ProvisionRefused, NotATime."""
    if not typed.strip():
        raise ProvisionRefused("Give the time by which they answer each day, like 10:00.")
    return moment_of(typed, clock.now()).time()


def _facts(request: PageRequest, school: School, provider_id: int) -> Facts:
    found = provider_facts(request.scope, school_id=school.pk, provider_id=provider_id, now=clock.now())
    if found is None:
        raise Http404("This school has no such provider.")
    return found


def shown(
    request: PageRequest, school: School, provider_id: int, error: dict[str, str] | None = None
) -> HttpResponse:
    """Show one provider, and what kept a form from being done."""
    found = _facts(request, school, provider_id)
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids={one.pupil_id for one in (*found.placements, *found.past)},
        page="provider",
        now=clock.now(),
    )
    context = {
        "found": found,
        "checks": [(one.value, one.in_words) for one in Check],
        "values": request.POST.dict() if error else boxes_of("done_on", clock.today()),
        "errors": [error] if error else [],
    }
    return render(request, "school/provision/provider.html", context, status=409 if error else 200)
