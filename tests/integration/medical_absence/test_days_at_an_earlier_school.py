"""Days of illness that an earlier school reports stand beside this school's own, and do not make a return due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.law.returns import EARLIER_SCHOOL
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.medical_absence.actions.recording import record_earlier
from onroll.service.medical_absence.refusals import MedicalRefusal
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.medical_absence.conftest import FIRST, Ill
from tests.integration.web.pages import words_of

ONE_DAY = dt.timedelta(days=1)
STARTS = FIRST + 14 * ONE_DAY


@pytest.fixture
def mover(ill: Ill) -> Ill:
    """Amina starts here on the third Monday of September."""
    Enrolment.objects.filter(pupil=ill.amina).update(starting_day=STARTS)
    return ill


def report(ill: Ill, **others: Any) -> Any:
    given = {
        "on": FIRST,
        "until": FIRST + 11 * ONE_DAY,
        "days": 10,
        "who": "The office of Tarn High",
        **others,
    }
    return record_earlier(**{**ill.about(STARTS), **given})


class TestDaysAtAnEarlierSchool:
    def test_are_kept_with_their_source_and_days(self, mover: Ill):
        report(mover)
        line = mover.line(STARTS)
        assert (line.earlier_days, line.earlier[0].who) == (10, "The office of Tarn High")

    def test_are_not_counted_towards_a_return_nor_as_days_expected(self, mover: Ill):
        report(mover)
        ill_here = mover.school_days(STARTS, 14)
        mover.enter(ill_here, until=ill_here[-1])
        line = mover.line(ill_here[-1])
        assert (line.illness.days, line.illness.expected, line.illness.is_to_return) == (14, 0, False)

    def test_rest_on_a_reading_that_is_to_be_confirmed(self):
        assert EARLIER_SCHOOL.is_unconfirmed

    def test_of_the_school_year_before_are_not_shown_as_of_this_one(self, mover: Ill):
        report(mover, on=dt.date(2026, 7, 1), until=dt.date(2026, 7, 10), days=8)
        assert mover.line(STARTS).earlier_days == 0

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"on": None}, "on-day"),
            ({"until": FIRST - ONE_DAY}, "until-day"),
            ({"until": STARTS, "days": 10}, "until-day"),
            ({"days": None}, "days"),
            ({"days": 0}, "days"),
            ({"days": 13}, "days"),
            ({"who": " "}, "who"),
        ],
    )
    def test_are_refused_where_they_cannot_be(self, mover: Ill, wrong: dict[str, Any], field: str):
        with pytest.raises(MedicalRefusal) as refusal:
            report(mover, **wrong)
        assert refusal.value.field == field

    def test_may_be_every_day_there_is_up_to_the_day_before_the_pupil_started(self, mover: Ill):
        assert report(mover, until=STARTS - ONE_DAY, days=14).days == 14

    def test_are_recorded_by_those_who_may(self, mover: Ill):
        with pytest.raises(OutOfScope):
            report(mover, by=mover.a_class.teacher)

    def test_are_recorded_on_the_pupil_s_page_which_says_what_they_come_to(
        self, mover: Ill, client, monkeypatch
    ):
        ill_here = mover.school_days(STARTS, 6)
        mover.enter(ill_here, until=ill_here[-1])
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(15, on=ill_here[-1]))
        client.force_login(a_user("attendance_officer", school=mover.school, name="Mrs A. Example"))
        base = f"/schools/{mover.school.pk}/medical/pupils/{mover.amina.pk}/"
        sent = {"what": "earlier", "earlier-days": "ten", "earlier-who": "The office of Tarn High"}
        for name, day in (("on", FIRST), ("until", FIRST + 11 * ONE_DAY)):
            sent |= {
                f"earlier-{name}-day": day.day,
                f"earlier-{name}-month": day.month,
                f"earlier-{name}-year": day.year,
            }
        refused = client.post(f"{base}record/", sent)
        assert "Give how many school days of illness it reports" in words_of(refused)
        page = words_of(client.post(f"{base}record/", {**sent, "earlier-days": "10"}, follow=True))
        assert (
            "10 school days of illness, Mon 7 Sep to Fri 18 Sep, reported by The office of Tarn High." in page
        )
        assert "Not counted towards the return" in page
        assert "Together they come to 16 days : ask the authority" in page
