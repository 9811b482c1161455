from __future__ import annotations

from django.urls import path

from onroll.service.web.school.leave import asking, views

urlpatterns = [
    path("", views.requests, name="leave"),
    path("new/", asking.choose, name="leave_new"),
    path("new/<int:pupil_id>/", asking.ask, name="leave_ask"),
    path("<int:request_id>/", views.request_page, name="leave_request"),
    path("<int:request_id>/decide/", views.decide, name="leave_decide"),
    path("<int:request_id>/tell/", views.tell, name="leave_tell"),
    path("<int:request_id>/withdraw/", views.withdraw, name="leave_withdraw"),
]
