from __future__ import annotations

from django.urls import path

from onroll.service.web.school.late import concerns, doing, settings, views

urlpatterns = [
    path("", views.late, name="late"),
    path("file/", views.late_file, name="late_file"),
    path("letters/", doing.letters, name="late_letters"),
    path("settings/", settings.late_settings, name="late_settings"),
    path("concerns/<int:concern_id>/", concerns.late_concern, name="late_concern"),
    path("<int:pupil_id>/", views.late_pupil, name="late_pupil"),
    path("<int:pupil_id>/letter/", doing.letter, name="late_letter"),
    path("<int:pupil_id>/no-letter/", doing.no_letter, name="late_no_letter"),
    path("<int:pupil_id>/looked-at/", doing.looked_at, name="late_looked_at"),
    path("<int:pupil_id>/concern/", concerns.tell, name="late_concern_tell"),
]
