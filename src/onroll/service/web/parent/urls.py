from __future__ import annotations

from django.urls import path

from onroll.service.web.parent import views

urlpatterns = [
    path("", views.home, name="parents_page"),
    path("absence/<int:pupil_id>/", views.absence, name="parents_absence"),
    path("leave/", views.leave, name="parents_leave"),
    path("letters/<int:message_id>/", views.letter, name="parents_letter"),
]
