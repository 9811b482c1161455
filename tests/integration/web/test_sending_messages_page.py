"""Sending messages on the pages: each as it would go, those that are ticked, and what is done with one afterwards."""

from __future__ import annotations

import re

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.models import Viewing
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message, MessageEvent, MessageSettings, Wording
from onroll.service.people.models import ContactWish
from tests.factories.access import a_user
from tests.factories.correspondence import a_parent
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db
ABSENCE = {"whom": "no-reason-am", "channel": "text", "on": MONDAY.isoformat()}


@pytest.fixture
def family(a_class):
    """Amina has two parents and Callum one; nobody knows why Amina is away this morning."""
    a_class.school.telephone = "01632 960100"
    a_class.school.save()
    a_class.mother = a_parent(a_class.amina)
    a_class.father = a_parent(a_class.amina, "Imran", mobile="07700 900105", may_be_sent=False)
    a_parent(a_class.callum, "Ada", "Eyre", mobile="07700 900106")
    a_class.take("N", "/", by=a_class.officer)
    return a_class


@pytest.fixture
def send(family) -> str:
    return f"/schools/{family.school.pk}/messages/send/absence-no-reason/"


def ticks(answer) -> list[str]:
    return re.findall(r'name="to" type="checkbox" value="([^"]*)"', answer.content.decode())


class TestWhatWouldBeSent:
    def test_is_about_those_whose_absence_has_no_reason(self, family, officer, send):
        answer = officer.get(send, ABSENCE)

        words = words_of(answer)
        assert len(ticks(answer)) == 1
        assert "Amina is not in school this morning, Monday 7 September" in words
        assert "Callum" not in words
        assert "Mrs Imran Begum The record says that nothing is to be sent to this parent." in words
        assert Message.objects.count() == 0

    def test_is_the_same_number_of_statements_for_a_class_as_for_one(self, family, officer, send):
        officer.get(send, ABSENCE)
        with Statements() as one:
            officer.get(send, ABSENCE)
        with Statements() as all_of_them:
            officer.get(send, {**ABSENCE, "whom": "all"})

        assert len(all_of_them.counted) <= len(one.counted)

    def test_says_where_nobody_is_meant(self, officer, send, family):
        answer = officer.get(send, {**ABSENCE, "whom": "no-reason-pm"})

        assert answer.status_code == 422
        assert "No pupil is meant by that on that day" in words_of(answer)

    def test_says_that_words_in_a_language_are_not_approved(self, officer, send, family):
        answer = officer.get(send, {**ABSENCE, "language": "ur"})

        assert "Nobody has approved the Urdu words" in words_of(answer)

    def test_goes_as_each_parent_wishes_says_why_and_may_be_changed(self, family, officer, send):
        ContactWish.objects.create(school=family.school, parent=family.mother, prefers="email", made_at=at(7))
        as_wished = {name: value for name, value in ABSENCE.items() if name != "channel"}
        answer = officer.get(send, as_wished)
        words = words_of(answer)
        assert "Email to rukhsana@families.example.org They asked for an email." in words
        (change,) = re.findall(r'href="\?([^"#]*by-\d+=text)#preview"', answer.content.decode())
        changed = officer.get(f"{send}?{change.replace('&amp;', '&')}")
        assert "Text to 07700 900104 You chose this." in words_of(changed)
        sent = {**as_wished, f"by-{family.mother.pk}": "text", "to": ticks(changed)}
        officer.post(send, sent)
        assert Message.objects.get().channel == "text"

    def test_shows_no_notice_to_a_social_worker_to_the_office(self, officer, family):
        listed = words_of(officer.get(f"/schools/{family.school.pk}/messages/send/"))

        assert "Absence with no reason yet" in listed
        assert "social worker" not in listed


class TestSending:
    def test_sends_those_that_are_ticked(self, family, officer, send):
        everybody = {**ABSENCE, "whom": "all"}
        keys = ticks(officer.get(send, everybody))
        assert len(keys) == 2

        officer.post(send, {**everybody, "to": keys[:1]})

        assert [one.key for one in Message.objects.all()] == keys[:1]

    def test_twice_sends_once(self, family, officer, send):
        sent = {**ABSENCE, "to": ticks(officer.get(send, ABSENCE))}
        officer.post(send, sent)

        answer = officer.post(send, sent, follow=True)

        assert Message.objects.count() == 1
        assert "Nothing was sent twice" in words_of(answer)

    def test_with_nobody_ticked_is_refused(self, family, officer, send):
        answer = officer.post(send, ABSENCE)

        assert answer.status_code == 422
        assert "Nobody is ticked" in words_of(answer)

    def test_asks_for_the_facts_a_letter_needs(self, family, officer):
        leave = f"/schools/{family.school.pk}/messages/send/leave-granted/"
        about = {"whom": f"pupil-{family.amina.pk}", "channel": "letter", "on": MONDAY.isoformat()}

        assert "the days of leave; the day the pupil is back" in words_of(officer.get(leave, about))
        given = {"leave_days": "7 to 11 December 2026", "back_on": "Monday 14 December 2026"}
        assert "It is granted for 7 to 11 December 2026" in words_of(officer.get(leave, about | given))


class TestALetterAboutLateness:
    ABOUT = {"whom": "all", "channel": "letter", "on": MONDAY.isoformat(), "since": "2026-09-01"}

    def test_says_what_the_register_says_and_leaves_out_who_was_never_late(self, family, officer):
        from onroll.service.attendance_register.actions.arriving import record_arrival

        record_arrival(
            school_id=family.school.pk,
            pupil_id=family.amina.pk,
            arrived_at=at(9, 10),
            by=family.officer,
            now=at(9, 10),
        )

        words = words_of(officer.get(f"/schools/{family.school.pk}/messages/send/lateness/", self.ABOUT))

        assert "Amina has come to school after the start once since 1 September 2026" in words
        assert "that is 25 minutes of learning" in words
        assert "Callum" not in words

    def test_is_to_nobody_where_nobody_was_late(self, family, officer):
        answer = officer.get(f"/schools/{family.school.pk}/messages/send/lateness/", self.ABOUT)

        assert "None of them came late since 1 September 2026" in words_of(answer)


class TestOneMessage:
    @pytest.fixture
    def message(self, family, officer, send) -> Message:
        officer.post(send, {**ABSENCE, "to": ticks(officer.get(send, ABSENCE))})
        return Message.objects.get()

    def test_is_stopped_before_it_goes(self, family, officer, message):
        page = f"/schools/{family.school.pk}/messages/{message.pk}/"

        answer = officer.post(f"{page}cancel/", follow=True)

        assert "The message is stopped" in words_of(answer)
        assert send_due(by=Actor.service("Sending"), now=at(10)) == (0, False)

    def test_that_did_not_arrive_says_what_to_do_and_is_sent_again(self, family, officer, message):
        MessageEvent.objects.create(
            message=message,
            school=family.school,
            kind="failed",
            at=at(9),
            by_name="Sending",
            detail="No such number.",
        )
        page = f"/schools/{family.school.pk}/messages/{message.pk}/"

        words = words_of(officer.get(page))
        assert "Not delivered: No such number." in words
        assert "Then put the number or the address right" in words
        family.mother.contact_details.filter(kind="mobile").update(value="07700 900999")
        assert "to 07700 900999" in words_of(officer.post(f"{page}again/", follow=True))

    def test_is_on_the_pupils_timeline_and_leads_to_itself(self, family, officer, message):
        timeline = officer.get(f"/schools/{family.school.pk}/pupils/{family.amina.pk}/timeline/")

        assert "Text to Mrs Rukhsana Begum: Absence with no reason yet" in words_of(timeline)
        assert f"/messages/{message.pk}/" in timeline.content.decode()

    def test_is_on_no_timeline_of_who_may_not_read_messages(self, family, browse, message):
        teacher = browse(a_user("teacher", group=family.group))

        timeline = teacher.get(f"/schools/{family.school.pk}/pupils/{family.amina.pk}/timeline/")

        assert timeline.status_code == 200
        assert "Rukhsana" not in words_of(timeline)

    def test_that_was_opened_is_a_look_at_the_pupil(self, family, officer, message):
        officer.get(f"/schools/{family.school.pk}/messages/{message.pk}/")

        assert Viewing.objects.get(page="message").pupil_id == family.amina.pk

    def test_is_on_no_page_of_who_may_not_read_messages(self, family, browse, message):
        teacher = browse(a_user("teacher", group=family.group))

        assert teacher.get(f"/schools/{family.school.pk}/messages/").status_code == 403


class TestLetters:
    def test_are_printed_together_and_noted_as_posted(self, family, officer):
        send = f"/schools/{family.school.pk}/messages/send/absence-no-reason/"
        asked = {**ABSENCE, "whom": "all", "channel": "letter"}
        officer.post(send, {**asked, "to": ticks(officer.get(send, asked))})
        send_due(by=Actor.service("Sending"), now=at(9))
        letters = f"/schools/{family.school.pk}/messages/letters/"

        assert officer.get(f"{letters}print/").content.startswith(b"%PDF")
        chosen = [one.pk for one in Message.objects.all()]
        day = {"posted_on-day": "7", "posted_on-month": "9", "posted_on-year": "2026"}
        assert "2 letters are noted as posted" in words_of(
            officer.post(letters, {"letter": chosen, **day}, follow=True)
        )
        assert "No letter is waiting" in words_of(officer.get(letters))


class TestWording:
    def test_is_written_by_the_office_and_approved_by_the_head(self, family, browse):
        wording = f"/schools/{family.school.pk}/messages/wording/absence-no-reason/"
        words = "{school}: {pupil} is away {session}. {telephone}"
        office = browse(a_user("attendance_officer", school=family.school))
        answer = office.post(f"{wording}text/en/", {"body": words}, follow=True)
        assert "Version 1, written by" in words_of(answer)
        assert "Approve version 1" not in words_of(answer)

        head = browse(a_user("head", school=family.school))
        decide = f"/schools/{family.school.pk}/messages/wording/decide/{Wording.objects.get().pk}/"
        answer = head.post(decide, {"decision": "approve"}, follow=True)

        assert "The school’s own, version 1" in words_of(answer)

    def test_with_a_fault_is_given_back_with_what_to_do(self, family, officer):
        answer = officer.post(
            f"/schools/{family.school.pk}/messages/wording/absence-no-reason/text/en/",
            {"body": "{school}: {reason}"},
        )

        assert answer.status_code == 422
        assert "Take it out" in words_of(answer)
        assert "{school}: {reason}" in answer.content.decode()

    def test_in_a_language_nobody_approved_says_so(self, family, officer):
        words = words_of(officer.get(f"/schools/{family.school.pk}/messages/wording/absence-no-reason/"))

        assert "Text, Urdu Not approved: ask a speaker" in words


class TestALanguage:
    def test_is_kept_of_a_parent(self, family, officer):
        page = f"/schools/{family.school.pk}/messages/language/{family.amina.pk}/{family.mother.pk}/"

        assert "In which language is Mrs Rukhsana Begum written to?" in words_of(officer.get(page))
        assert "The language is kept" in words_of(officer.post(page, {"language": "ur"}, follow=True))
        assert 'value="ur" checked' in officer.get(page).content.decode()


class TestSettings:
    def test_are_changed_by_the_head(self, family, browse):
        page = f"/schools/{family.school.pk}/messages/settings/"
        head = browse(a_user("head", school=family.school))
        sent = {
            "text_by": "outbox",
            "email_by": "outbox",
            "letter_by": "outbox",
            "day_starts": "8",
            "day_ends": "18",
        }

        assert "are saved" in words_of(head.post(page, sent, follow=True))
        assert MessageSettings.objects.get().day_starts.hour == 8
        assert "Nobody is to be woken" in words_of(head.post(page, {**sent, "day_starts": "5"}))

    def test_take_a_test_message(self, family, browse):
        head = browse(a_user("head", school=family.school))

        answer = head.post(
            f"/schools/{family.school.pk}/messages/settings/test/", {"channel": "text", "address": "07700 900000"}, follow=True
        )  # fmt: skip

        assert "It stayed on this machine" in words_of(answer)
