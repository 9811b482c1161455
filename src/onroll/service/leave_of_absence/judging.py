"""Put a request for leave to the law: what is known of it, child by child."""

from __future__ import annotations

from django.db.models import Q

from onroll.law.finding import Finding
from onroll.law.leave_of_absence import AskedBy, Purpose, SchoolKind, leave_may_be_given
from onroll.law.leave_of_absence import LeaveRequest as Asked
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.law.school_time import Span
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil, Relationship

_KINDS = {
    School.Kind.MAINTAINED: SchoolKind.MAINTAINED,
    School.Kind.PUPIL_REFERRAL_UNIT: SchoolKind.MAINTAINED,
    School.Kind.NON_MAINTAINED_SPECIAL: SchoolKind.SPECIAL_NOT_MAINTAINED,
    School.Kind.ACADEMY: SchoolKind.ACADEMY,
    School.Kind.INDEPENDENT: SchoolKind.INDEPENDENT,
}


def may_be_given(
    request: LeaveRequest,
    pupil: Pupil,
    *,
    days: Span | None = None,
    exceptional: bool | None = None,
    licensed: bool | None = None,
    by_authorised_person: bool | None = None,
) -> Finding:
    """Find whether leave may be given to a child of a request, for its days or for `days`; None is not known yet."""
    return leave_may_be_given(
        Asked(
            purpose=Purpose(request.purpose),
            days=days or Span(request.first_day, request.last_day),
            school_kind=_KINDS[School.Kind(request.school.kind)],
            asked_on=request.asked_on,
            asked_by=asked_by(request, pupil),
            of_compulsory_school_age=is_of_compulsory_school_age(pupil.born, request.first_day),
            decided_by_authorised_person=by_authorised_person,
            circumstances_exceptional=exceptional,
            licensed_or_exempt=licensed,
        )
    )


def asked_by(request: LeaveRequest, pupil: Pupil) -> AskedBy:
    """Return what whoever asks is to a pupil on the day of asking."""
    if request.parent_id is None:
        return AskedBy.PUPIL
    lives_with = Relationship.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=request.asked_on),
        pupil=pupil,
        parent_id=request.parent_id,
        lives_with=True,
        first_day__lte=request.asked_on,
    )
    return AskedBy.PARENT_LIVED_WITH if lives_with.exists() else AskedBy.OTHER_PARENT
