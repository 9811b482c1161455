"""A family of two at Broadmere: Amina and Callum Begum live with their mother; their father lives elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from onroll.service.access.actor import Actor
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.leave_of_absence.actions.deciding import decide_leave
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.people.models import Parent, Relationship
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.factories.registers import AClass

#: The Monday and Tuesday three weeks on.
FIRST, LAST = MONDAY + dt.timedelta(days=21), MONDAY + dt.timedelta(days=22)


def parent(surname: str, relationship: str, *pupils: object, lives_with: bool) -> Parent:
    """Make a parent of some pupils."""
    made = Parent.objects.create(title="Mx", forename=relationship.title(), surname=surname)
    for order, pupil in enumerate(pupils, start=1):
        Relationship.objects.create(
            pupil=pupil, parent=made, relationship=relationship, lives_with=lives_with, contact_order=order,
            first_day=FIRST_DAY,
        )  # fmt: skip
    return made


@dataclass
class AFamily:
    """A class whose two pupils are of one family, its head, and leave asked for and decided."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.head = an_actor("head", self.school, name="Ms H. Example")
        self.mother = parent("Begum", "mother", self.amina, self.callum, lives_with=True)
        self.father = parent("Eyre", "father", self.amina, lives_with=False)

    def ask(self, **others: object) -> LeaveRequest:
        """Ask for two days for both children, as the mother, three weeks ahead."""
        given = {
            "pupil_ids": [self.amina.pk, self.callum.pk],
            "parent_id": self.mother.pk,
            "asked_on": MONDAY,
            "how": "form",
            "first_day": FIRST,
            "last_day": LAST,
            "purpose": "exceptional",
            "reason": "Their grandmother's funeral, abroad",
            "key": f"form-{LeaveRequest.objects.count()}",
            "by": self.officer,
            "now": at(10),
            **others,
        }
        return ask_for_leave(school_id=self.school.pk, **given)

    def child(self, request: LeaveRequest, pupil: object) -> LeaveChild:
        """Return a pupil's part of a request."""
        return LeaveChild.objects.get(request=request, pupil=pupil)

    def decide(
        self,
        request: LeaveRequest,
        outcome: str = "granted",
        *,
        pupil: object = None,
        by: Actor | None = None,
        now: dt.datetime | None = None,
        **others: object,
    ) -> LeaveDecision:
        """Decide on Amina's leave, or another's, the day after it was asked for."""
        return decide_leave(
            school_id=self.school.pk,
            child_id=self.child(request, pupil or self.amina).pk,
            outcome=outcome,
            reasons="A funeral is exceptional.",
            by=by or self.head,
            now=now or at(9, on=MONDAY + dt.timedelta(days=1)),
            **others,
        )


@pytest.fixture
def family(db: None) -> AFamily:
    return AFamily()
