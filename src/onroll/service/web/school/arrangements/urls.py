from __future__ import annotations

from django.urls import path

from onroll.service.web.school.arrangements import views

urlpatterns = [path("", views.arrangements, name="arrangements")]
