"""Pages by audience. A section of a school's pages adds one line to SCHOOL."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from onroll.service.web.home import home

SCHOOL: list[URLPattern | URLResolver] = [
    path("today/", include("onroll.service.web.school.today.urls")),
    path("duties/", include("onroll.service.web.school.duties.urls")),
    path("absences/", include("onroll.service.web.school.absences.urls")),
    path("arrangements/", include("onroll.service.web.school.arrangements.urls")),
    path("exclusions/", include("onroll.service.web.school.exclusions.urls")),
    path("provision/", include("onroll.service.web.school.provision.urls")),
    path("guests/", include("onroll.service.web.school.guests.urls")),
    path("remote/", include("onroll.service.web.school.remote.urls")),
    path("planned/", include("onroll.service.web.school.planned.urls")),
    path("recognition/", include("onroll.service.web.school.recognition.urls")),
    path("lessons/", include("onroll.service.web.school.lessons.urls")),
    path("late/", include("onroll.service.web.school.late.urls")),
    path("notices/", include("onroll.service.web.school.notices.urls")),
    path("leave/", include("onroll.service.web.school.leave.urls")),
    path("medical/", include("onroll.service.web.school.medical.urls")),
    path("timetables/", include("onroll.service.web.school.timetables.urls")),
    path("registers/", include("onroll.service.web.school.registers.urls")),
    path("gate/", include("onroll.service.web.school.gate.urls")),
    path("", include("onroll.service.web.school.entries.urls")),
    path("pupils/", include("onroll.service.web.school.pupils.urls")),
    path("roll/", include("onroll.service.web.school.roll.urls")),
    path("calendar/", include("onroll.service.web.school.calendar.urls")),
    path("figures/", include("onroll.service.web.figures.urls")),
    path("checks/", include("onroll.service.web.school.checks.urls")),
    path("setup/", include("onroll.service.web.school.setup.urls")),
    path("", include("onroll.service.web.school.documents.urls")),
    path("people/", include("onroll.service.web.school.people.urls")),
    path("groups/", include("onroll.service.web.school.groups.urls")),
    path("details/", include("onroll.service.web.school.details.urls")),
    path("audit/", include("onroll.service.web.school.audit.urls")),
    path("comparisons/", include("onroll.service.web.school.reconciliation.urls")),
    path("messages/", include("onroll.service.web.school.messages.urls")),
    path("exchange/", include("onroll.service.web.school.exchange.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("onroll.service.web.access.urls")),
    path("", include("onroll.service.web.parent.own_urls")),
    path("", include("onroll.service.web.calendar_feed.urls")),
    path("providers/<str:provider_secret>/", include("onroll.service.web.provider.urls")),
    path("parents/<str:parent_secret>/", include("onroll.service.web.parent.urls")),
    path("notices/<str:notice_secret>/", include("onroll.service.web.professional.urls")),
    path("", include("onroll.service.web.setup_first.urls")),
    path("", include("onroll.service.web.authority.urls")),
    path("", include("onroll.service.web.offline.urls")),
    path("law/", include("onroll.service.web.law.urls")),
    path("schools/<int:school_id>/", include(SCHOOL)),
]
