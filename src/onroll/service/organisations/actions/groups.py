"""Making, renaming and ending registration groups."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from onroll.law.plain_words import counted, day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.organisations.refusals import GroupRefused
from onroll.service.room_for_words import refuse_too_long

#: As many characters as a group's name may have.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class GroupToMake:
    """A registration group to be made; a mixed group has no year group."""

    name: str
    year_group: str = ""


@transaction.atomic
def make_groups(
    *, school_id: int, groups: Sequence[GroupToMake], first_day: dt.date, by: Actor, now: dt.datetime
) -> list[RegistrationGroup]:
    """Make registration groups from a day on, in the order given. Raises GroupRefused where a name is taken."""
    _require(by, school_id)
    names = [group.name.strip() for group in groups]
    _refuse_names(school_id, names, first_day)
    for group in groups:
        _refuse_year(group.year_group)
    rows = [
        RegistrationGroup(school_id=school_id, name=name, year_group=group.year_group, first_day=first_day)
        for name, group in zip(names, groups, strict=True)
    ]
    refuse_too_long(*rows)
    RegistrationGroup.objects.bulk_create(rows)
    made = {
        group.name: group
        for group in RegistrationGroup.objects.filter(
            school_id=school_id, name__in=names, first_day=first_day
        )
    }
    record_event(
        "organisations.groups.made",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="school",
        subject_id=school_id,
        groups=names,
        first_day=first_day.isoformat(),
    )
    return [made[name] for name in names]


def make_group(
    *, school_id: int, name: str, year_group: str = "", first_day: dt.date, by: Actor, now: dt.datetime
) -> RegistrationGroup:
    """Make one registration group from a day on. Raises GroupRefused where its name is taken."""
    wanted = [GroupToMake(name, year_group)]
    return make_groups(school_id=school_id, groups=wanted, first_day=first_day, by=by, now=now)[0]


@transaction.atomic
def rename_group(
    *,
    school_id: int,
    group_id: int,
    name: str,
    year_group: str | None = None,
    by: Actor,
    now: dt.datetime,
) -> RegistrationGroup:
    """Rename a registration group and, where one is given, set its year group. Raises GroupRefused where the name is taken."""
    _require(by, school_id)
    group = _group(school_id, group_id)
    name = name.strip()
    if name != group.name:
        _refuse_names(school_id, [name], group.first_day)
        before, group.name = group.name, name
        refuse_too_long(group)
        group.save(update_fields=["name"])
        _record("organisations.group.renamed", group, by, now, before=before, after=name)
    if year_group is not None and year_group != group.year_group:
        _refuse_year(year_group)
        group.year_group = year_group
        group.save(update_fields=["year_group"])
        _record("organisations.group.year set", group, by, now, called=group.name, year_group=year_group)
    return group


@transaction.atomic
def end_group(
    *, school_id: int, group_id: int, last_day: dt.date, by: Actor, now: dt.datetime
) -> RegistrationGroup:
    """End a registration group on a day. Raises GroupRefused while pupils are in it after that day."""
    _require(by, school_id)
    group = _group(school_id, group_id)
    if last_day < group.first_day:
        raise GroupRefused(
            f"{group.name} starts on {day_in_words(group.first_day)} and cannot end before it. Choose a later day."
        )
    # By label, not import: people stand in groups, and not groups on people.
    memberships = apps.get_model("people", "RegistrationGroupMembership").objects
    after = models.Q(last_day__isnull=True) | models.Q(last_day__gt=last_day)
    left = memberships.filter(after, group_id=group_id).values("pupil").distinct().count()
    if left:
        raise GroupRefused(
            f"{counted(left, 'pupil is', 'pupils are')} in {group.name} after {day_in_words(last_day)}. "
            "Move them to another group from the next day, then end this one."
        )
    group.last_day = last_day
    group.save(update_fields=["last_day"])
    _record("organisations.group.ended", group, by, now, called=group.name, last_day=last_day.isoformat())
    return group


@transaction.atomic
def resume_group(*, school_id: int, group_id: int, by: Actor, now: dt.datetime) -> RegistrationGroup:
    """Take back the end of a registration group. Raises GroupRefused where another has taken its name since."""
    _require(by, school_id)
    group = _group(school_id, group_id)
    if group.last_day is not None:
        _refuse_names(school_id, [group.name], group.last_day + dt.timedelta(days=1))
        group.last_day = None
        group.save(update_fields=["last_day"])
        _record("organisations.group.resumed", group, by, now, called=group.name)
    return group


def _group(school_id: int, group_id: int) -> RegistrationGroup:
    found = RegistrationGroup.objects.select_for_update().filter(pk=group_id, school_id=school_id).first()
    if found is None:
        raise GroupRefused("The school has no such group. Open Groups and choose it again.")
    return found


def _require(by: Actor, school_id: int) -> None:
    by.scope.require(Permission.PEOPLE_EDIT, school_id=school_id)


def _refuse_names(school_id: int, names: Sequence[str], first_day: dt.date) -> None:
    if "" in names:
        raise GroupRefused("A registration group needs a name, such as 5 Oak. Give it the one people use.")
    if long := [name for name in names if len(name) > LONGEST_NAME]:
        raise GroupRefused(
            f"“{long[0]}” is too long for a group’s name. Shorten it to {LONGEST_NAME} characters."
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise GroupRefused(f"Two groups are called {twice[0]}. Name them so that people can tell them apart.")
    running = models.Q(last_day__isnull=True) | models.Q(last_day__gte=first_day)
    taken = RegistrationGroup.objects.filter(running, school_id=school_id, name__in=names).first()
    if taken is not None:
        raise GroupRefused(
            f"The school has a group called {taken.name} already. End that one first, or choose another name."
        )


def _refuse_year(year_group: str) -> None:
    if not re.fullmatch(r"N[12]|R|[1-9]|1[0-4]|", year_group):
        raise GroupRefused(
            f"“{year_group}” is not a year group. Choose one from the list, or none for a mixed group."
        )


def _record(event: str, group: RegistrationGroup, by: Actor, now: dt.datetime, **details: str) -> None:
    record_event(
        event,
        by=by,
        now=now,
        school_id=group.school_id,
        subject_type="group",
        subject_id=group.pk,
        **details,
    )
