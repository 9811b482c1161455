from __future__ import annotations

from django.urls import path

from onroll.service.web.school.planned import making, views

urlpatterns = [
    path("", views.arrangements_page, name="planned"),
    path("new/", making.choose, name="planned_new"),
    path("new/details/", making.details, name="planned_details"),
    path("<int:arrangement_id>/", views.arrangement, name="planned_arrangement"),
    path("<int:arrangement_id>/withdraw/", views.withdraw, name="planned_withdraw"),
    path("<int:arrangement_id>/take-out/<int:pupil_id>/", views.take_out_pupil, name="planned_take_out"),
    path("<int:arrangement_id>/list/", views.print_list, name="planned_list"),
]
