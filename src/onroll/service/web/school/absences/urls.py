from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.absences import (
    absence,
    calls,
    contacts,
    from_parents,
    no_reason,
    reasons,
    steps,
)

urlpatterns = [
    path("", calls.absences, name="absences"),
    path("<int:pupil_id>/<day:date>/", absence.absence, name="absence"),
    path("no-reason/", no_reason.no_reason, name="absence_no_reason"),
    path("reasons/", reasons.reasons, name="absence_reasons"),
    path("reasons/new/", reasons.new, name="absence_reason_new"),
    path("reasons/<int:reason_id>/", reasons.decide, name="absence_reason_decide"),
    path("<int:pupil_id>/<day:date>/reason/", reasons.reason, name="absence_reason"),
    path("parents/", from_parents.index, name="from_parents"),
    path("parents/questions/<int:question_id>/", from_parents.question, name="mark_question"),
    path("parents/details/<int:correction_id>/", from_parents.correction, name="detail_correction"),
    path("safeguarding/", steps.to_decide, name="absence_escalations"),
    path("safeguarding/<int:step_id>/", steps.answer, name="absence_escalation"),
    path("<int:pupil_id>/<day:date>/tell/", steps.tell, name="absence_tell"),
    path("<int:pupil_id>/<day:date>/visit/", steps.visit, name="absence_visit"),
    path("<int:pupil_id>/<day:date>/visited/", steps.visited, name="absence_visited"),
    path("<int:pupil_id>/<day:date>/seen/", steps.seen, name="absence_seen"),
    path("<int:pupil_id>/<day:date>/contact/", contacts.contact, name="absence_contact"),
]
