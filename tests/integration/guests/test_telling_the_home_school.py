"""The home school is told the same day what stands in the register, and again where it changes."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.correspondence.models import Message
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.guests_to_tell import guests_to_tell
from onroll.service.guests.actions.telling import record_home_told, tell_home_schools
from onroll.service.guests.models import GuestTold
from onroll.service.guests.queries.stays import guests_today
from onroll.service.guests.refusals import GuestRefused
from tests.factories.moments import MONDAY, at

pytestmark = pytest.mark.django_db


def tell(guest, now: dt.datetime = at(9, 20)) -> int:
    return tell_home_schools(school_id=guest.school.pk, by=guest.officer, now=now)


def duties(guest, now: dt.datetime):
    return list(guests_to_tell(morning_of(guest.officer.scope, school_id=guest.school.pk, now=now)))


class TestTelling:
    def test_waits_until_the_register_has_closed(self, guest):
        guest.take_in()
        guest.a_class.take("/", "/")
        assert tell(guest, at(9, 15)) == 0
        assert tell(guest, at(9, 16)) == 1

    def test_says_what_stands_and_goes_to_the_home_school(self, guest):
        guest.take_in()
        guest.a_class.take("L", "/")
        tell(guest)
        message = Message.objects.get()
        assert message.address == "office@tarn.example"
        assert message.recipient_kind == Message.RecipientKind.OTHER_SCHOOL
        assert "Amina Begum" in message.body
        assert "Morning: Late" in message.body

    def test_goes_once(self, guest):
        guest.take_in()
        guest.a_class.take("/", "/")
        assert (tell(guest), tell(guest)) == (1, 0)
        assert GuestTold.objects.get().marks == "AM /"

    def test_goes_again_where_the_register_was_amended(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        tell(guest)
        guest.a_class.amend(guest.amina, "I", now=at(10))
        assert tell(guest, at(10, 5)) == 1
        assert [one.marks for one in GuestTold.objects.all()] == ["AM N", "AM I"]
        assert Message.objects.count() == 2

    def test_is_of_no_day_on_which_the_guest_is_at_home(self, guest):
        guest.take_in(weekdays="234")
        guest.a_class.take("/", "/")
        assert guests_today(guest.school.pk, now=at(10)) == ()

    def test_names_a_register_without_the_guest_as_a_gap(self, guest):
        guest.take_in()
        (line,) = guests_today(guest.school.pk, now=at(10))
        assert (line.entered, line.blank, line.is_to_tell) == ((), ("AM",), False)

    def test_may_be_by_telephone_and_is_kept_with_who_heard_it(self, guest):
        stay = guest.take_in(email="")
        guest.a_class.take("/", "/")
        assert tell(guest) == 0
        about = {"school_id": guest.school.pk, "stay_id": stay.pk, "by": guest.officer, "now": at(9, 30)}
        for wrong in ({"how": "email", "who": "The office"}, {"how": "phone", "who": " "}):
            with pytest.raises(GuestRefused):
                record_home_told(**about, **wrong)
        record_home_told(**about, how="phone", who="The office")
        assert GuestTold.objects.get().who == "The office"
        with pytest.raises(GuestRefused, match="nothing new to tell"):
            record_home_told(**about, how="phone", who="The office")


class TestTheDuty:
    def test_stands_until_every_home_school_knows(self, guest):
        guest.take_in()
        assert duties(guest, at(9, 20)) == []
        guest.a_class.take("/", "/")
        (duty,) = duties(guest, at(9, 20))
        assert (duty.title, duty.due.date()) == ("1 home school to tell about a guest", MONDAY)
        tell(guest)
        assert duties(guest, at(9, 25)) == []
