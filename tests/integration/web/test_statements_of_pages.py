"""How many statements pages send: no more of a class with much to do than of one with little."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.attendance_register.models import Plan
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TUESDAY_AFTER = MONDAY + dt.timedelta(days=8)


@pytest.fixture
def a_class(monkeypatch) -> AClass:
    monkeypatch.setattr(clock, "now", lambda: at(9, 40, on=TUESDAY_AFTER))
    monkeypatch.setattr(clock, "today", lambda: TUESDAY_AFTER)
    return AClass()


def sent_for(a_class: AClass, page: str) -> int:
    """Return how many statements a page sends to the attendance officer, opened before."""
    client = Client()
    client.force_login(a_user("attendance_officer", school=a_class.school))
    address = f"/schools/{a_class.school.pk}/{page}"
    client.get(address)
    with Statements() as statements:
        assert client.get(address).status_code == 200
    return len(statements.counted)


def test_of_a_pupil_of_whom_nothing_is_kept_apart(a_class):
    assert sent_for(a_class, f"pupils/{a_class.amina.pk}/") <= 17


def test_a_pupil_of_whom_something_is_kept_is_asked_about_once_more(a_class):
    page = f"pupils/{a_class.amina.pk}/"
    before = sent_for(a_class, page)
    Plan.objects.create(
        school=a_class.school, pupil=a_class.amina, kind="leave", code="C", first_day=MONDAY, last_day=MONDAY,
        made_at=at(8), made_by_name="Mr T. Example",
    )  # fmt: skip
    assert sent_for(a_class, page) == before + 1


@pytest.mark.parametrize("page", ["today/", "checks/", "late/", "medical/", "arrangements/"])
def test_of_a_school_do_not_grow_with_those_who_were_away(a_class, page):
    both = AClass()
    for days, code in zip((0, 1, 2, 3, 4, 7, 8), ("L", "I", "I", "I", "I", "N", "N"), strict=True):
        date = MONDAY + dt.timedelta(days=days)
        for school, second in ((a_class, "/"), (both, code)):
            school.take(code, second, date=date, by=school.officer)
    assert sent_for(both, page) == sent_for(a_class, page)
