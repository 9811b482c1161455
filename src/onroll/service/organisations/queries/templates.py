"""Reading an authority's term dates, and what they would do to a school's calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onroll.law.finding import Finding
from onroll.law.school_time import AcademicYear, SchoolCalendar, Session
from onroll.law.school_year import enough_sessions
from onroll.service.access.scope import Scope
from onroll.service.organisations.actions.calendar import usual_times
from onroll.service.organisations.calendar_writer import refuse_to_disturb, standing_sessions
from onroll.service.organisations.models import CalendarTemplate, School
from onroll.service.organisations.queries.calendar import require_calendar
from onroll.service.organisations.refusals import OrganisationRefusal, TermDatesRefused
from onroll.service.organisations.sessions import SessionKey, SessionRow, differences
from onroll.service.organisations.term_dates import TemplateSpan, faults_of_spans, laid_out


@dataclass(frozen=True, slots=True)
class DayChanged:
    """What the calendar says of a day's sessions now, and what it would say then; a kind is blank for no session."""

    day: dt.date
    halves: tuple[str, ...]
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What laying term dates over a calendar would do, before it is done. `refusal` says why it would not."""

    held: SchoolCalendar
    sessions: dict[SessionKey, SessionRow]
    added: int
    changed: int
    removed: int
    enough: Finding | None
    #: The days of which something else is said now, in order: what term dates take away is seen before it is gone.
    days: tuple[DayChanged, ...] = ()
    refusal: OrganisationRefusal | None = None

    @property
    def does_nothing(self) -> bool:
        """Whether the calendar already says so."""
        return not (self.added or self.changed or self.removed)


def templates_for(scope: Scope, *, school_id: int) -> list[CalendarTemplate]:
    """Return the term dates of a school's authority, newest year first, spans at hand."""
    require_calendar(scope, school_id)
    templates = CalendarTemplate.objects.filter(authority__schools=school_id)
    return list(templates.select_related("authority").prefetch_related("spans"))


def preview_template(
    scope: Scope, *, school_id: int, template_id: int, from_day: dt.date | None = None
) -> CalendarPreview:
    """Return what `apply_template` would do. Raises NoSessionTimes."""
    require_calendar(scope, school_id)
    template = CalendarTemplate.objects.get(pk=template_id, authority__schools=school_id)
    spans = [TemplateSpan.of(span) for span in template.spans.all()]
    start = max(from_day or template.first_day, template.first_day)
    return _preview(school_id, AcademicYear(template.first_day, template.last_day), spans, start)


def preview_term_dates(
    scope: Scope, *, school_id: int, year: AcademicYear, spans: Sequence[TemplateSpan]
) -> CalendarPreview:
    """Return what `apply_term_dates` would do. Raises NoSessionTimes and TermDatesRefused."""
    require_calendar(scope, school_id)
    if faults := faults_of_spans(spans, year.first_day, year.last_day):
        raise TermDatesRefused(faults)
    return _preview(school_id, year, spans, year.first_day)


def _preview(
    school_id: int, year: AcademicYear, spans: Sequence[TemplateSpan], start: dt.date
) -> CalendarPreview:
    standing = standing_sessions(school_id, year.first_day, year.last_day)
    wanted = laid_out(spans, usual_times(school_id), standing, start)
    changed = differences(standing, wanted)
    after = {key: row for key, row in {**standing, **wanted}.items() if row is not None}
    held = SchoolCalendar.from_sessions(
        (day, Session(half)) for (day, half), row in after.items() if row.meets
    )
    maintained = School.objects.filter(pk=school_id, kind=School.Kind.MAINTAINED).exists()
    removed = sum(1 for key, row in changed.items() if row is None and key in standing)
    added = sum(1 for key in changed if key not in standing)
    return CalendarPreview(
        held,
        after,
        added,
        len(changed) - removed - added,
        removed,
        enough_sessions(held, year) if maintained and held.school_days else None,
        _days(changed, standing),
        _refusal(school_id, changed, standing),
    )


def _days(
    changed: dict[SessionKey, SessionRow | None], standing: dict[SessionKey, SessionRow]
) -> tuple[DayChanged, ...]:
    found: dict[tuple[dt.date, str, str], list[str]] = {}
    for (day, half), row in sorted(changed.items(), key=lambda one: one[0]):
        if (day, half) in standing:
            kinds = standing[day, half].kind, row.kind if row else ""
            found.setdefault((day, *kinds), []).append(half)
    return tuple(DayChanged(day, tuple(halves), *kinds) for (day, *kinds), halves in found.items())


def _refusal(
    school_id: int,
    changed: dict[SessionKey, SessionRow | None],
    standing: dict[SessionKey, SessionRow],
) -> OrganisationRefusal | None:
    try:
        refuse_to_disturb(school_id, changed, standing)
    except OrganisationRefusal as refusal:
        return refusal
    return None
