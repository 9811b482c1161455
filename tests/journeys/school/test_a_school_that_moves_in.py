"""Monday 20 July 2026: a school's files are brought in, its teacher signs in for the first time, and takes the register."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.actions.links import INVITATION, make_link
from onroll.service.access.models import RoleHeld
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.organisations.models import School
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent
from tests.integration.web.pages import form_of, words_of

PASSWORD = "seven herons on the weir"


@pytest.mark.django_db
def test_a_teacher_of_a_school_that_moves_in(tmp_path, monkeypatch):
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=8, minute=55))
    accepted(sent(files_of(tmp_path)))
    teacher = RoleHeld.objects.select_related("user", "group").get(role="teacher", group__name="1A")

    client = Client()
    choose_a_password(client, teacher.user)
    client.post("/sign-in/", {"login": teacher.user.username, "password": PASSWORD}, follow=True)
    assert client.session["_auth_user_id"] == str(teacher.user.pk)
    assert "1A" in words_of(client.get("/", follow=True))

    page = f"/schools/{School.objects.get().pk}/registers/{teacher.group.pk}/{NOW.date()}/am/"
    pupils = teacher.group.memberships.values_list("pupil_id", flat=True)
    marks = {f"c{pupil_id}": "/" for pupil_id in pupils}
    taken = client.post(page, {**form_of(client.get(page)), **marks, "do": "finish"}, follow=True)

    assert "Register finished" in words_of(taken)
    made = CurrentEntry.objects.filter(date=NOW.date(), session="AM")
    assert set(made.values_list("pupil_id", flat=True)) == set(pupils)


def files_of(tmp_path: Path) -> Path:
    """Return a school's files, with marks up to the Friday."""
    terms = ((dt.date(2026, 7, 6), NOW.date()),)
    folder = a_school_folder(tmp_path / "in", SchoolFolder(pupils=10, terms=terms))

    def until_friday(rows):
        rows[:] = [row for row in rows if row["date"] < NOW.date().isoformat()]

    for name in ("attendance", "amendments"):
        edit(folder / f"{name}.csv", until_friday)
    return folder


def choose_a_password(client: Client, user) -> None:
    """Open the invitation that the office hands over, and choose a password."""
    assert not user.has_usable_password()
    secret = make_link(user=user, purpose=INVITATION, school_id=None, by=BY, now=clock.real_now())
    chosen = client.post(f"/sign-in/link/{secret}/", {"password": PASSWORD, "again": PASSWORD}, follow=True)
    assert "Your password is set" in words_of(chosen)
