"""Leave of absence in the last fortnight: one request that waits, one granted, one refused, and one decided differently for two children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.demo.writing.known import Known
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.leave_of_absence.actions.deciding import decide_leave
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.people.models import Relationship

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One request: how many children, for what, in whose words, when, and what the head says of each child."""

    key: str
    children: int
    purpose: str
    reason: str
    away_at: str
    asked_days_ago: int
    starts_in: int
    lasts: int
    decisions: tuple[tuple[str, str], ...] = ()


STORIES = (
    Story("wedding", 2, "exceptional", "My sister is getting married abroad and they are both in the wedding party.",
          "With my parents near Porto", 2, 12, 3),
    Story("funeral", 1, "exceptional", "Their grandfather’s funeral is in Donegal on the Friday.", "At their uncle’s",
          5, 4, 2, (("granted", "The funeral of a close relative, and the journey there and back."),)),
    Story("holiday", 1, "exceptional", "The flights are half the price that week.", "Tenerife",
          9, 20, 5, (("refused", "A holiday is not exceptional, and it falls in a week of assessments."),)),
    Story("moving", 2, "exceptional", "We are moving house and have nowhere to stay for two days.", "With friends in town",
          8, 6, 2, (("granted", "Nowhere to stay, and it cannot be moved to a weekend."),
                    ("refused", "The assessment on that day cannot be sat later."))),
    Story("audition", 1, "interview", "An interview for a place at another school.", "", 6, 5, 1,
          (("granted", "An interview for a place elsewhere."),)),
)  # fmt: skip


def ask_and_decide(known: Known, *, now: dt.datetime) -> None:
    """Write every story in each school that has a head and an attendance officer, a family each."""
    for school, school_id in known.schools.items():
        officer, head = known.people.get((school, "attendance_officer")), known.people.get((school, "head"))
        if officer is None or head is None:
            continue
        families = _families(school_id, now.date())
        for story in STORIES:
            family = next((one for one in families if len(one[1]) >= story.children), None)
            if family is not None:
                families = [one for one in families if not set(one[1]) & set(family[1])]
                _tell(story, school_id, family, officer, head, now)


def _tell(
    story: Story, school_id: int, family: tuple[int, list[int]], officer: Actor, head: Actor, now: dt.datetime
) -> None:
    parent_id, pupils = family
    asked_at = now - dt.timedelta(days=story.asked_days_ago)
    first = _weekday(now.date() + dt.timedelta(days=story.starts_in))
    request = ask_for_leave(
        school_id=school_id,
        pupil_ids=pupils[: story.children],
        parent_id=parent_id,
        asked_on=asked_at.date(),
        how=LeaveRequest.How.FORM,
        first_day=first,
        last_day=_weekday(first + dt.timedelta(days=story.lasts - 1)),
        purpose=story.purpose,
        reason=story.reason,
        away_at=story.away_at,
        key=f"demo-{story.key}",
        by=officer,
        now=asked_at,
    )
    for child, (outcome, reasons) in zip(request.children.order_by("pk"), story.decisions, strict=False):
        try:
            decide_leave(
                school_id=school_id, child_id=child.pk, outcome=outcome, reasons=reasons, counts_instead=True,
                by=head, now=asked_at + _ONE_DAY,
            )  # fmt: skip
        except AttendanceRefusal:
            # A pupil about to leave the roll keeps a request that waits.
            continue


def _families(school_id: int, on: dt.date) -> list[tuple[int, list[int]]]:
    """Return parents who live with children on this roll, and those children: the smallest families first."""
    on_roll = Q(
        Q(pupil__enrolments__last_day__isnull=True)
        | Q(pupil__enrolments__last_day__gt=on + dt.timedelta(days=40)),
        pupil__enrolments__school_id=school_id,
        pupil__enrolments__starting_day__lt=on - dt.timedelta(days=30),
    )
    rows = Relationship.objects.filter(
        on_roll, lives_with=True, last_day__isnull=True, parent__folded_into__isnull=True
    )
    parents = (
        rows.values("parent_id")
        .annotate(children=Count("pupil_id", distinct=True))
        .order_by("children", "parent_id")
    )
    return list(_each(rows, [one["parent_id"] for one in parents.filter(children=1)[60:70]])) + list(
        _each(rows, [one["parent_id"] for one in parents.filter(children__gte=2)[:6]])
    )


def _each(rows: QuerySet[Relationship], parent_ids: list[int]) -> Iterator[tuple[int, list[int]]]:
    for parent_id in parent_ids:
        of_parent = rows.filter(parent_id=parent_id).order_by("pupil_id")
        yield parent_id, list(dict.fromkeys(of_parent.values_list("pupil_id", flat=True)))


def _weekday(day: dt.date) -> dt.date:
    """Return the day, or the Monday after a weekend."""
    return day + dt.timedelta(days=(7 - day.weekday()) % 7) if day.weekday() >= 5 else day
