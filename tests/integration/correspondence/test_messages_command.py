"""`onroll messages`: secrets that stand in no list of commands, how messages stand, and disposal."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from onroll.cli.messages import app
from onroll.service import start
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.sending.secrets import secret
from tests.factories.correspondence import AFamily

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path))
    monkeypatch.setattr(start, "start_service", lambda: None)
    return lambda *words, typed="": CliRunner().invoke(app, words, input=typed)


class TestASecret:
    def test_is_read_from_standard_input_and_not_said_again(self, run):
        ran = run("secret", "notify-key", typed="made-up-key\n")

        assert (ran.exit_code, ran.output) == (0, "notify-key: kept\n")
        assert secret("notify-key") == "made-up-key"
        assert "made-up-key" not in run("secret").output

    def test_is_forgotten(self, run):
        run("secret", "notify-key", typed="made-up-key\n")

        assert "forgotten" in run("secret", "notify-key", "--forget").output
        assert secret("notify-key") == ""

    def test_with_another_name_is_refused(self, run):
        assert run("secret", "password").exit_code == 2


def test_how_messages_stand_is_said_of_each_school(run):
    AFamily().ask()

    words = "Broadmere Primary School: texts by outbox, emails by outbox, letters by outbox. 1 waiting, 0 not delivered"
    assert words in run("status").output


def test_messages_are_disposed_of_no_sooner_than_their_register(run):
    AFamily().ask()

    ran = run("dispose", "--before", "2026-09-08")

    assert ran.exit_code == 2
    assert "regulation 7" in ran.output
    assert Message.objects.get().body
