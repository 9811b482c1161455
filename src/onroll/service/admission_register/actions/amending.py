"""Amending the admission register: the original stays, beside the amended entry, the reason, the day, who and in what role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from onroll.law.amendments import AMENDMENT, ProposedAmendment, faults_of_amendment
from onroll.law.citation import Citation
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.row_security import over_every_school
from onroll.service.admission_register.actions.entering import NotOnThisRegister, lock_enrolment, new_entry
from onroll.service.admission_register.amendment_faults import faults_of_change
from onroll.service.admission_register.applying import apply, with_parent_row
from onroll.service.admission_register.changes import Change, ParentChange, UpnChange
from onroll.service.admission_register.contents import fold
from onroll.service.admission_register.given import tidy_upn
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.families import parent_on_record
from onroll.service.audit.actions import record_event
from onroll.service.people.models import Pupil

__all__ = ["AmendmentRefused", "NotOnThisRegister", "amend_admission_entry"]


class AmendmentRefused(Exception):
    """The amendment cannot stand; `faults` are (field, message, citation)."""

    def __init__(self, faults: Sequence[tuple[str, str, Citation | None]]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(message for _, message, _ in self.faults))


@transaction.atomic
def amend_admission_entry(
    *, school_id: int, enrolment_id: int, change: Change, reason: str, by: Actor, now: dt.datetime
) -> AdmissionEntry | None:
    """Amend one item of a pupil's entry (regulation 6), and the working rows with it.

    What is kept of a parent beside the register – an email address, what they may be sent – changes without an entry;
    then None is returned. Raises NotOnThisRegister and AmendmentRefused.
    """
    by.scope.require(Permission.ROLL_AMEND, school_id=school_id)
    enrolment = lock_enrolment(school_id, enrolment_id)
    today = localdate(now)
    register = _said(enrolment)
    said = register.get(change.item)
    beside = _is_beside_the_register(change, said, enrolment, today)
    faults = [
        *faults_of_change(change, enrolment, said, today=today, other_spells=_other_spells(enrolment)),
        *_faults_of_upn(change, enrolment),
        *(() if beside else _faults_of_keeping(change, said, reason, by, today)),
    ]
    if faults:
        raise AmendmentRefused(faults)
    if beside:
        apply(change, enrolment, today)
        record_event(
            "roll.parent.changed", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=enrolment.pupil_id,
        )  # fmt: skip
        return None
    change = with_parent_row(change)
    replaced = isinstance(change, UpnChange) and change.replaces(said)
    entry = new_entry(
        enrolment,
        AdmissionEntry.Kind.AMENDED,
        {change.item: change.after(said), **({"former_upn": said} if replaced else {})},
        by,
        now,
        original={change.item: said, **({"former_upn": register.get("former_upn")} if replaced else {})},
        reason=reason.strip(),
    )
    entry.save(force_insert=True)
    apply(change, enrolment, today)
    record_event(
        "roll.entry.amended", by=by, now=now, school_id=school_id, subject_type="pupil",
        subject_id=enrolment.pupil_id, item=change.item, entry_id=entry.pk,
    )  # fmt: skip
    return entry


def _is_beside_the_register(change: Change, said: Any, enrolment: Enrolment, today: dt.date) -> bool:
    """Say whether a change to a parent leaves what the register says of them as it is, and changes something else."""
    if not isinstance(change, ParentChange) or change.given.parent_id is None or change.after(said) != said:
        return False
    given = replace(change.given, ref="", first_day=None, last_day=None)
    return given != parent_on_record(pupil_id=enrolment.pupil_id, parent_id=change.given.parent_id, on=today)


def _said(enrolment: Enrolment) -> dict[str, Any]:
    return fold(enrolment.entries.order_by("pk").values_list("contents", "original"))


def _other_spells(enrolment: Enrolment) -> list[tuple[dt.date, dt.date | None]]:
    others = Enrolment.objects.filter(school_id=enrolment.school_id, pupil_id=enrolment.pupil_id)
    others = others.exclude(pk=enrolment.pk).exclude(deletion_ground__in=Enrolment.VOID)
    return list(others.values_list("starting_day", "last_day"))


def _faults_of_upn(change: Change, enrolment: Enrolment) -> list[tuple[str, str, Citation | None]]:
    upn = tidy_upn(change.upn) if isinstance(change, UpnChange) else ""
    if not upn:
        return []
    with over_every_school():
        is_taken = Pupil.objects.filter(upn=upn).exclude(pk=enrolment.pupil_id).exists()
    if not is_taken:
        return []
    return [
        ("upn", f"The UPN {upn} belongs to another child. Check it against the last school’s file.", None)
    ]


def _faults_of_keeping(
    change: Change, said: Any, reason: str, by: Actor, today: dt.date
) -> list[tuple[str, str, Citation | None]]:
    """Find what regulation 6 asks for and is not there; and refuse an amendment that changes nothing."""
    unchanged = change.after(said) == said
    proposed = ProposedAmendment(
        original=str(said),
        amended=str(said) if unchanged else f"not {said}",
        reason=reason,
        made_on=today,
        made_by=by.name,
        role=by.role,
    )
    fields = {"reason_missing": "reason"}
    return [
        (fields.get(fault.name, "change"), fault.message, fault.citation or AMENDMENT)
        for fault in faults_of_amendment(proposed)
    ]
