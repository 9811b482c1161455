"""Placing a pupil with a provider: find the pupil, give the days, and end it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal, PlansOverlap
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.off_site_provision.actions.placing import end_placement, place_pupil
from onroll.service.off_site_provision.queries.providers import Facts, provider_facts
from onroll.service.off_site_provision.refusals import ProvisionRefused
from onroll.service.organisations.models import School
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import boxes_of, days_from_boxes
from onroll.service.web.components.faults import faults_of, shown
from onroll.service.web.components.weeks import weeks_offered
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.planned.forms import week_of_two
from onroll.service.web.school.planned.views import WEEKDAYS

#: Pupils shown for a search.
MOST = 20
_DAYS = (("first_day", "the first day"), ("last_day", "the last day"))


@page(Permission.PROVISION_ARRANGE)
def choose(request: PageRequest, school: School, provider_id: int) -> HttpResponse:
    """Find the pupil to place."""
    found = _provider(request, school, provider_id)
    words = request.GET.get("q", "").strip()
    pupils = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {"found": found, "q": words, "pupils": pupils[:MOST], "more": max(0, len(pupils) - MOST)}
    return render(request, "school/provision/choose.html", context)


@page(Permission.PROVISION_ARRANGE)
def place(request: PageRequest, school: School, provider_id: int, pupil_id: int) -> HttpResponse:
    """Give the days and what is taught, and place the pupil."""
    found = _provider(request, school, provider_id)
    sent = request.POST
    faults: dict[str, str] = {}
    overlaps = False
    if request.method == "POST":
        days, unread = days_from_boxes(sent, _DAYS)
        try:
            place_pupil(
                school_id=school.pk,
                provider_id=provider_id,
                pupil_id=pupil_id,
                nature=sent.get("nature", ""),
                first_day=days["first_day"],
                last_day=days["last_day"],
                session=sent.get("session", "") if sent.get("session") in ("AM", "PM") else "",
                weekdays="".join(sorted(set(sent.getlist("weekday")) & set("12345"))),
                week=week_of_two(sent),
                counts_instead="counts_instead" in sent,
                by=request.actor,
                now=clock.now(),
            )
        except PlansOverlap as why:
            overlaps = True
            faults = faults_of(why, otherwise="counts_instead")
        except (ProvisionRefused, AttendanceRefusal, TooLong) as why:
            faults = faults_of(why, otherwise="nature", unread=unread)
        else:
            messages.success(request, "Placed. The registers of those sessions show it.")
            return redirect("provider", school_id=school.pk, provider_id=provider_id)
    context = {
        "found": found,
        "pupil": pupil_of_school(pupil_id, school_id=school.pk),
        "values": sent.dict() if faults else boxes_of("first_day", clock.today()),
        "weekdays": WEEKDAYS,
        "weeks": weeks_offered(school.pk),
        "weekdays_chosen": sent.getlist("weekday") if faults else list("12345"),
        "overlaps": overlaps,
        **shown(faults),
    }
    return render(request, "school/provision/place.html", context, status=422 if faults else 200)


@page(Permission.PROVISION_ARRANGE)
def end(request: PageRequest, school: School, provider_id: int, placement_id: int) -> HttpResponse:
    """Ask whether a placement is to end, and end it."""
    found = _provider(request, school, provider_id)
    back = reverse("provider", kwargs={"school_id": school.pk, "provider_id": provider_id})
    one = next((each for each in found.placements if each.pk == placement_id), None)
    if one is None:
        messages.error(request, "This placement is ended already, or is not this provider’s.")
        return redirect(back)
    if request.method != "POST":
        return ask(
            request,
            Question(
                f"End {one.pupil}’s placement with {found.provider.name}?",
                ("The pupil is expected in school again. What was entered already stands.",),
                do="End the placement",
                leave="Leave it as it is",
                back=back,
            ),
        )
    try:
        end_placement(school_id=school.pk, placement_id=placement_id, by=request.actor, now=clock.now())
    except ProvisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The placement is ended.")
    return redirect(back)


def _provider(request: PageRequest, school: School, provider_id: int) -> Facts:
    found = provider_facts(request.scope, school_id=school.pk, provider_id=provider_id, now=clock.now())
    if found is None or found.provider.ended_at is not None:
        raise Http404("This school has no such provider.")
    return found
