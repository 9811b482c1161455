from __future__ import annotations

from django.urls import path

from onroll.service.web.calendar_feed import views

urlpatterns = [
    path("account/calendar/", views.own_feed, name="account_calendar"),
    path("calendar/<str:feed_secret>.ics", views.feed, name="calendar_feed"),
]
