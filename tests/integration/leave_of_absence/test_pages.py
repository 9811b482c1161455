"""Leave on the pages: a request is recorded for a family, decided for each child, and told to each parent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import User, Viewing
from onroll.service.correspondence.models import Message
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.leave_of_absence.models import LeaveDecision, LeaveRequest
from onroll.service.organisations.models import School
from onroll.service.people.models import ContactDetail, ContactWish
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.integration.leave_of_absence.conftest import FIRST, LAST, AFamily
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, on=TUESDAY))
    monkeypatch.setattr(clock, "today", lambda: TUESDAY)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(family: AFamily) -> Client:
    return signed_in(a_user("attendance_officer", school=family.school, name="Mrs A. Example"))


@pytest.fixture
def head(family: AFamily) -> Client:
    return signed_in(a_user("head", school=family.school, name="Ms H. Example"))


@pytest.fixture
def leave(family: AFamily) -> str:
    return f"/schools/{family.school.pk}/leave/"


def boxes(**days: dt.date) -> dict[str, str]:
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def form(family: AFamily, **others: object) -> dict[str, object]:
    return {
        "pupil": [family.amina.pk, family.callum.pk], "parent": family.mother.pk, "how": "form", "purpose": "exceptional",
        "reason": "A funeral", "key": "a", **boxes(asked_on=MONDAY, first_day=FIRST, last_day=LAST), **others,
    }  # fmt: skip


def look_again(family: AFamily) -> None:
    recheck_duties(school_id=family.school.pk, by=Actor.service("Duties"), now=at(9, on=TUESDAY))


class TestRecordingARequest:
    def test_offers_brothers_and_sisters_and_every_parent(self, family, officer, leave):
        page = words_of(officer.get(f"{leave}new/{family.amina.pk}/"))
        assert "Amina Begum Callum Eyre" in page
        assert "Mx Mother Begum, mother" in page
        assert "Mx Father Eyre, father" in page

    def test_keeps_it_and_shows_it(self, family, officer, leave):
        answer = officer.post(f"{leave}new/{family.amina.pk}/", form(family), follow=True)
        page = words_of(answer)
        assert "The request is recorded." in page
        assert "In their words A funeral" in page
        assert "It may be given if this is shown" in page

    def test_keeps_what_was_typed_where_something_is_wrong(self, family, officer, leave):
        answer = officer.post(f"{leave}new/{family.amina.pk}/", form(family, **{"last_day-month": "13"}))
        assert answer.status_code == 422
        assert "is not a day" in words_of(answer)
        assert "A funeral</textarea>" in answer.content.decode()
        assert not LeaveRequest.objects.exists()


class TestDeciding:
    def decide(self, client: Client, leave: str, family: AFamily, request: LeaveRequest, **fields: object):
        child = family.child(request, family.amina)
        return client.post(
            f"{leave}{request.pk}/decide/",
            {"child": child.pk, "outcome": "granted", "reasons": "A funeral.", **fields},
            follow=True,
        )

    def test_is_done_on_the_request_by_the_head(self, family, head, leave):
        request = family.ask()
        page = words_of(self.decide(head, leave, family, request))
        assert "The decision is recorded. Tell the parents next." in page
        assert "Granted, Mon 28 Sep to Tue 29 Sep, code C. A funeral." in page

    def test_notes_who_looked_at_each_child(self, family, head, leave):
        request = family.ask()
        head.get(f"{leave}{request.pk}/")
        looked = Viewing.objects.filter(page="leave").values_list("pupil_id", flat=True)
        assert set(looked) == {family.amina.pk, family.callum.pk}

    def test_is_not_offered_to_the_office(self, family, officer, leave):
        request = family.ask()
        assert "Record the decision" not in words_of(officer.get(f"{leave}{request.pk}/"))
        assert self.decide(officer, leave, family, request).status_code == 403
        assert not LeaveDecision.objects.exists()

    def test_without_reasons_is_sent_back_with_what_was_chosen(self, family, head, leave):
        request = family.ask()
        answer = self.decide(head, leave, family, request, outcome="refused", reasons="")
        assert answer.status_code == 409
        assert "Give the reasons" in words_of(answer)
        assert 'value="refused" checked' in answer.content.decode()

    def test_stands_on_today_until_it_is_done(self, family, head, leave):
        request = family.ask(pupil_ids=[family.amina.pk])
        today = f"/schools/{family.school.pk}/today/"
        assert "Amina Begum: decide on leave from Monday 28 September" in words_of(head.get(today))
        look_again(family)
        self.decide(head, leave, family, request)
        assert "decide on leave" not in words_of(head.get(today))
        look_again(family)
        settled = words_of(head.get(f"/schools/{family.school.pk}/duties/?which=settled"))
        assert "Settled by Onroll: Granted by Ms H. Example on 8 September 2026 at 9:00am." in settled


class TestTellingTheParents:
    def test_writes_to_each_who_may_be_told_and_says_who_is_not(self, family, officer, leave):
        ContactDetail.objects.create(
            parent=family.mother, kind="address", value="4 Mill Lane", postcode="AB1 2CD", first_day=FIRST_DAY
        )
        School.objects.update(telephone="01632 960100")
        request = family.ask(pupil_ids=[family.amina.pk])
        family.decide(request)
        address, sent = f"{leave}{request.pk}/tell/", {
            "child": family.child(request, family.amina).pk, "channel": "letter",
        }  # fmt: skip
        page = words_of(officer.post(address, sent, follow=True))
        assert (
            "1 message made. 1 letter to print and post is under Messages. Not told: Mx Father Eyre:" in page
        )
        assert "No postal address is on file." in page
        assert (
            "granted for the days from 28 September 2026 to 29 September 2026" in Message.objects.get().body
        )
        assert "We expect Amina back on Wednesday 30 September 2026" in Message.objects.get().body
        officer.post(address, sent)
        assert Message.objects.count() == 1

    def test_goes_by_what_each_asked_for_unless_another_way_is_chosen(self, family, officer, leave):
        School.objects.update(telephone="01632 960100")
        for of, wish in ((family.mother, "email"), (family.father, "")):
            ContactWish.objects.create(school=family.school, parent=of, prefers=wish, made_at=at(7))
            for kind, value in (("address", "4 Mill Lane"), ("email", f"{of.pk}@example.org")):
                ContactDetail.objects.create(parent=of, kind=kind, value=value, first_day=FIRST_DAY)
        request = family.ask(pupil_ids=[family.amina.pk])
        family.decide(request)
        assert "They asked for an email." in words_of(officer.get(f"{leave}{request.pk}/"))
        sent = {"child": family.child(request, family.amina).pk, f"by-{family.mother.pk}": "letter"}
        officer.post(f"{leave}{request.pk}/tell/", sent)
        assert set(Message.objects.values_list("recipient_id", "channel")) == {
            (family.mother.pk, "letter"), (family.father.pk, "letter"),
        }  # fmt: skip
