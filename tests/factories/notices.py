"""A class with a pupil whom others outside the school work with, absent without a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.absence_notices.actions.telling import record_told, send_notice
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.board import Board, board_of
from onroll.service.people.models import PartnerLink, PartnerProfessional, Pupil, PupilMarker
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.factories.registers import AClass


def a_professional(
    pupil: Pupil,
    school: Any,
    role: str = "Social worker",
    *,
    name: str = "J. Reyes",
    email: str = "j@services.example.org",
) -> PartnerProfessional:
    """Make somebody who works with a pupil."""
    one = PartnerProfessional.objects.create(
        authority=school.authority, name=name, role=role, email=email, telephone="01632 960200"
    )
    PartnerLink.objects.create(pupil=pupil, professional=one, first_day=FIRST_DAY)
    return one


class AWatchedClass(AClass):
    """5 Oak, where Callum has a social worker; a safeguarding lead and a head beside the officer."""

    def __init__(self) -> None:
        super().__init__()
        self.school.telephone = "01632 960100"
        self.school.save()
        PupilMarker.objects.create(pupil=self.callum, kind="social worker", first_day=FIRST_DAY)
        self.worker = a_professional(self.callum, self.school)
        self.lead = an_actor("safeguarding_lead", self.school, name="Mrs D. Example")
        self.head = an_actor("head", self.school)

    def board(self, *, now: dt.datetime | None = None, by: Any = None, date: dt.date = MONDAY) -> Board:
        """Return the notices of a day as somebody sees them."""
        scope = (by or self.lead).scope
        return board_of(scope, school_id=self.school.pk, date=date, now=now or at(9, 30))

    def about(self, *, now: dt.datetime | None = None, by: Any = None, **others: Any) -> dict[str, Any]:
        """Return what an action on the notice to Callum's social worker is given."""
        return {
            "school_id": self.school.pk, "pupil_id": self.callum.pk, "date": MONDAY, "recipient": "social_worker",
            "professional_id": self.worker.pk, "by": by or self.lead, "now": now or at(9, 30), **others,
        }  # fmt: skip

    def send(self, **others: Any) -> Notice:
        """Send the notice by email."""
        given = {"link_of": lambda secret: f"https://onroll.example.org/notices/{secret}/", **others}
        return send_notice(**self.about(**given))

    def ring(self, **others: Any) -> Notice:
        """Record that the worker was told by phone."""
        given = {"how": "phone", "who": "J. Reyes", "at": others.get("now") or at(9, 30), **others}
        return record_told(**self.about(**given))
