"""The addresses that send documents."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.test import Client
from pypdf import PdfReader

from onroll.service import clock
from onroll.service.audit.models import Event
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    offset = at(10, on=dt.date(2026, 11, 20)) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def drawn() -> DrawnSchool:
    return DrawnSchool()


def asked(drawn: DrawnSchool, role: str, address: str) -> object:
    client = Client()
    group = drawn.group if role == "teacher" else None
    client.force_login(a_user(role, school=None if group else drawn.school, group=group))
    return client.get(f"/schools/{drawn.school.pk}/{address}")


class TestARegisterAsPdf:
    @pytest.mark.parametrize("span", ["week", "half-term"])
    @pytest.mark.parametrize("role", ["teacher", "head", "inspector"])
    def test_is_sent_to_whoever_may_read_it(self, drawn: DrawnSchool, role: str, span: str) -> None:
        drawn.pupil("Amina")
        response = asked(drawn, role, f"registers/{drawn.group.pk}/2026-11-11/{span}.pdf")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert "no-store" in response["Cache-Control"]
        text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
        assert "Week of 2 November 2026" in text or span == "week"

    def test_is_refused_to_an_administrator(self, drawn: DrawnSchool) -> None:
        assert (
            asked(drawn, "administrator", f"registers/{drawn.group.pk}/2026-11-11/week.pdf").status_code
            == 403
        )

    def test_is_not_found_in_a_holiday(self, drawn: DrawnSchool) -> None:
        address = f"registers/{drawn.group.pk}/2026-10-28/half-term.pdf"
        assert asked(drawn, "head", address).status_code == 404

    def test_is_not_found_for_a_group_of_no_such_number(self, drawn: DrawnSchool) -> None:
        assert asked(drawn, "head", "registers/999999/2026-11-11/week.pdf").status_code == 404


class TestTheAdmissionRegisterAsPdf:
    def test_says_what_it_says_of_each_pupil(self, drawn: DrawnSchool) -> None:
        admitted(drawn.school, "Carter", "Alfie James", sex="M", group_id=drawn.group.pk, year_group="5")
        response = asked(drawn, "head", "roll/register.pdf?as_at=2027-09-01")
        text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
        assert "Alfie James Carter" in text
        assert "Starting day" in text
        assert Event.objects.filter(name="roll.register.exported", details__kind="pdf").exists()

    def test_of_an_empty_day_says_so(self, drawn: DrawnSchool) -> None:
        response = asked(drawn, "head", "roll/register.pdf?as_at=2020-09-01")
        text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
        assert "Nobody was on the register that day" in text

    def test_is_refused_for_what_is_no_day(self, drawn: DrawnSchool) -> None:
        answer = asked(drawn, "head", "roll/register.pdf?as_at=soon")
        assert answer.status_code == 422
        assert "“soon” is not a day. Enter the day like 20 11 2026." in answer.content.decode()
