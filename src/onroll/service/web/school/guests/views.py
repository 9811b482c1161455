"""The guests of a school: how they attended today, telling their home schools, and their end."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.dual_registration import COVERED, DUAL_REGISTRATION
from onroll.law.off_site_provision import CODE_ELSEWHERE, ArrangedBy
from onroll.service import clock
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.guests.actions.hosting import end_stay
from onroll.service.guests.actions.telling import record_home_told, tell_home_schools
from onroll.service.guests.models import GuestStay, GuestTold
from onroll.service.guests.queries.stays import guest_stay, guests, guests_today
from onroll.service.guests.refusals import GuestRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.notices.form import KNOWS, link_of_receipt

#: How a home school is told without a message.
SPOKEN = [(one.value, one.label) for one in (GuestTold.How.PHONE, GuestTold.How.IN_PERSON)]


@page(Permission.ARRANGEMENT_VIEW)
def guests_page(request: PageRequest, school: School) -> HttpResponse:
    """Show today's guests, those who come and came, and our pupils at another school."""
    found = guests(request.scope, school_id=school.pk, now=clock.now())
    named = {one.pupil_id for one in (*found.standing, *found.past)}
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=named | {one.placement.pupil_id for one in found.elsewhere},
        page="guests",
        now=clock.now(),
    )
    context = {
        "found": found,
        "to_email": sum(one.is_news and bool(one.stay.email) for one in found.to_tell),
        "registered": DUAL_REGISTRATION,
        "covered": COVERED,
        "codes": CODE_ELSEWHERE.on(clock.today()),
        "there": ArrangedBy.OTHER_SCHOOL,
        "ours": ArrangedBy.SCHOOL,
    }
    return render(request, "school/guests/guests.html", context)


@page(Permission.PROVISION_ARRANGE)
def tell(request: PageRequest, school: School) -> HttpResponse:
    """Email the home schools that are to be told of today."""
    if request.method == "POST":
        try:
            count = tell_home_schools(
                school_id=school.pk, link_of=link_of_receipt(request), by=request.actor, now=clock.now()
            )
        except (MessageRefused, TooLong) as refusal:
            messages.error(request, str(refusal))
        else:
            said = (
                f"{counted(count, 'home school')} told by email."
                if count
                else "Nobody was left to be told by email."
            )
            messages.success(request, said)
    return redirect("guests", school_id=school.pk)


@page(Permission.PROVISION_ARRANGE)
def told(request: PageRequest, school: School, stay_id: int) -> HttpResponse:
    """Record that a home school was told by phone or in person."""
    stay = _stay(request, school, stay_id)
    sent, refusal = request.POST, None
    if request.method == "POST":
        try:
            record_home_told(
                school_id=school.pk,
                stay_id=stay_id,
                how=sent.get("how", ""),
                who=sent.get("who", ""),
                words=sent.get("words", ""),
                knows=sent.get("knows", ""),
                by=request.actor,
                now=clock.now(),
            )
        except (GuestRefused, NoticeRefused, TooLong) as why:
            refusal = why
        else:
            messages.success(request, "Recorded: the home school was told.")
            return redirect("guests", school_id=school.pk)
    line = next((one for one in guests_today(school.pk, now=clock.now()) if one.stay.pk == stay_id), None)
    where = getattr(refusal, "field", "") or "who"
    context = {
        "stay": stay,
        "hows": SPOKEN,
        "knows": KNOWS if line and line.unexplained else (),
        "values": sent
        if refusal
        else {"how": GuestTold.How.PHONE.value, "who": stay.contact, "knows": "", "words": ""},
        "errors": [{"text": str(refusal), "href": f"#{where}"}] if refusal else [],
        "where": where,
    }
    return render(request, "school/guests/told.html", context, status=422 if refusal else 200)


@page(Permission.PROVISION_ARRANGE)
def end(request: PageRequest, school: School, stay_id: int) -> HttpResponse:
    """Ask whether a guest's time here is to end, and end it."""
    stay, back = _stay(request, school, stay_id), reverse("guests", kwargs={"school_id": school.pk})
    if request.method != "POST":
        return ask(
            request,
            Question(
                f"End {stay.pupil}’s time here as a guest?",
                (
                    f"{stay.home_school} is told no more, and its sessions are planned here no more. What was entered already "
                    "stands, and the pupil stays on roll: delete the name under Roll where a ground is met.",
                ),
                do="End it",
                leave="Leave it as it is",
                back=back,
            ),
        )
    try:
        end_stay(school_id=school.pk, stay_id=stay_id, by=request.actor, now=clock.now())
    except GuestRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{stay.pupil} is a guest here no more.")
    return redirect(back)


def _stay(request: PageRequest, school: School, stay_id: int) -> GuestStay:
    stay = guest_stay(request.scope, school_id=school.pk, stay_id=stay_id)
    if stay is None:
        raise Http404("This school has no such guest.")
    return stay
