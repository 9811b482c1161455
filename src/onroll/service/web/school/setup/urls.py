from __future__ import annotations

from django.urls import path

from onroll.service.web.school.setup import views

urlpatterns = [path("", views.setup, name="setup")]
