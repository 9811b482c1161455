from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.calendar import changes, days, plans_on_weeks, term_dates, times, weeks, year

urlpatterns = [
    path("", year.calendar, name="calendar"),
    path("<day:date>/", days.day, name="calendar_day"),
    path("times/", times.session_times, name="session_times"),
    path("changes/", changes.changes, name="calendar_changes"),
    path("changes/<int:change_id>/undo/", changes.undo, name="undo_calendar_change"),
    path("weeks/", weeks.weeks, name="calendar_weeks"),
    path("weeks/plans/", plans_on_weeks.plans, name="calendar_plans_on_weeks"),
    path("term-dates/", term_dates.term_dates, name="term_dates"),
    path("term-dates/load/", term_dates.load, name="load_term_dates"),
    path("term-dates/type/", term_dates.type_in, name="type_term_dates"),
    path("term-dates/<int:template_id>/", term_dates.apply, name="apply_term_dates"),
    path("term-dates/<int:template_id>/download/", term_dates.download, name="download_term_dates"),
]
