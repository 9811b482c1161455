"""Put right a child entered twice, once no mark would be left with the entry that goes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import counted, day_in_words
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import NoGroundForDeletion
from onroll.service.admission_register.actions.entering import lock_enrolment
from onroll.service.admission_register.actions.second_entries import strike_second_entry
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.attendance_register.queries.second_entries import marks_under_one_alone


@transaction.atomic
def put_right_second_entry(
    *, school_id: int, enrolment_id: int, stands_id: int, reason: str, by: Actor, now: dt.datetime
) -> AdmissionEntry:
    """Strike out an entry that is a second one of a child, whose every mark stands under the other entry as well.

    What was entered under it stays in the attendance register, as made. Raises NotOnThisRegister, NoGroundForDeletion.
    """
    by.scope.require(Permission.ROLL_DELETE, school_id=school_id)
    second, stands = lock_enrolment(school_id, enrolment_id), lock_enrolment(school_id, stands_id)
    alone = (
        marks_under_one_alone(school_id, second.pupil_id, stands.pupil_id)
        if second.pupil_id != stands.pupil_id
        else ()
    )
    if alone:
        day, session, code = alone[0]
        message = (
            f"{counted(len(alone), 'session has a mark', 'sessions have a mark')} under this entry alone, the first "
            f"{code} on {day_in_words(day)}, {session}. Enter them under the one that stands first, or they would count "
            "for nobody."
        )
        raise NoGroundForDeletion([("stands", message, EVERY_PUPIL_ON_ROLL)])
    return strike_second_entry(
        school_id=school_id,
        enrolment_id=enrolment_id,
        stands_id=stands_id,
        reason=reason,
        by=by,
        now=now,
    )
