"""A database is a demo's or real, and is never served as the other."""

import pytest

from onroll.service.access.demo_mode import (
    SWITCH,
    WrongDatabase,
    is_demo,
    mark_demo,
    mark_real,
    one_click,
    refuse_to_serve,
)
from tests.factories.access import MADE_AT, a_user
from tests.factories.organisations import a_school

pytestmark = pytest.mark.django_db


class TestADemo:
    def test_begins_on_an_empty_database(self):
        mark_demo(now=MADE_AT)

        assert is_demo()

    @pytest.mark.parametrize("make", [a_user, lambda: a_school(meets=False)])
    def test_never_begins_over_real_records(self, make):
        make()

        with pytest.raises(WrongDatabase, match="real school's records"):
            mark_demo(now=MADE_AT)

    def test_is_not_served_over_real_records(self, monkeypatch):
        mark_real(now=MADE_AT)
        monkeypatch.setenv(SWITCH, "1")

        with pytest.raises(WrongDatabase):
            refuse_to_serve()
        assert not one_click()

    def test_is_not_opened_as_real_without_saying_so(self, monkeypatch):
        mark_demo(now=MADE_AT)
        monkeypatch.delenv(SWITCH, raising=False)
        with pytest.raises(WrongDatabase, match="demo"):
            refuse_to_serve()

        monkeypatch.setenv(SWITCH, "0")
        refuse_to_serve()
        assert not one_click()


class TestOneClick:
    def test_signs_in_only_made_up_people_and_only_in_a_demo(self, client, monkeypatch):
        mark_demo(now=MADE_AT)
        school = a_school(meets=False)
        a_user("head", school=school, username="made.up", is_demo=True)
        a_user("head", school=school, username="real.person")

        monkeypatch.setenv(SWITCH, "0")
        assert client.post("/sign-in/demo/", {"username": "made.up"}).status_code == 404
        monkeypatch.setenv(SWITCH, "1")
        assert client.post("/sign-in/demo/", {"username": "real.person"}).status_code == 404
        assert client.get("/sign-in/demo/").status_code == 405
        assert (
            client.post("/sign-in/demo/", {"username": "made.up", "next": "/account/"})["Location"]
            == "/account/"
        )

    def test_goes_to_no_other_site(self, client, monkeypatch):
        mark_demo(now=MADE_AT)
        a_user("head", school=a_school(meets=False), username="made.up", is_demo=True)
        monkeypatch.setenv(SWITCH, "1")

        answer = client.post("/sign-in/demo/", {"username": "made.up", "next": "https://elsewhere.example/"})

        assert answer["Location"] == "/"
