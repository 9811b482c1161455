"""Which entry on the admission register may be the same child's, and what the attendance register holds under each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.entering import NotOnThisRegister
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.people.models import Pupil
from onroll.service.people.sameness import have_two_upns, pupils_agree_on

Mark = tuple[dt.date, str, str]


@dataclass(frozen=True, slots=True)
class OtherEntry:
    """An entry that may be the same child's: what speaks for it, and the marks that only the entry in question has."""

    enrolment_id: int
    pupil_id: int
    name: str
    born: dt.date
    starting_day: dt.date
    agree_on: tuple[str, ...]
    only_here: tuple[Mark, ...]


def entries_of_one_child(
    scope: Scope, *, school_id: int, enrolment_id: int, now: dt.datetime
) -> list[OtherEntry]:
    """Return the other entries on the register today that may be the same child's, by more than the name.

    A classmate of another surname who has the same birthday is none; one who shares more than that may be. Raises NotOnThisRegister, or OutOfScope.
    """
    scope.require(Permission.ROLL_DELETE, school_id=school_id)
    rows = Enrolment.objects.filter(school_id=school_id).select_related("pupil")
    here = rows.filter(pk=enrolment_id).first()
    if here is None:
        raise NotOnThisRegister
    child = here.pupil
    alike = Q(pupil__born=child.born) | Q(
        pupil__legal_surname__iexact=child.legal_surname,
        pupil__legal_forenames__iexact=child.legal_forenames,
    )
    others = rows.filter(alike, starting_day__lte=localdate(now), last_day__isnull=True)
    return [
        OtherEntry(
            one.pk,
            one.pupil_id,
            str(one.pupil),
            one.pupil.born,
            one.starting_day,
            tuple(agree_on),
            marks_under_one_alone(school_id, child.pk, one.pupil_id),
        )
        for one in others.exclude(pk=here.pk).order_by("starting_day", "pk")
        if not have_two_upns(child, one.pupil)
        and (agree_on := pupils_agree_on(child, one.pupil))
        and (len(agree_on) > 1 or _surname(one.pupil) == _surname(child))
    ]


def _surname(pupil: Pupil) -> str:
    return pupil.legal_surname.casefold()


def marks_under_one_alone(school_id: int, pupil_id: int, other_id: int) -> tuple[Mark, ...]:
    """Return the sessions in which one of two rows has a mark and the other has none, in order."""
    rows = CurrentEntry.objects.filter(school_id=school_id)
    there = set(rows.filter(pupil_id=other_id).values_list("date", "session"))
    here = rows.filter(pupil_id=pupil_id).order_by("date", "session").values_list("date", "session", "code")
    return tuple((day, session, code) for day, session, code in here if (day, session) not in there)
