from __future__ import annotations

from django.urls import path

from onroll.service.web.school.duties import views

urlpatterns = [
    path("", views.duties, name="duties"),
    path("week/", views.week, name="duties_week"),
    path("about/", views.about, name="duty"),
]
