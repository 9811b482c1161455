from __future__ import annotations

from django.urls import path

from onroll.service.web.school.lessons import missing, patterns, registers, timetable

urlpatterns = [
    path("", registers.lessons, name="lessons"),
    path("<int:lesson_id>/<day:date>/", registers.lesson, name="lesson_register"),
    path("missing/<int:pupil_id>/<day:date>/", missing.missing, name="lesson_missing"),
    path("patterns/", patterns.patterns, name="lesson_patterns"),
    path("patterns/open/", patterns.behind, name="lesson_patterns_open"),
    path("timetable/", timetable.timetable, name="lesson_timetable"),
    path("timetable/keep/", timetable.keep, name="lesson_keep"),
    path("timetable/add/", timetable.add, name="lesson_add"),
    path("timetable/import/", timetable.read, name="lesson_import"),
    path("timetable/<int:lesson_id>/end/", timetable.end, name="lesson_end"),
]
