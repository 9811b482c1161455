from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.checks import views

urlpatterns = [
    path("", views.checks, name="checks"),
    path("findings.csv", views.as_csv, name="checks_csv"),
]
