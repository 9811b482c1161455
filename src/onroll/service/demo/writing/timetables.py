"""Part-time timetables: agreed before their days, reviewed as they run, ended when they are over; and two that wait to be signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.models import Plan
from onroll.service.demo.attendance.pupil_year import PlanDrawn
from onroll.service.demo.writing.known import DEMO, Known
from onroll.service.demo.writing.lessons import SCHOOL as TWO_WEEKS
from onroll.service.part_time_timetables.actions.ending import end_timetable
from onroll.service.part_time_timetables.actions.proposing import propose_timetable
from onroll.service.part_time_timetables.actions.reviewing import record_review
from onroll.service.part_time_timetables.actions.signing import agree_for_school, record_answer
from onroll.service.part_time_timetables.actions.telling import record_told
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.proposal import Proposal
from onroll.service.part_time_timetables.queries.timetables import Line, line_of, standing_rows
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.people.models import Pupil, PupilMarker, Relationship

_LONDON = ZoneInfo("Europe/London")
_ONE_DAY, _FORTNIGHT = dt.timedelta(days=1), dt.timedelta(days=14)
#: The authority's own system takes the copies; of every so many the last is still to be sent, reviewed or accounted for.
_TURN = 3
_LONG = "A shorter one was tried, and the pupil could not keep to it."


@dataclass(frozen=True, slots=True)
class Story:
    """Why one pupil is part time, in the words of the agreement."""

    reason: str
    words: str
    responsible: str
    support: str
    aim: str
    pupil_view: str


STORIES = (
    Story("after absence", "Home from hospital after six weeks. The ward's letter advises a slow return.",
          "A parent, at home. A neighbour on Thursdays.", "Work on paper each Monday; a quiet table; lunch in the library.",
          "Another afternoon each fortnight, then every session.", "I want to see my friends at lunch first."),
    Story("anxiety", "Cannot stay in a full classroom for long yet. School and the family agree what helps.",
          "A grandparent, who collects at the gate.", "A key adult at the door, and a card to leave the room with.",
          "One more session each week, chosen by the pupil.", "Mornings are easier. I do not like the corridor."),
    Story("physical", "Tires quickly since an operation. The nurse asks for rest in the middle of the week.",
          "A parent, at home.", "Lessons missed are sent home, and talked through on the next day.",
          "Every session from the last day on.", "I can do more than they think."),
    Story("mental", "Waits for a first appointment with the local service. A whole day is too much until then.",
          "An older sister, who is an adult, at home.", "A check-in every morning; work online agreed with each teacher.",
          "Two more afternoons after the appointment.", "I would like somebody to walk in with me."),
)  # fmt: skip


def agreed(school: str, pupil_id: int, drawn: PlanDrawn, known: Known, *, now: dt.datetime) -> bool:
    """Propose and agree a drawn timetable, so that it stands and is planned; say whether it could be."""
    head, parent_id = known.people.get((school, "head")), _home_parent(pupil_id, drawn.first_day)
    if head is None or parent_id is None or drawn.first_day < now.date():
        return False
    days = [f"{day}{half}" for day in drawn.weekdays for half in ("AM", "PM") if drawn.session in ("", half)]
    try:
        with transaction.atomic():
            made = _propose(school, pupil_id, (drawn.first_day, drawn.last_day), days, known, now=now)
            _sign(school, made, parent_id, known, now=now)
            about: dict[str, Any] = {"school_id": known.schools[school], "timetable_id": made.pk, "now": now}
            agree_for_school(exceptional=True, to_manage_behaviour=False, words="", by=head, **about)
            if PupilMarker.objects.filter(pupil_id=pupil_id, kind__in=_WITH_WORKER).exists():
                record_answer(
                    party="social worker",
                    agrees=True,
                    on=now.date(),
                    how="telephone",
                    who="The social worker",
                    by=DEMO,
                    **about,
                )
            if made.pk % _TURN or PupilMarker.objects.filter(pupil_id=pupil_id, kind="ehc plan").exists():
                record_told(
                    party="authority",
                    on=now.date(),
                    how="portal",
                    who="Attendance service",
                    by=known.officer(school),
                    **about,
                )
    except (TimetableRefusal, AttendanceRefusal):
        return False
    return True


def propose_some(known: Known, *, now: dt.datetime) -> None:
    """Propose two timetables in each school: one that its parent has signed, and one that nobody has."""
    for school, school_id in known.schools.items():
        if (school, "attendance_officer") not in known.people:
            continue
        found = 0
        for pupil_id in _full_time(school_id, now.date()):
            parent_id = _home_parent(pupil_id, now.date())
            if parent_id is None or found == 2:
                continue
            first = _weekday(now.date() + dt.timedelta(days=6 + found))
            days = (first, _weekday(first + dt.timedelta(days=11)))
            two_weeks = school == TWO_WEEKS and found
            out = (
                ["3PMA", "5PMB"]
                if two_weeks
                else ["3PM", "5PM"]
                if found
                else ["1PM", "2PM", "3PM", "4PM", "5PM"]
            )
            try:
                made = _propose(school, pupil_id, days, out, known, now=now - _ONE_DAY)
            except TimetableRefusal:
                continue
            if not found:
                _sign(school, made, parent_id, known, now=now - dt.timedelta(hours=1))
            found += 1


def review_and_end(known: Known, *, now: dt.datetime) -> None:
    """Record the reviews that have come, and how timetables ended, all but the last of some: those wait for a person."""
    for school, school_id in known.schools.items():
        if (school, "attendance_officer") in known.people:
            for row in standing_rows(school_id):
                line = line_of(row, on=now.date())
                if line.state in ("running", "over"):
                    _carry(school, line, known, now)


def _carry(school: str, line: Line, known: Known, now: dt.datetime) -> None:
    row, by = line.timetable, known.officer(school)
    about: dict[str, Any] = {"school_id": row.school_id, "timetable_id": row.pk, "by": by}
    waits = row.pk % _TURN == 1
    day = line.next_review_on
    while day is not None and day < now.date() - (_FORTNIGHT if waits else _ONE_DAY):
        after = day + _FORTNIGHT if day + _FORTNIGHT <= row.last_day else None
        record_review(
            on=day, outcome="keep", words="Came to every session agreed but one. The family sees a difference at home.",
            who="The pupil, a parent and the lead", next_on=after, now=_afternoon(day), **about,
        )  # fmt: skip
        day = after
    if line.state == "over" and not (waits and row.last_day > now.date() - _FORTNIGHT):
        end_timetable(
            on=row.last_day, outcome="full time", words="Full time since, with the quiet table kept.",
            now=min(now, _afternoon(row.last_day + _ONE_DAY)), **about,
        )  # fmt: skip


_WITH_WORKER = ("social worker", "child in need", "child protection", "looked after")


def _propose(
    school: str,
    pupil_id: int,
    days: tuple[dt.date, dt.date],
    out: list[str],
    known: Known,
    *,
    now: dt.datetime,
) -> PartTimeTimetable:
    first, last = days
    story = STORIES[pupil_id % len(STORIES)]
    proposal = Proposal(
        reason=story.reason, words=story.words, first_day=first, last_day=last, out=out, responsible=story.responsible,
        safety="The school is rung if plans change, and rings on any day that feels wrong.", support=story.support,
        aim=story.aim, pupil_view=story.pupil_view, lead="The SENCO", first_review_on=min(_weekday(first + dt.timedelta(days=9)), last),
        why_so_long=_LONG if last - first >= 3 * _FORTNIGHT else "",
    )  # fmt: skip
    return propose_timetable(
        school_id=known.schools[school], pupil_id=pupil_id, proposal=proposal,
        key=f"demo-{pupil_id}-{first.isoformat()}", by=known.officer(school), now=now,
    )  # fmt: skip


def _sign(school: str, made: PartTimeTimetable, parent_id: int, known: Known, *, now: dt.datetime) -> None:
    record_answer(
        school_id=known.schools[school], timetable_id=made.pk, party="parent", parent_id=parent_id, agrees=True,
        on=now.date(), how="paper" if made.pk % 2 else "spoken", by=known.officer(school), now=now,
    )  # fmt: skip


def _home_parent(pupil_id: int, on: dt.date) -> int | None:
    rows = Relationship.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), pupil_id=pupil_id, lives_with=True, first_day__lte=on,
        parent__folded_into__isnull=True,
    )  # fmt: skip
    return rows.order_by("contact_order", "pk").values_list("parent_id", flat=True).first()


def _full_time(school_id: int, on: dt.date) -> Iterator[int]:
    """Yield pupils of a school for whom nothing is planned in the weeks to come, and who stay."""
    ahead = on + dt.timedelta(days=60)
    planned = Plan.objects.filter(school_id=school_id, last_day__gte=on, cancelled_at__isnull=True).values(
        "pupil_id"
    )
    rows = Pupil.objects.filter(
        Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gt=ahead), enrolments__school_id=school_id,
        enrolments__starting_day__lt=on, folded_into__isnull=True,
    ).exclude(pk__in=planned)  # fmt: skip
    yield from rows.distinct().order_by("-born", "pk").values_list("pk", flat=True)[40:80]


def _afternoon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(15, 30), _LONDON)


def _weekday(day: dt.date) -> dt.date:
    """Return the day, or the Monday after a weekend."""
    return day + dt.timedelta(days=(7 - day.weekday()) % 7) if day.weekday() >= 5 else day
