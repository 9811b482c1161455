from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.notices import board, hours, one, telling, weekly

urlpatterns = [
    path("", board.notices, name="notices"),
    path("hours/", hours.hours, name="notice_hours"),
    path("weekly/", weekly.weekly, name="notices_weekly"),
    path("weekly/corrections/", weekly.corrections, name="notices_weekly_corrections"),
    path("<int:notice_id>/", one.notice, name="notice"),
    path(
        "tell/<int:pupil_id>/<day:date>/<slug:recipient>/<int:professional_id>/",
        telling.tell,
        name="notice_tell",
    ),
]
