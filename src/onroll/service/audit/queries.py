"""Reading the audit trail of a school, for those who answer for personal data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from onroll.service.access.models import Viewing
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Scope
from onroll.service.audit.models import Event
from onroll.service.audit.sentences import sentence_of

PAGE = 50
LONDON = ZoneInfo("Europe/London")

#: What the first word of an event's name is about, as a filter offers it.
AREAS = {
    "registers": "Attendance register",
    "roll": "Admission register",
    "absences": "Following up absences",
    "timetables": "Part-time timetables",
    "medical": "Illness and medical needs",
    "people": "People",
    "access": "Roles and accounts",
    "calendar": "Calendar",
    "organisations": "School and groups",
    "exchange": "Import and export",
    "figures": "Figures",
    "reconciliation": "Comparing with another system",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; empty is everything."""

    who: str = ""
    area: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    pupil_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either log."""

    at: dt.datetime
    who: str
    role: str
    what: str
    pupil_id: int | None


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of a log, newest first."""

    lines: list[Line]
    page_number: int
    pages: int
    count: int


def events_of_school(
    scope: Scope, *, school_id: int, sought: Sought, page_number: int = 1, per_page: int = PAGE
) -> Lines:
    """Return what was done at a school. Raise OutOfScope."""
    scope.require(Permission.AUDIT_VIEW, school_id=school_id)
    return _events(Event.objects.filter(school_id=school_id), sought, page_number, per_page)


def _events(events: QuerySet, sought: Sought, page_number: int, per_page: int) -> Lines:
    rows = _narrowed(events, sought).order_by("-at", "-pk")
    if sought.area:
        rows = rows.filter(name__startswith=f"{sought.area}.")
    if sought.who:
        rows = rows.filter(actor_name__icontains=sought.who)
    if sought.pupil_id is not None:
        rows = rows.filter(subject_type="pupil", subject_id=sought.pupil_id)
    page = Paginator(rows, per_page).get_page(page_number)
    found = list(page.object_list)
    pupils = _names([one.subject_id for one in found if one.subject_type == "pupil"])
    lines = [
        Line(
            one.at, one.actor_name, _role(one.actor_role), sentence_of(one, pupils=pupils),
            one.subject_id if one.subject_type == "pupil" else None,
        )
        for one in found
    ]  # fmt: skip
    return Lines(lines, page.number, page.paginator.num_pages, page.paginator.count)


def events_over(
    scope: Scope, *, kind: str, body_id: int, sought: Sought, page_number: int = 1, per_page: int = PAGE
) -> Lines:
    """Return what was done at a trust or an authority itself, of no one school: its people, places and term dates.

    Raise OutOfScope.
    """
    scope.require_over(Permission.AUDIT_VIEW, kind=kind, body_id=body_id)
    return _events(_about_body(kind, body_id), sought, page_number, per_page)


def _about_body(kind: str, body_id: int) -> QuerySet:
    held = apps.get_model("access.RoleHeld").objects
    over = (
        Q(trust_id=body_id)
        if kind == "trust"
        else Q(authority_id=body_id) | Q(district__authority_id=body_id)
    )
    about = Q(subject_type=kind, subject_id=body_id)
    about |= Q(subject_type="user", subject_id__in=held.filter(over).values("user_id"))
    if kind == "authority":
        for subject, model in (("district", "District"), ("calendar template", "CalendarTemplate")):
            rows = apps.get_model(f"organisations.{model}").objects.filter(authority_id=body_id)
            about |= Q(subject_type=subject, subject_id__in=rows.values("pk"))
    return Event.objects.filter(about, school_id=None)


def viewings_of_school(
    scope: Scope, *, school_id: int, sought: Sought, page_number: int = 1, per_page: int = PAGE
) -> Lines:
    """Return who looked at which pupil of a school. Raise OutOfScope."""
    scope.require(Permission.AUDIT_VIEW, school_id=school_id)
    rows = _narrowed(Viewing.objects.filter(school_id=school_id), sought).order_by("-at", "-pk")
    if sought.who:
        rows = rows.filter(user_name__icontains=sought.who)
    if sought.pupil_id is not None:
        rows = rows.filter(pupil_id=sought.pupil_id)
    page = Paginator(rows, per_page).get_page(page_number)
    looks = list(page.object_list)
    pupils = _names([one.pupil_id for one in looks])
    lines = [
        Line(
            one.at, one.user_name, _role(one.role),
            f"looked at {pupils.get(one.pupil_id, 'a pupil')}: {one.page}", one.pupil_id,
        )
        for one in looks
    ]  # fmt: skip
    return Lines(lines, page.number, page.paginator.num_pages, page.paginator.count)


def _narrowed(rows: QuerySet, sought: Sought) -> QuerySet:
    if sought.first_day is not None:
        rows = rows.filter(at__gte=_start(sought.first_day))
    if sought.last_day is not None:
        rows = rows.filter(at__lt=_start(sought.last_day + dt.timedelta(days=1)))
    return rows


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON)


def _names(ids: list[int | None]) -> dict[int, str]:
    """Return pupils' names by id. Who was looked at, and by whom, is what the log is for."""
    found = apps.get_model("people.Pupil").objects.in_bulk({pk for pk in ids if pk is not None})
    return {pk: str(pupil) for pk, pupil in found.items()}


def _role(key: str) -> str:
    return ROLES[key].title if key in ROLES else key
