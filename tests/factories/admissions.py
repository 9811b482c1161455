"""Admissions with everything regulation 8(2) asks for, by default."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.admission_register.actions.admitting import Admitted, admit_pupil
from onroll.service.admission_register.given import Admission, ParentGiven
from onroll.service.organisations.models import School
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY


def a_parent_given(surname: str = "Begum", forename: str = "Rukhsana", **fields: Any) -> ParentGiven:
    """Give a parent whom the pupil lives with, with a number and an address."""
    return ParentGiven(
        **{
            "surname": surname,
            "forename": forename,
            "title": "Mrs",
            "relationship": "Mother",
            "address": "4 Mill Lane, Broadmere",
            "postcode": "AB1 2CD",
            "mobile": "07700 900104",
            "lives_with": True,
            "parental_responsibility": True,
            "contact_order": 1,
            **fields,
        }
    )


def an_admission(surname: str = "Begum", forenames: str = "Amina Noor", **fields: Any) -> Admission:
    """Give an admission that lacks nothing: a girl of nine who lives with her mother and comes from no other school."""
    return Admission(
        **{
            "legal_surname": surname,
            "legal_forenames": forenames,
            "born": dt.date(2017, 3, 3),
            "sex": "F",
            "starting_day": FIRST_DAY,
            "address": "4 Mill Lane, Broadmere",
            "postcode": "AB1 2CD",
            "last_school": "",
            "parents": (a_parent_given(),),
            **fields,
        }
    )


def admitted(
    school: School, *names: str, by: Actor | None = None, now: dt.datetime | None = None, **fields: Any
) -> Admitted:
    """Admit such a pupil through the action."""
    return admit_pupil(
        school_id=school.pk,
        admission=an_admission(*names, **{"is_new_child": True, **fields}),
        by=by or Actor.service("test"),
        now=now or at(8, on=FIRST_DAY),
    )
