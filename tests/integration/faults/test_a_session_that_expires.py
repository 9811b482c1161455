"""Signed out in the middle of a register: nothing is kept of it, and sent again after signing in it is kept once."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from onroll.service import clock
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass


@pytest.fixture
def oak(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at(8, 50))
    return AClass()


@pytest.fixture
def teacher(oak):
    return a_user("teacher", group=oak.group)


@pytest.fixture
def address(oak):
    return f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY.isoformat()}/am/"


@pytest.fixture
def form(oak):
    pupils = (oak.amina.pk, oak.callum.pk)
    return {"key": "k", "do": "finish"} | {f"s{n}": "" for n in pupils} | {f"c{n}": "/" for n in pupils}


@pytest.fixture
def expired(client, teacher):
    """A browser whose session has gone on the server."""
    client.force_login(teacher)
    Session.objects.all().delete()
    return client


def test_sends_a_browser_to_sign_in_and_back_to_the_register(expired, address, form):
    answer = expired.post(address, form)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={address}")
    assert not AttendanceEntry.objects.exists()


def test_tells_a_script_so_that_it_keeps_what_it_holds(expired, address, form):
    answer = expired.post(address, form, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()["sign_in"]) == (401, f"/sign-in/?next={address}")
    assert not AttendanceEntry.objects.exists()


def test_sent_again_after_signing_in_it_is_kept_once(expired, teacher, address, form):
    expired.post(address, form)
    expired.force_login(teacher)
    for _ in range(2):
        assert expired.post(address, form).status_code == 302
    assert (Submission.objects.count(), AttendanceEntry.objects.count()) == (1, 2)


def test_kept_before_the_session_ended_it_is_not_kept_again(client, teacher, address, form):
    client.force_login(teacher)
    client.post(address, form)
    Session.objects.all().delete()
    client.post(address, form)
    client.force_login(teacher)
    assert client.post(address, form).status_code == 302
    assert (Submission.objects.count(), AttendanceEntry.objects.count()) == (1, 2)
