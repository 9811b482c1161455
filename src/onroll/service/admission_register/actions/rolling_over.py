"""The September roll-over: previewed, done as one unit, and undone as one. It never deletes a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from onroll.law.plain_words import counted, day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.models import RollOver
from onroll.service.admission_register.queries.roll_over import roll_over_preview
from onroll.service.admission_register.roll_over_plan import RollOverPlan
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import RegistrationGroupMembership, YearGroupMembership

_ONE_DAY = dt.timedelta(days=1)


class RollOverRefused(Exception):
    """The roll-over, or its undoing, cannot stand; the message says why and what to do."""


@transaction.atomic
def roll_over(
    *,
    school_id: int,
    first_day: dt.date,
    names: Mapping[int, str] | None = None,
    by: Actor,
    now: dt.datetime,
) -> RollOver:
    """Move everybody up a year from a day, into groups named by pattern or by `names`. Raises RollOverRefused.

    Leavers keep their place on the roll until each is deleted on a ground; only their group ends.
    """
    by.scope.require(Permission.ROLL_AMEND, school_id=school_id)
    if RollOver.objects.filter(school_id=school_id, first_day=first_day, undone_at=None).exists():
        raise RollOverRefused(
            f"The school was rolled over for {day_in_words(first_day)} already. Undo that one first, or choose another day."
        )
    plan = roll_over_preview(by.scope, school_id=school_id, first_day=first_day, names=names)
    if not plan.new_years and not plan.moves:
        raise RollOverRefused("Nobody would move: no pupil on roll has a year group or a registration group.")
    if plan.faults:
        raise RollOverRefused(" ".join(plan.faults))
    made = RollOver.objects.create(
        school_id=school_id,
        first_day=first_day,
        made_at=now,
        made_by_name=by.name,
        moved=_write(school_id, plan),
        pupils=len(plan.new_years),
    )
    record_event(
        "roll.year.rolled over", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
        first_day=first_day.isoformat(), pupils=made.pupils, leavers=len(plan.leavers),
    )  # fmt: skip
    return made


@transaction.atomic
def undo_roll_over(*, school_id: int, roll_over_id: int, by: Actor, now: dt.datetime) -> None:
    """Put back everything a roll-over moved. Raises RollOverRefused once the new groups are in use."""
    by.scope.require(Permission.ROLL_AMEND, school_id=school_id)
    made = RollOver.objects.select_for_update().filter(pk=roll_over_id, school_id=school_id).first()
    if made is None or made.undone_at is not None:
        raise RollOverRefused("There is no such roll-over to undo. It may have been undone already.")
    _refuse_in_use(made)
    _put_back(made.moved)
    made.undone_at, made.undone_by_name = now, by.name
    made.save(update_fields=["undone_at", "undone_by_name"])
    record_event(
        "roll.year.roll-over undone", by=by, now=now, school_id=school_id, subject_type="school",
        subject_id=school_id, first_day=made.first_day.isoformat(),
    )  # fmt: skip


def _write(school_id: int, plan: RollOverPlan) -> dict[str, Any]:
    """Write the plan, and return the ids of the rows made and ended."""
    last_day = plan.first_day - _ONE_DAY
    ready = RegistrationGroup.objects.filter(school_id=school_id, first_day=plan.first_day)
    by_name = {group.name: group.pk for group in ready}
    new_groups = RegistrationGroup.objects.bulk_create(
        RegistrationGroup(school_id=school_id, name=name, year_group=year, first_day=plan.first_day)
        for name, year in plan.new_groups.items()
        if name not in by_name
    )
    by_name |= {group.name: group.pk for group in new_groups}
    leaving = [pupil.pupil_id for pupil in plan.leavers]
    moving = [move for move in plan.moves if not move.carries_on]
    ended_groups = [move.group.group_id for move in moving]
    groups = RegistrationGroupMembership.objects.filter(Q(last_day=None) | Q(last_day__gt=last_day))
    groups = groups.filter(Q(group_id__in=ended_groups) | Q(pupil_id__in=leaving), group__school_id=school_id)
    years = YearGroupMembership.objects.filter(
        Q(last_day=None) | Q(last_day__gt=last_day), school_id=school_id, pupil_id__in=list(plan.new_years)
    )
    ended = {"groups": _end(groups, last_day), "years": _end(years, last_day)}
    RegistrationGroup.objects.filter(pk__in=ended_groups).update(last_day=last_day)
    placed = RegistrationGroupMembership.objects.bulk_create(
        RegistrationGroupMembership(
            pupil_id=pupil_id, group_id=by_name[move.becomes], first_day=plan.first_day
        )
        for move in moving
        if move.becomes
        for pupil_id in move.pupil_ids
    )
    moved_up = YearGroupMembership.objects.bulk_create(
        YearGroupMembership(pupil_id=pupil_id, school_id=school_id, year_group=year, first_day=plan.first_day)
        for pupil_id, year in plan.new_years.items()
    )
    return {
        "made": {
            "new_groups": [group.pk for group in new_groups],
            "groups": [row.pk for row in placed],
            "years": [row.pk for row in moved_up],
        },
        "ended": {**ended, "old_groups": ended_groups},
    }


def _end(memberships: Any, last_day: dt.date) -> list[tuple[int, str | None]]:
    """End memberships, and return each with the last day it had."""
    before = [(pk, day and day.isoformat()) for pk, day in memberships.values_list("pk", "last_day")]
    memberships.model.objects.filter(pk__in=[pk for pk, _ in before]).update(last_day=last_day)
    return before


def _refuse_in_use(made: RollOver) -> None:
    rows = made.moved["made"]
    taken = RegistrationGroup.objects.filter(pk__in=rows["new_groups"], submissions__isnull=False).exists()
    standing = RegistrationGroupMembership.objects.filter(pk__in=rows["groups"], last_day=None).count()
    if taken:
        raise RollOverRefused(
            "A register has been taken for one of the new groups, so the roll-over stays. Move single pupils instead."
        )
    since = RegistrationGroupMembership.objects.filter(group_id__in=rows["new_groups"]).count()
    if standing != len(rows["groups"]) or since != len(rows["groups"]):
        moved = abs(len(rows["groups"]) - standing) + abs(since - len(rows["groups"]))
        raise RollOverRefused(
            f"{counted(moved, 'pupil has', 'pupils have')} been moved since the roll-over, and undoing it would lose "
            "that. Move them back first, or leave the roll-over as it is."
        )


def _put_back(moved: dict[str, Any]) -> None:
    made, ended = moved["made"], moved["ended"]
    RegistrationGroupMembership.objects.filter(pk__in=made["groups"]).delete()
    YearGroupMembership.objects.filter(pk__in=made["years"]).delete()
    RegistrationGroup.objects.filter(pk__in=made["new_groups"]).delete()
    RegistrationGroup.objects.filter(pk__in=ended["old_groups"]).update(last_day=None)
    for model, rows in (
        (RegistrationGroupMembership, ended["groups"]),
        (YearGroupMembership, ended["years"]),
    ):
        by_day: dict[str | None, list[int]] = {}
        for pk, day in rows:
            by_day.setdefault(day, []).append(pk)
        for day, pks in by_day.items():
            model.objects.filter(pk__in=pks).update(last_day=day and dt.date.fromisoformat(day))
