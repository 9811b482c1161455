"""The authority, its districts, trust and schools; their calendars, session times and groups."""

from __future__ import annotations

import datetime as dt

from onroll.law.school_time import Session
from onroll.service.demo.calendars import PlaceCalendar
from onroll.service.demo.places import AUTHORITY, AUTHORITY_CODE, DISTRICTS, SCHOOLS, TRUST, Bell, Place
from onroll.service.demo.terms import TermDates
from onroll.service.demo.writing.known import DEMO
from onroll.service.organisations.actions.calendar import CalendarDay, set_calendar_days
from onroll.service.organisations.actions.groups import GroupToMake, make_groups
from onroll.service.organisations.actions.schools import (
    make_authority,
    make_district,
    make_school,
    make_trust,
)
from onroll.service.organisations.actions.session_times import TimesOfSession, set_session_times
from onroll.service.organisations.actions.templates import apply_template, make_template
from onroll.service.organisations.term_dates import TemplateSpan

_HALF_TERMS = (
    "Autumn, first half",
    "Autumn, second half",
    "Spring, first half",
    "Spring, second half",
    "Summer, first half",
    "Summer, second half",
)


def write_places(
    terms: TermDates, calendars: dict[str, PlaceCalendar], *, now: dt.datetime
) -> dict[str, int]:
    """Make every school and what it stands in; return the ids of what roles may be held over, by name or key."""
    authority = make_authority(name=AUTHORITY, code=AUTHORITY_CODE, by=DEMO, now=now)
    ids = {AUTHORITY: authority.pk}
    for district in DISTRICTS:
        ids[district] = make_district(authority_id=authority.pk, name=district, by=DEMO, now=now).pk
    ids[TRUST] = make_trust(name=TRUST, uid="99001", by=DEMO, now=now).pk
    template = make_template(
        authority_id=authority.pk,
        name=f"{AUTHORITY} {terms.year.name}",
        first_day=terms.year.first_day,
        last_day=terms.year.last_day,
        spans=[
            TemplateSpan("school", label, span.first_day, span.last_day)
            for label, span in zip(_HALF_TERMS, terms.half_terms, strict=True)
        ],
        by=DEMO,
        now=now,
    )
    for place in SCHOOLS:
        ids[place.key] = _school(place, ids, now)
        _calendar(ids[place.key], template.pk, calendars[place.key], terms, now)
    return ids


def _school(place: Place, ids: dict[str, int], now: dt.datetime) -> int:
    return make_school(
        authority_id=ids[AUTHORITY],
        district_id=ids[place.district],
        trust_id=ids[place.trust] if place.trust else None,
        name=place.name,
        urn=place.urn,
        dfe_number=place.dfe_number,
        phase=place.phase,
        kind=place.kind,
        lowest_age=place.ages[0],
        highest_age=place.ages[1],
        has_boarders=place.has_boarders,
        address=f"{place.street}, {place.postcode}",
        telephone=place.telephone,
        by=DEMO,
        now=now,
    ).pk


def _calendar(
    school_id: int, template_id: int, calendar: PlaceCalendar, terms: TermDates, now: dt.datetime
) -> None:
    place = calendar.place
    times = [_times("AM", place.morning), _times("PM", place.afternoon)]
    set_session_times(school_id=school_id, first_day=terms.year.first_day, times=times, by=DEMO, now=now)
    apply_template(school_id=school_id, template_id=template_id, by=DEMO, now=now)
    own = [
        CalendarDay(day, half, kind=kind, reason=reason)
        for day, (kind, reason) in calendar.other_days.items()
        for half in ("AM", "PM")
    ]
    own += [
        CalendarDay(day, "PM", kind="holiday", reason="Finishes at midday") for day in calendar.mornings_only
    ]
    set_calendar_days(school_id=school_id, days=own, by=DEMO, now=now)
    years: dict[str, list[str]] = {}
    for year, groups in place.groups.items():
        for group in groups:
            years.setdefault(group, []).append(year)
    groups_to_make = [GroupToMake(name, held[0] if len(held) == 1 else "") for name, held in years.items()]
    make_groups(school_id=school_id, groups=groups_to_make, first_day=terms.year.first_day, by=DEMO, now=now)


def _times(session: str, bell: Bell) -> TimesOfSession:
    return TimesOfSession(
        Session(session), bell.starts_at, bell.starts_at, bell.register_closes_at, bell.ends_at
    )
