"""Admitting a pupil: one form in parts, which works without scripts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.admitting import (
    AdmissionRefused,
    PossiblySameChild,
    admit_pupil,
)
from onroll.service.admission_register.judging import BASES, AdmissionFault
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.queries.families import parents_of, pupil_to_admit_again
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.people.year_groups import year_groups_offered
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.admit_form import MOST_PARENTS, AdmitForm, values_of_parent
from onroll.service.whole_numbers import whole_number

_BOXES = {"parents": "parent-1-surname", "last_school_missing": "had_school"}


@page(Permission.ROLL_ADMIT)
def admit(request: HttpRequest, school: School) -> HttpResponse:
    """Ask for everything regulation 8(2) wants known, and admit the pupil."""
    if request.method != "POST":
        return _show(request, school, _first_values(request, school), parents=1)
    form = AdmitForm(request.POST)
    wanted = request.POST.get("do", "admit")
    if wanted == "add-parent":
        return _show(request, school, form.values, parents=min(form.parents + 1, MOST_PARENTS))
    if wanted.startswith("remove-parent-"):
        return _show(request, school, form.without_parent(wanted), parents=max(form.parents - 1, 1))
    admission = form.admission()
    if admission is None:
        return _show(request, school, form.values, parents=form.parents, problems=form.problems)
    try:
        done = admit_pupil(
            school_id=school.pk,
            admission=admission,
            gaps_allowed=form.gaps_allowed,
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except PossiblySameChild as asked:
        return _show(
            request,
            school,
            form.values,
            parents=form.parents,
            same=asked.children,
            problems={"pupil_id": str(asked)},
        )
    except AdmissionRefused as refused:
        only_gaps = all(fault.is_gap for fault in refused.faults)
        another_year = any(fault.name == "group_of_another_year" for fault in refused.faults)
        problems = {_field(fault): _message(fault) for fault in reversed(refused.faults)}
        return _show(
            request,
            school,
            form.values,
            parents=form.parents,
            problems=problems,
            only_gaps=only_gaps,
            another_year=another_year,
        )
    late = (
        " The entry is made after that day; the sessions since are blank until an entry is made for each."
        if admission.starting_day < clock.today()
        else ""
    )
    messages.success(
        request,
        f"{admission.full_name} is on the admission register from {admission.starting_day:%-d %B %Y}.{late}",
    )
    return redirect("roll-entry", school_id=school.pk, enrolment_id=done.enrolment_id)


def _first_values(request: HttpRequest, school: School) -> dict[str, str]:
    values = boxes_of("starting_day", clock.today())
    again, sibling = request.GET.get("again", ""), request.GET.get("sibling", "")
    if (pupil_id := whole_number(again)) is not None:
        values |= _values_of_pupil(request, school, pupil_id)
    if (of_family := whole_number(again or sibling)) is not None:
        family = parents_of(request.scope, school_id=school.pk, pupil_id=of_family, on=clock.today())  # type: ignore[attr-defined]
        values |= {
            "address": family.address,
            "postcode": family.postcode,
            "parents": str(len(family.parents) or 1),
        }
        for number, given in enumerate(family.parents, start=1):
            values |= values_of_parent(given, number)
    return values


def _values_of_pupil(request: HttpRequest, school: School, pupil_id: int) -> dict[str, str]:
    """Return what the boxes hold for a pupil who has left and comes back."""
    scope = request.scope  # type: ignore[attr-defined]
    coming_back = pupil_to_admit_again(scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    if coming_back is None:
        raise Http404("No such pupil has left this school’s roll. Search the register.")
    known = coming_back.pupil
    return {
        "pupil_id": str(known.pk),
        "legal_forenames": known.legal_forenames,
        "legal_surname": known.legal_surname,
        "known_forename": known.known_forename,
        "known_surname": known.known_surname,
        "sex": known.sex,
        "upn": known.upn or "",
        "former_upn": known.former_upn,
        "year_group": coming_back.year_group,
        **boxes_of("born", known.born),
        **({"is_mobile_child": "1"} if known.is_mobile_child else {}),
    }


def _field(fault: AdmissionFault) -> str:
    """Return the id of the box to mend."""
    if fault.item.startswith("parents."):
        _, number, name = fault.item.split(".")
        return f"parent-{int(number) + 1}-{name}"
    return _BOXES.get(fault.name) or _BOXES.get(fault.item, fault.item)


def _message(fault: AdmissionFault) -> str:
    return f"{fault.message} ({fault.citation.short_text})" if fault.citation else fault.message


def _show(
    request: HttpRequest,
    school: School,
    values: dict[str, str],
    *,
    parents: int,
    problems: dict[str, str] | None = None,
    same: list[Any] | None = None,
    only_gaps: bool = False,
    another_year: bool = False,
) -> HttpResponse:
    problems = problems or {}
    return render(
        request,
        "school/roll/admit.html",
        {
            "values": values,
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
            "parents": max(parents, int(values.get("parents", "1")) if request.method != "POST" else 1),
            "most_parents": MOST_PARENTS,
            "same": same or [],
            "only_gaps": only_gaps,
            "another_year": another_year or "is_out_of_year" in values,
            "bases": [(key, words, "") for key, words in BASES.items()],
            "registrations": [(key, words, "") for key, words in Enrolment.Registration.choices],
            "years": year_groups_offered(
                school.lowest_age, school.highest_age, chosen=values.get("year_group", "")
            ),
            "groups": [
                (group.pk, group.name)
                for group in groups_on(request.scope, school_id=school.pk, on=clock.today())  # type: ignore[attr-defined]
            ],
        },
        status=422 if problems else 200,
    )
