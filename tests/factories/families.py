"""Parents with numbers to call, by default lawful and reachable."""

from __future__ import annotations

from itertools import count

from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship
from tests.factories.organisations import FIRST_DAY

_numbers = count(1)


def a_parent(
    *pupils: Pupil,
    name: str = "Rahima",
    surname: str = "Begum",
    relationship: str = "Mother",
    mobile: str | None = None,
    **fields: object,
) -> Parent:
    """Make a parent of some pupils, first to be called unless said otherwise, with a mobile of their own."""
    parent = Parent.objects.create(forename=name, surname=surname)
    for pupil in pupils:
        Relationship.objects.create(
            **{
                "pupil": pupil,
                "parent": parent,
                "relationship": relationship,
                "contact_order": 1,
                "lives_with": True,
                "first_day": FIRST_DAY,
                **fields,
            }
        )
    if mobile != "":
        number = mobile or f"07700 900{next(_numbers) % 1000:03}"
        ContactDetail.objects.create(parent=parent, kind="mobile", value=number, first_day=FIRST_DAY)
    return parent
