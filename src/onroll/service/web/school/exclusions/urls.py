from __future__ import annotations

from django.urls import path

from onroll.service.web.school.exclusions import excluding, notifying, views

urlpatterns = [
    path("", views.exclusions_page, name="exclusions"),
    path("new/", excluding.choose, name="exclusion_new"),
    path("new/<int:pupil_id>/", excluding.exclude_pupil, name="exclusion_pupil"),
    path("<int:exclusion_id>/", views.exclusion, name="exclusion"),
    path("<int:exclusion_id>/tell/", views.tell, name="exclusion_tell"),
    path(
        "<int:exclusion_id>/notify/<slug:recipient>/<int:professional_id>/",
        notifying.notify,
        name="exclusion_notify",
    ),
    path("<int:exclusion_id>/step/", views.step, name="exclusion_step"),
    path("<int:exclusion_id>/shorten/", views.shorter, name="exclusion_shorten"),
    path("<int:exclusion_id>/cancel/", views.cancel, name="exclusion_cancel"),
]
