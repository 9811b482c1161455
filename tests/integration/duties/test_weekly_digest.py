"""The weekly email of what is due: a person's own, in numbers, once a week; and stopped by whoever does not want it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld
from onroll.service.correspondence.models import Message
from onroll.service.duties.actions.digesting import send_digests
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import Digest
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SERVICE = Actor.service("Weekly email")
TUESDAY = MONDAY + dt.timedelta(days=1)
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)


@pytest.fixture
def a_class(db):
    a_class = AClass()
    SchoolSession.objects.filter(date__lt=MONDAY).delete()
    a_class.take("N", "")
    recheck_duties(school_id=a_class.school.pk, by=SERVICE, now=at(9, on=TUESDAY))
    return a_class


def somebody(a_class, role="attendance_officer", email="officer@schools.example.org", **fields):
    return a_user(role, school=a_class.school, name="Mrs A. Example", email=email, **fields)


def send(now=None, address="https://onroll.example.org") -> int:
    return send_digests(address=address, by=SERVICE, now=now or at(9, 30, on=TUESDAY))


class TestTheEmail:
    def test_says_in_numbers_what_is_due_and_names_nobody(self, a_class):
        somebody(a_class)
        assert send() == 1
        (message,) = Message.objects.all()
        assert (message.address, message.recipient_name, message.pupil) == (
            "officer@schools.example.org",
            "Mrs A. Example",
            None,
        )
        assert message.body.startswith("Dear Mrs A. Example\n")
        assert f"{a_class.school.name}\n- Blank entries: 2, due since" in message.body
        assert "Callum" not in message.body
        assert "Amina" not in message.body

    def test_says_what_is_overdue_first_then_this_week_by_school_and_where_to_see_it(self, a_class):
        somebody(a_class)
        send()
        body = Message.objects.get().body
        school = a_class.school.name
        overdue, to_come = body.index(f"Overdue:\n\n{school}\n- "), body.find("Due this week:")
        assert to_come == -1 or overdue < to_come
        assert "(" not in body
        assert ";" not in body
        assert "is to be done about it, at https://onroll.example.org\n" in body

    def test_says_on_which_page_to_see_it_where_its_own_address_is_not_known(self, a_class):
        somebody(a_class)
        send(address="")
        assert "at Onroll, on Today\n" in Message.objects.get().body

    def test_goes_once_a_week_however_often_the_job_runs(self, a_class):
        somebody(a_class)
        assert [send(), send(), send(at(9, on=MONDAY + dt.timedelta(days=6)))] == [1, 0, 0]
        assert send(at(9, on=NEXT_MONDAY)) == 1
        assert Message.objects.count() == 2

    def test_is_not_lost_where_the_job_is_killed_between_two_people(self, a_class, monkeypatch):
        from onroll.service.duties.actions import digesting

        somebody(a_class)
        somebody(a_class, email="second@schools.example.org")
        write, calls = digesting.write_to_staff, []

        def killed_at_the_second(**given):
            calls.append(given)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return write(**given)

        monkeypatch.setattr(digesting, "write_to_staff", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            send()
        assert Message.objects.count() == 1
        assert send() == 1
        assert sorted(Message.objects.values_list("address", flat=True)) == [
            "officer@schools.example.org",
            "second@schools.example.org",
        ]

    def test_goes_to_everybody_after_one_whose_own_fails(self, a_class, monkeypatch, caplog):
        from onroll.service.duties.actions import digesting

        first = somebody(a_class)
        somebody(a_class, email="second@schools.example.org")
        write, calls = digesting.write_to_staff, []

        def fails_at_the_first(**given):
            calls.append(given)
            if len(calls) == 1:
                raise ValueError("Callum Eyre")
            return write(**given)

        monkeypatch.setattr(digesting, "write_to_staff", fails_at_the_first)
        assert send() == 1
        assert Message.objects.get().address == "second@schools.example.org"
        assert f"user {first.pk} failed: ValueError" in caplog.text
        assert "Callum" not in caplog.text
        assert send() == 1

    def test_does_not_go_where_nothing_is_due(self, db):
        a_class = AClass()
        SchoolSession.objects.filter(date__lt=MONDAY).delete()
        somebody(a_class)
        assert send(at(7, on=MONDAY)) == 0

    @pytest.mark.parametrize("role", ["governor", "gate", "senco"])
    def test_is_not_for_whoever_does_no_duties(self, a_class, role):
        somebody(a_class, role)
        assert send() == 0

    def test_is_not_for_whoever_has_no_address_or_no_role_any_more(self, a_class):
        somebody(a_class, email="")
        left = somebody(a_class, email="left@schools.example.org")
        RoleHeld.objects.filter(user=left).update(last_day=MONDAY)
        assert send() == 0


class TestWhoeverDoesNotWantIt:
    def test_stops_it_and_has_it_back_on_the_page_of_the_account(self, a_class, client, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: at(9, on=TUESDAY))
        user = somebody(a_class)
        client.force_login(user)
        assert "You have this email" in client.get("/account/digest/").content.decode()
        client.post("/account/digest/", {"wanted": "no"})
        assert (send(), Digest.objects.get(user=user).is_wanted) == (0, False)
        client.post("/account/digest/", {"wanted": "yes"})
        assert send() == 1


def test_a_week_begins_on_monday_at_seven():
    from onroll.service.jobs.schedule import weekly

    due = weekly(weekday=0, hour=7)
    assert due(at(6, 59, on=NEXT_MONDAY)) == at(7)
    assert due(at(7, on=NEXT_MONDAY)) == at(7, on=NEXT_MONDAY)
    assert due(at(12, on=MONDAY + dt.timedelta(days=6))) == at(7)
