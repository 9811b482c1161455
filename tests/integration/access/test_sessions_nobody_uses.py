"""A session ends half an hour after it was last used, by real time; what a page asks by itself is no use."""

import datetime as dt

import pytest
from django.conf import settings

from onroll.service import clock
from onroll.service.web.access.idle import WRITTEN_EVERY
from tests.factories.access import PASSWORD, a_user
from tests.factories.organisations import a_school
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

IDLE = settings.SESSION_IDLE_AGE
SIGNED_IN = dt.datetime(2026, 11, 20, 8, 40, tzinfo=clock.LONDON)


@pytest.fixture
def head():
    return a_user("head", school=a_school(meets=False), username="h.ead", password=PASSWORD)


class Time:
    """The real clock, set by hand."""

    def __init__(self) -> None:
        self.now = SIGNED_IN

    def passes(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch):
    made = Time()
    monkeypatch.setattr(clock, "real_now", lambda: made.now)
    return made


@pytest.fixture
def signed_in(client, head, time):
    client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})
    assert client.get("/account/").status_code == 200
    return client


class TestASessionNobodyUses:
    def test_is_there_a_second_before_half_an_hour(self, signed_in, time):
        time.passes(IDLE - 1)

        assert signed_in.get("/account/").status_code == 200

    def test_is_over_at_half_an_hour_and_leads_back(self, signed_in, time):
        time.passes(IDLE)

        answer = signed_in.get("/account/sessions/?a=b")

        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/account/sessions/%3Fa%3Db")
        time.now = SIGNED_IN
        assert signed_in.get("/account/").status_code == 302, "an ended session is gone, not hidden"

    def test_lasts_while_it_is_used(self, signed_in, time):
        for _ in range(3):
            time.passes(IDLE - 1)
            assert signed_in.get("/account/").status_code == 200

    def test_is_no_longer_for_a_demos_own_clock(self, signed_in, time, monkeypatch):
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(dt.timedelta(days=3).total_seconds()))

        assert signed_in.get("/account/").status_code == 200

    def test_is_not_kept_by_a_clock_that_goes_back(self, signed_in, time):
        time.passes(-IDLE)
        assert signed_in.get("/account/").status_code == 200
        time.passes(IDLE)

        assert signed_in.get("/account/").status_code == 302


class TestWhatAPageAsksByItself:
    def test_keeps_no_session(self, signed_in, time):
        for _ in range(2):
            time.passes(IDLE // 2)
            answer = signed_in.get("/account/", headers={"X-By-Itself": "1"})

        assert answer.status_code == 302

    def test_is_told_how_long_there_is(self, signed_in, time):
        time.passes(WRITTEN_EVERY - 1)
        left = signed_in.get("/account/still-here/", headers={"X-By-Itself": "1"}).json()["ends_in"]
        kept = signed_in.post("/account/still-here/").json()["ends_in"]

        assert (left, kept) == (IDLE - WRITTEN_EVERY + 1, IDLE)

    def test_is_told_that_it_has_ended(self, signed_in, time):
        time.passes(IDLE)

        answer = signed_in.get("/account/still-here/", headers={"X-Requested-With": "fetch"})

        assert answer.status_code == 401


class TestThePage:
    def test_knows_when_its_session_ends(self, signed_in):
        assert f'data-idle-ends-in="{IDLE}"' in signed_in.get("/account/").text

    def test_does_not_where_nobody_is_signed_in(self, client, head):
        assert "data-idle-ends-in" not in client.get("/sign-in/").text

    def test_shows_when_each_session_was_last_used(self, signed_in, head, time):
        time.passes(WRITTEN_EVERY)
        signed_in.get("/account/")

        assert "8:45am" in signed_in.get("/account/sessions/").text

    def test_lists_no_session_that_has_ended(self, signed_in, client, time):
        elsewhere = type(client)(headers={"User-Agent": "Firefox/150 on iPad"})
        elsewhere.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})
        assert "Firefox on iPad" in signed_in.get("/account/sessions/").text

        time.passes(IDLE - 1)
        signed_in.get("/account/")
        time.passes(1)

        assert "Firefox on iPad" not in signed_in.get("/account/sessions/").text


class TestWhatItCosts:
    def test_is_nothing_within_five_minutes(self, signed_in, time):
        time.passes(WRITTEN_EVERY - 1)

        with Statements() as statements:
            signed_in.get("/account/still-here/")

        assert len(statements.counted) == 2

    def test_is_one_statement_after_them(self, signed_in, time):
        time.passes(WRITTEN_EVERY)

        with Statements() as statements:
            signed_in.get("/account/still-here/")

        assert len(statements.counted) == 3


class TestWhatIsSent:
    """Signing out of every other session is a form that leads back to its page."""

    ADDRESS = "/account/sessions/"

    def test_costs_no_statement_more_when_use_is_due(self, signed_in, time):
        counts = []
        for seconds in (WRITTEN_EVERY - 1, 1):
            time.passes(seconds)
            with Statements() as statements:
                assert signed_in.post(self.ADDRESS).status_code == 302
            counts.append(len(statements.counted))

        assert counts[0] == counts[1]

    def test_is_written_as_use_with_the_page_it_leads_to(self, signed_in, time):
        time.passes(IDLE - 1)
        assert signed_in.post(self.ADDRESS, follow=True).status_code == 200
        time.passes(IDLE - 1)

        assert signed_in.get("/account/").status_code == 200

    def test_by_a_script_is_written_when_the_script_says_so(self, signed_in, time):
        time.passes(WRITTEN_EVERY)
        signed_in.post(self.ADDRESS, headers={"X-Requested-With": "fetch"})
        assert signed_in.get("/account/still-here/", headers={"X-By-Itself": "1"}).json()["ends_in"] == (
            IDLE - WRITTEN_EVERY
        )

        assert signed_in.post("/account/still-here/").json()["ends_in"] == IDLE


class TestAFormSentTooLate:
    def test_leads_back_to_the_page_it_stood_on(self, signed_in, time):
        time.passes(IDLE)

        answer = signed_in.post(
            "/schools/1/exchange/changesets/1/accept/",
            headers={"Referer": "http://testserver/schools/1/exchange/changesets/1/?page=2"},
        )

        assert answer["Location"] == "/sign-in/?next=/schools/1/exchange/changesets/1/%3Fpage%3D2"

    def test_leads_to_no_page_of_anyone_elses(self, signed_in, time):
        time.passes(IDLE)

        answer = signed_in.post("/account/sessions/", headers={"Referer": "https://elsewhere.example/x"})

        assert answer["Location"] == "/sign-in/?next=/account/sessions/"
