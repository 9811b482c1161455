"""Making the working rows say what an amendment says: the pupil, the enrolment, the parents."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q

from onroll.service.admission_register import changes
from onroll.service.admission_register.boarding import write_boarding
from onroll.service.admission_register.families import contact_details, set_relationship
from onroll.service.admission_register.given import ParentGiven, tidy_upn
from onroll.service.admission_register.models import Boarding, Enrolment
from onroll.service.admission_register.placing import resume_placings
from onroll.service.people.models import ContactDetail, FormerName, Parent, Relationship
from onroll.service.room_for_words import refuse_too_long

_ONE_DAY = dt.timedelta(days=1)


def with_parent_row(change: changes.Change) -> changes.Change:
    """Return the change with its parent's id, making the row for a parent who is new."""
    if not isinstance(change, changes.ParentChange) or change.given.parent_id is not None:
        return change
    given = change.given
    parent = Parent(title=given.title, surname=given.surname, forename=given.forename)
    _keep(parent)
    return changes.ParentChange(given=dataclasses.replace(given, parent_id=parent.pk))


def apply(change: changes.Change, enrolment: Enrolment, on: dt.date) -> None:
    """Write a change to the working rows, from a day. Raises TooLong."""
    _WRITERS[type(change)](change, enrolment, on)


def _keep(row: Model, *columns: str) -> None:
    refuse_too_long(row)
    row.save(update_fields=columns or None)


def _name(change: changes.NameChange, enrolment: Enrolment, on: dt.date) -> None:
    pupil = enrolment.pupil
    if change.keep_former and (pupil.legal_surname, pupil.legal_forenames) != (
        change.surname,
        change.forenames,
    ):
        FormerName.objects.create(
            pupil=pupil,
            surname=pupil.legal_surname,
            forenames=pupil.legal_forenames,
            until=on,
        )
    pupil.legal_surname, pupil.legal_forenames = change.surname, change.forenames
    pupil.known_surname, pupil.known_forename = change.known_surname, change.known_forename
    _keep(pupil, "legal_surname", "legal_forenames", "known_surname", "known_forename")


def _pupil_fields(*names: str) -> Callable[[Any, Enrolment, dt.date], None]:
    def write(change: Any, enrolment: Enrolment, _on: dt.date) -> None:
        for name in names:
            setattr(enrolment.pupil, name, getattr(change, name))
        _keep(enrolment.pupil, *names)

    return write


def _upn(change: changes.UpnChange, enrolment: Enrolment, _on: dt.date) -> None:
    pupil = enrolment.pupil
    if change.replaces(pupil.upn):
        pupil.former_upn = pupil.upn or ""
    pupil.upn = tidy_upn(change.upn) or None
    _keep(pupil, "upn", "former_upn")


def _former_upn(change: changes.FormerUpnChange, enrolment: Enrolment, _on: dt.date) -> None:
    enrolment.pupil.former_upn = tidy_upn(change.former_upn)
    _keep(enrolment.pupil, "former_upn")


def _starting_day(change: changes.StartingDayChange, enrolment: Enrolment, _on: dt.date) -> None:
    # Whoever boarded from the start boards from the day the start is amended to.
    boarding = Boarding.objects.filter(enrolment=enrolment)
    boarding.filter(last_day__lt=change.starting_day).delete()
    boarding.filter(Q(first_day=enrolment.starting_day) | Q(first_day__lt=change.starting_day)).update(
        first_day=change.starting_day
    )
    enrolment.starting_day = change.starting_day
    _keep(enrolment, "starting_day")


def _last_school(_change: changes.LastSchoolChange, _enrolment: Enrolment, _on: dt.date) -> None:
    """Write nothing: the register itself is where the last school is kept."""


def _notifications(
    _change: changes.NotificationChange | changes.NotificationInError, _enrolment: Enrolment, _on: dt.date
) -> None:
    """Write nothing: a notification is told of, and changes no other item."""


def _registration(change: changes.RegistrationChange, enrolment: Enrolment, _on: dt.date) -> None:
    enrolment.registration, enrolment.other_school = change.kind, change.other_school
    _keep(enrolment, "registration", "other_school")


def _boarding(change: changes.BoardingChange, enrolment: Enrolment, _on: dt.date) -> None:
    write_boarding(enrolment, boards=bool(change.is_boarder), from_day=change.from_day)
    enrolment.is_boarder = bool(change.is_boarder)
    _keep(enrolment, "is_boarder")


def _parent(change: changes.ParentChange, enrolment: Enrolment, on: dt.date) -> None:
    _relationship(change.given, enrolment, on)
    change_parent_row(change.given, on)


def change_parent_row(given: ParentGiven, on: dt.date) -> None:
    """Make a parent's row, and how they are reached from a day, say what is given. Raises TooLong."""
    parent = Parent.objects.get(pk=_id(given))
    parent.title, parent.surname, parent.forename = given.title, given.surname, given.forename
    _keep(parent, "title", "surname", "forename")
    _reach(given, parent, on)


def _relationship(given: ParentGiven, enrolment: Enrolment, on: dt.date) -> None:
    running = Relationship.objects.filter(
        pupil_id=enrolment.pupil_id, parent_id=_id(given), last_day=None
    ).first()
    relationship = running or Relationship(
        pupil_id=enrolment.pupil_id, parent_id=_id(given), first_day=given.first_day or on
    )
    set_relationship(relationship, given)
    _keep(relationship)


def _id(given: ParentGiven) -> int:
    if given.parent_id is None:
        raise AssertionError("with_parent_row gives every parent a row first")
    return given.parent_id


def _reach(given: ParentGiven, parent: Parent, on: dt.date) -> None:
    """End the details that no longer hold and add those that are new; one that stands is left, or checked again."""
    wanted = {(str(detail.kind), detail.value): detail for detail in contact_details(given, parent.pk, on)}
    for standing in ContactDetail.objects.filter(parent=parent, last_day=None):
        same = wanted.pop((standing.kind, standing.value), None)
        if same is None:
            standing.last_day = max(on - _ONE_DAY, standing.first_day)
        else:
            standing.checked_on = given.checked_on or standing.checked_on
            standing.postcode, standing.is_emergency = same.postcode, same.is_emergency
        _keep(standing, "last_day", "checked_on", "postcode", "is_emergency")
    refuse_too_long(*wanted.values())
    ContactDetail.objects.bulk_create(wanted.values())


def _parent_ended(change: changes.ParentEnded, enrolment: Enrolment, _on: dt.date) -> None:
    for relationship in Relationship.objects.filter(
        pupil_id=enrolment.pupil_id, parent_id=change.parent_id, last_day=None
    ):
        relationship.last_day = max(change.last_day, relationship.first_day)
        _keep(relationship, "last_day")


def _deletion_mistaken(_change: changes.DeletionMistaken, enrolment: Enrolment, _on: dt.date) -> None:
    if enrolment.last_day is None:
        raise AssertionError("an enrolment without a last day has no deletion to mend")
    resume_placings(enrolment.school_id, enrolment.pupil_id, enrolment.last_day)
    enrolment.last_day, enrolment.deletion_ground = None, ""
    _keep(enrolment, "last_day", "deletion_ground")


_WRITERS: dict[type, Callable[[Any, Enrolment, dt.date], None]] = {
    changes.NameChange: _name,
    changes.AddressChange: _pupil_fields("address", "postcode"),
    changes.SexChange: _pupil_fields("sex"),
    changes.BirthChange: _pupil_fields("born"),
    changes.StartingDayChange: _starting_day,
    changes.LastSchoolChange: _last_school,
    changes.RegistrationChange: _registration,
    changes.BoardingChange: _boarding,
    changes.MobileChildChange: _pupil_fields("is_mobile_child"),
    changes.UpnChange: _upn,
    changes.FormerUpnChange: _former_upn,
    changes.NotificationChange: _notifications,
    changes.NotificationInError: _notifications,
    changes.ParentChange: _parent,
    changes.ParentEnded: _parent_ended,
    changes.DeletionMistaken: _deletion_mistaken,
}
