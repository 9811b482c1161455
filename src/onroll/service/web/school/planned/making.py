"""Making an arrangement: what and whom, then the details, then what would come of it, and only then is it made."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.planned_attendance import ASKED_OF_AN_ACTIVITY, Activity
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.pupils_on_day import PupilOnDay, pupils_on_day
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.planned_attendance.actions.arranging import arrange
from onroll.service.planned_attendance.queries.arrangements import preview
from onroll.service.planned_attendance.refusals import ArrangementRefused, NotAsTheLawAsks
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.components.ticking import asked_to_tick
from onroll.service.web.components.weeks import weeks_offered
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.planned.forms import FIELD_OF, Typed, activity_of, read
from onroll.service.web.school.planned.views import WEEKDAYS
from onroll.service.whole_numbers import whole_numbers

_NOT_KEPT = {"csrfmiddlewaretoken", "do", "counts_instead"}


@page(Permission.PLAN_MAKE)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Choose what is arranged, and for which groups or pupils."""
    today = clock.today()
    context = {
        "kinds": [
            (one.activity.value, f"{one.title} ({one.code})", " ".join(one.conditions))
            for one in ASKED_OF_AN_ACTIVITY.on(today).values()
        ],
        "groups": groups_on(request.scope, school_id=school.pk, on=today),
    }
    return render(request, "school/planned/choose.html", context)


@page(Permission.PLAN_MAKE)
def details(request: PageRequest, school: School) -> HttpResponse:
    """Ask for the details; show what would come of them; make it."""
    sent = request.POST if request.method == "POST" else request.GET
    activity = activity_of(sent)
    if activity is None:
        messages.error(request, "Choose what is to be arranged.")
        return redirect("planned_new", school_id=school.pk)
    if request.method != "POST":
        return _first_shown(request, school, activity)
    asked = asked_to_tick(request.POST, [one.id for one in _offered(request, school)])
    if asked is not None:
        return _form(request, school, activity, Typed(None, asked))
    typed = read(request.POST, activity)
    if typed.draft is None or request.POST.get("do") == "change":
        return _form(request, school, activity, typed)
    if request.POST.get("do") == "make":
        return _made(request, school, activity, typed)
    return _previewed(request, school, activity, typed)


def _made(request: PageRequest, school: School, activity: Activity, typed: Typed) -> HttpResponse:
    if typed.draft is None:  # pragma: no cover - the page asks only with a draft
        return _form(request, school, activity, typed)
    try:
        made = arrange(
            school_id=school.pk,
            draft=typed.draft,
            pupil_ids=typed.pupil_ids,
            key=request.POST.get("key", "") or secrets.token_urlsafe(16),
            leave_out_refused=True,
            counts_instead="counts_instead" in request.POST,
            by=request.actor,
            now=clock.now(),
        )
    except NotAsTheLawAsks:
        return _previewed(request, school, activity, typed)
    except (ArrangementRefused, TooLong) as refusal:
        typed.errors["title"] = str(refusal)
        return _form(request, school, activity, typed)
    count = made.pupils.count()
    messages.success(request, f"Arranged for {counted(count, 'pupil')}. The registers of its days show it.")
    return redirect("planned_arrangement", school_id=school.pk, arrangement_id=made.pk)


def _previewed(request: PageRequest, school: School, activity: Activity, typed: Typed) -> HttpResponse:
    if typed.draft is None:  # pragma: no cover - the page asks only with a draft
        return _form(request, school, activity, typed)
    judged = preview(
        request.scope, school_id=school.pk, draft=typed.draft, pupil_ids=typed.pupil_ids, now=clock.now()
    )
    if not typed.pupil_ids:
        typed.errors["pupils"] = "Choose at least one pupil."
    for fault in judged.faults:
        typed.errors.setdefault(FIELD_OF.get(fault.name, "title"), fault.message)
    if typed.errors:
        return _form(request, school, activity, typed)
    context = {
        "judged": judged,
        "draft": typed.draft,
        "weekdays": WEEKDAYS,
        "to_arrange": judged.to_arrange(counts_instead=False),
        "hidden": _hidden(request.POST),
    }
    return render(request, "school/planned/preview.html", context)


def _first_shown(request: PageRequest, school: School, activity: Activity) -> HttpResponse:
    groups = whole_numbers(request.GET.getlist("group"))
    words = request.GET.get("q", "").strip()
    today = clock.today()
    found: list[PupilOnDay] = []
    if groups:
        found += pupils_on_day(request.scope, school_id=school.pk, date=today, group_ids=groups)
    if words:
        named = pupils_on_day(request.scope, school_id=school.pk, date=today, words=words)
        found += [one for one in named if one not in found]
    if not found:
        messages.error(
            request,
            f"Nobody on roll matches “{words}”. Try the start of a name, or choose a group."
            if words
            else "Choose a group, or type a pupil’s name.",
        )
        return redirect(
            f"{reverse('planned_new', kwargs={'school_id': school.pk})}?activity={activity.value}"
        )
    typed = Typed(None, [one.id for one in found])
    return _form(request, school, activity, typed, found)


def _form(
    request: PageRequest,
    school: School,
    activity: Activity,
    typed: Typed,
    pupils: list[PupilOnDay] | None = None,
) -> HttpResponse:
    offered = pupils if pupils is not None else _offered(request, school)
    values: dict[str, Any] = request.POST.dict() if request.method == "POST" else {}
    if not values:
        values = {**boxes_of("first_day", clock.today()), "is_supervised_by_staff": "1"}
    return render(
        request,
        "school/planned/details.html",
        {
            "activity": activity,
            "asks": ASKED_OF_AN_ACTIVITY.on(clock.today())[activity],
            "pupils": offered,
            "chosen": set(typed.pupil_ids),
            "offered": " ".join(str(one.id) for one in offered),
            "values": values,
            "weekdays": WEEKDAYS,
            "weeks": weeks_offered(school.pk),
            "weekdays_chosen": request.POST.getlist("weekday") if request.method == "POST" else list("12345"),
            "key": values.get("key") or secrets.token_urlsafe(16),
            "error": typed.errors,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in typed.errors.items()],
        },
        status=422 if typed.errors else 200,
    )


def _offered(request: PageRequest, school: School) -> list[PupilOnDay]:
    """Return the pupils the form offered before, ticked or not."""
    ids = set(whole_numbers(request.POST.get("offered", "").split()))
    everyone = pupils_on_day(request.scope, school_id=school.pk, date=clock.today())
    return [one for one in everyone if one.id in ids]


def _hidden(sent: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in sent.lists() if name not in _NOT_KEPT for value in values]
