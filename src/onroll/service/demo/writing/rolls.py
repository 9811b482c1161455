"""Pupils on and off the admission register, and what changes of their entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

from onroll.law.admission_register import MoveNotification, OtherSchoolNotification
from onroll.law.deletion_conditions import FactValue
from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.admitting import admit_pupils
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.actions.notifying import record_notification
from onroll.service.admission_register.changes import AddressChange, BoardingChange, NameChange
from onroll.service.admission_register.given import Admission, MarkerGiven, ParentGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.deleting_name import delete_name
from onroll.service.demo.children import Child, Stay
from onroll.service.demo.families import Carer
from onroll.service.demo.places import SCHOOL
from onroll.service.demo.special_needs import kind_of_need
from onroll.service.demo.writing.known import Known
from onroll.service.people.actions.merging import MergeRefused, propose_merge
from onroll.service.people.models import PupilMarker
from onroll.service.people.special_needs import SEN

_LONDON = ZoneInfo("Europe/London")
#: How long before the starting day an agreed admission is entered.
_AHEAD = dt.timedelta(days=14)
#: How long before the last day a parent writes that a child will be educated at home.
_NOTICE = dt.timedelta(days=5)
_FAMILIES_TO_A_DOUBLE = 40


def admit(school: str, pupils: Iterable[tuple[Child, Stay]], known: Known, *, now: dt.datetime) -> None:
    """Admit pupils to a school; the entries bear the day each was made."""
    wanted = [(child, stay) for child, stay in pupils if (school, child.number) not in known.enrolments]
    if not wanted:
        return
    admissions, families = [], set()
    for child, stay in wanted:
        again = child.family.number in families and child.family.number % _FAMILIES_TO_A_DOUBLE == 0
        admissions.append(_admission(child, stay, known, again))
        families.add(child.family.number)
    admitted = admit_pupils(
        school_id=known.schools[school],
        admissions=admissions,
        gaps_allowed=True,
        # Brothers and sisters are at several of the schools, and their parents are the same people at each.
        by=replace(known.officer(school), scope=Scope.everything()),
        now=now,
    )
    firsts: dict[str, int] = {}
    for (child, _), one in zip(wanted, admitted, strict=True):
        known.pupils[child.number] = one.pupil_id
        known.enrolments[school, child.number] = one.enrolment_id
        for carer, parent_id in zip(child.family.carers, one.parent_ids, strict=True):
            known.parents.setdefault(carer.ref, parent_id)
            if firsts.setdefault(carer.ref, parent_id) != parent_id:
                known.entered_twice.append((school, firsts[carer.ref], parent_id))


def propose_merges(known: Known, *, now: dt.datetime) -> None:
    """Propose that parents entered twice are one person; the last of them is left for someone to find."""
    for school, keep_id, fold_id in known.entered_twice[:-1]:
        with suppress(MergeRefused):
            propose_merge(
                school_id=known.schools[school],
                kind="parent",
                keep_id=keep_id,
                fold_id=fold_id,
                grounds="Same name, mobile number and address; entered with each of two children",
                by=known.officer(school),
                now=now,
                on=now.date(),
            )


def due_on(stay: Stay) -> dt.datetime:
    """Return when an admission is entered: two weeks ahead, or before the first session of the starting day."""
    return dt.datetime.combine(stay.starting_day - _AHEAD, dt.time(14, 10), _LONDON)


def leaves_at(stay: Stay) -> dt.datetime | None:
    """Return when a name is deleted: the afternoon of the last day."""
    return dt.datetime.combine(stay.last_day, dt.time(16, 5), _LONDON) if stay.last_day else None


def delete(school: str, child: Child, stay: Stay, known: Known, *, now: dt.datetime) -> None:
    """Delete a name on its ground, unless someone has already."""
    enrolment_id = known.enrolments.get((school, child.number))
    if enrolment_id is not None and Enrolment.objects.filter(pk=enrolment_id, last_day=None).exists():
        delete_name(
            school_id=known.schools[school],
            enrolment_id=enrolment_id,
            ground=stay.ground,
            evidence=stay.evidence,
            facts=_facts(stay),
            by=known.officer(school),
            now=now,
        )


def _facts(stay: Stay) -> dict[str, FactValue]:
    """Return what the school answers of the facts that a name's ground asks."""
    last_day = stay.last_day
    answers: dict[str, dict[str, FactValue]] = {
        "a": {
            "registered_elsewhere": True,
            "school_attendance_order_names_school": False,
            "main_school_of_mobile_child": False,
            "dual_registration_agreed": False,
        },
        "elsewhere": {"registered_elsewhere": True},
        "f": {
            "written_notice_received_on": last_day - _NOTICE if last_day else None,
            "education_otherwise_from": last_day,
            "school_attendance_order_names_school": False,
        },
        "g": {"lives_within_reasonable_distance": False, "expected_to_attend_again": False},
        "l": {"will_not_continue": True},
    }
    consent: dict[str, FactValue] = {
        "placed_by_authority_in_special_school": True,
        "authority_consents": True,
    }
    return answers.get(stay.ground, {}) | consent


def amend_name(school: str, child: Child, surname: str, known: Known, *, now: dt.datetime) -> None:
    """Amend a pupil's surname, as a parent's deed poll asks."""
    amend_admission_entry(
        school_id=known.schools[school],
        enrolment_id=known.enrolments[school, child.number],
        change=NameChange(surname=surname, forenames=child.forenames, known_forename=child.known_forename),
        reason="Name changed by deed poll; deed seen",
        by=known.officer(school),
        now=now,
    )


def move_house(
    school: str, child: Child, address: str, postcode: str, known: Known, *, now: dt.datetime
) -> None:
    """Record that the pupil will live elsewhere (regulation 8(3)), then amend the address (regulation 6)."""
    carer = child.family.carers[0]
    _notify(
        school, child, MoveNotification(f"{carer.title} {carer.forename} {carer.surname}", address, now.date() + dt.timedelta(days=3)),
        carer, known, now,
    )  # fmt: skip
    amend_admission_entry(
        school_id=known.schools[school],
        enrolment_id=known.enrolments[school, child.number],
        change=AddressChange(address=address, postcode=postcode),
        reason="The family has moved",
        by=known.officer(school),
        now=now + dt.timedelta(minutes=3),
    )


def will_go_elsewhere(
    school: str, child: Child, other: str, on: dt.date, known: Known, *, now: dt.datetime
) -> None:
    """Record that a parent named another school the pupil will attend (regulation 8(3))."""
    _notify(school, child, OtherSchoolNotification(other, on), child.family.carers[0], known, now)


def will_board(school: str, child: Child, from_day: dt.date, known: Known, *, now: dt.datetime) -> None:
    """Amend that a pupil boards, from a day on."""
    amend_admission_entry(
        school_id=known.schools[school],
        enrolment_id=known.enrolments[school, child.number],
        change=BoardingChange(is_boarder=True, from_day=from_day),
        reason="Head of care: boards Monday to Thursday nights",
        by=known.officer(school),
        now=now,
    )


def _notify(
    school: str, child: Child, notification: MoveNotification | OtherSchoolNotification, carer: Carer, known: Known, now: dt.datetime
) -> None:  # fmt: skip
    record_notification(
        school_id=known.schools[school],
        enrolment_id=known.enrolments[school, child.number],
        notification=notification,
        told_by=f"{carer.title} {carer.forename} {carer.surname}",
        by=known.officer(school),
        now=now,
    )


def _admission(child: Child, stay: Stay, known: Known, again: bool) -> Admission:
    place = SCHOOL[stay.school]
    made_on = min(stay.starting_day, stay.placed_from)
    return Admission(
        legal_surname=child.surname,
        legal_forenames=child.forenames,
        known_forename=child.known_forename,
        former_names=((child.former_surname, child.forenames, stay.starting_day - dt.timedelta(days=400)),) if child.former_surname else (),
        born=child.born,
        sex=child.sex,
        starting_day=stay.starting_day,
        upn=child.upn,
        former_upn=child.former_upn,
        pupil_ref=child.ref,
        pupil_id=known.pupils.get(child.number),
        is_new_child=True,
        address=child.family.address,
        postcode=child.family.postcode,
        ethnicity=child.family.ethnicity,
        language=child.family.language,
        is_mobile_child=child.family.travels,
        parents=tuple(_parent(carer, child, known, stay, again) for carer in child.family.carers),
        last_school=child.last_school,
        last_school_address=f"{place.district}" if child.last_school else "",
        registration=stay.registration,
        other_school=stay.other_school,
        is_boarder=stay.is_boarder_from_the_start if place.has_boarders else None,
        year_group=child.year,
        group_id=known.groups[stay.school, stay.group],
        placed_from=stay.placed_from,
        markers=() if child.number in known.pupils else tuple(
            MarkerGiven(
                kind=PupilMarker.Kind(kind), first_day=first, last_day=last,
                detail=kind_of_need(child.number, place.calibration) if kind in SEN else "",
            )
            for kind, first, last in child.markers
        ),
        made_at=dt.datetime.combine(made_on, dt.time(8, 30), _LONDON),
    )  # fmt: skip


def _parent(carer: Carer, child: Child, known: Known, stay: Stay, entered_again: bool) -> ParentGiven:
    # In one family of so many, the father was entered afresh with a younger child: a merge for someone to propose.
    again = entered_again and carer.relationship == "Father"
    return ParentGiven(
        surname=carer.surname,
        forename=carer.forename,
        title=carer.title,
        relationship=carer.relationship,
        ref=f"{carer.ref}-{child.number}" if again else carer.ref,
        parent_id=None if again else known.parents.get(carer.ref),
        address=carer.address,
        postcode=carer.postcode,
        mobile=carer.mobile,
        email=carer.email,
        checked_on=stay.placed_from - dt.timedelta(days=int(carer.ref[1:]) % 700),
        lives_with=carer.lives_with,
        parental_responsibility=carer.parental_responsibility,
        is_natural_parent=carer.is_natural_parent,
        has_care=carer.has_care,
        contact_order=carer.contact_order,
        may_see=carer.may_see,
        may_be_sent=carer.may_be_sent,
        address_withheld=carer.address_withheld,
        restriction=carer.restriction,
    )
