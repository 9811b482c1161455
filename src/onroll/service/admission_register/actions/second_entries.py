"""Striking out the second of two entries that are one child's: a mistake in the register, and no deletion from it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from onroll.law.amendments import AMENDMENT
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import Found, NoGroundForDeletion, write_deletion
from onroll.service.admission_register.actions.entering import lock_enrolment
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.people.sameness import have_two_upns, pupils_agree_on

EVENT = "roll.pupil.entered twice"
_ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def strike_second_entry(
    *, school_id: int, enrolment_id: int, stands_id: int, reason: str, by: Actor, now: dt.datetime
) -> AdmissionEntry:
    """Strike out an entry, because another on this register is the same child's and stands.

    The entry is kept and says so, with the reason, the day, the name and the role (regulation 6 of the 2024
    Regulations); the child is on roll by it on no day. Raises NotOnThisRegister; and NoGroundForDeletion where the two
    may be two children, or either is not on the register now.
    """
    by.scope.require(Permission.ROLL_DELETE, school_id=school_id)
    held = {pk: lock_enrolment(school_id, pk) for pk in sorted({enrolment_id, stands_id})}
    second, stands = held[enrolment_id], held[stands_id]
    faults = _faults(second, stands, reason, localdate(now))
    if faults:
        raise NoGroundForDeletion(faults)
    return write_deletion(
        second,
        Enrolment.SECOND,
        reason.strip(),
        second.starting_day - _ONE_DAY,
        by,
        now,
        {"stands": stands.pk, "stands_from": stands.starting_day.isoformat()},
        event=EVENT,
        # Of one row, the placings are of the pupil who stays.
        ends_placings=second.pupil_id != stands.pupil_id,
    )


def is_on_roll(enrolment: Enrolment, on: dt.date) -> bool:
    """Say whether an entry has its name on the register on a day, with no end known."""
    return enrolment.starting_day <= on and enrolment.last_day is None


def _faults(second: Enrolment, stands: Enrolment, reason: str, today: dt.date) -> list[Found]:
    if second.pk == stands.pk:
        return [("stands", "Choose the other entry: an entry cannot stand in its own place.", None)]
    if not (is_on_roll(second, today) and is_on_roll(stands, today)):
        message = (
            f"Both must be on the register today, {day_in_words(today)}: one of them has not started, or was deleted "
            "already. Open the page again."
        )
        return [("stands", message, None)]
    faults = _faults_of_one_row(second, stands)
    if have_two_upns(second.pupil, stands.pupil):
        faults.append(
            (
                "stands",
                "Each has a UPN of their own, so they are two children. Correct a UPN that is wrong first.",
                None,
            )
        )
    elif second.pupil_id != stands.pupil_id and not pupils_agree_on(second.pupil, stands.pupil):
        faults.append(
            (
                "stands",
                "Nothing but the name speaks for their being one child, and a name alone is not enough.",
                None,
            )
        )
    if not reason.strip():
        faults.append(
            ("reason", "Say how you know it is one child entered twice. The entry keeps it.", AMENDMENT)
        )
    return faults


def _faults_of_one_row(second: Enrolment, stands: Enrolment) -> list[Found]:
    """Refuse to leave a pupil's days before the entry that stands under no entry at all."""
    if second.pupil_id != stands.pupil_id or stands.starting_day <= second.starting_day:
        return []
    message = (
        f"This entry is from {day_in_words(second.starting_day)}, before the other, from "
        f"{day_in_words(stands.starting_day)}. Strike out the later one: the earlier stands."
    )
    return [("stands", message, None)]
