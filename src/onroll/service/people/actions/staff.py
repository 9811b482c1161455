"""The staff of a school, with or without an account, and the professionals of other bodies who work with its pupils."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actions import end_role, invite
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import roles_after
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import School
from onroll.service.people.models import PartnerLink, PartnerProfessional, StaffMember
from onroll.service.people.parts_in_names import says_what_they_are
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.refusals import StaffRefused
from onroll.service.room_for_words import insert, refuse_too_long


@transaction.atomic
def invite_to_school(
    *,
    school_id: int,
    forename: str,
    surname: str,
    username: str,
    by: Actor,
    now: dt.datetime,
    on: dt.date,
    title: str = "",
    email: str = "",
    staff_id: int | None = None,
    must_use_second_factor: bool = False,
) -> tuple[User, str]:
    """Enter a member of staff, unless `staff_id` names one, and invite them to sign in; return them and the secret.

    Raise StaffRefused, AccessRefused, or OutOfScope.
    """
    by.scope.require(Permission.PEOPLE_EDIT, school_id=school_id)
    if staff_id is None:
        if not surname.strip():
            raise StaffRefused("Enter the person’s surname.")
        staff = StaffMember(school_id=school_id, first_day=on)
    else:
        staff = _staff_of(staff_id, school_id)
        if staff.user_id is not None:
            raise StaffRefused(f"{staff} can sign in already. Open their name to make a new link.")
    staff.title, staff.forename, staff.surname, staff.email = (
        title.strip(),
        forename.strip(),
        surname.strip(),
        email,
    )
    refuse_too_long(staff)
    name = " ".join(part for part in (staff.title, staff.forename, staff.surname) if part)
    user, secret = invite(
        username=username, name=name, email=email, school_id=school_id, by=by, now=now,
        must_use_second_factor=must_use_second_factor,
    )  # fmt: skip
    staff.user = user
    staff.save()
    return user, secret


@transaction.atomic
def end_staff(
    *,
    school_id: int,
    staff_id: int,
    last_day: dt.date,
    ends_roles: bool = False,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Enter a member of staff's last day at a school and, where asked, end the roles they hold there after it.

    Raise StaffRefused, AccessRefused, or OutOfScope.
    """
    by.scope.require(Permission.PEOPLE_EDIT, school_id=school_id)
    staff = _staff_of(staff_id, school_id)
    if last_day < staff.first_day:
        raise StaffRefused(f"{staff} began on {staff.first_day:%-d %B %Y}, so cannot have left before then.")
    staff.last_day = last_day
    staff.save(update_fields=["last_day"])
    record_event(
        "people.staff.left", by=by, now=now, school_id=school_id, subject_type="staff", subject_id=staff.pk,
        person=str(staff), last_day=last_day.isoformat(),
    )  # fmt: skip
    if ends_roles and staff.user_id is not None:
        for role_held_id in roles_after(user_id=staff.user_id, school_id=school_id, day=last_day):
            end_role(role_held_id=role_held_id, last_day=last_day, by=by, now=now)


@transaction.atomic
def take_back_last_day(*, school_id: int, staff_id: int, by: Actor, now: dt.datetime) -> None:
    """Let a member of staff work on whose last day was entered; roles that were ended are given again, each by itself.

    Raise StaffRefused, or OutOfScope.
    """
    by.scope.require(Permission.PEOPLE_EDIT, school_id=school_id)
    staff = _staff_of(staff_id, school_id)
    staff.last_day = None
    staff.save(update_fields=["last_day"])
    record_event(
        "people.staff.stays", by=by, now=now, school_id=school_id, subject_type="staff", subject_id=staff.pk,
        person=str(staff),
    )  # fmt: skip


@transaction.atomic
def link_professional(
    *,
    school_id: int,
    pupil_id: int,
    name: str,
    role: str,
    first_day: dt.date,
    by: Actor,
    now: dt.datetime,
    organisation: str = "",
    email: str = "",
    telephone: str = "",
    professional_id: int | None = None,
) -> PartnerLink:
    """Note that a professional of another body works with a pupil, from a day; one known already is named by id.

    Raise StaffRefused, or OutOfScope.
    """
    by.scope.require(Permission.PUPIL_SAFEGUARDING_EDIT, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    authority_id = School.objects.values_list("authority_id", flat=True).get(pk=school_id)
    if professional_id is not None:
        professional = PartnerProfessional.objects.filter(
            pk=professional_id, authority_id=authority_id
        ).first()
        if professional is None:
            raise StaffRefused("That professional is not there any more. Enter them again.")
    else:
        if not name.strip() or not role.strip():
            raise StaffRefused("Enter the professional’s name and what they do, such as social worker.")
        if says_what_they_are(name):
            raise StaffRefused(
                "Give a person’s name, and put what they are into role and organisation: whoever sends a notice of an absence "
                "sees the name, and may not know why they are told. Where no person is named, write “Duty desk”."
            )
        professional = insert(PartnerProfessional(
            authority_id=authority_id, name=name.strip(), role=role.strip(), organisation=organisation.strip(),
            email=email.strip(), telephone=telephone.strip(),
        ))  # fmt: skip
    link = PartnerLink.objects.create(pupil=pupil, professional=professional, first_day=first_day)
    _record_link("people.professional.linked", link, school_id, by, now)
    return link


@transaction.atomic
def end_professional_link(
    *, school_id: int, link_id: int, last_day: dt.date, by: Actor, now: dt.datetime
) -> None:
    """End a professional's work with a pupil after a day. Raise StaffRefused, or OutOfScope."""
    by.scope.require(Permission.PUPIL_SAFEGUARDING_EDIT, school_id=school_id)
    link = PartnerLink.objects.filter(pk=link_id, pupil__enrolments__school_id=school_id).distinct().first()
    if link is None:
        raise StaffRefused("That is not there any more. Open the page again.")
    if last_day < link.first_day:
        raise StaffRefused(f"It began on {link.first_day:%-d %B %Y}, so it cannot end before then.")
    link.last_day = last_day
    link.save(update_fields=["last_day"])
    _record_link("people.professional.ended", link, school_id, by, now)


def _record_link(name: str, link: PartnerLink, school_id: int, by: Actor, now: dt.datetime) -> None:
    record_event(
        name, by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=link.pupil_id,
        professional_id=link.professional_id,
    )  # fmt: skip


def _staff_of(staff_id: int, school_id: int) -> StaffMember:
    staff = StaffMember.objects.filter(pk=staff_id, school_id=school_id).first()
    if staff is None:
        raise StaffRefused("That member of staff is not there any more. Open the page again.")
    return staff
