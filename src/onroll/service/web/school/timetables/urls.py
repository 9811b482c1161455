from __future__ import annotations

from django.urls import path

from onroll.service.web.school.timetables import papers, proposing, views

urlpatterns = [
    path("", views.timetables_page, name="timetables"),
    path("timetables.csv", papers.as_file, name="timetables_file"),
    path("new/", proposing.choose, name="timetable_new"),
    path("new/<int:pupil_id>/", proposing.propose, name="timetable_propose"),
    path("pupils/<int:pupil_id>/", views.of_pupil, name="timetables_of_pupil"),
    path("<int:timetable_id>/", views.timetable_page, name="timetable"),
    path("<int:timetable_id>/agreement.pdf", papers.agreement, name="timetable_pdf"),
    path("<int:timetable_id>/answer/", views.answer, name="timetable_answer"),
    path("<int:timetable_id>/agree/", views.agree, name="timetable_agree"),
    path("<int:timetable_id>/review/", views.review, name="timetable_review"),
    path("<int:timetable_id>/copy/", views.copy, name="timetable_copy"),
    path("<int:timetable_id>/told/", views.told, name="timetable_told"),
    path("<int:timetable_id>/parents/", views.parents, name="timetable_parents"),
    path("<int:timetable_id>/end/", views.end, name="timetable_end"),
    path("<int:timetable_id>/withdraw/", views.withdraw, name="timetable_withdraw"),
]
