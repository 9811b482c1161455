from __future__ import annotations

from django.urls import path

from onroll.service.web.offline import views

urlpatterns = [
    path("no-connection/", views.no_connection, name="no_connection"),
    path("no-connection.js", views.worker, name="no_connection_worker"),
]
