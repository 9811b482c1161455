"""A school's part-time timetables, and one of them with what the law says and what happened to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from onroll.law.finding import Finding
from onroll.law.part_time_timetables import CODE, WEEKS_BEFORE_A_LONG_LOOK
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.part_time_timetables.judging import (
    SOCIAL_WORKER,
    has_agreed,
    home_parents,
    may_stand,
    next_review_of,
    was_told,
)
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent, TimetablePlan
from onroll.service.part_time_timetables.status import TimetableState, state_of
from onroll.service.part_time_timetables.weekly import in_school, in_words
from onroll.service.people.models import Pupil, PupilMarker, Relationship
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.worded_once import worded_once

Kind, Party = TimetableEvent.Kind, TimetableEvent.Party
_NEVER_STOOD = (TimetableState.TO_SIGN, TimetableState.NOT_AGREED, TimetableState.DROPPED)
#: How many timetables one list shows.
MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One timetable as a list shows it."""

    timetable: PartTimeTimetable
    pupil: Pupil
    events: list[TimetableEvent]
    state: TimetableState
    next_review_on: dt.date | None
    authority_told: bool
    weeks: int

    @property
    def sessions_in(self) -> str:
        """The sessions in school, in words."""
        return in_words(in_school(self.timetable.sessions_out))

    @property
    def sessions_out(self) -> str:
        """The sessions left out, in words."""
        return in_words(self.timetable.sessions_out.split())

    @property
    def code(self) -> str:
        """The code of the sessions left out."""
        return CODE.on(self.timetable.first_day)["of_age"]

    def signed_by(self, party: str) -> bool:
        """Say whether somebody of a kind agrees, by the last that each of them said."""
        return has_agreed(self.events, party)

    @property
    def ran_until(self) -> dt.date | None:
        """The last day that counts of one that stands or stood; None where it never stood."""
        if self.ended is not None:
            return self.ended.on
        return None if self.state in _NEVER_STOOD else self.timetable.last_day

    @property
    def ended(self) -> TimetableEvent | None:
        """How it ended, once that is recorded."""
        return next((one for one in self.events if one.kind == Kind.ENDED), None)


@dataclass(frozen=True, slots=True)
class Signatory:
    """A parent who may agree, whether the pupil lives with them, and what they said last."""

    parent_id: int
    name: str
    relationship: str
    lives_with: bool
    answer: TimetableEvent | None


@dataclass(frozen=True, slots=True)
class TimetableFacts:
    """One timetable with all that bears on it."""

    line: Line
    finding: Finding
    #: Something that only whoever sees what protects a pupil may read is still wanted.
    is_held_back: bool
    parents: list[Signatory]
    has_social_worker: bool
    is_long: bool
    extended_by: PartTimeTimetable | None
    last_address: str


def timetables(scope: Scope, *, school_id: int, on: dt.date, which: str = "open") -> list[Line]:
    """Return timetables that are `open` (standing, coming, to be signed or not accounted for), or `past`. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    lines = [line_of(row, on=on) for row in _with_events(_of_school(school_id))[:MOST]]
    return [one for one in lines if one.state.is_open == (which != "past")]


def timetables_of_pupil(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> list[Line]:
    """Return every timetable of a pupil at a school, latest first, under either row of one merged. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    rows = _of_school(school_id).filter(Q(pupil_id=pupil_id) | Q(pupil__folded_into_id=pupil_id))
    return [line_of(row, on=on) for row in _with_events(rows)]


def timetable(scope: Scope, *, school_id: int, timetable_id: int, on: dt.date) -> TimetableFacts | None:
    """Return one timetable with what bears on it; None where there is none such. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    row = _with_events(_of_school(school_id).filter(pk=timetable_id)).first()
    if row is None:
        return None
    line = line_of(row, on=on)
    whole = may_stand(row, line.events, as_at=on)
    sees_all = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    shown = whole if sees_all else may_stand(row, line.events, as_at=on, with_protected=False)
    return TimetableFacts(
        line=line,
        finding=shown,
        is_held_back=shown.met is not whole.met,
        parents=_signatories(row, line.events),
        has_social_worker=sees_all and _has_social_worker(row),
        is_long=line.weeks >= WEEKS_BEFORE_A_LONG_LOOK.on(row.first_day),
        extended_by=row.extended_by.exclude(events__kind=Kind.DROPPED).first(),
        last_address=_last_address(school_id),
    )


def timetables_for_parent(school_id: int, pupil_ids: list[int], *, on: dt.date) -> list[Line]:
    """Return the open timetables of these children; the caller has judged whether they may be seen."""
    rows = _with_events(_of_school(school_id).filter(pupil_id__in=pupil_ids))
    return [line for row in rows if (line := line_of(row, on=on)).state.is_open]


def pupil_to_propose_for(scope: Scope, *, school_id: int, pupil_id: int) -> Pupil:
    """Return the pupil a timetable is to be proposed for. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    return pupil_of_school(pupil_id, school_id=school_id)


def standing_rows(school_id: int) -> QuerySet[PartTimeTimetable]:
    """Return a school's timetables with what `line_of` reads; the caller has judged whether they may be seen."""
    return _with_events(_of_school(school_id))


def rows_since(school_id: int, since: dt.date) -> list[PartTimeTimetable]:
    """Return those of a school's timetables that had not ended by a day, with what `line_of` reads."""
    rows = _rows_since(school_id, since)
    prefetch_related_objects(rows, _events())
    return rows


@worded_once
def _rows_since(school_id: int, since: dt.date) -> QuerySet[PartTimeTimetable]:
    return _with_what_stands(_of_school(school_id).filter(last_day__gte=since))


def line_of(row: PartTimeTimetable, *, on: dt.date) -> Line:
    """Return a timetable as a list shows it, with how it stands on a day."""
    if row.pupil is None:
        raise ValueError("What was disposed of is on no list.")
    events = list(row.events.all())
    stands = bool(row.stands)  # type: ignore[attr-defined]
    state = state_of(row, events, stands=stands, on=on)
    next_review = next_review_of(row, events) if state.is_open else None
    return Line(
        row, row.pupil, events, state, next_review, was_told(events, Party.AUTHORITY), _weeks(row, events, on)
    )


def _weeks(row: PartTimeTimetable, events: list[TimetableEvent], on: dt.date) -> int:
    """Return how many whole weeks it has run by a day, with those of the timetable it goes on from."""
    ended = next((one.on for one in events if one.kind == Kind.ENDED), row.last_day)
    days = (min(on, ended) - row.first_day).days + 1
    before = row.extends
    while before is not None:
        days += (before.last_day - before.first_day).days + 1
        before = before.extends
    return max(0, days) // 7


def _of_school(school_id: int) -> QuerySet[PartTimeTimetable]:
    return PartTimeTimetable.objects.filter(school_id=school_id, pupil__isnull=False)


def _with_events(rows: QuerySet[PartTimeTimetable]) -> QuerySet[PartTimeTimetable]:
    return _with_what_stands(rows).prefetch_related(_events())


def _with_what_stands(rows: QuerySet[PartTimeTimetable]) -> QuerySet[PartTimeTimetable]:
    plans = TimetablePlan.objects.filter(timetable_id=OuterRef("pk"))
    rows = rows.annotate(stands=Exists(plans)).select_related("pupil", "school__authority", "extends")
    return rows.order_by("-first_day", "-pk")


def _events() -> Prefetch[str]:
    return Prefetch("events", TimetableEvent.objects.select_related("parent").order_by("made_at", "pk"))


def _signatories(row: PartTimeTimetable, events: list[TimetableEvent]) -> list[Signatory]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=row.first_day)
    answers = {one.parent_id: one for one in events if one.party == Party.PARENT}
    home = home_parents(row.pupil, on=row.first_day)
    rows = Relationship.objects.filter(standing, pupil=row.pupil).select_related("parent")
    found = [
        Signatory(
            one.parent_id,
            str(one.parent),
            one.relationship,
            one.parent_id in home,
            answers.get(one.parent_id),
        )
        for one in rows.order_by("-lives_with", "contact_order", "pk")
    ]
    return list({one.parent_id: one for one in found}.values())


def _has_social_worker(row: PartTimeTimetable) -> bool:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=row.first_day)
    return PupilMarker.objects.filter(
        standing, pupil=row.pupil, kind__in=SOCIAL_WORKER, first_day__lte=row.last_day
    ).exists()


def _last_address(school_id: int) -> str:
    """Return the address the authority was last written to at, so that it is typed once."""
    told = TimetableEvent.objects.filter(
        school_id=school_id, kind=Kind.TOLD, party=Party.AUTHORITY, how=TimetableEvent.How.EMAIL
    )
    return told.order_by("-made_at").values_list("who", flat=True).first() or ""
