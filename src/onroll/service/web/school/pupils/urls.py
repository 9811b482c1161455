from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.pupils import plans, views

urlpatterns = [
    path("", views.pupils, name="pupils"),
    path("<int:pupil_id>/", views.pupil, name="pupil"),
    path("<int:pupil_id>/print/", views.pupil_print, name="pupil-print"),
    path("<int:pupil_id>/figures/<str:figure>/", views.figure, name="pupil-figure"),
    path("<int:pupil_id>/timeline/", views.timeline, name="pupil-timeline"),
    path("<int:pupil_id>/plans/new/", plans.make, name="plan-make"),
]
