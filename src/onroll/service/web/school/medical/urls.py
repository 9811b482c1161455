from __future__ import annotations

from django.urls import path

from onroll.service.web.school.medical import health, views

urlpatterns = [
    path("", views.often_ill_page, name="medical"),
    path("illness.csv", views.as_file, name="medical_file"),
    path("pupils/<int:pupil_id>/", views.pupil_page, name="medical_pupil"),
    path("pupils/<int:pupil_id>/record/", views.record, name="medical_record"),
    path("pupils/<int:pupil_id>/health/", health.health, name="medical_health"),
    path("pupils/<int:pupil_id>/health/record/", health.record, name="medical_health_record"),
    path("pupils/<int:pupil_id>/health/<slug:paper>/", health.document, name="medical_paper"),
    path("pupils/<int:pupil_id>/parents/", views.parents, name="medical_parents"),
]
