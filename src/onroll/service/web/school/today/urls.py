from __future__ import annotations

from django.urls import path

from onroll.service.web.school.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("enter-plans/", views.enter_plans, name="enter_plans"),
]
