from __future__ import annotations

from django.urls import path

from onroll.service.web.calendar_feed import digest, views

urlpatterns = [
    path("account/calendar/", views.own_feed, name="account_calendar"),
    path("account/digest/", digest.own_digest, name="account_digest"),
    path("calendar/<str:feed_secret>.ics", views.feed, name="calendar_feed"),
]
