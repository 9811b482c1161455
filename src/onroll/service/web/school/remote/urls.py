from __future__ import annotations

from django.urls import path

from onroll.service.web.school.remote import views

urlpatterns = [
    path("", views.notes_page, name="remote"),
    path("new/", views.choose, name="remote_choose"),
    path("new/<int:pupil_id>/", views.add, name="remote_new"),
    path("<int:note_id>/", views.note, name="remote_note"),
    path("<int:note_id>/review/", views.review, name="remote_review"),
]
