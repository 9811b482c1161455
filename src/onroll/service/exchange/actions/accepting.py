"""Accepting a changeset: everything in it, in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.refusals import AccessRefused
from onroll.service.admission_register.actions.amending import AmendmentRefused
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.audit.actions import record_event
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.reading import assess_changeset, read_changeset
from onroll.service.exchange.actions.refusals import ChangedSinceReview, NotThatState
from onroll.service.exchange.assessing import Assessment, fingerprint_of
from onroll.service.exchange.collector import collector_at_rest
from onroll.service.exchange.landing.exclusions import land_exclusions
from onroll.service.exchange.landing.importing_actor import importing
from onroll.service.exchange.landing.marks import land_marks
from onroll.service.exchange.landing.parents import land_parents, parents_of_new_pupils
from onroll.service.exchange.landing.past import land_past
from onroll.service.exchange.landing.pupils import land_pupils
from onroll.service.exchange.landing.refusal import RowRefused
from onroll.service.exchange.landing.schools import land_calendar, land_groups, land_school
from onroll.service.exchange.landing.staff import land_staff
from onroll.service.exchange.models import Changeset
from onroll.service.exchange.progress import PEOPLE, Progress, no_progress
from onroll.service.exchange.summarising import summaries
from onroll.service.organisations.models import School
from onroll.service.organisations.refusals import OrganisationRefusal

#: What the record's own actions may say no with; their words are for people.
REFUSALS = (RowRefused, AmendmentRefused, AccessRefused, AttendanceRefusal, OrganisationRefusal)
_ACCEPTABLE = {Changeset.State.READY, Changeset.State.ACCEPTING}


@collector_at_rest()
def accept_changeset(
    *,
    changeset_id: int,
    by: Actor,
    now: dt.datetime,
    found: Assessment | None = None,
    progress: Progress = no_progress,
) -> Changeset:
    """Accept what was reviewed; accepted before, do nothing. Returns the changeset, READY again with a message where refused.

    `found` is what reading the files just found, to spare reading them twice. Raises NotThatState and ChangedSinceReview.
    Ended half-way, by a fault or a kill, it has changed nothing, and is done again by calling it again.
    """
    changeset = begin_accepting(changeset_id=changeset_id, by=by)
    if changeset.state == Changeset.State.ACCEPTED:
        return changeset
    try:
        with transaction.atomic():
            _accept(changeset, found, by, now, progress)
    except ChangedSinceReview as told:
        _back_to_review(changeset, "")
        read_changeset(changeset_id=changeset.pk, by=by, now=now, progress=progress)
        _tell(changeset, str(told))
        raise
    except REFUSALS as refusal:
        _back_to_review(changeset, f"Nothing was changed. {refusal}")
        return changeset
    except Exception:
        _back_to_review(
            changeset,
            "Accepting stopped by a fault in Onroll, not in the files; nothing was changed. Accept again.",
        )
        raise
    uploads.remove(changeset.folder)
    return changeset


def begin_accepting(*, changeset_id: int, by: Actor) -> Changeset:
    """Mark a changeset as being accepted; accepted before, leave it so. Raises NotThatState and OutOfScope."""
    with transaction.atomic():
        changeset = (
            Changeset.objects.select_for_update(of=("self",)).select_related("school").get(pk=changeset_id)
        )
        importing(by, school_id=changeset.school_id)
        if changeset.state == Changeset.State.ACCEPTED:
            return changeset
        if changeset.state not in _ACCEPTABLE:
            raise NotThatState(changeset, "accepted")
        changeset.state = Changeset.State.ACCEPTING
        changeset.save(update_fields=["state"])
    return changeset


def _accept(
    changeset: Changeset, found: Assessment | None, by: Actor, now: dt.datetime, progress: Progress
) -> None:
    standing = Changeset.objects.select_for_update(of=("self",)).get(pk=changeset.pk)
    if standing.state == Changeset.State.ACCEPTED:
        changeset.state = standing.state
        return
    # Whoever else accepts files of this school waits here, and then finds that the record has changed.
    School.objects.select_for_update(of=("self",), no_key=True).filter(pk=changeset.school_id or 0).first()
    if found is None or _is_behind(found):
        found = assess_changeset(changeset, now=now, progress=progress)
        if _counts(summaries(found)) != _counts(changeset.files):
            raise ChangedSinceReview
    actor = importing(by, school_id=changeset.school_id)
    try:
        school = land_school(found, by=actor, now=now)
    except IntegrityError:
        if found.school is None:
            # Somebody else has just made this school, or its authority.
            raise ChangedSinceReview from None
        raise
    land_calendar(found, school, by=actor, now=now)
    groups = land_groups(found, school, by=actor, now=now)
    progress(PEOPLE, 0)
    land_staff(found, school, groups, by=actor, now=now)
    land_pupils(found, school, groups, parents_of_new_pupils(found), by=actor, now=now)
    land_past(found, school, groups, now=now)
    land_parents(found, school, by=actor, now=now)
    land_exclusions(found, school, by=actor, now=now)
    made = land_marks(found, school, key=f"changeset {changeset.pk}", by=actor, now=now, progress=progress)
    changeset.school, changeset.dfe_number = school, school.dfe_number
    changeset.state, changeset.message = Changeset.State.ACCEPTED, ""
    changeset.decided_at, changeset.decided_by_name = now, by.name
    changeset.save()
    record_event(
        "exchange.changeset.accepted",
        by=by,
        now=now,
        school_id=school.pk,
        subject_type="changeset",
        subject_id=changeset.pk,
        changed=changeset.to_change,
        set_aside=changeset.set_aside_count,
        entries=made,
    )


def _is_behind(found: Assessment) -> bool:
    """Say whether the record has changed since it was compared: a school may have been made meanwhile."""
    if found.school is None:
        return School.objects.filter(dfe_number=found.laestab).exists()
    return found.fingerprint != fingerprint_of(found.school)


def _counts(files: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [tuple(file[name] for name in ("name", "new", "changed", "set_aside")) for file in files]


def _tell(changeset: Changeset, why: str) -> None:
    """Say on the changeset why it waits to be looked at again, before what reading it found."""
    changeset.refresh_from_db(fields=["state", "message"])
    if changeset.state == Changeset.State.READY:
        changeset.message = f"{why} {changeset.message}".strip()
        changeset.save(update_fields=["message"])


def _back_to_review(changeset: Changeset, message: str) -> None:
    # Whoever accepted it meanwhile has accepted it.
    Changeset.objects.filter(pk=changeset.pk, state=Changeset.State.ACCEPTING).update(
        state=Changeset.State.READY, message=message
    )
    changeset.refresh_from_db(fields=["state", "message"])
