from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.absences import absence, calls, contacts, no_reason, reasons

urlpatterns = [
    path("", calls.absences, name="absences"),
    path("<int:pupil_id>/<day:date>/", absence.absence, name="absence"),
    path("no-reason/", no_reason.no_reason, name="absence_no_reason"),
    path("reasons/", reasons.reasons, name="absence_reasons"),
    path("reasons/<int:reason_id>/", reasons.decide, name="absence_reason_decide"),
    path("<int:pupil_id>/<day:date>/reason/", reasons.reason, name="absence_reason"),
    path("<int:pupil_id>/<day:date>/contact/", contacts.contact, name="absence_contact"),
]
