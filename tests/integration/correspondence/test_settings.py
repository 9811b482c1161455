"""By what a school's messages go: the outbox, until somebody chooses otherwise on a machine that is set up for it."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from onroll.service.access import demo_mode
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.actions.settings import change_settings, send_test
from onroll.service.correspondence.models import MessageSettings, Waiting
from onroll.service.correspondence.refusals import SettingsRefused
from onroll.service.correspondence.sending.secrets import FILE, keep_secret, secret
from onroll.service.correspondence.settings_of import sender_name, settings_of
from tests.factories.correspondence import AFamily
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.support.notify_stub import KEY, a_notify_stub

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
OUTBOX = {"text": "outbox", "email": "outbox", "letter": "outbox"}


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def family() -> AFamily:
    return AFamily()


def change(family, *, role="head", starts=7, ends=19, **senders) -> MessageSettings:
    return change_settings(
        school_id=family.school.pk, senders={**OUTBOX, **senders}, day_starts=dt.time(starts), day_ends=dt.time(ends),
        by=an_actor(role, family.school), now=at(8),
    )  # fmt: skip


class TestSettings:
    def test_are_the_outbox_where_nothing_was_chosen(self, family):
        assert {sender_name(settings_of(family.school.pk), one) for one in OUTBOX} == {"outbox"}

    def test_move_the_hours_in_which_messages_go(self, family):
        change(family, starts=8, ends=18)

        family.ask("call-back", now=at(7, 30))

        assert Waiting.objects.get().at == at(8)

    @pytest.mark.parametrize(
        ("starts", "ends", "why"), [(5, 19, "woken"), (7, 22, "woken"), (19, 7, "earlier time first")]
    )
    def test_keep_the_night_quiet(self, family, starts, ends, why):
        with pytest.raises(SettingsRefused, match=why):
            change(family, starts=starts, ends=ends)

    def test_of_hours_may_be_as_wide_as_from_six_to_nine(self, family):
        assert change(family, starts=6, ends=21).day_ends == dt.time(21)

    def test_name_no_sender_the_machine_is_not_set_up_for(self, family):
        with pytest.raises(SettingsRefused, match="not set up on this machine"):
            change(family, text="notify")

    def test_send_no_text_by_a_mail_server(self, family):
        with pytest.raises(SettingsRefused, match="cannot go by that"):
            change(family, text="smtp")

    def test_of_a_demo_stay_the_outbox(self, family, monkeypatch):
        keep_secret("notify-key", KEY)
        change(family, text="notify")
        monkeypatch.setattr(demo_mode, "is_demo", lambda: True)

        assert sender_name(settings_of(family.school.pk), "text") == "outbox"
        with pytest.raises(SettingsRefused, match="demo"):
            change(family, text="notify")

    def test_are_the_heads_and_the_administrators(self, family):
        with pytest.raises(OutOfScope):
            change(family, role="attendance_officer")
        assert change(family, role="administrator").text_by == "outbox"


class TestASecret:
    def test_is_kept_in_the_data_folder_for_its_owner_alone(self, data):
        keep_secret("notify-key", KEY)

        assert secret("notify-key") == KEY
        assert stat.S_IMODE((data / FILE).stat().st_mode) == 0o600

    def test_of_the_environment_comes_first(self, monkeypatch):
        keep_secret("mail-from", "kept@example.org")
        monkeypatch.setenv("ONROLL_MAIL_FROM", "set@example.org")

        assert secret("mail-from") == "set@example.org"

    def test_that_is_emptied_is_forgotten(self):
        keep_secret("mail-from", "kept@example.org")
        keep_secret("mail-from", "")

        assert secret("mail-from") == ""

    def test_is_in_no_row_of_the_database(self, family):
        keep_secret("notify-key", KEY)
        change(family, text="notify")

        assert KEY not in str(list(Event.objects.values()) + list(MessageSettings.objects.values()))


class TestATestMessage:
    def test_names_no_pupil_and_goes_by_what_is_chosen(self, family):
        with a_notify_stub() as stub:
            for name, value in (("notify-key", KEY), ("notify-text", "t"), ("notify-address", stub.address)):
                keep_secret(name, value)
            change(family, text="notify")

            by = send_test(
                school_id=family.school.pk, channel="text", address="07700 900000", by=an_actor("head", family.school), now=at(8)
            )  # fmt: skip

            assert by == "notify"
            assert "Broadmere Primary School: this is a test message" in stub.taken[0]["words"]["message"]

    def test_that_is_refused_says_why(self, family):
        with a_notify_stub() as stub:
            for name, value in (("notify-key", KEY), ("notify-text", "t"), ("notify-address", stub.address)):
                keep_secret(name, value)
            change(family, text="notify")
            stub.fails(400)

            with pytest.raises(SettingsRefused, match="Not enough digits"):
                send_test(
                    school_id=family.school.pk, channel="text", address="1", by=an_actor("head", family.school), now=at(8)
                )  # fmt: skip
