"""The pages of suspensions and exclusions: who opens them, what they refuse, and what they say."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import Viewing
from onroll.service.exclusions.models import Exclusion
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.exclusions.test_exclusions import AnExclusion
from tests.integration.web.pages import days, faults_at_the_top, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ONE_DAY = dt.timedelta(days=1)
FRIDAY = MONDAY + 4 * ONE_DAY
NEXT_MONDAY = MONDAY + 7 * ONE_DAY


@pytest.fixture
def suspended(db: None) -> AnExclusion:
    return AnExclusion()


class TestPages:
    @pytest.fixture(autouse=True)
    def on_monday(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(9))
        monkeypatch.setattr(clock, "today", lambda: MONDAY)

    @pytest.fixture
    def head(self, suspended: AnExclusion) -> Client:
        client = Client()
        client.force_login(a_user("head", school=suspended.school, name="Ms H. Example"))
        return client

    def test_record_one_and_lead_to_it(self, suspended: AnExclusion, head: Client):
        new = f"/schools/{suspended.school.pk}/exclusions/new/{suspended.amina.pk}/"
        sent = {"kind": "suspension", "reason": "Fighting", **days(MONDAY, FRIDAY)}
        assert head.post(new, {**sent, "reason": ""}).status_code == 422
        words = words_of(head.post(new, sent, follow=True))
        assert "Write to the parents next." in words
        assert "5 school days of suspension; at most 45" in words
        assert Viewing.objects.filter(page="exclusion").count() == 1

    @pytest.mark.parametrize(
        ("given", "where"),
        [
            ({"last_day-day": "", "last_day-month": "", "last_day-year": ""}, "last_day-day"),
            ({"first_day-day": ""}, "first_day-day"),
            ({"last_day-day": "1", "last_day-month": "9"}, "last_day-day"),
            ({"days_elsewhere": "four"}, "days_elsewhere"),
            ({"reason": ""}, "reason"),
        ],
    )
    def test_say_what_is_wrong_beside_its_field(
        self, suspended: AnExclusion, head: Client, given: dict[str, str], where: str
    ):
        new = f"/schools/{suspended.school.pk}/exclusions/new/{suspended.amina.pk}/"
        sent = {"kind": "suspension", "reason": "Fighting", **days(MONDAY, FRIDAY), **given}
        page = head.post(new, sent).content.decode()
        assert f'href="#{where}"' in page
        assert f'id="{where.removesuffix("-day")}-error"' in page
        assert page.count("govuk-error-message") == 1

    def test_say_all_that_is_wrong_at_once(self, suspended: AnExclusion, head: Client):
        new = f"/schools/{suspended.school.pk}/exclusions/new/{suspended.amina.pk}/"
        sent = {
            **days(MONDAY, FRIDAY),
            "first_day-year": "",
            "last_day-month": "13",
            "days_elsewhere": "four",
        }
        answer = head.post(new, sent)
        assert faults_at_the_top(answer) == [
            "kind",
            "first_day-day",
            "last_day-day",
            "reason",
            "days_elsewhere",
        ]

    @pytest.mark.parametrize("typed", ["3.5", "-2", "9" * 5000, "four"])
    def test_refuse_days_elsewhere_that_are_no_number(self, suspended: AnExclusion, head: Client, typed: str):
        new = f"/schools/{suspended.school.pk}/exclusions/new/{suspended.amina.pk}/"
        sent = {"kind": "suspension", "reason": "Fighting", "days_elsewhere": typed, **days(MONDAY, FRIDAY)}
        answer = head.post(new, sent)
        assert answer.status_code == 422
        assert "as a whole number" in words_of(answer)
        assert not Exclusion.objects.exists()

    def test_keep_what_was_done_and_refuse_what_cannot_be(self, suspended: AnExclusion, head: Client):
        row = suspended.make()
        page = f"/schools/{suspended.school.pk}/exclusions/{row.pk}/"
        assert head.post(f"{page}shorten/", {"why": "x", **days(FRIDAY)}).status_code == 409
        step = {"kind": "meeting", "words": "Agreed", "on-day": "7", "on-month": "9", "on-year": "2026"}
        assert "Reintegration meeting held" in words_of(head.post(f"{page}step/", step, follow=True))
        assert "It is cancelled." in words_of(
            head.post(f"{page}cancel/", {"cancel_why": "A slip"}, follow=True)
        )

    def test_are_read_and_not_changed_by_the_office(self, suspended: AnExclusion):
        row = suspended.make()
        client = Client()
        client.force_login(a_user("attendance_officer", school=suspended.school))
        page = f"/schools/{suspended.school.pk}/exclusions/{row.pk}/"
        assert "Cancel it" not in words_of(client.get(page))
        assert client.post(f"{page}cancel/", {"cancel_why": "x"}).status_code == 403
