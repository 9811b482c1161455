"""The school itself, its calendar and its registration groups."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.demo_mode import is_demo, mark_real
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.comparison import Change
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.landing.refusal import refusing_by_row
from onroll.service.exchange.writing.history import only_year
from onroll.service.organisations.actions.calendar import CalendarDay, set_calendar_days
from onroll.service.organisations.actions.groups import (
    GroupToMake,
    end_group,
    make_group,
    make_groups,
    rename_group,
    resume_group,
)
from onroll.service.organisations.actions.schools import change_school, make_authority, make_school
from onroll.service.organisations.models import Authority, RegistrationGroup, School

_CHANGEABLE = ("name", "phase", "kind", "lowest_age", "highest_age")


def land_school(found: Assessment, *, by: Actor, now: dt.datetime) -> School:
    """Make the school where it is not on record, or bring what it is called up to date."""
    compared = found.comparisons.get("school")
    if found.school is None:
        assert compared is not None  # noqa: S101 - assess refuses files of an unknown school without school.csv
        return _make(compared.new[0], by, now)
    if compared and compared.changed:
        change = compared.changed[0]
        fields: dict[str, Any] = {name: change.record[name] for name in change.columns if name in _CHANGEABLE}
        if fields:
            return change_school(school_id=found.school.pk, by=by, now=now, **fields)
    return found.school


def _make(record: Record, by: Actor, now: dt.datetime) -> School:
    code = record["laestab"][:3]
    name = record["authority"] or code
    authority = Authority.objects.filter(code=code).first() or make_authority(
        name=name, code=code, by=by, now=now
    )
    if not is_demo():
        # From here on the database holds a real school's record, and no demo may be opened over it.
        mark_real(now=now)
    return make_school(
        authority_id=authority.pk,
        urn=record["urn"],
        dfe_number=record["laestab"],
        by=by,
        now=now,
        **{field: record[field] for field in _CHANGEABLE},
    )


def land_calendar(found: Assessment, school: School, *, by: Actor, now: dt.datetime) -> None:
    """Set the sessions that are new or changed."""
    compared = found.comparisons.get("calendar")
    if compared is None:
        return
    days = [
        CalendarDay(
            date=record["date"],
            session=record["session"],
            kind=record["kind"],
            register_opens_at=record["register_opens"],
            register_closes_at=record["register_closes"],
        )
        for record in (*compared.new, *(change.record for change in compared.changed))
    ]
    if days:
        set_calendar_days(school_id=school.pk, days=days, by=by, now=now)


class Groups:
    """A school's registration groups, by the name they go by on a day: a name may come back the year after."""

    def __init__(self, school: School) -> None:
        self._named: dict[str, list[RegistrationGroup]] = defaultdict(list)
        for group in RegistrationGroup.objects.filter(school=school).order_by("first_day"):
            self.add(group)

    def add(self, group: RegistrationGroup) -> None:
        """Add a group that was just made."""
        self._named[group.name].append(group)

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def on(self, name: str, day: dt.date) -> RegistrationGroup:
        """Return the group of a name that runs on a day, or else the latest of that name."""
        named = self._named[name]
        running = (one for one in named if one.first_day <= day and (one.last_day or day) >= day)
        return next(running, named[-1])


def land_groups(found: Assessment, school: School, *, by: Actor, now: dt.datetime) -> Groups:
    """Make the groups that the files have and the school has not, and bring the others up to groups.csv."""
    groups = Groups(school)
    if "groups" in found.comparisons:
        _land_group_rows(found, school, groups, by, now)
    years: dict[str, set[str]] = defaultdict(set)
    for name in ("pupils", "staff", "placings"):
        for record in found.judged[name].records if name in found.judged else ():
            if record["registration_group"]:
                years[record["registration_group"]] |= {record["nc_year"]} if name == "pupils" else set()
    wanted = [
        GroupToMake(name, only_year(held)) for name, held in sorted(years.items()) if name not in groups
    ]
    if wanted:
        first_day = min([AcademicYear.of(now.date()).first_day, *(day for day, _ in found.known.calendar)])
        for group in make_groups(school_id=school.pk, groups=wanted, first_day=first_day, by=by, now=now):
            groups.add(group)
    return groups


def _land_group_rows(found: Assessment, school: School, groups: Groups, by: Actor, now: dt.datetime) -> None:
    compared, file = found.comparisons["groups"], found.judged["groups"].file
    for record in sorted(compared.new, key=lambda one: (one["first_day"], one.row)):
        with refusing_by_row(file, record.row):
            group = make_group(
                school_id=school.pk,
                name=record["registration_group"],
                year_group=record["nc_year"] or "",
                first_day=record["first_day"],
                by=by,
                now=now,
            )
            if record["last_day"]:
                group = end_group(
                    school_id=school.pk, group_id=group.pk, last_day=record["last_day"], by=by, now=now
                )
            groups.add(group)
    for change in compared.changed:
        with refusing_by_row(file, change.record.row):
            _change_group(change, groups, school.pk, by, now)


def _change_group(change: Change, groups: Groups, school_id: int, by: Actor, now: dt.datetime) -> None:
    record = change.record
    group = groups.on(record["registration_group"], record["first_day"])
    if "nc_year" in change.columns:
        rename_group(
            school_id=school_id,
            group_id=group.pk,
            name=group.name,
            year_group=record["nc_year"] or "",
            by=by,
            now=now,
        )
    if "last_day" in change.columns and record["last_day"]:
        end_group(school_id=school_id, group_id=group.pk, last_day=record["last_day"], by=by, now=now)
    elif "last_day" in change.columns:
        resume_group(school_id=school_id, group_id=group.pk, by=by, now=now)
