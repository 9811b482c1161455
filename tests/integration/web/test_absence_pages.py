"""The pages of following up: the call list with one tap an outcome, the full form, and one absence."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest

from onroll.service.absence_follow_up.models import Contact, ReasonGiven, Step
from onroll.service.access.models import Viewing
from onroll.service.organisations.models import School
from tests.factories.access import a_user
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY
from tests.integration.web.pages import days, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mother(a_class):
    a_class.take("/", "N")
    return a_parent(a_class.callum, name="Rose", surname="Eyre", mobile="07700 900111")


@pytest.fixture
def at(a_class, school):
    return f"{school}/absences/{a_class.callum.pk}/{MONDAY}"


class TestTheCallList:
    def test_names_the_pupil_the_parent_and_the_number_to_tap(self, mother, officer, school):
        page = officer.get(f"{school}/absences/")
        assert "1 pupil absent without a reason: 1 not tried yet." in words_of(page)
        assert 'href="tel:07700900111"' in page.content.decode()

    def test_records_no_answer_by_one_tap_and_comes_back_to_the_pupil(
        self, mother, officer, school, at, a_class
    ):
        sent = {
            "outcome": "no answer",
            "channel": "phone",
            "parent": mother.pk,
            "used": "07700 900111",
            "back": "AM",
        }
        answer = officer.post(f"{at}/contact/", sent)
        assert answer["Location"].endswith(f"/absences/?date={MONDAY}&session=AM#pupil-{a_class.callum.pk}")
        kept = Contact.objects.get()
        assert (kept.outcome, kept.who, kept.used) == ("no answer", "Rose Eyre, mother", "07700 900111")
        assert "1 contact; last at 8:50am: no answer, Rose Eyre, mother" in words_of(
            officer.get(f"{school}/absences/")
        )

    def test_keeps_a_tap_that_was_sent_twice_once(self, mother, officer, at):
        sent = {"outcome": "voicemail", "channel": "phone", "parent": mother.pk, "key": "tap"}
        for _ in range(2):
            assert officer.post(f"{at}/contact/", sent).status_code == 302
        assert Contact.objects.count() == 1

    def test_leads_to_a_message_to_the_parents_of_those_listed(self, mother, officer, school):
        (address,) = re.findall(
            r'id="write-to-parents" href="([^"]+)"', officer.get(f"{school}/absences/").content.decode()
        )
        School.objects.update(telephone="01632 960000")
        assert "Rose Eyre" in words_of(officer.get(unescape(address)))

    def test_is_sent_in_part_to_a_script_that_keeps_it_fresh(self, mother, officer, school):
        part = officer.get(f"{school}/absences/", headers={"HX-Request": "true"}).content.decode()
        assert part.lstrip().startswith('<div id="calls"')

    def test_says_that_nobody_is_to_be_called(self, a_class, officer, school):
        a_class.take("/", "/")
        assert "Nobody to call" in words_of(officer.get(f"{school}/absences/"))

    def test_says_which_registers_nobody_began(self, a_class, officer, school, morning):
        morning.is_at(9, 20)
        assert "Nobody has begun 1 register" in words_of(officer.get(f"{school}/absences/"))


class TestTheFullForm:
    def test_records_what_was_said(self, mother, officer, at):
        sent = {
            "outcome": "spoke",
            "channel": "phone",
            "who": "A neighbour",
            "words": "Saw him at the bus stop",
            "at": "8:30",
        }
        page = words_of(officer.post(f"{at}/contact/", sent, follow=True))
        assert "Recorded: spoke." in page
        assert "Phone: spoke A neighbour Saw him at the bus stop 7 September 2026 at 8:30am" in page

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"outcome": "spoke", "channel": "phone"}, "Say who answered"),
            ({"channel": "phone"}, "Choose what came of it"),
            ({"outcome": "no answer", "channel": "phone", "at": "teatime"}, "Enter the time like 9:24"),
            ({"outcome": "no answer", "channel": "phone", "at": "8:51"}, "That time has not come yet"),
        ],
    )
    def test_says_what_is_missing(self, mother, officer, at, sent, said):
        answer = officer.post(f"{at}/contact/", sent)
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert not Contact.objects.exists()

    def test_corrects_a_contact_by_another_and_keeps_both(self, mother, officer, at):
        officer.post(f"{at}/contact/", {"outcome": "spoke", "channel": "phone", "who": "His mother"})
        wrong = Contact.objects.get()
        sent = {
            "outcome": "voicemail",
            "channel": "phone",
            "corrects": wrong.pk,
            "words": "It was the voicemail",
        }
        page = words_of(officer.post(f"{at}/contact/", sent, follow=True))
        assert "Phone: spoke Corrected since." in page
        assert Contact.objects.count() == 2


class TestAReason:
    def sent(self, mother, **others):
        return {"kind": "illness", "given_by": "parent", "parent": mother.pk, "channel": "phone", "evidence": "word",
                **days(MONDAY), **others}  # fmt: skip

    def test_that_came_by_email_before_any_register_is_noted_and_waits(self, a_class, officer, school):
        a_parent(a_class.callum, name="Rose", surname="Eyre", mobile="07700 900111")
        page = f"{school}/absences/reasons/new/"
        assert "Note what came by email" in words_of(officer.get(f"{school}/absences/reasons/"))
        found = officer.get(page, {"q": "Callum"})
        form = unescape(re.search(r'href="([^"]*reason/[^"]*)"', found.content.decode())[1])
        assert re.search(r'value="email" selected', officer.get(form).content.decode())
        sent = {"kind": "illness", "given_by": "parent", "who": "Rose Eyre", "channel": "email", "words": "Sick", **days(MONDAY)}  # fmt: skip
        assert officer.post(form, sent).status_code == 302
        given = ReasonGiven.objects.get()
        assert (given.channel, given.decisions.exists(), a_class.code(a_class.callum)) == (
            "email",
            False,
            None,
        )

    def test_is_noted_of_nobody_who_is_not_on_the_roll(self, officer, school):
        assert "Nobody on roll matches “Zeb”" in words_of(
            officer.get(f"{school}/absences/reasons/new/", {"q": "Zeb"})
        )

    def test_waits_on_the_list_until_it_is_accepted(self, mother, officer, school, at, a_class):
        page = words_of(officer.post(f"{at}/reason/", self.sent(mother, back="AM"), follow=True))
        assert "Ill, in body or mind: noted, and waits to be accepted." in page
        assert "Reason given: ill, in body or mind. Accept or decline" in page
        address = f"{school}/absences/reasons/{ReasonGiven.objects.get().pk}/"
        assert "1 session will be amended now" in words_of(officer.get(address))
        page = words_of(officer.post(address, {"do": "accept", "code": "I"}, follow=True))
        assert "Accepted with code I." in page
        assert a_class.history(a_class.callum) == ["N", "I"]

    def test_is_noted_and_accepted_in_one_form_with_the_call(self, mother, officer, at, a_class):
        officer.post(f"{at}/reason/", self.sent(mother, accept="I", reached="yes", used="07700 900111"))
        assert a_class.code(a_class.callum) == "I"
        assert Contact.objects.get().used == "07700 900111"

    def test_is_declined_with_why_and_taken_back(self, mother, officer, school, at, a_class):
        officer.post(f"{at}/reason/", self.sent(mother))
        address = f"{school}/absences/reasons/{ReasonGiven.objects.get().pk}/"
        refused = officer.post(address, {"do": "decline", "why": ""})
        assert (refused.status_code, "Say why the reason is not accepted" in words_of(refused)) == (422, True)
        assert "Declined. No entry has changed." in words_of(
            officer.post(address, {"do": "decline", "why": "Seen in town"}, follow=True)
        )
        assert "Take the decision back" in words_of(officer.get(address))
        officer.post(address, {"do": "take back", "why": "It was his brother"})
        assert "1 reason waits." in words_of(officer.get(f"{school}/absences/reasons/"))

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"kind": ""}, "Choose the reason that was given."),
            ({"last_day-day": ""}, "The last day must include a day."),
            ({"at": "teatime"}, "Enter the time like 9:24"),
            ({"accept": "Y7"}, "note"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_nothing(self, mother, officer, at, wrong, said):
        answer = officer.post(f"{at}/reason/", self.sent(mother, **wrong))
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert not ReasonGiven.objects.exists()

    def test_is_known_to_the_tutor_without_what_it_is(self, mother, officer, browse, school, at, a_class):
        officer.post(f"{at}/reason/", self.sent(mother, words="He has mumps"), follow=True)
        tutor = browse(a_user("tutor", group=a_class.group))
        page = words_of(tutor.get(f"{school}/absences/")) + words_of(tutor.get(f"{at}/"))
        assert "Reason given. Waits to be accepted." in page
        assert ("mumps" in page, "body or mind" in page) == (False, False)


class TestAnAbsence:
    def test_says_until_when_the_reason_may_be_looked_for(self, mother, officer, at):
        page = words_of(officer.get(f"{at}/"))
        assert "may stand until the end of Monday 14 September 2026 ; then it becomes O" in page

    def test_leaves_a_look_in_the_log(self, mother, officer, at, a_class):
        officer.get(f"{at}/")
        assert Viewing.objects.get().page == "absence"

    def test_is_opened_by_the_tutor_without_what_was_said(self, mother, officer, browse, at, a_class):
        officer.post(
            f"{at}/contact/",
            {"outcome": "spoke", "channel": "phone", "who": "His mother", "words": "He has mumps"},
        )
        page = words_of(browse(a_user("tutor", group=a_class.group)).get(f"{at}/"))
        assert "Phone: spoke" in page
        assert "mumps" not in page


class TestTheEntrysPage:
    def test_leads_to_the_absence_and_where_the_pupil_came_to_none(self, mother, officer, school, a_class):
        for pupil, leads in ((a_class.callum, True), (a_class.amina, False)):
            page = officer.get(f"{school}/pupils/{pupil.pk}/entries/{MONDAY}/am/").content.decode()
            assert (f"{school}/absences/{pupil.pk}/{MONDAY}/" in page) is leads


class TestDaysLeft:
    LAST_DAY = MONDAY + dt.timedelta(days=7)

    def test_are_shown_and_those_whose_time_is_up_are_turned_after_a_look(
        self, mother, officer, school, morning, a_class
    ):
        morning.is_at(15, on=self.LAST_DAY)
        address = f"{school}/absences/no-reason/"
        assert "Callum Eyre Mon 7 Sep, morning Mon 14 Sep the last day" in words_of(officer.get(address))
        chosen = {"place": f"{a_class.callum.pk}_{MONDAY}_AM"}
        look = words_of(officer.post(address, {**chosen, "do": "preview"}))
        assert "Turn 1 session to O" in look
        assert a_class.code(a_class.callum) == "N"
        assert "1 session amended." in words_of(officer.post(address, {**chosen, "do": "turn"}, follow=True))
        assert a_class.history(a_class.callum) == ["N", "O"]

    def test_are_not_turned_a_day_too_soon(self, mother, officer, school, morning, a_class):
        morning.is_at(15, on=self.LAST_DAY - dt.timedelta(days=3))
        address, chosen = f"{school}/absences/no-reason/", f"{a_class.callum.pk}_{MONDAY}_AM"
        answer = officer.post(address, {"place": chosen, "do": "turn"})
        assert (answer.status_code, a_class.code(a_class.callum)) == (422, "N")
        assert "may be looked for until the end of 14 September 2026" in words_of(answer)

    def test_ask_for_a_tick(self, mother, officer, school):
        answer = officer.post(f"{school}/absences/no-reason/", {"place": "nonsense"})
        assert (answer.status_code, "Tick the sessions" in words_of(answer)) == (422, True)


class TestSafeguarding:
    def test_is_told_takes_it_on_and_decides(self, mother, officer, browse, school, at, a_class):
        said = words_of(officer.post(f"{at}/tell/", {"words": "Nobody reached"}, follow=True))
        assert "Told at 8:50am by Mrs A. Example; nothing is decided yet" in said
        lead = browse(a_user("safeguarding_lead", school=a_class.school, name="Mrs D. Example"))
        assert "Nobody has taken it on" in words_of(lead.get(f"{school}/absences/safeguarding/"))
        address = f"{school}/absences/safeguarding/{Step.objects.get().pk}/"
        lead.post(address, {"do": "take on"})
        assert "Taken on by Mrs D. Example" in words_of(lead.get(f"{school}/absences/safeguarding/"))
        refused = lead.post(address, {"do": "decide", "decision": "home visit", "words": ""})
        assert (refused.status_code, "Say why this was decided" in words_of(refused)) == (422, True)
        page = words_of(
            lead.post(address, {"do": "decide", "decision": "home visit", "words": "No answer"}, follow=True)
        )
        assert "Decided: visit the home No answer" in page

    def test_a_visit_is_planned_and_recorded_from_the_absence(self, mother, officer, at, morning):
        on = {"on-day": "7", "on-month": "9", "on-year": "2026"}
        planned = officer.post(f"{at}/visit/", {"who": "Two of us", "at": "11:30", **on}, follow=True)
        assert "Home visit planned for 7 September 2026 at 11:30am: Two of us." in words_of(planned)
        morning.is_at(12)
        sent = {
            "who": "Two of us",
            "at": "11:40",
            "found": "child seen",
            "planned": Step.objects.get().pk,
            **on,
        }
        page = words_of(officer.post(f"{at}/visited/", sent, follow=True))
        assert "Home visit made: the child was seen" in page
        assert "planned for" not in page

    @pytest.mark.parametrize(
        ("form", "sent", "said"),
        [
            ("tell", {}, "Say why the safeguarding lead should know"),
            ("visit", {"who": "Us", "at": "soon"}, "Enter the time like 9:24"),
            ("visited", {"who": "Us", "found": ""}, "Choose what was found"),
            ("seen", {"who": "Us", "place": ""}, "Say where the child was seen"),
            ("seen", {"who": "Us", "place": "At home", "on-day": ""}, "must include a day"),
        ],
    )
    def test_a_form_says_what_is_missing(self, mother, officer, at, form, sent, said):
        on = {"on-day": "7", "on-month": "9", "on-year": "2026"}
        assert officer.get(f"{at}/{form}/").status_code == 200
        answer = officer.post(f"{at}/{form}/", {**on, **sent})
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert not Step.objects.exists()

    def test_what_it_decides_is_not_shown_to_the_office_to_decide(self, mother, officer, school):
        assert officer.get(f"{school}/absences/safeguarding/").status_code == 403
