"""Monday 7 September 2026, 5 Oak, from half past seven to eleven: four children are away, and by eleven each has a reason.

Kit's mother wrote before school. Orla, who is looked after, and her brother Abel did not come, and nobody answers. Zed's
father says on the telephone that they are on holiday. Amina is in school.
"""

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.absence_follow_up.actions.entering import enter_accepted_reasons
from onroll.service.absence_follow_up.models import ReasonGiven, Step
from onroll.service.people.models import PupilMarker
from tests.factories.access import a_user
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import SERVICE, AClass
from tests.integration.web.pages import days, form_of, words_of


@pytest.mark.django_db
def test_four_children_who_were_away(monkeypatch):
    morning = Morning(monkeypatch)

    morning.is_at(7, 30)
    morning.kits_mother_has_written_and_the_office_accepts_it()
    morning.is_at(8, 50)
    morning.the_teacher_marks_four_away()
    morning.is_at(8, 51)
    morning.kits_reason_is_entered_by_itself()
    morning.is_at(9, 20)
    morning.the_office_sees_orla_and_abel_first_and_then_zed()
    morning.nobody_answers_at_orlas()
    morning.zeds_father_says_they_are_on_holiday()
    morning.is_at(9, 40)
    morning.the_office_tells_the_safeguarding_lead_of_orla()
    morning.is_at(9, 45)
    morning.the_lead_takes_it_on_and_decides_on_a_visit()
    morning.is_at(10, 30)
    morning.both_were_found_at_home_in_bed_with_a_cold()
    morning.is_at(11)
    morning.nobody_is_absent_without_a_reason()

    assert morning.what_became_of("kit") == ["N", "I"]
    assert morning.what_became_of("zed") == ["N", "G"]
    assert morning.what_became_of("orla") == ["N", "I"]
    assert morning.what_became_of("abel") == ["N", "I"]
    assert morning.oak.is_whole()
    morning.orlas_page_tells_it_in_order()


class Morning:
    """5 Oak's morning, each step on the page where a school takes it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.oak = AClass()
        self.pupils = {
            "kit": a_pupil_on_roll(self.oak.school, self.oak.group, "Kit", "Dale"),
            "orla": a_pupil_on_roll(self.oak.school, self.oak.group, "Orla", "Reed"),
            "abel": a_pupil_on_roll(self.oak.school, self.oak.group, "Abel", "Reed"),
            "zed": a_pupil_on_roll(self.oak.school, self.oak.group, "Zed", "Abbott"),
        }
        PupilMarker.objects.create(pupil=self.pupils["orla"], kind="looked after", first_day=FIRST_DAY)
        self.mother = a_parent(self.pupils["kit"], name="Ada", surname="Dale")
        self.carer = a_parent(
            self.pupils["orla"], self.pupils["abel"], name="Joy", surname="Field", relationship="Foster carer",
            mobile="07700 900111",
        )  # fmt: skip
        self.father = a_parent(self.pupils["zed"], name="Sid", surname="Abbott", relationship="Father")
        self.absences = f"/schools/{self.oak.school.pk}/absences"
        self.people: dict[str, Client] = {}

    def is_at(self, hour: int, minute: int = 0) -> None:
        self._monkeypatch.setattr(clock, "now", lambda: at(hour, minute))

    def client(self, role: str, name: str) -> Client:
        if role not in self.people:
            where = {"group": self.oak.group} if role == "teacher" else {"school": self.oak.school}
            self.people[role] = Client()
            self.people[role].force_login(a_user(role, name=name, **where))
        return self.people[role]

    @property
    def office(self) -> Client:
        return self.client("attendance_officer", "Mrs A. Example")

    @property
    def lead(self) -> Client:
        return self.client("safeguarding_lead", "Mrs D. Example")

    def about(self, name: str) -> str:
        return f"{self.absences}/{self.pupils[name].pk}/{MONDAY}"

    def a_reason(self, name: str, **fields: object) -> str:
        sent = {"given_by": "parent", "channel": "phone", "evidence": "word", **days(MONDAY), **fields}
        return words_of(self.office.post(f"{self.about(name)}/reason/", sent, follow=True))

    def kits_mother_has_written_and_the_office_accepts_it(self) -> None:
        sent = {
            "kind": "illness",
            "parent": self.mother.pk,
            "channel": "message",
            "words": "Sick in the night",
        }
        assert "noted, and waits to be accepted" in self.a_reason("kit", **sent)
        address = f"{self.absences}/reasons/{ReasonGiven.objects.get().pk}/"
        assert "entered when it comes, where the pupil is away" in words_of(self.office.get(address))
        assert "Accepted with code I." in words_of(
            self.office.post(address, {"do": "accept", "code": "I"}, follow=True)
        )

    def the_teacher_marks_four_away(self) -> None:
        teacher = self.client("teacher", "Mr J. Sample")
        page = f"/schools/{self.oak.school.pk}/registers/{self.oak.group.pk}/{MONDAY}/am/"
        marks = {f"c{pupil.pk}": "N" for pupil in self.pupils.values()}
        marks |= {f"c{pupil.pk}": "/" for pupil in (self.oak.amina, self.oak.callum)}
        taken = teacher.post(page, {**form_of(teacher.get(page)), **marks, "do": "finish"}, follow=True)
        assert "Register finished" in words_of(taken)

    def kits_reason_is_entered_by_itself(self) -> None:
        about = {"school_id": self.oak.school.pk, "date": MONDAY, "session": "AM"}
        assert enter_accepted_reasons(**about, by=SERVICE, now=clock.now()) == 1

    def the_office_sees_orla_and_abel_first_and_then_zed(self) -> None:
        page = words_of(self.office.get(f"{self.absences}/"))
        assert "3 pupils absent without a reason: 3 not tried yet." in page
        assert page.index("Orla Reed") < page.index("Abel Reed") < page.index("Zed Abbott")
        assert "Looked after" not in page
        assert "Looked after" in words_of(self.lead.get(f"{self.absences}/"))

    def nobody_answers_at_orlas(self) -> None:
        sent = {
            "outcome": "no answer",
            "channel": "phone",
            "parent": self.carer.pk,
            "used": "07700 900111",
            "back": "AM",
        }
        page = words_of(self.office.post(f"{self.about('orla')}/contact/", sent, follow=True))
        assert "1 contact; last at 9:20am: no answer, Joy Field, foster carer" in page

    def zeds_father_says_they_are_on_holiday(self) -> None:
        sent = {"kind": "holiday", "parent": self.father.pk, "reached": "yes", "accept": "G", "back": "AM"}
        assert "On holiday: accepted with code G." in self.a_reason("zed", **sent)

    def the_office_tells_the_safeguarding_lead_of_orla(self) -> None:
        sent = {"words": "No answer from her carer since 9:20"}
        assert "nothing is decided yet" in words_of(
            self.office.post(f"{self.about('orla')}/tell/", sent, follow=True)
        )

    def the_lead_takes_it_on_and_decides_on_a_visit(self) -> None:
        address = f"{self.absences}/safeguarding/{Step.objects.get().pk}/"
        self.lead.post(address, {"do": "take on"})
        sent = {"do": "decide", "decision": "home visit", "words": "She is looked after, and nobody answers"}
        assert "Decided: visit the home" in words_of(self.lead.post(address, sent, follow=True))

    def both_were_found_at_home_in_bed_with_a_cold(self) -> None:
        visited = {"who": "Mrs D. Example and Mr S. Guard", "found": "child seen", "at": "10:20",
                   "on-day": "7", "on-month": "9", "on-year": "2026"}  # fmt: skip
        for name in ("orla", "abel"):
            self.lead.post(f"{self.about(name)}/visited/", visited)
            sent = {"kind": "illness", "parent": self.carer.pk, "channel": "home visit", "accept": "I"}
            assert "accepted with code I" in self.a_reason(name, **sent)

    def nobody_is_absent_without_a_reason(self) -> None:
        assert "Nobody to call" in words_of(self.office.get(f"{self.absences}/"))

    def what_became_of(self, name: str) -> list[str]:
        return self.oak.history(self.pupils[name])

    def orlas_page_tells_it_in_order(self) -> None:
        page = words_of(self.lead.get(f"{self.about('orla')}/"))
        told = [
            "Reason accepted, code I", "Reason given: ill, in body or mind", "Home visit made: the child was seen",
            "Decided: visit the home", "Taken on by the safeguarding lead", "Told to the safeguarding lead",
            "Phone: no answer",
        ]  # fmt: skip
        places = [page.index(words) for words in told]
        assert places == sorted(places)
