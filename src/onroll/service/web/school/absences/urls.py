from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.absences import absence, calls, contacts

urlpatterns = [
    path("", calls.absences, name="absences"),
    path("<int:pupil_id>/<day:date>/", absence.absence, name="absence"),
    path("<int:pupil_id>/<day:date>/contact/", contacts.contact, name="absence_contact"),
]
