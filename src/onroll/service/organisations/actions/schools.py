"""Making and changing authorities, districts, trusts and schools."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import models, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import Authority, District, School, Trust
from onroll.service.organisations.refusals import SchoolRefused

_CHANGEABLE = frozenset(
    {
        "name", "phase", "kind", "lowest_age", "highest_age", "has_boarders", "address", "telephone",
        "district_id", "trust_id",
    }
)  # fmt: skip


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
    authority = Authority.objects.create(name=name, code=code, ons_code=ons_code)
    _record("organisations.authority.made", authority, by, now)
    return authority


@transaction.atomic
def make_district(*, authority_id: int, name: str, by: Actor, now: dt.datetime) -> District:
    """Make a district of an authority. Raises SchoolRefused where its name is taken."""
    _require_everything(by)
    if District.objects.filter(authority_id=authority_id, name=name).exists():
        raise SchoolRefused(f"The authority has a district called {name} already. Use that one.")
    district = District.objects.create(authority_id=authority_id, name=name)
    _record("organisations.district.made", district, by, now)
    return district


@transaction.atomic
def make_trust(*, name: str, uid: str = "", by: Actor, now: dt.datetime) -> Trust:
    """Make an academy trust. Raises SchoolRefused where its name is taken."""
    _require_everything(by)
    if Trust.objects.filter(name=name).exists():
        raise SchoolRefused(f"There is a trust called {name} already. Use that one.")
    trust = Trust.objects.create(name=name, uid=uid)
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
    """Make a school. Raises SchoolRefused where its numbers or ages are wrong, or its numbers are taken."""
    _require_everything(by)
    school = School(
        authority_id=authority_id,
        name=name.strip(),
        urn=urn,
        dfe_number=dfe_number,
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
    _refuse_numbers(school)
    _refuse_description(school)
    school.save()
    _record("organisations.school.made", school, by, now, school_id=school.pk)
    return school


@transaction.atomic
def change_school(*, school_id: int, by: Actor, now: dt.datetime, **fields: Any) -> School:
    """Change what a school is called, where it is, its ages, phase, kind, district or trust; never its numbers.

    Raises SchoolRefused.
    """
    by.scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    if unknown := set(fields) - _CHANGEABLE:
        raise SchoolRefused(
            f"These cannot be changed: {', '.join(sorted(unknown))}. Make a new school instead."
        )
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id)
    before = {field: getattr(school, field) for field in fields}
    for field, value in fields.items():
        setattr(school, field, value)
    _refuse_description(school)
    school.save(update_fields=sorted(fields))
    _record("organisations.school.changed", school, by, now, school_id=school.pk, before=before, after=fields)
    return school


def _refuse_numbers(school: School) -> None:
    if not re.fullmatch(r"\d{6}", school.urn):
        raise SchoolRefused(f"A school's URN is six digits, and “{school.urn}” is not. Look it up in GIAS.")
    if not re.fullmatch(r"\d{7}", school.dfe_number):
        raise SchoolRefused(
            f"A DfE number is the authority's three digits and the school's four, and “{school.dfe_number}” is not. "
            "Look it up in GIAS."
        )
    taken = School.objects.filter(models.Q(urn=school.urn) | models.Q(dfe_number=school.dfe_number)).first()
    if taken is not None:
        raise SchoolRefused(
            f"{taken.name} has URN {taken.urn} and DfE number {taken.dfe_number} already. Check the numbers in GIAS, "
            "or use that school."
        )


def _refuse_description(school: School) -> None:
    if not school.name:
        raise SchoolRefused("The school has no name. Give the name parents know it by.")
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
    """Authorities, trusts and schools are made by the service itself: the first set-up, an import, the demo."""
    if not by.scope.unbounded:
        raise OutOfScope(
            "Schools, trusts and authorities are made when the service is set up, or by an import."
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
