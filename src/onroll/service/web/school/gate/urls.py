from __future__ import annotations

from django.urls import path

from onroll.service.web.school.gate import views

urlpatterns = [
    path("", views.gate, name="gate"),
    path("print/", views.print_gate, name="print_gate"),
]
