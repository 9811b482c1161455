"""A school's figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service.access.permissions import Permission
from onroll.service.figures.bodies import of_school
from onroll.service.jobs.tasks import extract_school
from onroll.service.organisations.models import School
from onroll.service.web.figures.sheets import BY_NAME
from onroll.service.web.figures.showing import show
from onroll.service.web.pages import page
from onroll.service.web.requests import PageRequest


@page(Permission.FIGURES_VIEW)
def sheet(request: PageRequest, school: School, sheet: str) -> HttpResponse:
    """Show a sheet of the school's figures, or send it as a file."""
    return show(request, of_school(school), BY_NAME[sheet])


@page(Permission.PUPIL_VIEW)
def sheet_of_pupils(request: PageRequest, school: School, sheet: str) -> HttpResponse:
    """Show a sheet that names pupils, to those who may see every pupil of the school."""
    return show(request, of_school(school), BY_NAME[sheet])


@page(Permission.EXPORT_RUN)
def count_again(request: PageRequest, school: School) -> HttpResponse:
    """Have the school's figures counted from the registers as they stand."""
    if request.method == "POST":
        extract_school.enqueue(school.pk)
        messages.success(request, "The figures are being counted again. Open the page again in a minute.")
    return redirect("figures_overview", school_id=school.pk)
