"""Amina at Broadmere, who lives with her mother and not with her father; a timetable proposed for her afternoons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from onroll.service.part_time_timetables.actions.proposing import propose_timetable
from onroll.service.part_time_timetables.actions.signing import agree_for_school, record_answer
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.proposal import Proposal
from onroll.service.part_time_timetables.queries.timetables import Line, line_of, standing_rows
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.leave_of_absence.conftest import parent

TUESDAY = MONDAY + dt.timedelta(days=1)
#: The Monday after, and the Friday three weeks on.
FIRST, LAST = MONDAY + dt.timedelta(days=7), MONDAY + dt.timedelta(days=25)
REVIEW = MONDAY + dt.timedelta(days=18)
AFTERNOONS = ("1PM", "2PM", "3PM", "4PM", "5PM")


def proposal(**others: Any) -> Proposal:
    """Return every afternoon out for three weeks, after a long illness."""
    usual = Proposal(
        reason="after absence",
        words="Two months in hospital; the consultant advises a slow return.",
        first_day=FIRST,
        last_day=LAST,
        out=AFTERNOONS,
        responsible="Her mother, at home.",
        safety="Her mother rings the school if she goes out.",
        support="Work sent home on Mondays, and a quiet room.",
        aim="One more afternoon each week.",
        lead="Mr B. Example",
        first_review_on=REVIEW,
    )
    return replace(usual, **others)


@dataclass
class ATimetable:
    """A class, its head and office, and what can be done about a timetable of Amina's."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.head = an_actor("head", self.school, name="Ms H. Example")
        self.mother = parent("Begum", "mother", self.amina, lives_with=True)
        self.father = parent("Eyre", "father", self.amina, lives_with=False)

    def propose(self, *, now: dt.datetime | None = None, key: str = "", **others: Any) -> PartTimeTimetable:
        """Propose for Amina on Monday morning."""
        return propose_timetable(
            school_id=self.school.pk, pupil_id=self.amina.pk, proposal=proposal(**others),
            key=key or f"form-{PartTimeTimetable.objects.count()}", by=self.officer, now=now or at(10),
        )  # fmt: skip

    def answer(self, timetable: PartTimeTimetable, *, now: dt.datetime | None = None, **others: Any) -> None:
        """Record that the mother agrees, on Tuesday."""
        given = {
            "party": "parent",
            "parent_id": self.mother.pk,
            "agrees": True,
            "on": TUESDAY,
            "how": "paper",
            **others,
        }
        record_answer(
            school_id=self.school.pk, timetable_id=timetable.pk, by=others.pop("by", self.officer),
            now=now or at(9, on=TUESDAY), **{key: value for key, value in given.items() if key != "by"},
        )  # fmt: skip

    def agree(self, timetable: PartTimeTimetable, *, now: dt.datetime | None = None, **others: Any) -> None:
        """Agree as the head, on Tuesday."""
        given = {"exceptional": True, "to_manage_behaviour": False, "words": "", "by": self.head, **others}
        agree_for_school(
            school_id=self.school.pk, timetable_id=timetable.pk, now=now or at(9, on=TUESDAY), **given
        )

    def agreed(self, **others: Any) -> PartTimeTimetable:
        """Return one that stands: proposed on Monday, signed by both on Tuesday."""
        timetable = self.propose(**others)
        self.answer(timetable)
        self.agree(timetable)
        return timetable

    def line(self, timetable: PartTimeTimetable, *, on: dt.date = TUESDAY) -> Line:
        """Return how a timetable stands on a day."""
        return line_of(standing_rows(self.school.pk).get(pk=timetable.pk), on=on)


@pytest.fixture
def one(db: None) -> ATimetable:
    return ATimetable()
