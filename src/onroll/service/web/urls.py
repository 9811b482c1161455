"""Pages by audience. A section of a school's pages adds one line to SCHOOL."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from onroll.service.web.home import home

SCHOOL: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("onroll.service.web.access.urls")),
    path("", include("onroll.service.web.setup_first.urls")),
    path("schools/<int:school_id>/", include(SCHOOL)),
]
