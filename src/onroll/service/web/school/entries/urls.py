from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.entries import views

urlpatterns = [
    path("pupils/<int:pupil_id>/entries/<day:date>/<half:session>/", views.entry, name="entry"),
]
