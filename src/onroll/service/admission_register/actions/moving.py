"""Moving pupils to another registration group or year group, from a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q

from onroll.law.plain_words import counted, day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.judging import Placing, another_year_in_words, is_of_another_year
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.placing import place_in_group, place_in_year
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.people.models import RegistrationGroupMembership, YearGroupMembership
from onroll.service.people.year_groups import YEAR_GROUPS


class MoveRefused(Exception):
    """The move cannot stand; the message says why and what to do."""


class GroupOfAnotherYear(MoveRefused):
    """The group is of another year than the pupil."""


@transaction.atomic
def move_group(
    *,
    school_id: int,
    pupil_ids: Collection[int],
    group_id: int,
    from_day: dt.date,
    year_group: str = "",
    is_out_of_year: bool = False,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Move pupils into a registration group from a day, and into a year group where one is given.

    A group of another year is refused unless it is so on purpose: `is_out_of_year`. Raises MoveRefused.
    """
    by.scope.require(Permission.PUPIL_EDIT, school_id=school_id)
    group = RegistrationGroup.objects.filter(pk=group_id, school_id=school_id).first()
    if (
        group is None
        or group.first_day > from_day
        or (group.last_day is not None and group.last_day < from_day)
    ):
        raise MoveRefused(f"That group does not run on {day_in_words(from_day)}. Choose another.")
    _refuse_not_on_roll(school_id, pupil_ids, from_day)
    if year_group:
        move_year(
            school_id=school_id,
            pupil_ids=pupil_ids,
            year_group=year_group,
            from_day=from_day,
            is_out_of_year=True,
            by=by,
            now=now,
        )
    if not is_out_of_year:
        _refuse_another_year(group, _years_of(school_id, pupil_ids, from_day))
    place_in_group(school_id, pupil_ids, group_id, from_day)
    _record("roll.pupils.moved group", school_id, pupil_ids, by, now, group_id=group_id, from_day=from_day)


@transaction.atomic
def move_year(
    *,
    school_id: int,
    pupil_ids: Collection[int],
    year_group: str,
    from_day: dt.date,
    is_out_of_year: bool = False,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Move pupils into a year group from a day, on the same condition as `move_group`. Raises MoveRefused."""
    by.scope.require(Permission.PUPIL_EDIT, school_id=school_id)
    if year_group not in YEAR_GROUPS:
        raise MoveRefused(f"“{year_group}” is not a year group. Choose one of {', '.join(YEAR_GROUPS)}.")
    _refuse_not_on_roll(school_id, pupil_ids, from_day)
    if not is_out_of_year:
        for group in _groups_of(school_id, pupil_ids, from_day):
            _refuse_another_year(group, [year_group])
    place_in_year(school_id, pupil_ids, year_group, from_day)
    _record("roll.pupils.moved year", school_id, pupil_ids, by, now, year_group=year_group, from_day=from_day)


def _refuse_not_on_roll(school_id: int, pupil_ids: Collection[int], day: dt.date) -> None:
    on_roll = (
        Enrolment.objects.filter(school_id=school_id, pupil_id__in=list(pupil_ids))
        .filter(Q(last_day=None) | Q(last_day__gte=day), starting_day__lte=day)
        .values("pupil_id")
        .distinct()
        .count()
    )
    if missing := len(set(pupil_ids)) - on_roll:
        raise MoveRefused(
            f"{counted(missing, 'of these pupils is', 'of these pupils are')} not on roll on {day_in_words(day)}. "
            "Choose a day on which they are, or leave them out."
        )


def _refuse_another_year(group: RegistrationGroup, year_groups: Iterable[str]) -> None:
    placing = Placing(group.name, group.year_group)
    for year_group in year_groups:
        if is_of_another_year(placing, year_group):
            raise GroupOfAnotherYear(another_year_in_words(placing, year_group))


def _years_of(school_id: int, pupil_ids: Collection[int], day: dt.date) -> list[str]:
    running = YearGroupMembership.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
    of_pupils = running.filter(school_id=school_id, pupil_id__in=list(pupil_ids))
    return list(of_pupils.values_list("year_group", flat=True).distinct())


def _groups_of(school_id: int, pupil_ids: Collection[int], day: dt.date) -> list[RegistrationGroup]:
    members = RegistrationGroupMembership.objects.filter(
        Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day, pupil_id__in=list(pupil_ids)
    )
    return list(
        RegistrationGroup.objects.filter(school_id=school_id, pk__in=members.values("group_id")).distinct()
    )


def _record(
    name: str,
    school_id: int,
    pupil_ids: Collection[int],
    by: Actor,
    now: dt.datetime,
    *,
    from_day: dt.date,
    **to: object,
) -> None:
    one = next(iter(pupil_ids)) if len(pupil_ids) == 1 else None
    record_event(
        name, by=by, now=now, school_id=school_id,
        subject_type="pupil" if one else "school", subject_id=one or school_id,
        from_day=from_day.isoformat(), pupils=sorted(pupil_ids), **to,
    )  # fmt: skip
