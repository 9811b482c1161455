"""Beginning: the first authority, school and administrator of an empty database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from onroll.service.access import demo_mode
from onroll.service.access.actions import give_role, make_user
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.refusals import AccessRefused, PasswordRefused
from onroll.service.organisations.actions.schools import make_authority, make_school
from onroll.service.organisations.models import School


class BegunAlready(AccessRefused):
    """Somebody has an account here, so the service was begun before."""


@dataclass(frozen=True, slots=True)
class FirstSchool:
    """The school an empty service begins with, and its authority, as GIAS gives them."""

    authority_name: str
    authority_code: str
    name: str
    urn: str
    dfe_number: str
    phase: str
    kind: str
    lowest_age: int
    highest_age: int


def is_begun() -> bool:
    """Say whether anybody has an account yet."""
    return User.objects.exists()


@transaction.atomic
def begin(
    *, first_school: FirstSchool, name: str, username: str, password: str, now: dt.datetime
) -> tuple[School, User]:
    """Make the first authority and school, and an administrator of it who signs in by this password.

    Raise BegunAlready, PasswordRefused, AccessRefused or SchoolRefused; nothing is made then.
    """
    if is_begun():
        raise BegunAlready("Onroll has been set up already. Sign in instead.")
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as refused:
        raise PasswordRefused(list(refused.messages)) from None
    by = Actor.service("first set-up")
    demo_mode.mark_real(now=now)
    given = first_school
    authority = make_authority(name=given.authority_name, code=given.authority_code, by=by, now=now)
    school = make_school(
        authority_id=authority.pk, name=given.name, urn=given.urn, dfe_number=given.dfe_number, phase=given.phase,
        kind=given.kind, lowest_age=given.lowest_age, highest_age=given.highest_age, by=by, now=now,
    )  # fmt: skip
    user = make_user(username=username, name=name, password=password, school_id=school.pk, by=by, now=now)
    give_role(user=user, role="administrator", school_id=school.pk, first_day=now.date(), by=by, now=now)
    return school, user
