"""Deleting a name from the admission register: on a ground of regulation 9, when it is met, and never in the past."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from onroll.law.citation import Citation
from onroll.law.deletion_grounds import DELETION, GROUNDS, faults_of_deletion
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.entering import lock_enrolment, new_entry
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.placing import end_placings
from onroll.service.audit.actions import record_event


class NoGroundForDeletion(Exception):
    """The name may not be deleted; `faults` are (field, message, citation)."""

    def __init__(self, faults: list[tuple[str, str, Citation | None]]) -> None:
        self.faults = faults
        super().__init__(" ".join(message for _, message, _ in faults))


_FIELDS = {
    "ground_unknown": "ground",
    "ground_for_another_age": "ground",
    "not_effective_that_day": "last_day",
    "evidence_missing": "evidence",
}


@transaction.atomic
def delete_from_roll(
    *,
    school_id: int,
    enrolment_id: int,
    ground: str,
    evidence: str,
    last_day: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> AdmissionEntry:
    """Delete a pupil's name with effect from the end of today (regulation 9).

    Raises NotOnThisRegister and NoGroundForDeletion. The entry stays in the register for good, marked deleted.
    """
    by.scope.require(Permission.ROLL_DELETE, school_id=school_id)
    enrolment = lock_enrolment(school_id, enrolment_id)
    today = localdate(now)
    last_day = last_day or today
    faults = _faults_of_state(enrolment, today) or [
        (_FIELDS[fault.name], fault.message, fault.citation)
        for fault in faults_of_deletion(
            ground, born=enrolment.pupil.born, last_day=last_day, made_on=today, evidence=evidence
        )
    ]
    if faults:
        raise NoGroundForDeletion(faults)
    return _delete(enrolment, ground, evidence.strip(), last_day, by, now)


@transaction.atomic
def withdraw_admission(
    *, school_id: int, enrolment_id: int, reason: str, by: Actor, now: dt.datetime
) -> AdmissionEntry:
    """Withdraw an admission whose starting day has not come: the name never goes on the register.

    Raises NotOnThisRegister and NoGroundForDeletion.
    """
    by.scope.require(Permission.ROLL_DELETE, school_id=school_id)
    enrolment = lock_enrolment(school_id, enrolment_id)
    today = localdate(now)
    if enrolment.starting_day <= today or enrolment.last_day is not None:
        message = (
            f"The pupil’s starting day, {day_in_words(enrolment.starting_day)}, has come, so the name is on the "
            "register. Delete it on a ground of regulation 9, if one applies."
        )
        raise NoGroundForDeletion([("reason", message, DELETION)])
    if not reason.strip():
        raise NoGroundForDeletion([("reason", "Say why the pupil will not start.", None)])
    return _delete(enrolment, Enrolment.WITHDRAWN, reason.strip(), today, by, now)


def _faults_of_state(enrolment: Enrolment, today: dt.date) -> list[tuple[str, str, Citation | None]]:
    if enrolment.last_day is not None:
        message = (
            f"This name was deleted already: the last day on roll was {day_in_words(enrolment.last_day)}."
        )
        return [("ground", message, DELETION)]
    if enrolment.starting_day > today:
        message = (
            f"The pupil’s starting day, {day_in_words(enrolment.starting_day)}, has not come, so the name is not on "
            "the register yet. Withdraw the admission instead."
        )
        return [("ground", message, DELETION)]
    return []


def _delete(
    enrolment: Enrolment, ground: str, evidence: str, last_day: dt.date, by: Actor, now: dt.datetime
) -> AdmissionEntry:
    deletion = {"ground": ground, "last_day": last_day.isoformat(), "evidence": evidence}
    entry = new_entry(
        enrolment, AdmissionEntry.Kind.DELETED, {"deletion": deletion}, by, now, reason=_title(ground)
    )
    entry.save(force_insert=True)
    enrolment.last_day, enrolment.deletion_ground = last_day, ground
    enrolment.save(update_fields=["last_day", "deletion_ground"])
    end_placings(enrolment.school_id, enrolment.pupil_id, last_day)
    record_event(
        "roll.pupil.deleted", by=by, now=now, school_id=enrolment.school_id, subject_type="pupil",
        subject_id=enrolment.pupil_id, ground=ground, last_day=last_day.isoformat(),
    )  # fmt: skip
    return entry


def _title(ground: str) -> str:
    known = GROUNDS.get(ground)
    return f"{known.name}: {known.title}" if known else "Admission withdrawn before the starting day"
