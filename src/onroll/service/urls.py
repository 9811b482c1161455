"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("onroll.service.web.urls")),
]

handler403 = "onroll.service.web.errors.permission_denied"
handler404 = "onroll.service.web.errors.page_not_found"
handler500 = "onroll.service.web.errors.server_error"
