"""Markers: the groups figures need, and what protects a pupil. A marker is ended, never taken away."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.people.models import PupilMarker
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.refusals import MarkerRefused, NeedRefused
from onroll.service.people.special_needs import NEEDS, SEN
from onroll.service.room_for_words import insert


@transaction.atomic
def add_marker(
    *,
    school_id: int,
    pupil_id: int,
    kind: str,
    first_day: dt.date,
    by: Actor,
    now: dt.datetime,
    last_day: dt.date | None = None,
    detail: str = "",
    need: str = "",
) -> PupilMarker:
    """Mark a pupil for a span of days. Raise MarkerRefused, or OutOfScope.

    The kind of need of a marker of SEN is kept as its detail, by its letters.
    """
    if kind not in PupilMarker.Kind.values:
        raise MarkerRefused("Choose what is true of the pupil from the list.")
    by.scope.require(_needed(kind), school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    words = PupilMarker.Kind(kind).label
    if first_day < pupil.born:
        raise MarkerRefused("That first day is before the pupil was born. Check the year.")
    if last_day is not None and last_day < first_day:
        raise MarkerRefused("The last day is before the first. Change one of them.")
    if need:
        detail = _need_as_detail(kind, need, detail)
    same = PupilMarker.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=first_day), pupil=pupil, kind=kind
    )
    if last_day is not None:
        same = same.filter(first_day__lte=last_day)
    if same.exists():
        raise MarkerRefused(
            f"“{words}” stands for some of those days already. End that one first, or change the days."
        )
    marker = insert(
        PupilMarker(pupil=pupil, kind=kind, detail=detail.strip(), first_day=first_day, last_day=last_day)
    )
    _record("people.marker.added", marker, school_id, by, now)
    return marker


@transaction.atomic
def end_marker(*, school_id: int, marker_id: int, last_day: dt.date, by: Actor, now: dt.datetime) -> None:
    """End a marker after a day. Raise MarkerRefused, or OutOfScope."""
    marker = (
        PupilMarker.objects.filter(pk=marker_id, pupil__enrolments__school_id=school_id).distinct().first()
    )
    by.scope.require(_needed(marker.kind if marker else ""), school_id=school_id)
    if marker is None:
        raise MarkerRefused("That marker is not there any more. Open the page again.")
    if last_day < marker.first_day:
        raise MarkerRefused(f"It began on {marker.first_day:%-d %B %Y}, so it cannot end before then.")
    marker.last_day = last_day
    marker.save(update_fields=["last_day"])
    _record("people.marker.ended", marker, school_id, by, now)


def _need_as_detail(kind: str, need: str, detail: str) -> str:
    if kind not in SEN:
        raise NeedRefused(
            "A kind of need goes with SEN support or an EHC plan. Choose one of those, or leave it out."
        )
    if need not in NEEDS:
        raise NeedRefused("Choose a kind of need from the list.")
    if detail.strip():
        raise NeedRefused("A marker keeps a kind of need or a detail. Leave one of the two out.")
    return need


def _needed(kind: str) -> Permission:
    return Permission.PUPIL_SAFEGUARDING_EDIT if kind in PupilMarker.PROTECTIVE else Permission.PUPIL_EDIT


def _record(name: str, marker: PupilMarker, school_id: int, by: Actor, now: dt.datetime) -> None:
    record_event(
        name, by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=marker.pupil_id,
        # What protects a child is not told on the audit trail, which others read.
        kind="protective" if marker.kind in PupilMarker.PROTECTIVE else marker.kind,
        first_day=marker.first_day.isoformat(), last_day=marker.last_day.isoformat() if marker.last_day else None,
    )  # fmt: skip
