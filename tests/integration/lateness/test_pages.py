"""Late on the pages: the list, a pupil's own page, the letter, and what stands on Today."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import Viewing
from onroll.service.correspondence.models import Message
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.lateness.models import LatenessSettings, LatenessStep
from onroll.service.people.models import ContactDetail, ContactWish
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.integration.lateness.conftest import ONE_DAY, LateClass
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FRIDAY = MONDAY + 4 * ONE_DAY


@pytest.fixture(autouse=True)
def on_friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(15, on=FRIDAY))
    monkeypatch.setattr(clock, "today", lambda: FRIDAY)


def client_of(role: str, late_class: LateClass, **where: object) -> Client:
    client = Client()
    client.force_login(a_user(role, **(where or {"school": late_class.school}), name=f"The {role}"))
    return client


@pytest.fixture
def officer(late_class: LateClass) -> Client:
    return client_of("attendance_officer", late_class)


@pytest.fixture
def late(late_class: LateClass) -> str:
    return f"/schools/{late_class.school.pk}/late/"


def look_again(late_class: LateClass) -> None:
    recheck_duties(school_id=late_class.school.pk, by=Actor.service("Duties"), now=at(15, on=FRIDAY))


class TestTheList:
    def test_says_who_how_often_how_long_and_whether_a_letter_is_due(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3)
        late_class.late(4, minutes=40)
        page = words_of(officer.get(late))
        assert "1 letter is due" in page
        assert "Amina Begum 5 Oak 4 1 1 hour and 28 minutes about a quarter of a school day’s lessons" in page

    def test_takes_a_number_too_long_to_be_one_for_none(self, late_class, officer, late):
        assert officer.get(late, {"page": "9" * 5_000}).status_code == 200
        assert officer.post(f"{late}letters/", {"pupil": "9" * 5_000}).status_code < 500

    def test_is_empty_with_what_to_do(self, officer, late):
        assert "Nobody came late" in words_of(officer.get(late))

    def test_refuses_days_that_run_backwards(self, officer, late):
        answer = officer.get(late, {"from": "2026-09-11", "to": "2026-09-07"})
        assert answer.status_code == 422
        assert "The last day is before the first" in words_of(answer)

    def test_counts_the_days_asked_for(self, late_class, officer, late):
        late_class.late(0, 1)
        assert "1 0 12 minutes" in words_of(officer.get(late, {"from": "2026-09-08"}))

    def test_is_taken_out_as_a_file_and_each_look_is_noted(self, late_class, officer, late):
        late_class.late(0, 1)
        lines = officer.get(f"{late}file/").content.decode().splitlines()
        assert lines[1] == "Amina Begum,5 Oak,2,2,0,24,0,part of a morning’s lessons,,none due"
        assert Viewing.objects.filter(page="lateness", pupil_id=late_class.amina.pk).count() == 1

    def test_hangs_under_absences(self, officer, late):
        page = officer.get(late).content.decode()
        assert f'href="{late}" aria-current="page"' in page


class TestAPupil:
    def test_has_each_arrival_with_its_time(self, late_class, officer, late):
        late_class.late(0, 1)
        page = words_of(officer.get(f"{late}{late_class.amina.pk}/"))
        assert "2 times since 1 September 2026: 24 minutes, part of a morning’s lessons" in page
        assert "Mon 7 Sep, morning 8:57am 12 L, before it closed" in page

    def test_late_one_time_was_late_once(self, late_class, officer, late):
        late_class.late(0)
        assert "Once since 1 September 2026: 12 minutes" in words_of(
            officer.get(f"{late}{late_class.amina.pk}/")
        )

    def test_has_nothing_to_say_of_one_never_late(self, late_class, officer, late):
        assert "Never late since September" in words_of(officer.get(f"{late}{late_class.callum.pk}/"))

    def test_letter_is_read_and_then_sent(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3, 4)
        address = f"{late}{late_class.amina.pk}/letter/"
        assert "To Mrs Nasreen Begum" in words_of(officer.get(address))
        assert not Message.objects.exists()
        page = words_of(officer.post(address, {"channel": "letter"}, follow=True))
        assert "1 message made." in page
        assert "Letter written. By letter to Mrs Nasreen Begum" in page
        again = officer.post(address, {"channel": "letter"})
        assert again.status_code == 409
        assert "No letter is due" in words_of(again)

    def test_letter_goes_as_the_parent_wishes_unless_another_way_is_chosen(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3, 4)
        ContactDetail.objects.create(
            parent=late_class.mother, kind="email", value="n.begum@example.org", first_day=FIRST_DAY
        )
        address = f"{late}{late_class.amina.pk}/letter/"
        assert "By letter Instead by email" in words_of(officer.get(address))
        ContactWish.objects.create(
            school=late_class.school, parent=late_class.mother, prefers="email", made_at=at(7)
        )
        assert "By email. They asked for an email. Instead by letter" in words_of(officer.get(address))
        instead = {f"by-{late_class.mother.pk}": "letter"}
        assert "By letter. You chose this." in words_of(officer.get(address, instead))
        officer.post(address, {})
        assert Message.objects.get().channel == "email"

    @pytest.mark.parametrize("path", ["letters/", "{}/letter/"])
    def test_page_of_letters_says_that_none_is_due_and_how_one_becomes_due(
        self, path, late_class, officer, late
    ):
        address = f"{late}{path.format(late_class.amina.pk)}"
        answer = officer.get(address)
        assert answer.status_code == 200
        assert "No letter is due" in words_of(answer)
        assert "A letter is due at 5 times" in words_of(answer)
        refused = officer.post(address, {"pupil": [late_class.amina.pk]})
        assert (refused.status_code, "No letter is due" in words_of(refused)) == (409, True)

    def test_letters_of_several_are_sent_as_ticked(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3, 4)
        late_class.late(0, 1, 2, 3, 4, pupil=late_class.callum)
        today = words_of(officer.get(f"/schools/{late_class.school.pk}/today/"))
        assert "Write to the parents of 2 pupils about lateness" in today
        page = words_of(officer.get(f"{late}letters/"))
        assert "Amina Begum, to Mrs Nasreen Begum" in page
        assert "Callum Eyre, to Mrs Nasreen Begum" in page
        assert "Nobody is ticked" in words_of(officer.post(f"{late}letters/", {"channel": "letter"}))
        sent = {"channel": "letter", "pupil": [late_class.callum.pk]}
        assert "1 message made." in words_of(officer.post(f"{late}letters/", sent, follow=True))
        assert Message.objects.get().pupil_id == late_class.callum.pk
        assert "Callum Eyre" not in words_of(officer.get(f"{late}letters/"))

    def test_no_letter_wants_a_reason_and_keeps_what_was_typed(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3, 4)
        address = f"{late}{late_class.amina.pk}/no-letter/"
        assert officer.post(address, {"why": ""}).status_code == 422
        assert "no letter is needed" in words_of(officer.post(address, {"why": "Met her"}, follow=True))

    def test_letters_of_several_are_ticked_all_or_none_and_none_is_sent(self, late_class, officer, late):
        for pupil in (late_class.amina, late_class.callum):
            late_class.late(0, 1, 2, 3, 4, pupil=pupil)
        for asked, count in (("tick-none", 0), ("tick-all", 2)):
            answer = officer.post(f"{late}letters/", {"channel": "letter", "do": asked})
            assert (answer.status_code, answer.content.decode().count(" checked")) == (200, count)
        assert not Message.objects.exists()


class TestAConcern:
    def test_is_told_by_the_tutor_and_stands_on_the_leads_today_alone(self, late_class, officer, late):
        tutor = client_of("tutor", late_class, group=late_class.oak.group)
        lead = client_of("safeguarding_lead", late_class)
        address = f"{late}{late_class.amina.pk}/concern/"
        assert tutor.post(address, {"concern": "", "words": "A"}).status_code == 422
        page = words_of(tutor.post(address, {"concern": "tired", "words": "Asleep"}, follow=True))
        assert "The safeguarding lead is told" in page
        assert "Asleep" not in page
        look_again(late_class)
        today, kept = (f"/schools/{late_class.school.pk}/{where}/" for where in ("today", "duties"))
        assert "Amina Begum: answer a concern about lateness" in words_of(lead.get(today))
        assert "Concern to answer" in words_of(lead.get(kept))
        assert "answer a concern" not in words_of(officer.get(today))
        assert "Concern to answer" not in words_of(officer.get(kept))
        told = LatenessStep.objects.get()
        assert "Asleep" in words_of(lead.get(f"{late}concerns/{told.pk}/"))
        assert officer.get(f"{late}concerns/{told.pk}/").status_code == 403
        lead.post(f"{late}concerns/{told.pk}/", {"answer": "family", "words": "I ring"})
        look_again(late_class)
        settled = words_of(lead.get(kept, {"which": "settled"}))
        assert "Answered by the safeguarding lead by The safeguarding_lead" in settled


class TestADuty:
    def test_to_write_stands_on_today_until_the_letter_is_written(self, late_class, officer, late):
        late_class.late(0, 1, 2, 3, 4)
        today = f"/schools/{late_class.school.pk}/today/"
        assert "Amina Begum: write to the parents about lateness" in words_of(officer.get(today))
        look_again(late_class)
        officer.post(f"{late}{late_class.amina.pk}/letter/", {"channel": "letter"})
        assert "write to the parents about lateness" not in words_of(officer.get(today))
        look_again(late_class)
        settled = words_of(officer.get(f"/schools/{late_class.school.pk}/duties/", {"which": "settled"}))
        assert "Letter written by The attendance_officer on 11 September 2026 at 3:00pm." in settled


class TestSettings:
    def test_are_kept_and_shown(self, late_class, late):
        head = client_of("head", late_class)
        sent = {"times": "3", "weeks": "4", "minutes": "60", "counts": "after"}
        page = words_of(head.post(f"{late}settings/", sent, follow=True))
        assert "Set by The head" in page
        row = LatenessSettings.objects.get()
        assert (row.times, row.weeks, row.minutes, row.counts_before_closing) == (3, 4, 60, False)

    def test_refuse_what_is_no_number(self, late_class, late):
        head = client_of("head", late_class)
        answer = head.post(f"{late}settings/", {"times": "3", "weeks": "4", "minutes": "an hour"})
        assert answer.status_code == 422
        assert "Enter how many minutes" in words_of(answer)
        assert LatenessSettings.objects.get().times == 5
