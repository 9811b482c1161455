"""What parents sent by their own pages: questions about entries, corrections of details, and replies to messages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing, record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.organisations.models import School
from onroll.service.parents.actions.answering import answer_question
from onroll.service.parents.actions.correcting import decide_correction
from onroll.service.parents.models import DetailDecision, MarkAnswer
from onroll.service.parents.queries.waiting import (
    QuestionToAnswer,
    correction_to_decide,
    from_parents,
    question_to_answer,
)
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.sheet import codes_to_use
from onroll.service.whole_numbers import whole_number

FIELDS = ("outcome", "code", "minutes", "note", "words")


@page(Permission.PARENT_ANSWER)
def index(request: PageRequest, school: School) -> HttpResponse:
    """List what parents sent that waits for somebody."""
    found = from_parents(request.scope, school_id=school.pk)
    about = {one.pupil_id for one in found.questions} | {one.message.pupil_id for one in found.replies}
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[one for one in about if one is not None],
        page="from parents",
        now=clock.now(),
    )
    return render(request, "school/absences/from_parents.html", {"found": found})


@page(Permission.PARENT_ANSWER)
def question(request: PageRequest, school: School, question_id: int) -> HttpResponse:
    """Show a parent's question about an entry beside what the register says, and answer it."""
    now = clock.now()
    found = question_to_answer(request.scope, school_id=school.pk, question_id=question_id)
    if found is None:
        raise Http404("There is no such question at this school.")
    if request.method != "POST":
        record_viewing(
            by=request.actor, school_id=school.pk, pupil_id=found.question.pupil_id or 0, page="mark question", now=now
        )  # fmt: skip
        return _show(request, school, found, {}, [])
    sent = {name: request.POST.get(name, "").strip() for name in FIELDS}
    if sent["minutes"] and whole_number(sent["minutes"]) is None:
        error = {"text": "Minutes late must be a whole number, such as 5.", "href": "#minutes"}
        return _show(request, school, found, sent, [error])
    try:
        answer = answer_question(
            school_id=school.pk,
            question_id=question_id,
            outcome=sent["outcome"],
            words=sent["words"],
            code=sent["code"],
            minutes_late=int(sent["minutes"]) if sent["minutes"] else None,
            note=sent["note"],
            by=request.actor,
            now=now,
        )
    except RegisterRefused as refusal:
        errors = [{"text": one.fault.message, "href": "#code"} for one in refusal.refused]
        return _show(request, school, found, sent, errors)
    except (AttendanceRefusal, ParentRefusal) as refusal:
        href = "#words" if sent["outcome"] and not sent["words"] else "#outcome"
        return _show(request, school, found, sent, [{"text": str(refusal), "href": href}])
    messages.success(
        request,
        f"Amended to {answer.code}. The entry before it is kept, and the parent reads the answer."
        if answer.outcome == MarkAnswer.Outcome.AMENDED
        else "The entry stays as it is, and the parent reads why.",
    )
    return redirect("from_parents", school_id=school.pk)


@page(Permission.PARENT_ANSWER)
def correction(request: PageRequest, school: School, correction_id: int) -> HttpResponse:
    """Show a number or address a parent sent beside what is on record, and confirm it or not."""
    found = correction_to_decide(request.scope, school_id=school.pk, correction_id=correction_id)
    if found is None:
        raise Http404("There is no such correction at this school.")
    words, errors = request.POST.get("words", ""), []
    if request.method == "POST":
        try:
            decision = decide_correction(
                school_id=school.pk, correction_id=correction_id, outcome=request.POST.get("outcome", ""), words=words,
                by=request.actor, now=clock.now(),
            )  # fmt: skip
        except ParentRefusal as refusal:
            errors = [{"text": str(refusal), "href": "#words"}]
        else:
            confirmed = decision.outcome == DetailDecision.Outcome.CONFIRMED
            messages.success(
                request,
                "Confirmed: it is on record from now on, and what was there before is kept."
                if confirmed
                else "The record stays as it is, and the parent reads why.",
            )
            return redirect("from_parents", school_id=school.pk)
    context = {"found": found, "sent": found.correction, "words": words, "errors": errors}
    return render(request, "school/absences/correction.html", context, status=422 if errors else 200)


def _show(
    request: PageRequest,
    school: School,
    found: QuestionToAnswer,
    sent: dict[str, str],
    errors: list[dict[str, str]],
) -> HttpResponse:
    asked = found.question
    allowed = request.scope.codes_for(school_id=school.pk)
    context = {
        "found": found,
        "asked": asked,
        "codes": [
            (one.code, f"{one.code} – {one.title}")
            for one in codes_to_use(asked.date, asked.session, allowed)
        ],
        "outcomes": [
            (MarkAnswer.Outcome.AMENDED.value, "Put the entry right", ""),
            (MarkAnswer.Outcome.STAYS.value, "Leave it as it is", ""),
        ],
        "sent": {name: sent.get(name, "") for name in FIELDS},
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/absences/question.html", context, status=422 if errors else 200)
