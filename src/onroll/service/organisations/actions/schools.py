"""Making and changing authorities, districts, trusts and schools."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from onroll.identifiers import NotThatNumber, read_dfe_number, read_urn
from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import Authority, District, School, Trust
from onroll.service.organisations.refusals import SchoolRefused
from onroll.service.room_for_words import insert

_CHANGEABLE = frozenset(
    {
        "name", "urn", "dfe_number", "phase", "kind", "lowest_age", "highest_age", "has_boarders", "address",
        "telephone", "district_id", "trust_id",
    }
)  # fmt: skip

#: As many characters as each may have.
_LONGEST = {"name": 160, "address": 300, "telephone": 40}


@transaction.atomic
def make_authority(*, name: str, code: str, ons_code: str = "", by: Actor, now: dt.datetime) -> Authority:
    """Make a local authority. Raises SchoolRefused where its name or code is wrong or taken."""
    _require_everything(by)
    if not re.fullmatch(r"\d{3}", code):
        raise SchoolRefused(
            f"An authority's DfE code is three digits, and “{code}” is not. Look it up in GIAS."
        )
    if Authority.objects.filter(models.Q(name=name) | models.Q(code=code)).exists():
        raise SchoolRefused(
            f"There is an authority called {name}, or with code {code}, already. Use that one."
        )
    authority = insert(Authority(name=name, code=code, ons_code=ons_code))
    _record("organisations.authority.made", authority, by, now)
    return authority


@transaction.atomic
def make_district(*, authority_id: int, name: str, by: Actor, now: dt.datetime) -> District:
    """Make a district of an authority. Raises SchoolRefused where its name is taken."""
    _require_everything(by)
    if District.objects.filter(authority_id=authority_id, name=name).exists():
        raise SchoolRefused(f"The authority has a district called {name} already. Use that one.")
    district = insert(District(authority_id=authority_id, name=name))
    _record("organisations.district.made", district, by, now)
    return district


@transaction.atomic
def make_trust(*, name: str, uid: str = "", by: Actor, now: dt.datetime) -> Trust:
    """Make an academy trust. Raises SchoolRefused where its name is taken."""
    _require_everything(by)
    if Trust.objects.filter(name=name).exists():
        raise SchoolRefused(f"There is a trust called {name} already. Use that one.")
    trust = insert(Trust(name=name, uid=uid))
    _record("organisations.trust.made", trust, by, now)
    return trust


@transaction.atomic
def make_school(
    *,
    authority_id: int,
    name: str,
    urn: str,
    dfe_number: str,
    phase: str,
    kind: str,
    lowest_age: int,
    highest_age: int,
    district_id: int | None = None,
    trust_id: int | None = None,
    has_boarders: bool = False,
    address: str = "",
    telephone: str = "",
    by: Actor,
    now: dt.datetime,
) -> School:
    """Make a school, for whoever may edit schools over the authority, or over the trust it is to belong to.

    Raises SchoolRefused where its numbers or ages are wrong, or its numbers are taken; OutOfScope.
    """
    if trust_id is not None:
        by.scope.require_over(Permission.SCHOOL_EDIT, kind="trust", body_id=trust_id)
    else:
        by.scope.require_over(Permission.SCHOOL_EDIT, kind="authority", body_id=authority_id)
    school = School(
        authority_id=authority_id,
        name=name.strip(),
        urn=_number(read_urn, urn),
        dfe_number=_number(read_dfe_number, dfe_number),
        phase=phase,
        kind=kind,
        lowest_age=lowest_age,
        highest_age=highest_age,
        district_id=district_id,
        trust_id=trust_id,
        has_boarders=has_boarders,
        address=address,
        telephone=telephone,
    )
    _refuse_taken_numbers(school)
    _refuse_description(school)
    # Nobody's scope holds a school before it is there.
    with row_security.over_every_school():
        school.save()
        _record("organisations.school.made", school, by, now, school_id=school.pk)
    return school


@transaction.atomic
def change_school(*, school_id: int, by: Actor, now: dt.datetime, **fields: Any) -> School:
    """Change a school's details: its name, numbers, ages, phase, kind, where it is, its district or trust.

    What is the same as before is left alone. Raises SchoolRefused, or OutOfScope.
    """
    by.scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    if unknown := set(fields) - _CHANGEABLE:
        raise SchoolRefused(
            f"These cannot be changed: {', '.join(sorted(unknown))}. Make a new school instead."
        )
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id)
    for field, read in (("urn", read_urn), ("dfe_number", read_dfe_number)):
        if field in fields:
            fields[field] = _number(read, fields[field])
    after = {field: value for field, value in fields.items() if getattr(school, field) != value}
    before = {field: getattr(school, field) for field in after}
    for field, value in after.items():
        setattr(school, field, value)
    if {"urn", "dfe_number"} & set(after):
        _refuse_taken_numbers(school)
    _refuse_description(school)
    if after:
        school.save(update_fields=sorted(after))
        _record(
            "organisations.school.changed", school, by, now, school_id=school.pk, before=before, after=after
        )
    return school


def _number(read: Callable[[str], str], text: str) -> str:
    """Return a number as it is stored. Raise SchoolRefused where it is none."""
    try:
        return read(text)
    except NotThatNumber as fault:
        raise SchoolRefused(str(fault)) from None


def _refuse_taken_numbers(school: School) -> None:
    same = models.Q(urn=school.urn) | models.Q(dfe_number=school.dfe_number)
    taken = School.objects.filter(same).exclude(pk=school.pk).first()
    if taken is not None:
        raise SchoolRefused(
            f"{taken.name} has URN {taken.urn} and DfE number {taken.dfe_number} already. Check the numbers in GIAS, "
            "or use that school."
        )


def _refuse_description(school: School) -> None:
    if not school.name:
        raise SchoolRefused("The school has no name. Give the name parents know it by.")
    for field, longest in _LONGEST.items():
        if len(getattr(school, field)) > longest:
            raise SchoolRefused(f"The school’s {field} is too long. Shorten it to {longest} characters.")
    district = school.district
    if district is not None and district.authority_id != school.authority_id:
        raise SchoolRefused("That district is another authority’s. Choose one of the school’s own authority.")
    if school.lowest_age > school.highest_age:
        raise SchoolRefused(
            f"The lowest age, {school.lowest_age}, is above the highest, {school.highest_age}. Give the lower first."
        )
    for field, choices in (("phase", School.Phase), ("kind", School.Kind)):
        if getattr(school, field) not in choices.values:
            raise SchoolRefused(
                f"The {field} “{getattr(school, field)}” is not one we know. Use one of: {', '.join(choices.values)}."
            )


def _require_everything(by: Actor) -> None:
    """Authorities, districts and trusts are made by the service itself: the first set-up, an import, the demo."""
    if not by.scope.unbounded:
        raise OutOfScope(
            "Authorities, districts and trusts are made when the service is set up, or by an import."
        )


def _record(
    event: str, made: models.Model, by: Actor, now: dt.datetime, school_id: int | None = None, **details: Any
) -> None:
    record_event(
        event,
        by=by,
        now=now,
        school_id=school_id,
        subject_type=made._meta.model_name or "",
        subject_id=made.pk,
        **(details or {"called": str(made)}),
    )
