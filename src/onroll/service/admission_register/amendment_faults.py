"""What is wrong with a change before it is made. Pure but for the rows it is handed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from onroll.identifiers import NotThatNumber, read_postcode, read_upn
from onroll.law.admission_register import BOARDER, CONTENTS, STARTING_DAY
from onroll.law.citation import Citation
from onroll.law.deletion_grounds import DELETION
from onroll.law.dual_registration import DUAL_REGISTRATION, MOBILE_CHILD
from onroll.law.plain_words import day_in_words
from onroll.service.admission_register import changes
from onroll.service.admission_register.judging import (
    BASES,
    FORMER_IS_PRESENT,
    Spell,
    fault_of_other_school,
)
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.notifications import fault_of_number, faults_in_notification, kind_of

Found = Iterator[tuple[str, str, Citation | None]]


def faults_of_change(
    change: changes.Change, enrolment: Enrolment, said: Any, *, today: dt.date, other_spells: list[Spell]
) -> list[tuple[str, str, Citation | None]]:
    """Find what is wrong with a change to an item of which the register `said` something: field, message, citation."""
    match change:
        case changes.NameChange():
            return list(_name(change))
        case changes.AddressChange():
            return list(_address(change))
        case changes.SexChange():
            return [] if change.sex in ("F", "M") else [_needs("sex", "c", "sex. Choose female or male")]
        case changes.BirthChange():
            return list(_birth(change, enrolment))
        case changes.StartingDayChange():
            return list(_starting_day(change, enrolment, today, other_spells))
        case changes.RegistrationChange():
            return list(_registration(change))
        case changes.MobileChildChange() if change.is_mobile_child is None:
            return [("mobile_child", "Say whether the pupil is a mobile child.", MOBILE_CHILD)]
        case changes.BoardingChange():
            return list(_boarding(change, enrolment, today))
        case changes.UpnChange():
            return list(_upn("upn", change.upn))
        case changes.FormerUpnChange():
            return list(_former_upn(change, enrolment))
        case changes.NotificationChange():
            wrong = list(fault_of_number(said or (), change.number, kind_of(change.notification)))
            return [*wrong] or faults_in_notification(change.notification, change.manner)
        case changes.NotificationInError():
            return list(fault_of_number(said or (), change.number))
        case changes.ParentChange():
            return list(_parent(change))
        case changes.DeletionMistaken():
            return list(_deletion_mistaken(enrolment, other_spells))
    return []


def _needs(field: str, letter: str, what: str) -> tuple[str, str, Citation | None]:
    return field, f"The register must hold the pupil’s {what}.", CONTENTS[letter].citation


def _name(change: changes.NameChange) -> Found:
    if not change.surname:
        yield _needs("surname", "a", "full name. Enter the surname")
    if not change.forenames:
        yield _needs("forenames", "a", "full name. Enter the forenames")


def _address(change: changes.AddressChange) -> Found:
    if not change.address:
        yield _needs("address", "b", "address. Enter it")
    yield from _postcode(change.postcode)


def _postcode(postcode: str) -> Found:
    try:
        if postcode:
            read_postcode(postcode)
    except NotThatNumber as refusal:
        yield "postcode", str(refusal), None


def _birth(change: changes.BirthChange, enrolment: Enrolment) -> Found:
    if change.born >= enrolment.starting_day:
        message = (
            f"A pupil born on {day_in_words(change.born)} cannot have started on "
            f"{day_in_words(enrolment.starting_day)}. Mend the date of birth, or amend the starting day first."
        )
        yield "born", message, CONTENTS["g"].citation


def _starting_day(
    change: changes.StartingDayChange, enrolment: Enrolment, today: dt.date, other_spells: list[Spell]
) -> Found:
    day = change.starting_day
    if change.basis not in BASES:
        yield "basis", "Say how the starting day was fixed.", STARTING_DAY
    if change.basis == "attended" and day > today:
        message = f"The pupil cannot have first attended on {day_in_words(day)}, which has not come."
        yield "starting_day", message, STARTING_DAY
    if enrolment.last_day and day > enrolment.last_day:
        message = f"The pupil left on {day_in_words(enrolment.last_day)}, so cannot have started after that."
        yield "starting_day", message, STARTING_DAY
    for first, last in other_spells:
        if first <= (enrolment.last_day or dt.date.max) and (last is None or last >= day):
            message = (
                f"The pupil was on roll here from {day_in_words(first)} before, and the two spells would overlap. "
                "Give a later day."
            )
            yield "starting_day", message, STARTING_DAY
            return


def _registration(change: changes.RegistrationChange) -> Found:
    if change.kind not in Enrolment.Registration.values:
        yield (
            "kind",
            "Say whether the pupil is registered here only, or at another school as well.",
            DUAL_REGISTRATION,
        )
    elif change.kind != Enrolment.Registration.SOLE and not change.other_school:
        yield (
            "other_school",
            "The pupil is registered at another school too. Enter the other school’s name.",
            DUAL_REGISTRATION,
        )
    elif fault := fault_of_other_school(change.kind, change.other_school):
        yield "kind", fault, DUAL_REGISTRATION


def _boarding(change: changes.BoardingChange, enrolment: Enrolment, today: dt.date) -> Found:
    day = change.from_day
    if change.is_boarder is None:
        yield "boarder", "Choose whether the pupil boards or is a day pupil.", BOARDER
    if day < enrolment.starting_day:
        message = (
            f"The pupil started on {day_in_words(enrolment.starting_day)}, so nothing can be said of boarding before "
            "that. Give that day or a later one."
        )
        yield "boards_from", message, BOARDER
    elif day > min(today, enrolment.last_day or today):
        message = f"{day_in_words(day)} has not come, or is after the pupil left. Amend it when it changes."
        yield "boards_from", message, BOARDER


def _deletion_mistaken(enrolment: Enrolment, other_spells: list[Spell]) -> Found:
    if enrolment.last_day is None:
        yield "change", "This name is not deleted, so there is nothing to put back.", DELETION
    elif any(last is None or last > enrolment.last_day for _, last in other_spells):
        message = "The pupil has been admitted again since, and the two spells would overlap. Amend the later entry instead."
        yield "change", message, DELETION


def _upn(field: str, number: str) -> Found:
    try:
        if number:
            read_upn(number)
    except NotThatNumber as refusal:
        yield field, str(refusal), None


def _former_upn(change: changes.FormerUpnChange, enrolment: Enrolment) -> Found:
    yield from _upn("former_upn", change.former_upn)
    if change.former_upn and change.after(None) == enrolment.pupil.upn:
        yield "former_upn", FORMER_IS_PRESENT, None


def _parent(change: changes.ParentChange) -> Found:
    given = change.given
    if not given.surname:
        yield (
            "surname",
            "The register must hold the full name of every parent. Enter the surname.",
            CONTENTS["d"].citation,
        )
    if given.lives_with and not given.numbers:
        message = (
            "The pupil lives with this parent, so the register must hold a telephone number that reaches them in an "
            "emergency. Enter one."
        )
        yield "mobile", message, CONTENTS["f"].citation
    yield from _postcode(given.postcode)
