"""Whom a search for a guest found, before anything is agreed: who it is, and what keeps them from being one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.guests.models import GuestStay
from onroll.service.guests.refusals import GuestRefused
from onroll.service.guests.registered import guest_enrolment
from onroll.service.people.models import Pupil
from onroll.service.people.pupil_of_school import pupil_of_school


@dataclass(frozen=True, slots=True)
class Found:
    """A pupil who may be a guest: the home school, or why they are none yet; and the time here that is agreed already."""

    pupil: Pupil
    home_school: str
    why_not: str
    stay: GuestStay | None


def pupil_found(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> Found:
    """Return whom a search found, as the admission register has them on a day. Raises OutOfScope."""
    scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    stays = GuestStay.objects.filter(
        school_id=school_id, pupil=pupil, ended_at__isnull=True, last_day__gte=on
    )
    stay = stays.order_by("first_day").first()
    try:
        home_school, why_not = guest_enrolment(school_id, pupil.pk, on).other_school, ""
    except GuestRefused as refusal:
        home_school, why_not = "", str(refusal)
    return Found(pupil, home_school, why_not, stay)
