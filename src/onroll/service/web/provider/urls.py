from __future__ import annotations

from django.urls import path

from onroll.service.web.provider import views

urlpatterns = [path("", views.day, name="provider_day")]
