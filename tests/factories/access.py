"""People who sign in, with the role they hold."""

import datetime as dt
from itertools import count

from onroll.service.access.models import RoleHeld, User
from onroll.service.organisations.models import Authority, District, RegistrationGroup, School, Trust
from tests.factories.organisations import FIRST_DAY

_numbers = count(1)
MADE_AT = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)
PASSWORD = "three made-up words"


def a_user(
    role: str = "",
    *,
    school: School | None = None,
    group: RegistrationGroup | None = None,
    trust: Trust | None = None,
    authority: Authority | None = None,
    district: District | None = None,
    name: str = "",
    username: str = "",
    password: str | None = None,
    first_day: dt.date = FIRST_DAY,
    last_day: dt.date | None = None,
    **fields: object,
) -> User:
    """Make someone who signs in and, where a role is given, holds it over a place; `group` alone is its teacher's."""
    number = next(_numbers)
    user = User.objects.create_user(
        username or f"person.{number}",
        name=name or f"Mx Example {number}",
        created_at=MADE_AT,
        password=password,
        joined_school=school or (group.school if group else None),
        **fields,
    )
    if role:
        RoleHeld.objects.create(
            user=user,
            role=role,
            group=group,
            school=None if group else school,
            trust=trust,
            authority=authority,
            district=district,
            first_day=first_day,
            last_day=last_day,
        )
    return user
