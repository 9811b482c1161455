"""Monday 7 September 2026 at Broadmere, 5 Oak, from half past seven to eleven: eight children, each in circumstances of their own.

Amina is in school. Callum comes at five past nine. Kit's mother says on her phone, before school, that he was sick in the
night. Bea spends the week at a workshop, which answers by a link of its own. Dev has leave for his grandmother's funeral. Zed's father
says on the telephone that they are on holiday. Orla has a social worker, and her brother Abel lives with the same carer: neither
came, and nobody answers. By eleven each absence has a reason or a named person looking for one, whoever must
know has been told, and nothing was written down twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from onroll.law.off_site_provision import Check
from onroll.service import clock
from onroll.service.absence_follow_up.actions.entering import enter_accepted_reasons
from onroll.service.absence_follow_up.models import Contact, ReasonGiven
from onroll.service.correspondence.models import Message
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.leave_of_absence.actions.deciding import decide_leave
from onroll.service.leave_of_absence.models import LeaveChild
from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.actions.providers import add_provider, make_provider_link, record_check
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.people.models import Parent, Pupil, PupilMarker
from tests.factories.access import a_user
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.notices import a_professional
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.factories.registers import SERVICE, AClass
from tests.support.browser import PHONE, assert_accessible
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

FRIDAY = MONDAY - dt.timedelta(days=3)


def test_eight_children_before_eleven(browse, monkeypatch):
    morning = Morning(browse, monkeypatch)
    morning.on_friday_beas_workshop_and_devs_leave_were_arranged()

    morning.is_at(7, 30)
    morning.kits_mother_says_on_her_phone_that_he_was_sick()
    morning.is_at(8, 10)
    morning.the_office_reads_it_and_accepts_it()
    morning.is_at(8, 50)
    morning.the_teacher_finds_dev_filled_in_and_marks_who_is_not_there()
    morning.is_at(8, 51)
    morning.kits_reason_is_entered_by_itself()
    morning.is_at(9, 5)
    morning.callum_is_signed_in_at_the_gate()
    morning.is_at(9, 20)
    morning.the_office_sees_whom_to_call_first()
    morning.nobody_answers_at_orlas()
    morning.zeds_father_says_that_they_are_on_holiday()
    morning.is_at(9, 25)
    morning.the_workshop_answers_by_its_link_and_the_office_enters_it()
    morning.is_at(9, 30)
    morning.the_safeguarding_lead_writes_to_orlas_social_worker()
    morning.is_at(9, 35)
    morning.the_social_worker_says_that_she_has_read_it()
    morning.is_at(9, 40)
    morning.the_office_tells_the_safeguarding_lead()
    morning.is_at(9, 45)
    morning.the_lead_takes_it_on_and_decides_on_a_visit()
    morning.is_at(10, 40)
    morning.orla_and_abel_were_seen_at_home_with_a_cold()
    morning.is_at(11)
    morning.nobody_is_left_to_call()

    assert morning.entries() == {
        "Amina": ["/"],
        "Callum": ["N", "L"],
        "Kit": ["N", "I"],
        "Bea": ["B"],
        "Dev": ["C"],
        "Zed": ["N", "G"],
        "Orla": ["N", "I"],
        "Abel": ["N", "I"],
    }
    assert morning.oak.is_whole()
    assert Contact.objects.count() == 2, "each call was written down once"


class Morning:
    """The morning of a class, each step taken on the page where a school takes it."""

    def __init__(self, browse: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> None:
        self._browse, self._monkeypatch = browse, monkeypatch
        self.is_at(7)
        self.oak = AClass()
        self.school = self.oak.school
        self.school.telephone = "01632 960100"
        self.school.save()
        names = [
            ("Kit", "Dale"),
            ("Bea", "Hart"),
            ("Dev", "Nair"),
            ("Zed", "Abbott"),
            ("Orla", "Reed"),
            ("Abel", "Reed"),
        ]
        self.pupils: dict[str, Pupil] = {"Amina": self.oak.amina, "Callum": self.oak.callum}
        self.pupils |= {
            name: a_pupil_on_roll(self.school, self.oak.group, name, surname) for name, surname in names
        }
        PupilMarker.objects.create(pupil=self.pupils["Orla"], kind="social worker", first_day=FIRST_DAY)
        self.worker = a_professional(self.pupils["Orla"], self.school)
        self.kits_mother = self._parent("Kit", name="Ada", surname="Dale")
        self.devs_mother = self._parent("Dev", name="Maya", surname="Nair")
        self.zeds_father = self._parent(
            "Zed", name="Sid", surname="Abbott", relationship="Father", mobile="07700 900333"
        )
        self.carer = self._parent(
            "Orla", "Abel", name="Joy", surname="Field", relationship="Foster carer", mobile="07700 900111"
        )
        self.officer, self.head = an_actor("attendance_officer", self.school), an_actor("head", self.school)
        self.absences = f"/schools/{self.school.pk}/absences/"
        self._desks: dict[str, Page] = {}

    def _parent(self, *names: str, **fields: Any) -> Parent:
        return a_parent(*(self.pupils[name] for name in names), **fields)

    def is_at(self, hour: int, minute: int = 0) -> None:
        let_it_be(self._monkeypatch, hour, minute)

    def desk(self, role: str, name: str) -> Page:
        """Return the browser of somebody at the school, signed in."""
        if role not in self._desks:
            where = {"group": self.oak.group} if role == "teacher" else {"school": self.school}
            self._desks[role] = self._browse(a_user(role, name=name, **where))
        return self._desks[role]

    @property
    def office(self) -> Page:
        return self.desk("attendance_officer", "Mrs A. Example")

    @property
    def lead(self) -> Page:
        return self.desk("safeguarding_lead", "Mrs D. Example")

    def about(self, name: str) -> str:
        return f"{self.absences}{self.pupils[name].pk}/{MONDAY}/"

    def on_friday_beas_workshop_and_devs_leave_were_arranged(self) -> None:
        friday = at(10, on=FRIDAY)
        by = {"school_id": self.school.pk, "by": self.officer, "now": friday}
        workshop = add_provider(name="Tarn Works", arranged_by="school", **by)
        for check in Check:
            record_check(
                provider_id=workshop.pk, kind=check.value, words="Seen on a visit", done_on=FRIDAY,
                good_until=MONDAY + dt.timedelta(days=90), **by,
            )  # fmt: skip
        place_pupil(
            provider_id=workshop.pk, pupil_id=self.pupils["Bea"].pk, nature="Construction", first_day=MONDAY,
            last_day=MONDAY + dt.timedelta(days=4), **by,
        )  # fmt: skip
        self.workshop, self.workshops_secret = workshop, make_provider_link(provider_id=workshop.pk, **by)
        asked = ask_for_leave(
            school_id=self.school.pk, pupil_ids=[self.pupils["Dev"].pk], parent_id=self.devs_mother.pk, asked_on=FRIDAY,
            how="form", first_day=MONDAY, last_day=MONDAY, purpose="exceptional", reason="His grandmother's funeral",
            key="form", by=self.officer, now=friday,
        )  # fmt: skip
        decide_leave(
            school_id=self.school.pk, child_id=LeaveChild.objects.get(request=asked).pk, outcome="granted",
            reasons="A funeral is exceptional.", by=self.head, now=at(11, on=FRIDAY),
        )  # fmt: skip

    def kits_mother_says_on_her_phone_that_he_was_sick(self) -> None:
        secret = make_parent_link(
            school_id=self.school.pk, parent_id=self.kits_mother.pk, by=self.officer, now=at(7)
        )
        phone = self._browse(viewport=PHONE, java_script_enabled=False)
        phone.goto(f"/parents/{secret}/")
        phone.get_by_role("button", name="Kit will be away").click()
        phone.get_by_label("Anything the school should know").fill("Sick in the night")
        phone.get_by_label("Ill, in body or mind").check()
        phone.get_by_role("button", name="Tell the school").click()
        expect(phone.get_by_text("Thank you. The school has been told about Kit")).to_be_visible()

    def the_office_reads_it_and_accepts_it(self) -> None:
        self.office.goto(f"{self.absences}reasons/")
        self.office.get_by_role("link", name="Kit Dale").click()
        expect(self.office.get_by_text("“Sick in the night”")).to_be_visible()
        self.office.get_by_label("Code", exact=True).select_option("I")
        self.office.get_by_role("button", name="Accept the reason").click()
        expect(self.office.get_by_text("Accepted with code I.")).to_be_visible()

    def the_teacher_finds_dev_filled_in_and_marks_who_is_not_there(self) -> None:
        page = self.desk("teacher", "Mr J. Sample")
        page.goto(f"/schools/{self.school.pk}/registers/{self.oak.group.pk}/{MONDAY}/am/")
        for name in ("Callum", "Kit", "Zed", "Orla", "Abel"):
            page.locator(f"#p{self.pupils[name].pk}").get_by_role("radio", name="no reason yet").check()
        page.locator(f"#p{self.pupils['Amina'].pk}").get_by_role("radio", name="present").check()
        page.get_by_role("button", name="Finish register").click()
        expect(page.get_by_text("Register finished at 8:50am")).to_be_visible()

    def kits_reason_is_entered_by_itself(self) -> None:
        about = {"school_id": self.school.pk, "date": MONDAY, "session": "AM"}
        assert enter_accepted_reasons(**about, by=SERVICE, now=clock.now()) == 1

    def callum_is_signed_in_at_the_gate(self) -> None:
        self.office.goto(f"/schools/{self.school.pk}/gate/?q=Callum")
        self.office.get_by_role("button", name="Arrived Callum Eyre").click()
        expect(self.office.get_by_role("rowheader", name="Callum Eyre")).to_be_visible()

    def the_office_sees_whom_to_call_first(self) -> None:
        self.office.goto(self.absences)
        assert_accessible(self.office)
        rows = self.office.locator("table.calls tbody tr").all_inner_texts()
        assert [row.split("\n")[0].split(" ")[0] for row in rows] == ["Orla", "Abel", "Zed"]
        expect(self.office.get_by_text("Call first").first).to_be_visible()

    def nobody_answers_at_orlas(self) -> None:
        self.office.get_by_role("button", name="No answer : Joy Field, 07700 900111, about Orla Reed").click()
        expect(self.office.get_by_text("Recorded: no answer.")).to_be_visible()

    def zeds_father_says_that_they_are_on_holiday(self) -> None:
        self.office.get_by_role("link", name="Gave a reason : Sid Abbott, about Zed Abbott").click()
        self.office.get_by_label("The reason", exact=True).select_option(label="On holiday")
        self.office.get_by_label("Accept it now").select_option("G")
        self.office.get_by_role("button", name="Note the reason").click()
        expect(self.office.get_by_text("accepted with code G")).to_be_visible()

    def the_workshop_answers_by_its_link_and_the_office_enters_it(self) -> None:
        workshop = self._browse(viewport=PHONE, java_script_enabled=False)
        workshop.goto(f"/providers/{self.workshops_secret}/")
        workshop.get_by_role("radio", name="Present").first.check()
        workshop.get_by_label("Your name").fill("Jo Maker")
        workshop.get_by_role("button", name="Send to the school").click()
        expect(workshop.get_by_text("Thank you. The school has your answer.")).to_be_visible()
        self.office.goto(f"/schools/{self.school.pk}/provision/{self.workshop.pk}/")
        self.office.get_by_role("button", name="Enter those ticked").click()
        expect(self.office.get_by_role("heading", name="To accept into the register")).not_to_be_visible()

    def the_safeguarding_lead_writes_to_orlas_social_worker(self) -> None:
        self.lead.goto(f"/schools/{self.school.pk}/notices/")
        self.lead.get_by_role("link", name=re.compile("^Tell them")).first.click()
        self.lead.get_by_role("button", name="Send the notice").click()
        expect(self.lead.get_by_text("J. Reyes").first).to_be_visible()

    def the_social_worker_says_that_she_has_read_it(self) -> None:
        body = Message.objects.get(about__contains=MONDAY.isoformat()).body
        page = self._browse()
        page.goto(re.search(r"/notices/\S+/", body)[0])
        page.get_by_label("Your name").fill("J. Reyes")
        page.get_by_role("button", name="I have read it").click()
        expect(page.get_by_role("heading", name="Read by J. Reyes")).to_be_visible()

    def the_office_tells_the_safeguarding_lead(self) -> None:
        self.office.goto(f"{self.about('Orla')}tell/")
        self.office.get_by_label("Why they should know").fill("No answer from her carer since 9:20")
        self.office.get_by_role("button", name="Tell the safeguarding lead").click()
        expect(self.office.get_by_text("nothing is decided yet")).to_be_visible()

    def the_lead_takes_it_on_and_decides_on_a_visit(self) -> None:
        self.lead.goto(f"{self.absences}safeguarding/")
        self.lead.get_by_role("link", name="Orla Reed").click()
        self.lead.get_by_role("button", name="Take it on").click()
        self.lead.goto(f"{self.absences}safeguarding/")
        self.lead.get_by_role("link", name="Orla Reed").click()
        self.lead.get_by_role("radio", name="Visit the home").check()
        self.lead.get_by_label("Why", exact=True).fill("She has a social worker, and nobody answers")
        self.lead.get_by_role("button", name="Record the decision").click()
        expect(self.lead.get_by_text("Decided: visit the home")).to_be_visible()

    def orla_and_abel_were_seen_at_home_with_a_cold(self) -> None:
        for name in ("Orla", "Abel"):
            self.lead.goto(f"{self.about(name)}visited/")
            self.lead.get_by_role("radio", name="The child was seen").check()
            self.lead.get_by_label("Who went").fill("Mrs D. Example and Mr S. Guard")
            self.lead.get_by_label("Time").fill("10:30")
            self.lead.get_by_role("button", name="Record the visit").click()
            expect(self.lead.get_by_text("the child was seen").first).to_be_visible()
            self.lead.goto(f"{self.about(name)}reason/")
            self.lead.get_by_label("The reason", exact=True).select_option(label="Ill, in body or mind")
            self.lead.get_by_label("Which parent").select_option(label="Joy Field, foster carer")
            self.lead.get_by_label("Accept it now").select_option("I")
            self.lead.get_by_role("button", name="Note the reason").click()
            expect(self.lead.get_by_text("accepted with code I")).to_be_visible()

    def nobody_is_left_to_call(self) -> None:
        self.office.goto(self.absences)
        expect(self.office.get_by_text("Nobody to call")).to_be_visible()
        assert not ReasonGiven.objects.filter(decisions__isnull=True).exists()

    def entries(self) -> dict[str, list[str]]:
        """Return every code entered of the morning for each child, in the order made."""
        return {name: self.oak.history(pupil) for name, pupil in self.pupils.items()}
