from __future__ import annotations

from django.urls import path

from onroll.service.web.school.audit import views

urlpatterns = [
    path("", views.events, name="audit"),
    path("viewings/", views.viewings, name="viewings"),
    path("file/", views.events_file, name="audit-file"),
    path("viewings/file/", views.viewings_file, name="viewings-file"),
]
