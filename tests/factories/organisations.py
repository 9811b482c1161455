"""Lawful organisations by default: an authority, a school that meets, its groups."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import count
from typing import Any

from django.db import connection

from onroll.service.organisations.models import (
    Authority,
    District,
    RegistrationGroup,
    School,
    SchoolSession,
    SessionTimes,
)

FIRST_DAY = dt.date(2026, 9, 1)
#: Autumn and spring of a made-up year: half terms as spans of days, both included.
TERMS = (
    (dt.date(2026, 9, 1), dt.date(2026, 10, 23)),
    (dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
    (dt.date(2027, 1, 4), dt.date(2027, 2, 12)),
    (dt.date(2027, 2, 22), dt.date(2027, 3, 25)),
)
TIMES = {
    "AM": (dt.time(8, 45), dt.time(8, 45), dt.time(9, 15), dt.time(12, 0)),
    "PM": (dt.time(13, 0), dt.time(13, 0), dt.time(13, 30), dt.time(15, 15)),
}
_numbers = count(1)


def an_authority(name: str = "") -> Authority:
    """Make an authority with one district."""
    number = next(_numbers)
    authority = Authority.objects.create(name=name or f"Anywhere {number}", code=f"{900 + number % 100}")
    District.objects.create(authority=authority, name="North")
    return authority


def a_school(
    name: str = "Broadmere Primary School",
    *,
    authority: Authority | None = None,
    meets: bool = True,
    has_boarders: bool = False,
) -> School:
    """Make a primary school; where it `meets`, with its session times and a calendar of TERMS."""
    number = next(_numbers)
    authority = authority or Authority.objects.first() or an_authority()
    school = School.objects.create(
        authority=authority,
        district=authority.districts.first(),
        name=name,
        urn=f"{100000 + number}",
        dfe_number=f"{authority.code}{2000 + number}",
        phase="primary",
        kind="maintained",
        lowest_age=4,
        highest_age=11,
        has_boarders=has_boarders,
    )
    if meets:
        set_times(school)
        set_terms(school)
    return school


def set_times(school: School) -> None:
    """Give a school its session times from the first day."""
    SessionTimes.objects.bulk_create(
        SessionTimes(
            school=school,
            first_day=FIRST_DAY,
            session=session,
            starts_at=starts,
            register_opens_at=opens,
            register_closes_at=closes,
            ends_at=ends,
        )
        for session, (starts, opens, closes, ends) in TIMES.items()
    )


def set_terms(school: School, terms: tuple[tuple[dt.date, dt.date], ...] = TERMS) -> None:
    """Hold a morning and an afternoon on every weekday of these terms.

    Nearly every test needs them, so the statement and its rows are made once and written as they are.
    """
    statement, rows = _sessions_of(terms)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(school.pk, *row) for row in rows])


@cache
def _sessions_of(terms: tuple[tuple[dt.date, dt.date], ...]) -> tuple[str, list[tuple[Any, ...]]]:
    _, by_school, *fields = SchoolSession._meta.concrete_fields
    assert by_school.name == "school"
    columns = ", ".join(f'"{field.column}"' for field in (by_school, *fields))
    marks = ", ".join(["%s"] * (len(fields) + 1))
    rows = [
        tuple(field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields)
        for first, last in terms
        for day in (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
        if day.isoweekday() < 6
        for one in _sessions_on(day)
    ]
    return f'INSERT INTO "{SchoolSession._meta.db_table}" ({columns}) VALUES ({marks})', rows


def _sessions_on(day: dt.date) -> list[SchoolSession]:
    return [
        SchoolSession(
            date=day,
            session=session,
            kind="school",
            starts_at=starts,
            register_opens_at=opens,
            register_closes_at=closes,
            ends_at=ends,
        )
        for session, (starts, opens, closes, ends) in TIMES.items()
    ]


def a_group(school: School, name: str = "5 Oak", year_group: str = "5") -> RegistrationGroup:
    """Make a registration group of a school."""
    return RegistrationGroup.objects.create(
        school=school, name=name, year_group=year_group, first_day=FIRST_DAY
    )
