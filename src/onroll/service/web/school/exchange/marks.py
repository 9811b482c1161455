"""Sending marks from another system: choose how they are laid out, or a layout kept before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.exchange.actions.keeping_maps import keep_column_map
from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.mark_strings.profiles import (
    DATE_FORMATS,
    PRESETS,
    USUAL_SIGNS,
    Layout,
    Sign,
    profile_of,
)
from onroll.service.exchange.queries.changesets import column_maps_of
from onroll.service.jobs.asking import ask_to_read
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.exchange.sending import incoming

_COLUMNS = ("pupil_ref", "upn", "marks", "date", "session", "code", "minutes_late", "note")


@page(Permission.IMPORT_RUN)
def send_marks(request: HttpRequest, school: School) -> HttpResponse:
    """Show the layout's form; keep the layout where a name is given, and have the file read."""
    actor = request.actor  # type: ignore[attr-defined]
    kept = {one.name: one.profile for one in column_maps_of(request.scope, school_id=school.pk)}  # type: ignore[attr-defined]
    start = request.GET.get("layout", "weekly-herringbone")
    profile = kept.get(start) or (PRESETS.get(start) or PRESETS["weekly-herringbone"]).as_data()
    values, problem = form_of(profile), ""
    if request.method == "POST":
        values = request.POST.dict()
        try:
            profile = profile_from(values)
            if values.get("name", "").strip():
                keep_column_map(
                    school_id=school.pk,
                    name=values["name"],
                    profile=profile,
                    by=actor,
                    now=clock.now(),
                )
            changeset = ask_to_read(
                school_id=school.pk,
                files=incoming(request),
                profile=profile,
                by=actor,
                now=clock.now(),
            )
        except (FileRefused, DateNotGiven) as refusal:
            problem = str(refusal)
        else:
            return redirect("changeset", school_id=school.pk, changeset_id=changeset.pk)
    return render(
        request,
        "school/exchange/marks.html",
        {
            "values": values,
            "start": start,
            "starts": [(name, f"Kept: {name}") for name in sorted(kept)]
            + [(key, one.name) for key, one in PRESETS.items()],
            "date_choices": [(way, f"like {example}") for example, way in DATE_FORMATS.items()],
            "signs": [(sign.value, sign.value.capitalize()) for sign in Sign],
            "sign_fields": list(enumerate([*USUAL_SIGNS, "*"])),
            "problem": problem,
            "errors": [{"text": problem, "href": "#files"}] if problem else [],
        },
        status=422 if problem else 200,
    )


def form_of(profile: dict[str, Any]) -> dict[str, str]:
    """Return a layout as the values of the form."""
    first_day = (profile.get("first_day") or "--").split("-")
    values = {f"column-{name}": profile["columns"].get(name, "") for name in _COLUMNS}
    values |= {
        "layout": str(profile["layout"]),
        "scheme": str(profile["scheme"]),
        "date_format": profile["date_format"],
    }
    values |= {"marks_per_day": str(profile["marks_per_day"]), "width": str(profile["width"])}
    values |= {"am": profile["sessions"].get("AM", "AM"), "pm": profile["sessions"].get("PM", "PM")}
    values |= {"first_day-year": first_day[0], "first_day-month": first_day[1], "first_day-day": first_day[2]}
    signs = profile.get("signs", {})
    values |= {f"sign-{number}": str(signs.get(sign, "")) for number, sign in enumerate([*USUAL_SIGNS, "*"])}
    values["meanings"] = "\n".join(f"{mark} = {code}" for mark, code in profile.get("meanings", {}).items())
    return {**values, "name": ""}


def profile_from(values: dict[str, str]) -> dict[str, Any]:
    """Return the layout that a form says. FileRefused and DateNotGiven where it cannot be."""
    layout = Layout(values.get("layout", "")) if values.get("layout") in set(Layout) else Layout.STRINGS
    wanted = (
        ("pupil_ref", "upn", "marks")
        if layout is Layout.STRINGS
        else tuple(n for n in _COLUMNS if n != "marks")
    )
    first_day = date_from_boxes(values, "first_day", "the first day") if layout is Layout.STRINGS else None
    data = {
        "layout": layout,
        "columns": {name: values.get(f"column-{name}", "") for name in wanted},
        "scheme": values.get("scheme", ""),
        "marks_per_day": values.get("marks_per_day", ""),
        "width": values.get("width", ""),
        "first_day": first_day.isoformat() if first_day else None,
        "date_format": values.get("date_format", ""),
        "sessions": {"AM": values.get("am", "").strip() or "AM", "PM": values.get("pm", "").strip() or "PM"},
        "signs": {
            sign: values[f"sign-{number}"]
            for number, sign in enumerate([*USUAL_SIGNS, "*"])
            if values.get(f"sign-{number}")
        },
        "meanings": meanings_of(values.get("meanings", "")),
    }
    return profile_of(data).as_data()


def meanings_of(text: str) -> dict[str, str]:
    """Read lines such as `C = C1`. FileRefused for a line that is none."""
    found = {}
    for line in text.splitlines():
        if line.strip():
            mark, between, code = line.partition("=")
            if not between or not mark.strip() or not code.strip():
                raise FileRefused(
                    "",
                    f"“{line.strip()}” does not say what a mark means.",
                    "Write a mark, = and a code, such as C = C1, a line each.",
                )
            found[mark.strip()] = code.strip()
    return found
