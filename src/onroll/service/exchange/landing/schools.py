"""The school itself, its calendar and its registration groups."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.demo_mode import is_demo, mark_real
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.judging.rows import Record
from onroll.service.organisations.actions.calendar import CalendarDay, set_calendar_days
from onroll.service.organisations.actions.groups import GroupToMake, make_groups
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


def land_groups(
    found: Assessment, school: School, *, by: Actor, now: dt.datetime
) -> dict[str, RegistrationGroup]:
    """Make the groups that pupils and staff are in and that the school has not, and return all by name."""
    groups = {
        group.name: group for group in RegistrationGroup.objects.filter(school=school).order_by("first_day")
    }
    years: dict[str, set[str]] = defaultdict(set)
    for name in ("pupils", "staff"):
        for record in found.judged[name].records if name in found.judged else ():
            if record["registration_group"]:
                years[record["registration_group"]] |= {record["nc_year"]} if name == "pupils" else set()
    wanted = [GroupToMake(name, _only(held)) for name, held in sorted(years.items()) if name not in groups]
    if wanted:
        first_day = min([AcademicYear.of(now.date()).first_day, *(day for day, _ in found.known.calendar)])
        made = make_groups(school_id=school.pk, groups=wanted, first_day=first_day, by=by, now=now)
        groups |= {group.name: group for group in made}
    return groups


def _only(years: set[str]) -> str:
    """Return the one year group that all of a group's pupils are in; blank for a mixed group."""
    said = {year for year in years if year}
    return said.pop() if len(said) == 1 else ""
