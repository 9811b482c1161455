from __future__ import annotations

from django.urls import path

from onroll.service.web.school.provision import placing, views

urlpatterns = [
    path("", views.providers_page, name="provision"),
    path("new/", views.new_provider, name="provider_new"),
    path("<int:provider_id>/", views.provider, name="provider"),
    path("<int:provider_id>/check/", views.check, name="provider_check"),
    path("<int:provider_id>/link/", views.link, name="provider_link"),
    path("<int:provider_id>/answers/", views.answers, name="provider_answers"),
    path("<int:provider_id>/end/", views.end, name="provider_end"),
    path("<int:provider_id>/place/", placing.choose, name="provider_place"),
    path("<int:provider_id>/place/<int:pupil_id>/", placing.place, name="provider_place_pupil"),
    path("<int:provider_id>/placements/<int:placement_id>/end/", placing.end, name="placement_end"),
]
