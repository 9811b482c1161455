from __future__ import annotations

from django.urls import path

from onroll.service.web.parent import contact, letters, questions, timetables, views

urlpatterns = [
    path("", views.home, name="parents_page"),
    path("absence/<int:pupil_id>/", views.absence, name="parents_absence"),
    path("question/<int:pupil_id>/", questions.question, name="parents_question"),
    path("leave/", views.leave, name="parents_leave"),
    path("letters/<int:message_id>/", letters.letter, name="parents_letter"),
    path("contact/", contact.contact, name="parents_contact"),
    path("contact/correct/", contact.correct, name="parents_correct"),
    path("timetables/<int:timetable_id>/", timetables.timetable, name="parents_timetable"),
]
