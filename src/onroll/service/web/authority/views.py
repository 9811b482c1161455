"""Their schools, with how this morning's registers stand."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.queries import SchoolMorning, schools_this_morning
from onroll.service.organisations.models import Authority, District, Trust
from onroll.service.web.authority.pages import Over
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def authority(request: PageRequest, authority_id: int) -> HttpResponse:
    """Show an authority's schools that these roles reach."""
    place = Authority.objects.filter(pk=authority_id).first()
    now = clock.now()
    schools = schools_this_morning(request.scope, now=now, authority_id=authority_id)
    return _schools(request, place, schools, now)


def trust(request: PageRequest, trust_id: int) -> HttpResponse:
    """Show a trust's schools that these roles reach."""
    place = Trust.objects.filter(pk=trust_id).first()
    now = clock.now()
    schools = schools_this_morning(request.scope, now=now, trust_id=trust_id)
    return _schools(request, place, schools, now)


def _schools(
    request: PageRequest, place: Authority | Trust | None, schools: list[SchoolMorning], now: dt.datetime
) -> HttpResponse:
    kind = "authority" if isinstance(place, Authority) else "trust"
    if place is None or not (schools or _holds_role_over(request, kind, place.pk)):
        raise Http404("No role held reaches that place.")
    request.place = place.name
    over = Over(kind, place)
    scope = request.scope
    opens = {one.school.pk: scope.may(Permission.TODAY_VIEW, school_id=one.school.pk) for one in schools}
    meeting = [one for one in schools if one.session]
    late = [one for one in meeting if one.closes_at and now > one.closes_at and one.complete < one.registers]
    figures = [
        {"number": f"{len(meeting)} of {len(schools)}", "words": "schools have a session today"},
        {
            "number": f"{sum(one.complete for one in meeting)} of {sum(one.registers for one in meeting)}",
            "words": "registers taken",
        },
        {
            "number": sum(one.registers - one.complete for one in late),
            "words": "registers missing after closing",
            "urgent": bool(late),
        },
        {"number": sum(one.unexplained for one in meeting), "words": "absent with no reason yet (N)"},
    ]
    return render(
        request,
        "authority/schools.html",
        {
            "place": place,
            "schools": schools,
            "figures": figures,
            "opens": opens,
            "late": {one.school.pk for one in late},
            "over": over,
            "districts": _districts(over, scope),
            "may_see_figures": over.may(Permission.FIGURES_VIEW, scope),
            "may_add": over.may(Permission.SCHOOL_EDIT, scope),
            "may_see_audit": over.may(Permission.AUDIT_VIEW, scope),
            "may_see_published": kind == "authority" and over.may(Permission.SCHOOLS_VIEW, scope),
            "may_see_people": over.may(Permission.PEOPLE_VIEW, scope),
        },
    )


def _districts(over: Over, scope: Scope) -> list[Over]:
    """Return the districts of an authority whose figures these roles open."""
    if over.kind != "authority":
        return []
    found = [Over("district", one) for one in District.objects.filter(authority_id=over.body.pk)]
    return [one for one in found if one.may(Permission.FIGURES_VIEW, scope)]


def _holds_role_over(request: PageRequest, kind: str, body_id: int) -> bool:
    return request.scope.may_over(Permission.SCHOOLS_VIEW, kind=kind, body_id=body_id)
