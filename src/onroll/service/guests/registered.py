"""By which entry of the admission register a pupil is a guest here."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.law.dual_registration import RegistrationKind, faults_of_guest
from onroll.service.admission_register.models import Enrolment
from onroll.service.guests.refusals import GuestRefused

_KINDS = {
    Enrolment.Registration.SOLE: RegistrationKind.SINGLE,
    Enrolment.Registration.MAIN: RegistrationKind.MAIN,
    Enrolment.Registration.SUBSIDIARY: RegistrationKind.SUBSIDIARY,
    Enrolment.Registration.GUEST: RegistrationKind.GUEST,
}


def guest_enrolment(school_id: int, pupil_id: int, first_day: dt.date) -> Enrolment:
    """Return the entry by which a pupil is a guest here. Raises GuestRefused, with the law's reason."""
    rows = Enrolment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=first_day), school_id=school_id, pupil_id=pupil_id
    )
    enrolment = rows.exclude(deletion_ground__in=Enrolment.VOID).order_by("starting_day").first()
    if enrolment is None:
        raise GuestRefused(
            "The pupil is not on this school’s roll on those days. Admit the pupil as a guest first."
        )
    faults = faults_of_guest(_KINDS[Enrolment.Registration(enrolment.registration)])
    if faults:
        raise GuestRefused(faults[0].message)
    if not enrolment.other_school:
        raise GuestRefused(
            "The admission register names no home school. Amend the registration, and name it; then add the guest."
        )
    return enrolment
