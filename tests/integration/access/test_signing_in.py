"""Signing in with a username and a password."""

import pytest
from django.contrib.auth import get_user_model

from onroll.service import clock

pytestmark = pytest.mark.django_db

PASSWORD = "three made-up words"


@pytest.fixture
def teacher():
    return get_user_model().objects.create_user(
        "a.teacher", name="A. Teacher", created_at=clock.real_now(), password=PASSWORD
    )


class TestSigningIn:
    def test_sends_whoever_is_not_signed_in_to_sign_in_and_back(self, client):
        answer = client.get("/account/")

        assert answer.status_code == 302
        assert answer["Location"] == "/sign-in/?next=/account/"

    def test_lets_in_by_username_and_password(self, client, teacher):
        answer = client.post("/sign-in/", {"login": "A.Teacher", "password": PASSWORD, "next": "/account/"})

        assert answer.status_code == 302
        assert answer["Location"] == "/account/"

    def test_says_what_is_wrong_and_keeps_where_they_were_going(self, client, teacher):
        answer = client.post("/sign-in/", {"login": "a.teacher", "password": "wrong", "next": "/account/"})

        assert answer.status_code == 422
        assert "The username or the password is not right" in answer.text
        assert 'name="next" value="/account/"' in answer.text
