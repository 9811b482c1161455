"""What the part-time timetables of a school ask of it on a day, for the duties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.queries.leavers import left_among
from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.part_time_timetables.queries.timetables import Line, line_of, rows_since, standing_rows
from onroll.service.part_time_timetables.status import TimetableState

Party = TimetableEvent.Party
#: How many days before the end the way back to full time is arranged. Ours.
ARRANGED_BEFORE = 7


class Ask(StrEnum):
    """What a timetable may ask."""

    SIGNATURE = "signature"
    COPY = "copy"
    REVIEW = "review"
    END_NEAR = "end near"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class TimetableDue:
    """One thing that one timetable asks of the school now."""

    ask: Ask
    timetable_id: int
    pupil_id: int
    name: str
    first_day: dt.date
    last_day: dt.date
    by: dt.date
    wanting: str = ""


def timetables_due(school_id: int, *, on: dt.date, look_back: int) -> list[TimetableDue]:
    """Return what the timetables of a school ask on a day; what ended longer ago than `look_back` asks nothing more.

    Nor does one of a pupil who has left.
    """
    rows = rows_since(school_id, on - dt.timedelta(days=look_back))
    found = [due for row in rows for due in asks_of(line_of(row, on=on), on=on)]
    left = left_among(school_id, {one.pupil_id for one in found}, on=on)
    return [one for one in found if one.pupil_id not in left]


def timetables_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils are part time today, and how many timetables wait to be agreed or accounted for. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    states = [line_of(row, on=on).state for row in standing_rows(school_id)]
    return states.count(TimetableState.RUNNING), sum(
        one in (TimetableState.TO_SIGN, TimetableState.OVER) for one in states
    )


def asks_of(line: Line, *, on: dt.date) -> list[TimetableDue]:
    """Return what one timetable asks on a day."""
    row, state = line.timetable, line.state
    if state is TimetableState.TO_SIGN:
        return [_due(Ask.SIGNATURE, line, row.first_day - dt.timedelta(days=1), _unsigned(line))]
    if state is TimetableState.OVER:
        return [_due(Ask.OVER, line, row.last_day)]
    if state not in (TimetableState.COMING, TimetableState.RUNNING):
        return []
    found = []
    if not line.authority_told:
        agreed = max((one.on for one in line.events if one.kind == TimetableEvent.Kind.SIGNED), default=on)
        found.append(_due(Ask.COPY, line, agreed))
    if line.next_review_on is not None and line.next_review_on <= on:
        found.append(_due(Ask.REVIEW, line, line.next_review_on))
    if row.last_day - dt.timedelta(days=ARRANGED_BEFORE) <= on:
        found.append(_due(Ask.END_NEAR, line, row.last_day))
    return found


def _unsigned(line: Line) -> str:
    wanting = [
        words
        for party, words in ((Party.PARENT, "a parent the pupil lives with"), (Party.SCHOOL, "the head"))
        if not line.signed_by(party)
    ]
    return " and ".join(wanting) or "something the page names"


def _due(ask: Ask, line: Line, by: dt.date, wanting: str = "") -> TimetableDue:
    row = line.timetable
    return TimetableDue(ask, row.pk, line.pupil.pk, str(line.pupil), row.first_day, row.last_day, by, wanting)
