"""Deleting a name from the admission register: on a ground of regulation 9, when it is met, and never in the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from onroll.law.citation import Citation
from onroll.law.deletion_conditions import FactValue
from onroll.law.deletion_facts import FACTS, Kind
from onroll.law.deletion_grounds import DELETION, GROUNDS, faults_of_deletion
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.entering import lock_enrolment, new_entry
from onroll.service.admission_register.boarding import boarding_days
from onroll.service.admission_register.deletion import (
    DaysOnRecord,
    as_stored,
    facts_to_ask,
    finding_of_deletion,
    known_facts,
)
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.placing import end_placings
from onroll.service.audit.actions import record_event

#: A field to mend, the message and the citation.
Found = tuple[str, str, Citation | None]


class NoGroundForDeletion(Exception):
    """The name may not be deleted; `faults` are (field, message, citation)."""

    def __init__(self, faults: list[Found]) -> None:
        self.faults = faults
        super().__init__(" ".join(message for _, message, _ in faults))


_WITHOUT_A_GROUND = {
    Enrolment.WITHDRAWN: "Admission withdrawn before the starting day",
    Enrolment.SECOND: "Entered twice: another entry stands",
}
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
    facts: Mapping[str, FactValue],
    days: DaysOnRecord,
    last_day: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> AdmissionEntry:
    """Delete a pupil's name with effect from the end of today, on a ground that is met (regulation 9).

    `facts` are what the school answers of those the ground asks, `days` what the attendance register holds. Raises
    NotOnThisRegister; and NoGroundForDeletion where the ground is not met, or cannot be told to be. The entry stays
    in the register for good, marked deleted, with what it was found met by.
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
    known = GROUNDS.get(ground)
    record = (
        known_facts(ground, enrolment, boards=_boards(enrolment, today), on=today, days=days) if known else {}
    )
    faults += _faults_of_ground(ground, facts, record, days) if known and not _is_settled(faults) else []
    if faults:
        raise NoGroundForDeletion(faults)
    finding = finding_of_deletion(ground, facts, record, days)
    asked = {fact.name for fact in facts_to_ask(ground, record)}
    shown = {name: value for name, value in facts.items() if name in asked and value is not None}
    found = {"facts": as_stored({**shown, **record}), "reasons": list(finding.reasons)}
    return write_deletion(enrolment, ground, evidence.strip(), last_day, by, now, found)


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
    return write_deletion(enrolment, Enrolment.WITHDRAWN, reason.strip(), today, by, now)


def _boards(enrolment: Enrolment, on: dt.date) -> bool:
    spells = boarding_days(enrolment.school_id, [enrolment.pupil_id]).get(enrolment.pupil_id, [])
    return any(first <= on and (last is None or on <= last) for first, last in spells)


def _is_settled(faults: list[Found]) -> bool:
    """Say whether the ground itself cannot be asked about: none known, another age's, or no name to delete."""
    return any(field == "ground" for field, _, _ in faults)


def _faults_of_ground(
    ground: str, facts: Mapping[str, FactValue], record: Mapping[str, FactValue], days: DaysOnRecord
) -> list[Found]:
    """Find why a ground is not met, or what would have to be shown before anybody could tell."""
    try:
        finding = finding_of_deletion(ground, facts, record, days)
    except (CalendarTooShort, NoSessionThatDay) as refusal:
        return [("ground", f"The school days cannot be counted: {refusal}", GROUNDS[ground].citation)]
    if finding.met:
        return []
    if finding.met is False:
        reasons = " ".join(finding.reasons)
        message = f"{GROUNDS[ground].name}, “{GROUNDS[ground].title}”, is not met. {reasons} The pupil stays on the register."
        return [("ground", message, GROUNDS[ground].citation)]
    return [
        (
            name,
            f"Say whether {FACTS[name].words}: {GROUNDS[ground].name} turns on it, and "
            f"{FACTS[name].who} could say. Until it is known the pupil stays on the register."
            if FACTS[name].kind is Kind.YES_NO
            else f"Give {FACTS[name].words}: {GROUNDS[ground].name} turns on it.",
            finding.citations[0],
        )
        for name in finding.facts["missing"]  # type: ignore[attr-defined] # names of facts
    ]


def _faults_of_state(enrolment: Enrolment, today: dt.date) -> list[Found]:
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


def write_deletion(
    enrolment: Enrolment,
    ground: str,
    evidence: str,
    last_day: dt.date,
    by: Actor,
    now: dt.datetime,
    found: Mapping[str, object] | None = None,
    *,
    event: str = "roll.pupil.deleted",
    ends_placings: bool = True,
) -> AdmissionEntry:
    """Append the entry that ends an enrolment with a last day, end its placings unless they go on, and record the event."""
    deletion = {"ground": ground, "last_day": last_day.isoformat(), "evidence": evidence, **(found or {})}
    entry = new_entry(
        enrolment, AdmissionEntry.Kind.DELETED, {"deletion": deletion}, by, now, reason=_title(ground)
    )
    entry.save(force_insert=True)
    enrolment.last_day, enrolment.deletion_ground = last_day, ground
    enrolment.save(update_fields=["last_day", "deletion_ground"])
    if ends_placings:
        end_placings(enrolment.school_id, enrolment.pupil_id, last_day)
    record_event(
        event, by=by, now=now, school_id=enrolment.school_id, subject_type="pupil",
        subject_id=enrolment.pupil_id, ground=ground, last_day=last_day.isoformat(),
    )  # fmt: skip
    return entry


def _title(ground: str) -> str:
    known = GROUNDS.get(ground)
    return f"{known.name}: {known.title}" if known else _WITHOUT_A_GROUND[ground]
