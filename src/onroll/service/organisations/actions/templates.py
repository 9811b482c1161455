"""An authority's term dates: made, replaced, and laid over a school's calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.organisations.actions.calendar import usual_times
from onroll.service.organisations.calendar_writer import lock_calendar, standing_sessions, write_calendar
from onroll.service.organisations.models import (
    CalendarChange,
    CalendarTemplate,
    CalendarTemplateSpan,
    School,
)
from onroll.service.organisations.refusals import NoTemplateForYear, TermDatesRefused
from onroll.service.organisations.term_dates import TemplateSpan, faults_of_spans, laid_out
from onroll.service.room_for_words import insert, refuse_too_long


@transaction.atomic
def make_template(
    *,
    authority_id: int,
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    spans: Sequence[TemplateSpan],
    by: Actor,
    now: dt.datetime,
) -> CalendarTemplate:
    """Make an authority's term dates for an academic year. Raises TermDatesRefused."""
    by.scope.require_over(Permission.CALENDAR_EDIT, kind="authority", body_id=authority_id)
    _refuse_faults(spans, first_day, last_day)
    template = insert(
        CalendarTemplate(authority_id=authority_id, name=name, first_day=first_day, last_day=last_day)
    )
    _store(template, spans, "made", by, now)
    return template


@transaction.atomic
def replace_template(
    *, template_id: int, spans: Sequence[TemplateSpan], by: Actor, now: dt.datetime
) -> CalendarTemplate:
    """Replace the spans of an authority's term dates; schools that started from them keep their own calendars."""
    template = CalendarTemplate.objects.select_for_update().get(pk=template_id)
    by.scope.require_over(Permission.CALENDAR_EDIT, kind="authority", body_id=template.authority_id)
    _refuse_faults(spans, template.first_day, template.last_day)
    template.spans.all().delete()
    _store(template, spans, "replaced", by, now)
    return template


@transaction.atomic
def keep_term_dates(
    *, authority_id: int, year: AcademicYear, spans: Sequence[TemplateSpan], by: Actor, now: dt.datetime
) -> CalendarTemplate:
    """Make an authority's term dates of a year, or replace those it has. Raises TermDatesRefused."""
    standing = CalendarTemplate.objects.filter(
        authority_id=authority_id, first_day__range=(year.first_day, year.last_day)
    ).first()
    if standing is not None:
        return replace_template(template_id=standing.pk, spans=spans, by=by, now=now)
    return make_template(
        authority_id=authority_id,
        name=f"Term dates {year.name}",
        first_day=year.first_day,
        last_day=year.last_day,
        spans=spans,
        by=by,
        now=now,
    )


@transaction.atomic
def apply_template(
    *, school_id: int, template_id: int, from_day: dt.date | None = None, by: Actor, now: dt.datetime
) -> CalendarChange | None:
    """Lay term dates over a school's calendar, from a day on or for the whole year.

    Days the term dates do not name leave the calendar. Return the change, None where all stood so already. Raises
    NoSessionTimes and SessionsHaveEntries.
    """
    school = lock_calendar(school_id, by=by)
    template = CalendarTemplate.objects.get(pk=template_id, authority_id=school.authority_id)
    start = max(from_day or template.first_day, template.first_day)
    spans = [TemplateSpan.of(span) for span in template.spans.all()]
    standing = standing_sessions(school_id, start, template.last_day)
    wanted = laid_out(spans, usual_times(school_id), standing, start)
    return write_calendar(
        school_id, wanted, standing=standing, what=f"Term dates: {template.name}", by=by, now=now
    )


@transaction.atomic
def apply_term_dates(
    *,
    school_id: int,
    name: str,
    year: AcademicYear,
    spans: Sequence[TemplateSpan],
    by: Actor,
    now: dt.datetime,
) -> CalendarChange | None:
    """Lay a school's own term dates over its calendar, as `apply_template` lays the authority's."""
    lock_calendar(school_id, by=by)
    _refuse_faults(spans, year.first_day, year.last_day)
    standing = standing_sessions(school_id, year.first_day, year.last_day)
    wanted = laid_out(spans, usual_times(school_id), standing, year.first_day)
    return write_calendar(school_id, wanted, standing=standing, what=f"Term dates: {name}", by=by, now=now)


def add_academic_year(
    *, school_id: int, starting_in: int, by: Actor, now: dt.datetime
) -> CalendarChange | None:
    """Lay the authority's term dates of an academic year over a school's calendar. Raises NoTemplateForYear."""
    year = AcademicYear.starting_in(starting_in)
    school = School.objects.get(pk=school_id)
    template = CalendarTemplate.objects.filter(
        authority_id=school.authority_id, first_day__range=(year.first_day, year.last_day)
    ).first()
    if template is None:
        raise NoTemplateForYear(year.name)
    return apply_template(school_id=school_id, template_id=template.pk, by=by, now=now)


def _refuse_faults(spans: Sequence[TemplateSpan], first_day: dt.date, last_day: dt.date) -> None:
    if faults := faults_of_spans(spans, first_day, last_day):
        raise TermDatesRefused(faults)


def _store(
    template: CalendarTemplate, spans: Sequence[TemplateSpan], verb: str, by: Actor, now: dt.datetime
) -> None:
    rows = [
        CalendarTemplateSpan(
            template=template,
            kind=span.kind,
            label=span.label,
            first_day=span.first_day,
            last_day=span.last_day,
        )
        for span in spans
    ]
    refuse_too_long(*rows)
    CalendarTemplateSpan.objects.bulk_create(rows)
    record_event(
        f"calendar.template.{verb}",
        by=by,
        now=now,
        school_id=None,
        subject_type="calendar template",
        subject_id=template.pk,
        name_of_template=template.name,
        spans=len(spans),
    )
