"""One person entered twice: proposed by one, reviewed by another, and reversible.

Merging moves what hangs on the person: relationships, contact details, markers, former names, professionals. It moves no
entry of either register, no record of following up, no enrolment and no place in a class: those stay under the row they
were made for, which says by `folded_into` whose it is. A child on one school's roll twice is first taken off it once, which the admission register does.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, models, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.people.models import (
    ContactDetail,
    FormerName,
    MergeProposal,
    Parent,
    PartnerLink,
    Pupil,
    PupilMarker,
    Relationship,
)
from onroll.service.people.pupil_of_school import parent_of_school, pupil_of_school
from onroll.service.people.refusals import MergeRefused
from onroll.service.people.sameness import have_two_upns, parents_agree_on, pupils_agree_on
from onroll.service.room_for_words import insert

PUPIL, PARENT = MergeProposal.Kind.PUPIL, MergeProposal.Kind.PARENT
State = MergeProposal.State

_HANGS_ON: dict[str, dict[str, tuple[type[models.Model], str]]] = {
    PUPIL: {
        "relationships": (Relationship, "pupil_id"),
        "markers": (PupilMarker, "pupil_id"),
        "former_names": (FormerName, "pupil_id"),
        "professionals": (PartnerLink, "pupil_id"),
    },
    PARENT: {"relationships": (Relationship, "parent_id"), "contact_details": (ContactDetail, "parent_id")},
}


@transaction.atomic
def propose_merge(
    *,
    school_id: int,
    kind: str,
    keep_id: int,
    fold_id: int,
    grounds: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date,
) -> MergeProposal:
    """Propose that two rows are one person; someone else decides. Raise MergeRefused, or OutOfScope."""
    by.scope.require(Permission.MERGE_PROPOSE, school_id=school_id)
    if keep_id == fold_id:
        raise MergeRefused("Choose two different people to compare.")
    _judge(kind, school_id, keep_id, fold_id, on)
    if not grounds.strip():
        raise MergeRefused("Say how you know they are one person, such as “both parents told us”.")
    pair = [keep_id, fold_id]
    if MergeProposal.objects.filter(
        kind=kind, keep_id__in=pair, fold_id__in=pair, state__in=[State.PROPOSED, State.ACCEPTED]
    ).exists():
        raise MergeRefused("These two are proposed, or merged, already. Look for them in the list.")
    proposal = insert(MergeProposal(
        school_id=school_id, kind=kind, keep_id=keep_id, fold_id=fold_id, grounds=grounds.strip(),
        proposed_by=by.name, proposed_by_id=by.user_id, proposed_at=now,
    ))  # fmt: skip
    _record("people.merge.proposed", proposal, by, now)
    return proposal


@transaction.atomic
def accept_merge(*, school_id: int, proposal_id: int, by: Actor, now: dt.datetime, on: dt.date) -> None:
    """Merge two rows that someone else proposed. Raise MergeRefused, or OutOfScope."""
    proposal = _deciding(school_id, proposal_id, State.PROPOSED, by)
    if by.user_id is not None and by.user_id == proposal.proposed_by_id:
        raise MergeRefused("You proposed this, so someone else must review it.")
    keep, fold = _judge(proposal.kind, school_id, proposal.keep_id, proposal.fold_id, on)
    proposal.moved = {
        name: _move(model, column, fold.pk, keep.pk)
        for name, (model, column) in _HANGS_ON[proposal.kind].items()
    }
    fold.folded_into_id = keep.pk
    fold.save(update_fields=["folded_into"])
    _decide(proposal, State.ACCEPTED, by, now)
    _record("people.merge.accepted", proposal, by, now)


@transaction.atomic
def refuse_merge(*, school_id: int, proposal_id: int, by: Actor, now: dt.datetime) -> None:
    """Keep two rows apart. Raise MergeRefused, or OutOfScope."""
    proposal = _deciding(school_id, proposal_id, State.PROPOSED, by)
    _decide(proposal, State.REFUSED, by, now)
    _record("people.merge.refused", proposal, by, now)


@transaction.atomic
def reverse_merge(*, school_id: int, proposal_id: int, by: Actor, now: dt.datetime) -> None:
    """Put a merge back as it was: what was moved returns, and what was added since stays. Raise MergeRefused."""
    proposal = _deciding(school_id, proposal_id, State.ACCEPTED, by)
    for name, (model, column) in _HANGS_ON[proposal.kind].items():
        model._default_manager.filter(pk__in=proposal.moved.get(name, [])).update(
            **{column: proposal.fold_id}
        )
    _model(proposal.kind)._default_manager.filter(pk=proposal.fold_id).update(folded_into=None)
    _decide(proposal, State.REVERSED, by, now)
    _record("people.merge.reversed", proposal, by, now)


def _judge(kind: str, school_id: int, keep_id: int, fold_id: int, on: dt.date) -> tuple[Any, Any]:
    """Return both rows, unless something speaks against making them one. Raise MergeRefused, or OutOfScope."""
    keep: Any
    fold: Any
    if kind == PUPIL:
        keep, fold = (pupil_of_school(pk, school_id=school_id) for pk in (keep_id, fold_id))
        agreements = pupils_agree_on(keep, fold)
        if have_two_upns(keep, fold):
            raise MergeRefused(
                "Each has a UPN of their own, so they are two children. Correct a UPN that is wrong first."
            )
        if _on_roll(keep, school_id, on) and _on_roll(fold, school_id, on):
            raise MergeRefused(
                "Both are on the roll now, so each has a place in the registers. Open the admission made by mistake in "
                "Roll: withdraw it while its starting day has not come, and choose “Entered twice” once it has. Then "
                "merge them."
            )
    else:
        keep, fold = (parent_of_school(pk, school_id=school_id) for pk in (keep_id, fold_id))
        agreements = parents_agree_on(keep, fold)
    if keep.folded_into_id or fold.folded_into_id:
        raise MergeRefused("One of them has been merged already. Open the page again.")
    if not agreements:
        raise MergeRefused(
            "Nothing but the name speaks for their being one person, and a name alone is not enough."
        )
    return keep, fold


def _on_roll(pupil: Pupil, school_id: int, on: dt.date) -> bool:
    spells = Pupil.objects.filter(
        pk=pupil.pk, enrolments__school_id=school_id, enrolments__starting_day__lte=on
    )
    running = models.Q(enrolments__last_day__isnull=True) | models.Q(enrolments__last_day__gte=on)
    return spells.filter(running).exists()


def _move(model: type[models.Model], column: str, fold_id: int, keep_id: int) -> list[int]:
    """Move rows to the one that is kept and return which; one that would say the same thing twice stays."""
    moved = []
    for row in model._default_manager.filter(**{column: fold_id}):
        setattr(row, column, keep_id)
        try:
            with transaction.atomic():
                row.save(update_fields=[column])
        except IntegrityError:
            continue
        moved.append(row.pk)
    return moved


def _deciding(school_id: int, proposal_id: int, state: str, by: Actor) -> MergeProposal:
    by.scope.require(Permission.MERGE_DECIDE, school_id=school_id)
    proposal = MergeProposal.objects.select_for_update().filter(pk=proposal_id, school_id=school_id).first()
    if proposal is None or proposal.state != state:
        raise MergeRefused("Someone has decided this already. Open the page again.")
    return proposal


def _decide(proposal: MergeProposal, state: str, by: Actor, now: dt.datetime) -> None:
    proposal.state, proposal.decided_by, proposal.decided_by_id, proposal.decided_at = (
        state,
        by.name,
        by.user_id,
        now,
    )
    proposal.save(update_fields=["state", "decided_by", "decided_by_id", "decided_at", "moved"])


def _model(kind: str) -> type[models.Model]:
    return Pupil if kind == PUPIL else Parent


def _record(name: str, proposal: MergeProposal, by: Actor, now: dt.datetime) -> None:
    record_event(
        name, by=by, now=now, school_id=proposal.school_id, subject_type=proposal.kind, subject_id=proposal.keep_id,
        kind=proposal.kind, fold_id=proposal.fold_id, proposal_id=proposal.pk,
    )  # fmt: skip
