"""A page that takes a number takes one in other figures, or longer than any there is, for none: it answers, and says what to do."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TYPED = pytest.mark.parametrize("typed", ["٣", "9" * 30])


@pytest.fixture(scope="module")
def everything(made_once):
    """A class with a register taken, and its head signed in."""
    with made_once():
        oak = AClass()
        oak.take("/", "N")
        client = Client()
        client.force_login(a_user("head", school=oak.school))
        yield oak, client


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, 30))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@TYPED
@pytest.mark.parametrize(
    "address",
    [
        "roll/?page={}",
        "roll/admit/?again={}",
        "roll/admit/?sibling={}",
        "pupils/?page={}",
        "pupils/?group={}",
        "registers/plans/?page={}",
        "calendar/?year={}",
        "audit/?page={}",
        "audit/?pupil={}",
        "arrangements/",
    ],
)
def test_an_address_with_such_a_number_opens_as_without_it(everything, address: str, typed: str):
    oak, client = everything
    answer = client.get(f"/schools/{oak.school.pk}/{address.format(typed)}", follow=True)
    assert answer.status_code == 200


@TYPED
def test_minutes_late_are_asked_for_again(everything, typed: str):
    oak, client = everything
    page = f"/schools/{oak.school.pk}/pupils/{oak.callum.pk}/entries/{MONDAY}/am/"
    answer = client.post(page, {"code": "L", "minutes": typed, "reason": "Came late"})
    assert answer.status_code in (409, 422)
    assert "whole number, such as 5" in words_of(answer)


@TYPED
def test_a_pupil_at_the_gate_is_nobody(everything, typed: str):
    oak, client = everything
    answer = client.post(f"/schools/{oak.school.pk}/gate/", {"pupil": typed, "at": ""})
    assert answer.status_code in (404, 409)


def test_a_time_of_thirty_digits_is_none(everything):
    oak, client = everything
    answer = client.post(f"/schools/{oak.school.pk}/gate/", {"pupil": oak.callum.pk, "at": "9" * 30})
    assert answer.status_code == 409
    assert "Enter the time" in words_of(answer)
