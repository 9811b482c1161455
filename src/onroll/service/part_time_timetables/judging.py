"""Put a part-time timetable to the law: what is known of it, from what was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from onroll.law.finding import Finding
from onroll.law.part_time_timetables import PartTimeTimetable as Facts
from onroll.law.part_time_timetables import part_time_timetable
from onroll.law.school_age import compulsory_school_age
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.people.models import Pupil, PupilMarker, Relationship

Kind, Party = TimetableEvent.Kind, TimetableEvent.Party
Marker = PupilMarker.Kind
#: Markers of pupils whose social worker is told and agrees.
SOCIAL_WORKER = (Marker.SOCIAL_WORKER, Marker.CHILD_IN_NEED, Marker.CHILD_PROTECTION, Marker.LOOKED_AFTER)


def may_stand(
    timetable: PartTimeTimetable,
    events: Iterable[TimetableEvent],
    *,
    as_at: dt.date,
    with_protected: bool = True,
) -> Finding:
    """Find whether a timetable may stand on a day; without what protects the pupil where the reader may not see that."""
    return part_time_timetable(facts_of(timetable, list(events), with_protected=with_protected), as_at=as_at)


def facts_of(timetable: PartTimeTimetable, events: list[TimetableEvent], *, with_protected: bool) -> Facts:
    """Gather what the law asks of a timetable from what was recorded about it."""
    markers = _markers(timetable)
    home = home_parents(timetable.pupil, on=timetable.first_day)
    parent, school = _home_answer(events, home), _last(events, Party.SCHOOL)
    worker = _last(events, Party.SOCIAL_WORKER)
    withdrawn = [one.on for one in events if one.kind == Kind.WITHDREW and one.parent_id in home]
    return Facts(
        first_day=timetable.first_day,
        last_day=timetable.last_day,
        agreed_on=max(parent.on, school.on)
        if _agrees(parent) and _agrees(school) and parent and school
        else None,
        of_compulsory_school_age_throughout=of_age_throughout(
            timetable.pupil, timetable.first_day, timetable.last_day
        ),
        exceptional_circumstances=_agrees(school),
        home_parent_agrees=_agrees(parent),
        authorised_person_agrees=_agrees(school),
        times_and_dates_set=True,
        # Whoever agrees for the school says so in agreeing.
        to_manage_behaviour=None if school is None else False,
        next_review_on=next_review_of(timetable, events),
        agreement_withdrawn_on=min(withdrawn, default=None),
        has_social_worker=with_protected and bool(markers & set(SOCIAL_WORKER)),
        social_worker_agrees=_agrees(worker),
        has_plan_for_special_needs=Marker.EHC_PLAN in markers,
        authority_told_of_plan=True if was_told(events, Party.AUTHORITY) else None,
    )


def of_age_throughout(pupil: Pupil | None, first_day: dt.date, last_day: dt.date) -> bool:
    """Say whether a pupil is of compulsory school age on both days, and so on all between."""
    if pupil is None:
        return False
    age = compulsory_school_age(pupil.born)
    return first_day in age and last_day in age


def home_parents(pupil: Pupil | None, *, on: dt.date) -> set[int]:
    """Return the parents whom a pupil normally lives with on a day."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = Relationship.objects.filter(standing, pupil=pupil, lives_with=True, first_day__lte=on)
    return set(rows.values_list("parent_id", flat=True))


def next_review_of(timetable: PartTimeTimetable, events: Iterable[TimetableEvent]) -> dt.date | None:
    """Return when a timetable is reviewed next: as first planned, or as the last review said; None after the last."""
    reviews = [one for one in events if one.kind == Kind.REVIEWED]
    return reviews[-1].next_on if reviews else timetable.first_review_on


def was_told(events: Iterable[TimetableEvent], party: str) -> bool:
    """Say whether it is recorded that somebody was told."""
    return any(one.kind == Kind.TOLD and one.party == party for one in events)


def has_agreed(events: Iterable[TimetableEvent], party: str) -> bool:
    """Say whether somebody of a kind agrees, by the last that each of them said."""
    return any(one.kind == Kind.SIGNED for one in last_answers(events).values() if one.party == party)


def last_answers(events: Iterable[TimetableEvent]) -> dict[tuple[str, int | None], TimetableEvent]:
    """Return the last that each said, yes or no, by kind of party and parent; the events are in their order."""
    answers = (one for one in events if one.kind in (Kind.SIGNED, Kind.DECLINED))
    return {(one.party, one.parent_id): one for one in answers}


def _home_answer(events: list[TimetableEvent], home: set[int]) -> TimetableEvent | None:
    """Return a home parent's answer: one who agrees before one who does not, each by the last they said."""
    last = {
        one.parent_id: one
        for one in events
        if one.party == Party.PARENT and one.parent_id in home and one.kind in (Kind.SIGNED, Kind.DECLINED)
    }
    return next((one for one in last.values() if one.kind == Kind.SIGNED), next(iter(last.values()), None))


def _last(events: list[TimetableEvent], party: str) -> TimetableEvent | None:
    answers = [one for one in events if one.party == party and one.kind in (Kind.SIGNED, Kind.DECLINED)]
    return answers[-1] if answers else None


def _agrees(answer: TimetableEvent | None) -> bool | None:
    return None if answer is None else answer.kind == Kind.SIGNED


def _markers(timetable: PartTimeTimetable) -> set[str]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=timetable.first_day)
    rows = PupilMarker.objects.filter(standing, pupil=timetable.pupil, first_day__lte=timetable.last_day)
    return set(rows.values_list("kind", flat=True))
