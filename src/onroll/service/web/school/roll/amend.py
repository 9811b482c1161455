"""Amending one item of an entry, or one parent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.actions.entering import NotOnThisRegister
from onroll.service.admission_register.contents import ITEMS, Contents, boards
from onroll.service.admission_register.given import ParentGiven
from onroll.service.admission_register.judging import BASES
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.queries.entries import EntryPage
from onroll.service.admission_register.queries.families import parents_of
from onroll.service.admission_register.wording import in_words
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.admit_form import AdmitForm, values_of_parent
from onroll.service.web.school.roll.entry import entry_or_404
from onroll.service.whole_numbers import whole_number

Sent = Mapping[str, str]


@page(Permission.ROLL_AMEND)
def item(request: HttpRequest, school: School, enrolment_id: int, item: str) -> HttpResponse:
    """Ask for one item as it should be and why, and amend it."""
    if item not in _FORMS:
        raise Http404("The register has no such item to amend.")
    found = entry_or_404(request, school, enrolment_id)
    if request.method != "POST":
        return _show_item(request, found, item, _said_values(item, found.said))
    sent = {key: str(value).strip() for key, value in request.POST.items()}
    try:
        change = _FORMS[item](sent)
    except DateNotGiven as refusal:
        box = {"boarder": "boards_from"}.get(item, item)
        return _show_item(request, found, item, sent, {box: str(refusal)})
    refused = amend_or_say_why(request, school, enrolment_id, change, sent.get("reason", ""))
    if refused:
        return _show_item(request, found, item, sent, refused)
    messages.success(
        request, f"{ITEMS[item].title} amended. What it said before is kept with your name and reason."
    )
    return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)


@page(Permission.ROLL_AMEND)
def parent(
    request: HttpRequest, school: School, enrolment_id: int, parent_id: int | None = None
) -> HttpResponse:
    """Ask for one parent as they should stand and why, and amend the entry."""
    found = entry_or_404(request, school, enrolment_id)
    known = _known_parent(request, school, found, parent_id)
    if request.method != "POST":
        values = values_of_parent(known, 1) if known else {}
        return _show_parent(request, found, parent_id, {**values, **_more_of_parent(known)})
    form = AdmitForm(request.POST)
    form.check_numbers()
    if form.problems:
        return _show_parent(request, found, parent_id, form.values, form.problems)
    given = _given(form, known)
    refused = amend_or_say_why(
        request, school, enrolment_id, changes.ParentChange(given=given), form.values.get("reason", "")
    )
    if refused:
        fields = {"reason", "change"}
        problems = {key if key in fields else f"parent-1-{key}": text for key, text in refused.items()}
        return _show_parent(request, found, parent_id, form.values, problems)
    messages.success(request, f"{given.full_name} amended." if parent_id else f"{given.full_name} added.")
    return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)


@page(Permission.ROLL_AMEND)
def end_parent(request: HttpRequest, school: School, enrolment_id: int, parent_id: int) -> HttpResponse:
    """Ask from when somebody is no longer this pupil's parent and why, and amend the entry."""
    found = entry_or_404(request, school, enrolment_id)
    named = next((one for one in found.said["parents"] if one["parent_id"] == parent_id), None)
    if named is None:
        raise Http404("The entry names no such parent.")
    values: dict[str, str] = boxes_of("last_day", clock.today())
    problems: dict[str, str] = {}
    if request.method == "POST":
        values = request.POST.dict()
        try:
            last_day = date_from_boxes(values, "last_day", "the last day")
        except DateNotGiven as refusal:
            problems = {"last_day": str(refusal)}
        else:
            change = changes.ParentEnded(parent_id=parent_id, last_day=last_day)
            problems = amend_or_say_why(request, school, enrolment_id, change, values.get("reason", ""))
            if not problems:
                messages.success(
                    request,
                    f"{named['name']} is no longer named as a parent. The entry keeps that they were.",
                )
                return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _render(request, "school/roll/parent_end.html", found, values, problems, {"parent": named})


def amend_or_say_why(
    request: HttpRequest, school: School, enrolment_id: int, change: changes.Change, reason: str
) -> dict[str, str]:
    """Amend the entry, and return what was wrong by the box to mend."""
    try:
        amend_admission_entry(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            change=change,
            reason=reason,
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except AmendmentRefused as refused:
        return {
            field: f"{message} ({citation.short_text})" if citation else message
            for field, message, citation in reversed(refused.faults)
        }
    except NotOnThisRegister as refused:
        raise Http404(str(refused)) from None
    return {}


def _known_parent(
    request: HttpRequest, school: School, found: EntryPage, parent_id: int | None
) -> ParentGiven | None:
    if parent_id is None:
        return None
    family = parents_of(
        request.scope,  # type: ignore[attr-defined]
        school_id=school.pk,
        pupil_id=found.enrolment.pupil_id,
        on=clock.today(),
    )
    known = next((one for one in family.parents if one.parent_id == parent_id), None)
    if known is None:
        raise Http404("The entry names no such parent.")
    return known


def _given(form: AdmitForm, known: ParentGiven | None) -> ParentGiven:
    """Return the parent as sent; what the form does not ask stays as it was."""
    sent = {
        key.removeprefix("parent-1-"): value
        for key, value in form.values.items()
        if key.startswith("parent-1-")
    }
    order = sent.get("contact_order", "")
    try:
        checked_on: dt.date | None = date_from_boxes(
            form.values, "checked_on", "the day the address was checked"
        )
    except DateNotGiven:
        checked_on = known.checked_on if known else None
    return ParentGiven(
        parent_id=known.parent_id if known else None,
        title=sent.get("title", ""),
        forename=sent.get("forename", ""),
        surname=sent.get("surname", ""),
        relationship=sent.get("relationship", "") or "parent",
        address=sent.get("address", ""),
        postcode=sent.get("postcode", ""),
        mobile=sent.get("mobile", ""),
        telephone=sent.get("telephone", ""),
        email=sent.get("email", ""),
        checked_on=checked_on,
        lives_with="lives_with" in sent,
        parental_responsibility="parental_responsibility" in sent,
        is_natural_parent=known.is_natural_parent if known else False,
        has_care="lives_with" in sent,
        contact_order=whole_number(order),
        may_see="may_see" in sent,
        may_be_sent="may_be_sent" in sent,
        address_withheld="address_withheld" in sent,
        restriction=sent.get("restriction", ""),
    )


def _more_of_parent(known: ParentGiven | None) -> dict[str, str]:
    if known is None:
        return {"parent-1-may_see": "1", "parent-1-may_be_sent": "1"}
    return {
        **({"parent-1-may_see": "1"} if known.may_see else {}),
        "parent-1-restriction": known.restriction,
        "parent-1-contact_order": str(known.contact_order or ""),
        **boxes_of("checked_on", known.checked_on),
    }


def _show_item(
    request: HttpRequest, found: EntryPage, item: str, values: Sent, problems: dict[str, str] | None = None
) -> HttpResponse:
    more = {
        "item": ITEMS[item],
        "said": in_words(item, found.said.get(item)),
        "bases": [(key, words, "") for key, words in BASES.items()],
        "registrations": [(key, words, "") for key, words in Enrolment.Registration.choices],
    }
    return _render(request, "school/roll/amend.html", found, values, problems or {}, more)


def _show_parent(
    request: HttpRequest,
    found: EntryPage,
    parent_id: int | None,
    values: Sent,
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    return _render(
        request, "school/roll/parent.html", found, values, problems or {}, {"parent_id": parent_id}
    )


def _render(
    request: HttpRequest,
    template: str,
    found: EntryPage,
    values: Sent,
    problems: dict[str, str],
    more: dict[str, Any],
) -> HttpResponse:
    context = {
        "entry": found,
        "values": dict(values),
        "error": problems,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
        **more,
    }
    return render(request, template, context, status=422 if problems else 200)


def _said_values(item: str, said: Contents) -> dict[str, str]:
    """Return what the boxes of an item hold, from what the register says."""
    now: Any = said.get(item)
    match item:
        case "born":
            return boxes_of("born", dt.date.fromisoformat(now))
        case "starting_day":
            return {
                **boxes_of("starting_day", dt.date.fromisoformat(now["day"])),
                "basis": now.get("basis", ""),
            }
        case "upn":
            return {"upn": now or "", **({"keep_former": "on"} if now else {})}
        case "boarder":
            said_now = boards(said)
            return {
                **boxes_of("boards_from", clock.today()),
                item: "" if said_now is None else "yes" if said_now else "no",
            }
        case "mobile_child":
            return {item: "" if now is None else "yes" if now else "no"}
    return (
        {item: now or ""}
        if isinstance(now, str) or now is None
        else {key: value or "" for key, value in now.items()}
    )


_FORMS: dict[str, Callable[[Sent], changes.Change]] = {
    "name": lambda sent: changes.NameChange(
        surname=sent.get("surname", ""),
        forenames=sent.get("forenames", ""),
        known_surname=sent.get("known_surname", ""),
        known_forename=sent.get("known_forename", ""),
    ),
    "address": lambda sent: changes.AddressChange(
        address=sent.get("address", ""), postcode=sent.get("postcode", "")
    ),
    "sex": lambda sent: changes.SexChange(sex=sent.get("sex", "")),
    "born": lambda sent: changes.BirthChange(born=date_from_boxes(sent, "born", "the date of birth")),
    "starting_day": lambda sent: changes.StartingDayChange(
        starting_day=date_from_boxes(sent, "starting_day", "the starting day"), basis=sent.get("basis", "")
    ),
    "last_school": lambda sent: changes.LastSchoolChange(
        name=sent.get("name", ""), address=sent.get("address", "")
    ),
    "registration": lambda sent: changes.RegistrationChange(
        kind=sent.get("kind", ""), other_school=sent.get("other_school", "")
    ),
    "boarder": lambda sent: changes.BoardingChange(
        is_boarder={"yes": True, "no": False}.get(sent.get("boarder", "")),
        from_day=date_from_boxes(sent, "boards_from", "the day it applies from"),
    ),
    "mobile_child": lambda sent: changes.MobileChildChange(
        is_mobile_child={"yes": True, "no": False}.get(sent.get("mobile_child", ""))
    ),
    "upn": lambda sent: changes.UpnChange(upn=sent.get("upn", ""), keep_former="keep_former" in sent),
    "former_upn": lambda sent: changes.FormerUpnChange(former_upn=sent.get("former_upn", "")),
    "deletion": lambda sent: changes.DeletionMistaken(),
}
