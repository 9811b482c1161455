from __future__ import annotations

from django.urls import path

from onroll.service.web.school.guests import adding, views

urlpatterns = [
    path("", views.guests_page, name="guests"),
    path("tell/", views.tell, name="guests_tell"),
    path("new/", adding.choose, name="guest_choose"),
    path("new/<int:pupil_id>/", adding.add, name="guest_new"),
    path("<int:stay_id>/told/", views.told, name="guest_told"),
    path("<int:stay_id>/end/", views.end, name="guest_end"),
]
