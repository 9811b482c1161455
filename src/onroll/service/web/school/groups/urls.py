from __future__ import annotations

from django.urls import path

from onroll.service.web.school.groups import changing, listing, moving, teachers

urlpatterns = [
    path("", listing.groups, name="groups"),
    path("make/", changing.make, name="make-groups"),
    path("without/", moving.without, name="pupils-without-group"),
    path("<int:group_id>/", listing.group, name="group"),
    path("<int:group_id>/rename/", changing.rename, name="rename-group"),
    path("<int:group_id>/end/", changing.end, name="end-group"),
    path("<int:group_id>/resume/", changing.resume, name="resume-group"),
    path("<int:group_id>/move/", moving.move, name="move-pupils"),
    path("<int:group_id>/teachers/give/", teachers.give, name="give-group-teacher"),
]
