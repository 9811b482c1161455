"""A parent's own page: each child's attendance in plain figures, what was missed and why, and what was written to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.attendance_codes import code_on
from onroll.law.code_meaning import StatisticalClass
from onroll.law.school_time import AcademicYear
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.correspondence.models import Message
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.leave_of_absence.queries.requests import Line, lines_of
from onroll.service.parents.models import ParentLink
from onroll.service.parents.opening import children_of, open_link
from onroll.service.people.models import Pupil
from onroll.service.pupil_record.record import load_year
from onroll.service.pupil_record.year import PupilYear

_ABSENT = frozenset({StatisticalClass.AUTHORISED_ABSENCE.value, StatisticalClass.UNAUTHORISED_ABSENCE.value})
#: How many absences and letters are shown.
MOST = 20


@dataclass(frozen=True, slots=True)
class Missed:
    """One session missed, and what the register says of it in the law's words."""

    date: dt.date
    session: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Child:
    """One child as their parent reads of them."""

    pupil: Pupil
    year: PupilYear
    missed: list[Missed]
    late: int
    minutes_late: int
    waiting: list[ReasonGiven]


@dataclass(frozen=True, slots=True)
class ParentPage:
    """Everything one parent's page shows: nothing of another household is among it."""

    link: ParentLink
    children: list[Child]
    leave: list[Line]
    letters: list[Message]


def parent_page(secret: str, *, now: dt.datetime) -> ParentPage:
    """Return what a parent's link opens. Raises ParentRefusal."""
    on = now.date()
    link = open_link(secret, on=on)
    children = [_child(link, pupil, now) for pupil in children_of(link, on=on)]
    leave = LeaveRequest.objects.filter(school_id=link.school_id, parent_id=link.parent_id)
    letters = Message.objects.filter(
        school_id=link.school_id,
        recipient_kind=Message.RecipientKind.PARENT,
        recipient_id=link.parent_id,
        pupil_id__in=[one.pupil.pk for one in children],
    )
    return ParentPage(
        link, children, lines_of(leave.order_by("-first_day")[:MOST], on=on), list(letters[:MOST])
    )


def _child(link: ParentLink, pupil: Pupil, now: dt.datetime) -> Child:
    spells = list(
        Enrolment.objects.filter(school_id=link.school_id, pupil=pupil)
        .select_related("pupil")
        .order_by("starting_day")
    )
    year = load_year(link.school_id, pupil.pk, spells, AcademicYear.of(now.date()), now)
    cells = sorted(year.cells.values(), key=lambda cell: (cell.date, cell.session))
    missed = [
        Missed(cell.date, cell.session, code_on(cell.code, cell.date).title)
        for cell in reversed(cells)
        if cell.code and cell.kind in _ABSENT
    ]
    late = [cell.minutes_late for cell in cells if cell.minutes_late]
    waiting = ReasonGiven.objects.filter(
        school_id=link.school_id,
        pupil=pupil,
        parent_id=link.parent_id,
        last_day__gte=now.date(),
        decisions=None,
    ).order_by("first_day", "pk")
    return Child(pupil, year, missed[:MOST], len(late), sum(late), list(waiting))
