"""The kinds of arrangement, in order: a kind adds one line here, and stands in the sub-navigation and on the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.exclusions.queries.exclusions import exclusions_standing
from onroll.service.guests.queries.stays import guests_standing
from onroll.service.leave_of_absence.queries.standing import leave_standing
from onroll.service.medical_absence.queries.illness import medical_standing
from onroll.service.off_site_provision.queries.providers import provision_standing
from onroll.service.part_time_timetables.queries.due import timetables_standing
from onroll.service.planned_attendance.queries.arrangements import planned_standing
from onroll.service.remote_education.queries.notes import remote_standing


class CountPupils(NamedTuple):
    """How many pupils an arrangement stands for today, and how many wait for somebody to do something."""

    today: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of arrangement: its words, the name of its address, what opens it, what it is, and how it is counted."""

    text: str
    address: str
    permission: Permission
    says: str
    waits_for: str
    count: Callable[[Scope, int, dt.date], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class KindToday:
    """One kind as the first page shows it."""

    kind: Kind
    href: str
    counts: CountPupils


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the sub-navigation."""

    text: str
    href: str
    is_current: bool


KINDS: tuple[Kind, ...] = (
    Kind(
        "Leave",
        "leave",
        Permission.LEAVE_VIEW,
        "Asked for in advance, decided by the head for each child, and told to each parent.",
        "to decide",
        lambda scope, school_id, on: leave_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Visits and other planned absence",
        "planned",
        Permission.ARRANGEMENT_VIEW,
        "Visits, sport, work experience, interviews, examinations, observance, travel: for several pupils at once.",
        "to look at",
        lambda scope, school_id, on: planned_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Provision elsewhere",
        "provision",
        Permission.ARRANGEMENT_VIEW,
        "Where pupils are educated away from school: what was agreed and checked, and whether they came.",
        "to accept",
        lambda scope, school_id, on: provision_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Guests",
        "guests",
        Permission.ARRANGEMENT_VIEW,
        "Pupils of another school who attend here for a time, and our pupils at another school.",
        "home schools to tell",
        lambda scope, school_id, on: guests_standing(scope, school_id=school_id, now=clock.now()),
    ),
    Kind(
        "Remote education",
        "remote",
        Permission.ARRANGEMENT_VIEW,
        "What pupils who cannot come are set at home: noted beside the absence, which keeps its code.",
        "to look at",
        lambda scope, school_id, on: remote_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Part-time timetables",
        "timetables",
        Permission.TIMETABLE_VIEW,
        "For a time, agreed with a parent, reviewed, and ended on their day.",
        "to be agreed, or over",
        lambda scope, school_id, on: timetables_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Exclusions",
        "exclusions",
        Permission.EXCLUSION_VIEW,
        "Suspensions and exclusions: days, what parents are told, education from the sixth school day.",
        "to do",
        lambda scope, school_id, on: exclusions_standing(scope, school_id=school_id, on=on),
    ),
    Kind(
        "Illness and medical needs",
        "medical",
        Permission.MEDICAL_VIEW,
        "Pupils often or long ill, seen from the registers: support, returns, referrals, and the way back.",
        "to do something about",
        lambda scope, school_id, on: medical_standing(scope, school_id=school_id, on=on),
    ),
)


def kinds_today(scope: Scope, *, school_id: int, on: dt.date) -> list[KindToday]:
    """Return each kind that these roles open, with how many pupils it stands for on a day and how many wait."""
    return [
        KindToday(
            kind,
            reverse(kind.address, kwargs={"school_id": school_id}),
            CountPupils(*kind.count(scope, school_id, on)),
        )
        for kind in KINDS
        if scope.may_somewhere(kind.permission, school_id=school_id)
    ]


def arrangement_links(may: Callable[[str], bool], school_id: int, path: str) -> list[Link]:
    """Return the sub-navigation for a template: the first page, and each kind that `may` opens."""
    first = reverse("arrangements", kwargs={"school_id": school_id})
    links = [Link("Overview", first, path == first)]
    for kind in KINDS:
        if may(kind.permission.name):
            href = reverse(kind.address, kwargs={"school_id": school_id})
            links.append(Link(kind.text, href, path.startswith(href)))
    return links
