"""Code T stands only for a pupil whom the admission register calls a mobile child, whoever enters it and how."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.people.models import Pupil
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.support.checks_found import found_by

AMINA = """
          | Mon 7 Sep |
          |  AM   PM  |
    Amina |  T    -   |
"""


def call_mobile(drawn: DrawnSchool, is_one: bool, on: dt.date) -> None:
    """Amend the admission register to say that Amina is a mobile child, or is none."""
    enrolment = Enrolment.objects.get(pupil=drawn.pupil("Amina"))
    amend_admission_entry(
        school_id=drawn.school.pk,
        enrolment_id=enrolment.pk,
        change=changes.MobileChildChange(is_mobile_child=is_one),
        reason="Her mother told us",
        by=drawn.actor(),
        now=at(9, on=on),
    )


class TestCheck:
    def test_finds_code_t_of_a_pupil_who_is_no_mobile_child(self, drawn: DrawnSchool) -> None:
        drawn.take(AMINA, kind="import")
        (finding,) = found_by("code_not_permitted", drawn)
        assert "for a mobile child alone" in finding.why

    def test_finds_nothing_for_a_mobile_child(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        Pupil.objects.update(is_mobile_child=True)
        drawn.take(AMINA, kind="import")
        assert found_by("code_not_permitted", drawn) == []

    def test_finds_nothing_of_the_days_before_the_register_stopped_calling_the_pupil_so(
        self, drawn: DrawnSchool
    ) -> None:
        drawn.pupil("Amina")
        call_mobile(drawn, True, on=dt.date(2026, 9, 3))
        drawn.take(AMINA, kind="import")
        call_mobile(drawn, False, on=dt.date(2026, 9, 7))
        assert found_by("code_not_permitted", drawn) == []

    def test_finds_the_days_after_it_stopped(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        call_mobile(drawn, True, on=dt.date(2026, 9, 3))
        call_mobile(drawn, False, on=dt.date(2026, 9, 6))
        drawn.take(AMINA, kind="import")
        assert len(found_by("code_not_permitted", drawn)) == 1


class TestAmendingToCodeT:
    def amend(self, drawn: DrawnSchool) -> None:
        amend_entry(
            school_id=drawn.school.pk,
            pupil_id=drawn.pupil("Amina").pk,
            date=dt.date(2026, 9, 7),
            session="AM",
            code="T",
            reason="Away with the fair",
            by=drawn.actor(),
            now=at(12, on=dt.date(2026, 9, 8)),
        )

    def test_is_refused_for_a_pupil_who_is_no_mobile_child(self, drawn: DrawnSchool) -> None:
        drawn.take(AMINA.replace("T", "N"))
        with pytest.raises(RegisterRefused, match="for a mobile child alone"):
            self.amend(drawn)

    def test_is_made_once_the_admission_register_says_so(self, drawn: DrawnSchool) -> None:
        drawn.take(AMINA.replace("T", "N"))
        call_mobile(drawn, True, on=dt.date(2026, 9, 8))
        self.amend(drawn)
        assert found_by("code_not_permitted", drawn) == []
