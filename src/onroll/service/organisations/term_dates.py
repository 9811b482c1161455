"""An authority's term dates as values: judged, and laid out over a school's days. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onroll.law.bank_holidays import bank_holidays_between
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import BOTH_SESSIONS, MONDAY_TO_FRIDAY, Span
from onroll.service.organisations.models import CalendarTemplateSpan, SchoolSession
from onroll.service.organisations.sessions import SessionKey, SessionRow, SessionSet, TimesInForce

Kind = SchoolSession.Kind
#: The kinds term dates are made of; an unplanned closure is never planned.
TEMPLATE_KINDS = (Kind.SCHOOL, Kind.HOLIDAY, Kind.INSET, Kind.POLLING)


@dataclass(frozen=True, slots=True)
class TemplateSpan:
    """A span of term dates: a half term in which schools meet, or days of it when they do not."""

    kind: str
    label: str
    first_day: dt.date
    last_day: dt.date

    @classmethod
    def of(cls, span: CalendarTemplateSpan) -> TemplateSpan:
        """Return the value of a stored span."""
        return cls(span.kind, span.label, span.first_day, span.last_day)


def faults_of_spans(spans: Sequence[TemplateSpan], first_day: dt.date, last_day: dt.date) -> list[str]:
    """Return what is wrong with term dates for the days of a year, a sentence each."""
    faults = [fault for span in spans for fault in _faults_of_span(span, first_day, last_day)]
    terms = sorted((span for span in spans if span.kind == Kind.SCHOOL), key=lambda span: span.first_day)
    faults += [
        f"“{later.label}” starts on {day_in_words(later.first_day)}, before “{earlier.label}” has ended. "
        "Mend one of the two."
        for earlier, later in pairwise(terms)
        if later.first_day <= earlier.last_day
    ]
    if not terms:
        faults.append("There is no span in which schools meet. Add the half terms, with the kind “school”.")
    return faults


def _faults_of_span(span: TemplateSpan, first_day: dt.date, last_day: dt.date) -> list[str]:
    faults = []
    if span.kind not in TEMPLATE_KINDS:
        kinds = ", ".join(TEMPLATE_KINDS)
        faults.append(f"“{span.label}” is of the kind “{span.kind}”. Use one of: {kinds}.")
    if span.last_day < span.first_day:
        faults.append(f"“{span.label}” ends before it starts. Give the earlier day first.")
    elif span.first_day < first_day or last_day < span.last_day:
        faults.append(
            f"“{span.label}” is not within the year, {day_in_words(first_day)} to {day_in_words(last_day)}. "
            "Mend its days, or put it with another year."
        )
    return faults


def planned_sessions(spans: Iterable[TemplateSpan]) -> dict[SessionKey, SessionSet]:
    """Return what term dates say of every weekday session they name.

    Days when schools do not meet lie over the half terms, and bank holidays over both.
    """
    ordered = sorted(spans, key=lambda span: span.kind != Kind.SCHOOL)
    planned: dict[SessionKey, SessionSet] = {}
    for span in ordered:
        reason = "" if span.kind == Kind.SCHOOL else span.label
        for day in Span(span.first_day, span.last_day):
            if day.weekday() in MONDAY_TO_FRIDAY:
                planned |= dict.fromkeys(
                    ((day, str(half)) for half in BOTH_SESSIONS), SessionSet(span.kind, reason)
                )
    if planned:
        days = sorted({day for day, _ in planned})
        for holiday in bank_holidays_between(days[0], days[-1]):
            for half in BOTH_SESSIONS:
                key = (holiday.day, str(half))
                if key in planned:
                    planned[key] = SessionSet(Kind.HOLIDAY, holiday.title)
    return planned


def laid_out(
    spans: Iterable[TemplateSpan],
    times: TimesInForce,
    standing: Mapping[SessionKey, SessionRow],
    from_day: dt.date,
) -> dict[SessionKey, SessionRow | None]:
    """Return the rows of term dates from a day on, at a school's times; None for standing days they leave out.

    A session lost to an unplanned closure stays so. Raises NoSessionTimes where the school would meet before it has any.
    """
    rows: dict[SessionKey, SessionRow | None] = dict.fromkeys(standing)
    rows |= {
        key: times.row(*key, wanted) for key, wanted in planned_sessions(spans).items() if key[0] >= from_day
    }
    return {
        key: row
        for key, row in rows.items()
        if key[0] >= from_day and not (key in standing and standing[key].kind == Kind.CLOSURE)
    }
