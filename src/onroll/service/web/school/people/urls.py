from __future__ import annotations

from django.urls import path

from onroll.service.web.school.people import (
    families,
    leaving,
    markers,
    merging,
    professionals,
    roles,
    second_step,
    staff,
)

urlpatterns = [
    path("", staff.people, name="people"),
    path("invite/", staff.invite, name="invite"),
    path("cover/", roles.cover, name="cover"),
    path("<int:user_id>/", staff.person, name="person"),
    path("<int:user_id>/link/", staff.link, name="person-link"),
    path("<int:user_id>/account/", staff.account, name="person-account"),
    path("<int:user_id>/roles/give/", roles.give, name="give-role"),
    path("<int:user_id>/roles/<int:role_held_id>/end/", roles.end, name="end-role"),
    path("staff/<int:staff_id>/leaving/", leaving.leave, name="staff-leaving"),
    path("staff/<int:staff_id>/staying/", leaving.stay, name="staff-staying"),
    path("pupils/<int:pupil_id>/", families.family, name="family"),
    path("pupils/<int:pupil_id>/parents/<int:parent_id>/checked/", families.checked, name="contact-details-checked"),
    path("pupils/<int:pupil_id>/parents/<int:parent_id>/link/", families.parent_link, name="parent-link"),
    path("pupils/<int:pupil_id>/parents/<int:parent_id>/second-step/", second_step.lost, name="parent-second-step"),
    path("pupils/<int:pupil_id>/markers/add/", markers.add, name="add-marker"),
    path("pupils/<int:pupil_id>/markers/<int:marker_id>/end/", markers.end, name="end-marker"),
    path("pupils/<int:pupil_id>/professionals/add/", professionals.add, name="add-professional"),
    path("pupils/<int:pupil_id>/professionals/<int:link_id>/end/", professionals.end, name="end-professional"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("duplicates/<str:kind>/<int:keep_id>/<int:fold_id>/", merging.compare_two, name="compare"),
    path("duplicates/<int:proposal_id>/", merging.proposal, name="merge-proposal"),
]  # fmt: skip
