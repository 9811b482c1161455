from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.documents import views

urlpatterns = [
    path("registers/<int:group_id>/<day:date>/week.pdf", views.week, name="week_pdf"),
    path("registers/<int:group_id>/<day:date>/half-term.pdf", views.half_term, name="half_term_pdf"),
    path("roll/register.pdf", views.admission_register, name="roll-pdf"),
]
