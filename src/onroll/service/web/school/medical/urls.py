from __future__ import annotations

from django.urls import path

from onroll.service.web.school.medical import views

urlpatterns = [
    path("", views.often_ill_page, name="medical"),
    path("illness.csv", views.as_file, name="medical_file"),
    path("pupils/<int:pupil_id>/", views.pupil_page, name="medical_pupil"),
    path("pupils/<int:pupil_id>/record/", views.record, name="medical_record"),
    path("pupils/<int:pupil_id>/parents/", views.parents, name="medical_parents"),
]
