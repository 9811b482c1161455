"""Bulk edits: asked for, looked at change by change, made as one unit, and undone by amendment."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.attendance_codes import codes_in_force
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.bulk_editing import (
    BulkEdit,
    Preview,
    Undoing,
    bulk_edit,
    preview_bulk_edit,
    preview_undo,
    undo_bulk_edit,
)
from onroll.service.attendance_register.actions.refusals import BulkEditRefused
from onroll.service.attendance_register.queries.bulk_edits import bulk_edits_of_school
from onroll.service.attendance_register.queries.pupils_on_day import PupilOnDay, pupils_on_day
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.formats import counted, moment
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.groups import groups_on, groups_ticked, whole_years

#: Changes listed one by one in a preview; the rest are counted.
LISTED = 300


@page(Permission.REGISTER_BULK_EDIT)
def bulk(request: PageRequest, school: School) -> HttpResponse:
    """Ask for a bulk edit, look at what it would do, and make it."""
    if request.method != "POST" or request.POST.get("do") == "change":
        return _show(request, school, [])
    now = clock.now()
    edit, pupils, errors = _asked(request, school)
    if edit is None:
        return _show(request, school, errors, status=409)
    try:
        if request.POST.get("do") != "make":
            preview = preview_bulk_edit(request.scope, school_id=school.pk, edit=edit, now=now)
            return _preview(request, edit, preview, pupils)
        made = bulk_edit(
            school_id=school.pk,
            edit=edit,
            looked_at=request.POST.get("looked_at", ""),
            key=request.POST.get("key") or None,
            by=request.actor,
            now=now,
        )
    except BulkEditRefused as refusal:
        return _show(request, school, [{"text": str(refusal), "href": "#first_day-day"}], status=409)
    entries = counted(made.entry_count, "entry", "entries")
    messages.success(
        request, f"{entries} changed as one. Undo is below, while nobody has amended them since."
    )
    return redirect("bulk_edit", school_id=school.pk)


@page(Permission.REGISTER_BULK_EDIT)
def undo(request: PageRequest, school: School, submission_id: int) -> HttpResponse:
    """Ask whether a bulk edit's entries are to be put back, and put them back by amendment."""
    here = {"school_id": school.pk, "submission_id": submission_id}
    try:
        if request.method != "POST":
            return ask(request, _whether_to_undo(preview_undo(request.scope, **here)))
        undone = undo_bulk_edit(**here, by=request.actor, now=clock.now())
    except BulkEditRefused as refusal:
        messages.error(request, str(refusal))
    else:
        put_back = counted(len(undone.marks), "entry is", "entries are")
        said = f"Undone: {put_back} back to what was there before, and both amendments are on record."
        messages.success(request, " ".join([said, *_what_stays(undone)]))
    return redirect("bulk_edit", school_id=school.pk)


def _whether_to_undo(undoing: Undoing) -> Question:
    edit, entries = undoing.edit, counted(len(undoing.marks), "entry goes", "entries go")
    return Question(
        "Undo this bulk edit?",
        (
            f"{edit.reason}. Made by {edit.made_by_name} on {moment(edit.made_at)}.",
            f"{entries} back to what was there before, each as an amendment.",
            *_what_stays(undoing),
        ),
        do="Undo the bulk edit",
        leave="Leave it as it is",
        back=reverse("bulk_edit", kwargs={"school_id": edit.school_id}),
    )


def _what_stays(undoing: Undoing) -> list[str]:
    """Say of which entries nothing is put back, and why."""
    stays = []
    if undoing.amended_since:
        amended = counted(undoing.amended_since, "entry that was", "entries that were")
        stays.append(
            f"{amended} amended since {'stays' if undoing.amended_since == 1 else 'stay'} as amended."
        )
    if undoing.were_blank:
        filled = counted(undoing.were_blank, "entry that", "entries that")
        stays.append(
            f"{filled} filled {'a blank session stays' if undoing.were_blank == 1 else 'blank sessions stay'}, for "
            "entries are never removed: amend what is wrong one by one."
        )
    return stays


def _asked(
    request: PageRequest, school: School
) -> tuple[BulkEdit | None, dict[int, PupilOnDay], list[dict[str, str]]]:
    sent = request.POST
    errors: list[dict[str, str]] = []
    days: dict[str, dt.date] = {}
    for name, what in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            days[name] = date_from_boxes(sent, name, what)
        except DateNotGiven as wrong:
            errors.append({"text": str(wrong), "href": f"#{name}-day"})
    from_codes = {code.strip().upper() for code in sent.get("from", "").replace(",", " ").split()}
    if sent.get("blank"):
        from_codes.add("")
    for is_missing, text, href in (
        (not from_codes, "Say which codes are to change, or choose blank sessions.", "#from"),
        (not sent.get("code"), "Choose the code they are to become.", "#code"),
        (
            not sent.get("reason", "").strip(),
            "Say why these entries are changing. The reason is kept with each.",
            "#reason",
        ),
        (
            not any(sent.get(name) for name in ("group", "year", "pupil")),
            "Choose at least one group.",
            "#groups",
        ),
    ):
        if is_missing:
            errors.append({"text": text, "href": href})
    if errors:
        return None, {}, errors
    pupils = _pupils(request, school, days["last_day"])
    if not pupils:
        text = "Nobody chosen is on roll on the last day. Choose other groups, or another day."
        return None, {}, [{"text": text, "href": "#groups"}]
    session = sent.get("session", "")
    return (
        BulkEdit(
            pupil_ids=tuple(pupils),
            first_day=days["first_day"],
            last_day=days["last_day"],
            session=session if session in ("AM", "PM") else "",
            from_codes=frozenset(from_codes),
            code=sent["code"],
            note=sent.get("note", ""),
            reason=sent["reason"],
        ),
        pupils,
        [],
    )


def _pupils(request: PageRequest, school: School, date: dt.date) -> dict[int, PupilOnDay]:
    """Return the pupils chosen: one by name, or those of the groups chosen on the last day."""
    sent = request.POST
    groups = groups_ticked(sent, groups_on(request.scope, school_id=school.pk, date=date))
    chosen = sent.get("pupil", "")
    if not chosen and not groups:
        return {}
    found = pupils_on_day(request.scope, school_id=school.pk, date=date, group_ids=() if chosen else groups)
    return {one.id: one for one in found if not chosen or str(one.id) == chosen}


def _preview(
    request: PageRequest, edit: BulkEdit, preview: Preview, pupils: dict[int, PupilOnDay]
) -> HttpResponse:
    carried = [
        (name, value)
        for name in request.POST
        if name not in ("do", "csrfmiddlewaretoken", "looked_at", "key")
        for value in request.POST.getlist(name)
    ]
    changes = sorted(
        preview.changes,
        key=lambda pair: (pupils[pair[0].pupil_id].surname, pair[0].pupil_id, pair[0].date, pair[0].session),
    )
    context: dict[str, Any] = {
        "edit": edit,
        "preview": preview,
        "changes": changes[:LISTED],
        "unlisted": max(0, len(changes) - LISTED),
        "refused": preview.refused[:LISTED],
        "pupils": pupils,
        "carried": carried,
        "key": uuid.uuid4().hex,
    }
    return render(request, "school/registers/bulk_preview.html", context)


def _show(
    request: PageRequest, school: School, errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    today, scope = clock.today(), request.scope
    sent = request.POST if request.method == "POST" else request.GET
    try:
        day = dt.date.fromisoformat(sent.get("day", ""))
    except ValueError:
        day = today
    groups = groups_on(scope, school_id=school.pk, date=day)
    chosen = sent.get("pupil", "")
    pupil = (
        next(
            (one for one in pupils_on_day(scope, school_id=school.pk, date=day) if str(one.id) == chosen),
            None,
        )
        if chosen
        else None
    )
    return render(
        request,
        "school/registers/bulk_edit.html",
        {
            "groups": groups,
            "years": whole_years(groups),
            "chosen": request.POST.getlist("group"),
            "chosen_years": request.POST.getlist("year"),
            "pupil": pupil,
            "codes": codes_in_force(day),
            "boxes": dict(sent.items())
            if "first_day-day" in sent
            else {**boxes_of("first_day", day), **boxes_of("last_day", day)},
            "sent": {
                name: sent.get(name, "") for name in ("from", "blank", "code", "note", "reason", "session")
            },
            "made": bulk_edits_of_school(scope, school_id=school.pk),
            "errors": errors,
        },
        status=status,
    )
