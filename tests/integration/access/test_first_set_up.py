"""The first page of an empty service."""

import pytest

from onroll.service.access.demo_mode import DEMO, is_demo
from onroll.service.access.models import DatabaseMark, RoleHeld, User
from onroll.service.organisations.models import Authority, School
from onroll.service.web.setup_first import token
from tests.factories.access import a_user

pytestmark = pytest.mark.django_db

GIVEN = {
    "authority_name": "Anyshire",
    "authority_code": "999",
    "school_name": "Broadmere Primary School",
    "urn": "100001",
    "school_number": "2001",
    "phase": "primary",
    "kind": "maintained",
    "lowest_age": "4",
    "highest_age": "11",
    "name": "Sam Malik",
    "username": "s.malik",
    "password": "three made-up words",
    "again": "three made-up words",
}


@pytest.fixture
def word(monkeypatch):
    monkeypatch.setenv(token.VARIABLE, "printed-word")
    return "printed-word"


class TestAnEmptyService:
    def test_sends_whoever_comes_to_sign_in_to_set_it_up(self, client):
        assert client.get("/sign-in/")["Location"] == "/set-up/"
        assert client.get("/set-up/").status_code == 200

    def test_makes_the_authority_the_school_and_its_administrator(self, client, word):
        answer = client.post("/set-up/", {**GIVEN, "token": word})

        assert answer["Location"] == "/sign-in/"
        assert Authority.objects.get().name == "Anyshire"
        assert School.objects.get().dfe_number == "9992001"
        assert RoleHeld.objects.get().role == "administrator"
        assert not is_demo()
        assert DatabaseMark.objects.exclude(kind=DEMO).exists()
        assert client.login(username="s.malik", password="three made-up words")

    def test_wants_the_word_that_was_printed(self, client, word):
        answer = client.post("/set-up/", {**GIVEN, "token": "guessed"})

        assert answer.status_code == 422
        assert "That is not the set-up word" in answer.text
        assert not User.objects.exists()

    def test_cannot_be_set_up_where_no_word_was_printed(self, client, monkeypatch):
        monkeypatch.delenv(token.VARIABLE, raising=False)

        assert client.post("/set-up/", {**GIVEN, "token": ""}).status_code == 422
        assert not User.objects.exists()

    def test_says_what_to_do_about_every_field_left_empty(self, client, word):
        answer = client.post("/set-up/", {"token": word})

        assert answer.status_code == 422
        for words in (
            "Enter the name of the local authority.",
            "Choose the school’s phase.",
            "Enter a password.",
        ):
            assert words in answer.text

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("urn", "12", "not 6 figures"),
            ("authority_code", "9", "not 3 figures"),
            ("lowest_age", "12", "The highest age is below the lowest."),
            ("lowest_age", "four", "is not an age in years"),
            ("again", "other words altogether", "The two passwords differ"),
            ("password", "password", "too common"),
            ("username", "S Malik", "without spaces"),
        ],
    )
    def test_makes_nothing_where_anything_is_wrong(self, client, word, field, value, words):
        sent = {**GIVEN, "token": word, field: value}
        if field == "password":
            sent["again"] = value

        answer = client.post("/set-up/", sent)

        assert answer.status_code == 422
        assert words in answer.text
        assert not Authority.objects.exists()


class TestAServiceThatSomeoneSignsInTo:
    def test_has_no_such_page(self, client, word):
        a_user()

        assert client.get("/set-up/").status_code == 404
        assert client.post("/set-up/", {**GIVEN, "token": word}).status_code == 404
