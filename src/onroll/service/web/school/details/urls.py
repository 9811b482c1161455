from __future__ import annotations

from django.urls import path

from onroll.service.web.school.details import views

urlpatterns = [
    path("", views.details, name="school-details"),
    path("change/", views.change, name="change-school-details"),
]
