"""Pupils who are often or long ill, and one of them: days, what the law asks, what was done, and what may be done next."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.returns import EARLIER_SCHOOL, SICKNESS_DAYS
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing, record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.queries.ways import ways_to_write
from onroll.service.medical_absence.actions.supporting import TO_PARENTS, write_to_parents
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.illness import Line, illness_of_pupil, often_ill
from onroll.service.medical_absence.queries.last_return import last_return_went_to
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.organisations.models import School
from onroll.service.spreadsheets import as_text
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.components.ways import by_what
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.deeds import Deed, do_and_show, told_in_words
from onroll.service.web.school.medical.deeds import DEEDS

_COLUMNS = (
    "pupil",
    "pupil_id",
    "days",
    "longest_run",
    "lasting_run",
    "expected_further",
    "return",
    "plan",
    "referral",
)
_ASKS = {
    "return": "Sickness return due",
    "decide": "Say whether it is one illness",
    "plan": "No support plan",
    "review": "Review due",
    "check in": "Back: check in",
    "reply": "A reply to ask for",
}


@page(Permission.MEDICAL_VIEW)
def often_ill_page(request: PageRequest, school: School) -> HttpResponse:
    """List pupils who are often or long ill."""
    lines = often_ill(request.scope, school_id=school.pk, on=clock.today())
    record_viewings(
        by=request.actor, school_id=school.pk, pupil_ids=[one.pupil.pk for one in lines], page="illness", now=clock.now()
    )  # fmt: skip
    return render(request, "school/medical/list.html", {"lines": lines, "asks": _ASKS})


@page(Permission.MEDICAL_VIEW)
def pupil_page(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show one pupil's illness and everything that was done."""
    return _shown(request, school, pupil_id)


@page(Permission.MEDICAL_RECORD)
def record(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Record one thing that is known or was done."""
    deed = DEEDS.get(request.POST.get("what", ""))
    return _sent(request, school, pupil_id, deed) if deed else redirect("medical_pupil", school.pk, pupil_id)


@page(Permission.MEDICAL_RECORD)
def parents(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Write to the parents that the pupil is back."""
    return _sent(request, school, pupil_id, _written)


@page(Permission.MEDICAL_VIEW)
def as_file(request: PageRequest, school: School) -> HttpResponse:
    """Send the pupils who are often or long ill as a CSV file, with no word of what is recorded."""
    now = clock.now()
    lines = often_ill(request.scope, school_id=school.pk, on=now.date())
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[one.pupil.pk for one in lines],
        page="illness",
        now=now,
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_row(line) for line in lines)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="illness-{school.urn}-{now:%Y-%m-%d}.csv"'
    return response


def _sent(request: PageRequest, school: School, pupil_id: int, do: Deed) -> HttpResponse:
    return do_and_show(
        request, school, pupil_id, do, refusal=MedicalRefusal, again=_shown, page=("medical_pupil", "pupil_id")
    )  # fmt: skip


def _shown(
    request: PageRequest, school: School, pupil_id: int, refusal: Exception | None = None
) -> HttpResponse:
    now = clock.now()
    line = illness_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=now.date())
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="illness", now=now)
    what = request.POST.get("what", "") if refusal else ""
    field = getattr(refusal, "field", "top")
    # The boxes of a day are named with what the form records; what an action refuses is not.
    at = field if field == "top" or field.startswith(f"{what}-") else f"{what}-{field}"
    outcomes = dict(MedicalRecord.Outcome.choices)
    return render(
        request,
        "school/medical/pupil.html",
        {
            "line": line,
            "needed": SICKNESS_DAYS.on(now.date()),
            "earlier_law": EARLIER_SCHOOL,
            "asks": _ASKS,
            "to_parents": ways_to_write(
                school_id=school.pk, pupil_ids=[pupil_id], template=TO_PARENTS[0], usual="", on=now.date()
            )[pupil_id],
            "errors": [{"text": str(refusal), "href": f"#{at}"}] if refusal else [],
            "error": {at: str(refusal)} if refusal else {},
            "what": what,
            "values": request.POST.dict() if refusal else _begins(request, school, line),
            "boxes": boxes_of("", now.date()),
            "today": now.date(),
            "natures": MedicalRecord.Nature.choices,
            "evidences": [(value, label, "") for value, label in MedicalRecord.Evidence.choices],
            "ways": MedicalRecord.How.choices,
            "return_ways": _ways_of_a_return(request, school),
            "of_a_plan": [(one.value, outcomes[one.value], "") for one in MedicalRecord.OF_A_PLAN],
            "of_a_referral": [(one.value, outcomes[one.value], "") for one in MedicalRecord.OF_A_REFERRAL],
        },
        status=409 if refusal else 200,
    )


def _begins(request: PageRequest, school: School, line: Line) -> dict[str, str]:
    """Return what stands in a form before anything is typed: where the last return went, for whoever sends one that is due."""
    if not line.illness.is_to_return or not request.scope.may(Permission.MESSAGE_SEND, school_id=school.pk):
        return {}
    return {"return-to": last_return_went_to(request.scope, school_id=school.pk)}


def _ways_of_a_return(request: PageRequest, school: School) -> list[tuple[str, str]]:
    """Return how the return may be made: by email by whoever may send messages alone, as it is sent at once."""
    sends = request.scope.may(Permission.MESSAGE_SEND, school_id=school.pk)
    how = MedicalRecord.How
    return [(value, label) for value, label in how.choices if sends or value != how.EMAIL]


def _written(request: PageRequest, school: School, pupil_id: int) -> str:
    asked = write_to_parents(
        school_id=school.pk,
        pupil_id=pupil_id,
        template=request.POST.get("template", ""),
        **by_what(request.POST),
        by=request.actor,
        now=clock.now(),
    )
    return told_in_words(asked, before="today")


def _row(line: Line) -> list[str]:
    illness, referral = line.illness, line.referral
    asked = {ask.value for ask, _ in line.asks}
    due = "due" if "return" in asked else "to decide" if "decide" in asked else "made" if illness.made else ""
    cells = [
        str(line.pupil), str(line.pupil.pk), str(illness.days), str(illness.longest), str(len(illness.lasting)),
        str(illness.expected), due, "yes" if line.has_plan else "no", referral.get_outcome_display() if referral else "",
    ]  # fmt: skip
    return [as_text(cell) for cell in cells]
