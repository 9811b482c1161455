"""A pupil's family: parents, what each may see and be sent, and how each is reached.

Who a pupil's parents are, and where they are reached, is in the admission register: changing it is an amendment there,
with a reason, and the original stays.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.changes import ParentChange, ParentEnded
from onroll.service.admission_register.given import ParentGiven
from onroll.service.organisations.models import School
from onroll.service.people.actions.contact_details import note_contact_details_checked
from onroll.service.people.queries.family import Family, FamilyMember, family_of
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.school.people.sent import day, day_or_none, errors_of, number, text

_WORDS = (
    "title", "forename", "surname", "relationship", "address", "postcode", "mobile", "telephone", "email", "restriction",
    "reason",
)  # fmt: skip
_TICKS = (
    "is_natural_parent", "parental_responsibility", "has_care", "lives_with", "may_see", "may_be_sent", "address_withheld",
)  # fmt: skip


@page(Permission.PUPIL_CONTACTS_VIEW, reach=Reach.SOMEWHERE)
def family(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show a pupil's parents, markers and the professionals who work with the pupil; the look is noted."""
    found = _family(request, school, pupil_id)
    record_viewing(
        by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="contacts", now=clock.now(),  # type: ignore[attr-defined]
    )  # fmt: skip
    return render(request, "school/people/family.html", {"family": found, "today": clock.today()})


@page(Permission.ROLL_AMEND)
def add_parent(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Add a parent, by an amendment of the admission register."""
    found = _family(request, school, pupil_id)
    blank = dict.fromkeys(_WORDS, "") | {"may_see": "1", "may_be_sent": "1", "contact_order": ""}
    return _parent_form(
        request, school, found, {**blank, **boxes_of("first_day", clock.today())}, parent_id=None
    )


@page(Permission.ROLL_AMEND)
def change_parent(request: HttpRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Change what one parent is to the pupil, may see and be sent, and how they are reached."""
    found = _family(request, school, pupil_id)
    return _parent_form(request, school, found, _typed(_member(found, parent_id)), parent_id=parent_id)


@page(Permission.ROLL_AMEND)
def end_parent(request: HttpRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Enter that somebody is no longer a parent of the pupil, from a day."""
    found = _family(request, school, pupil_id)
    member = _member(found, parent_id)
    sent = {"reason": "", **boxes_of("last_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        last_day = day(request.POST, "last_day", "the last day", faults)
        if last_day is not None:
            change = ParentEnded(parent_id=parent_id, last_day=last_day)
            if _amend(request, school, found, change, sent["reason"], faults):
                messages.success(
                    request,
                    f"{member.relationship.parent} is no longer a parent of {found.pupil} in the register.",
                )
                return redirect("family", school_id=school.pk, pupil_id=pupil_id)
    context = {"family": found, "member": member, "sent": sent, "faults": faults, "errors": errors_of(faults)}
    return render(request, "school/people/end_parent.html", context, status=422 if faults else 200)


@page(Permission.PUPIL_EDIT)
def checked(request: HttpRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Note that a parent's details were found right today: by a form alone."""
    if request.method == "POST":
        _member(_family(request, school, pupil_id), parent_id)
        note_contact_details_checked(
            school_id=school.pk,
            parent_id=parent_id,
            checked_on=clock.today(),
            by=request.actor,
            now=clock.now(),  # type: ignore[attr-defined]
        )
        messages.success(request, "The contact details are marked as checked today.")
    return redirect("family", school_id=school.pk, pupil_id=pupil_id)


def _parent_form(
    request: HttpRequest, school: School, found: Family, sent: dict[str, str], *, parent_id: int | None
) -> HttpResponse:
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent = dict.fromkeys((*_WORDS, "contact_order"), "") | request.POST.dict()
        given = _given(request, parent_id, faults)
        if not faults and _amend(request, school, found, ParentChange(given=given), sent["reason"], faults):
            messages.success(request, f"{given.full_name} is in the register as a parent of {found.pupil}.")
            return redirect("family", school_id=school.pk, pupil_id=found.pupil.pk)
    context = {
        "family": found,
        "member": None if parent_id is None else _member(found, parent_id),
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/parent.html", context, status=422 if faults else 200)


def _given(request: HttpRequest, parent_id: int | None, faults: dict[str, str]) -> ParentGiven:
    words = text(request.POST, *_WORDS)
    order = number(request.POST, "contact_order")
    if not words["surname"]:
        faults["surname"] = "Enter the parent’s surname."
    if not words["relationship"]:
        faults["relationship"] = "Enter what they are to the pupil, such as mother or foster carer."
    if request.POST.get("contact_order", "").strip() and order is None:
        faults["contact_order"] = (
            "Enter the order to call in as a number, such as 1; leave it empty for someone not to be called."
        )
    if "@" not in words["email"] and words["email"]:
        faults["email"] = f"“{words['email']}” is not an email address. Enter one like name@example.com."
    if not words["reason"]:
        faults["reason"] = "Say why the register is amended, such as “mother telephoned with a new number”."
    first_day = day_or_none(request.POST, "first_day", "the first day", faults)
    ticks = {name: request.POST.get(name) == "1" for name in _TICKS}
    del words["reason"]
    return ParentGiven(
        **words,
        **ticks,  # type: ignore[arg-type]
        contact_order=order,
        parent_id=parent_id,
        checked_on=clock.today() if request.POST.get("checked") == "1" else None,
        first_day=first_day,
    )


def _amend(
    request: HttpRequest,
    school: School,
    found: Family,
    change: ParentChange | ParentEnded,
    reason: str,
    faults: dict[str, str],
) -> bool:
    try:
        amend_admission_entry(
            school_id=school.pk, enrolment_id=found.enrolment_id, change=change, reason=reason,
            by=request.actor, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip
    except AmendmentRefused as refusal:
        fields = {"change": "surname" if isinstance(change, ParentChange) else "last_day"}
        faults.update({fields.get(field, field): message for field, message, _ in refusal.faults})
        return False
    return True


def _family(request: HttpRequest, school: School, pupil_id: int) -> Family:
    return family_of(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())  # type: ignore[attr-defined]


def _member(found: Family, parent_id: int) -> FamilyMember:
    for member in found.parents:
        if member.relationship.parent_id == parent_id:
            return member
    raise Http404("That is not, or no longer, a parent of this pupil.")


def _typed(member: FamilyMember) -> dict[str, str]:
    """Return what a form about this parent starts from."""
    relationship, parent = member.relationship, member.relationship.parent
    ways = {way.kind: way for way in reversed(member.ways)}
    address = ways.get("address")
    return {
        "title": parent.title,
        "forename": parent.forename,
        "surname": parent.surname,
        "relationship": relationship.relationship,
        "restriction": relationship.restriction,
        "contact_order": "" if relationship.contact_order is None else str(relationship.contact_order),
        "address": address.value if address else "",
        "postcode": address.postcode if address else "",
        "reason": "",
        **{kind: ways[kind].value if kind in ways else "" for kind in ("mobile", "telephone", "email")},
        **{name: "1" if getattr(relationship, name) else "" for name in _TICKS},
    }
