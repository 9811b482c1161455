"""A girl of Westerdale School comes to Broadmere as well, of which she is a subsidiary pupil: admitted, marked, and deleted when it ends."""

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.organisations.models import School
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school
from tests.factories.registers import AClass
from tests.integration.web.pages import days, form_of, words_of

UPN = "H801200001001"
FRIDAY = MONDAY + dt.timedelta(days=4)


@pytest.mark.django_db
def test_a_girl_of_two_schools(monkeypatch):
    broadmere = Broadmere(monkeypatch)

    broadmere.admits_her_and_must_name_the_other_school()
    broadmere.plans_her_afternoons_at_westerdale()
    broadmere.is_at(8, 50, on=MONDAY)
    assert "Zinnia" in broadmere.takes_the_register("am", "/")
    broadmere.is_at(13, 10, on=MONDAY)
    broadmere.takes_the_register("pm", "")
    assert broadmere.her_codes() == ["/", "D"]
    assert "Westerdale" not in broadmere.codes_by_school()

    broadmere.is_at(15, 30, on=FRIDAY)
    assert "is not met" in broadmere.ends_it(other_schools_consent="no")
    assert "is not met" not in broadmere.ends_it(other_schools_consent="yes")
    broadmere.is_at(8, 50, on=FRIDAY + dt.timedelta(days=3))
    assert "Zinnia" not in broadmere.register_page("am")
    assert broadmere.her_spells() == {"Westerdale School": ("main", None), "Broadmere Primary School": ("subsidiary", FRIDAY)}  # fmt: skip
    assert "Dual registration ends" in broadmere.what_the_entry_says()
    assert broadmere.oak.is_whole()


class Broadmere:
    """The subsidiary school, each step on the page where a school takes it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.is_at(8, 30, on=MONDAY)
        self.oak = AClass()
        self.school = f"/schools/{self.oak.school.pk}"
        westerdale = a_school("Westerdale School")
        self.zinnia_id = admitted(westerdale, "Larkfield", "Zinnia", upn=UPN).pupil_id
        School.objects.filter(pk=self.oak.school.pk).update(name="Broadmere Primary School")
        self._office(westerdale, "Mr B. Example").post(
            f"/schools/{westerdale.pk}/roll/{self._enrolment(westerdale).pk}/amend/registration/",
            {"kind": "main", "other_school": "Broadmere Primary School", "reason": "Two schools agreed"},
        )
        self.office = self._office(self.oak.school, "Mrs A. Example")

    def is_at(self, hour: int, minute: int, *, on: dt.date) -> None:
        self.today = on
        self._monkeypatch.setattr(clock, "now", lambda: at(hour, minute, on=on))

    def admits_her_and_must_name_the_other_school(self) -> None:
        page = f"{self.school}/roll/admit/"
        sent = {
            "legal_forenames": "Zinnia", "legal_surname": "Larkfield", "sex": "F", "upn": UPN, "basis": "agreed",
            "born-day": "3", "born-month": "3", "born-year": "2017", "registration": "subsidiary",
            "starting_day-day": "7", "starting_day-month": "9", "starting_day-year": "2026",
            "group_id": str(self.oak.group.pk), "year_group": self.oak.group.year_group, "gaps_allowed": "1",
        }  # fmt: skip
        assert "registered at another school too, so say which" in words_of(self.office.post(page, sent))
        sent["other_school"] = "Westerdale School"
        entry = words_of(self.office.post(page, sent, follow=True))
        assert "Subsidiary school Also at Westerdale School" in entry
        assert Enrolment.objects.filter(pupil_id=self.zinnia_id).count() == 2

    def plans_her_afternoons_at_westerdale(self) -> None:
        page = f"{self.school}/pupils/{self.zinnia_id}/plans/new/"
        sent = {"kind": "other school", "code": "D", "session": "PM", "weekdays": list("12345")}
        made = self.office.post(page, {**days(MONDAY, FRIDAY), **sent}, follow=True)
        assert "The plan is made" in words_of(made)

    def takes_the_register(self, session: str, hers: str) -> str:
        page = f"{self.school}/registers/{self.oak.group.pk}/{self.today}/{session}/"
        shown = self.teacher.get(page)
        others = {
            f"c{pupil.pk}": "/" if session == "am" else "\\" for pupil in (self.oak.amina, self.oak.callum)
        }
        marks = {**others, **({f"c{self.zinnia_id}": hers} if hers else {})}
        taken = self.teacher.post(page, {**form_of(shown), **marks, "do": "finish"}, follow=True)
        assert "Register finished" in words_of(taken)
        return words_of(shown)

    def ends_it(self, *, other_schools_consent: str) -> str:
        page = f"{self.school}/roll/{self._enrolment(self.oak.school).pk}/delete/"
        sent = {
            "ground": "c", "registered_elsewhere": "yes", "expected_to_attend_again": "no", "evidence": "Letter of 9 September",
            "school_attendance_order_names_school": "no", "other_schools_consent": other_schools_consent,
        }  # fmt: skip
        return words_of(self.office.post(page, sent, follow=True))

    def register_page(self, session: str) -> str:
        page = f"{self.school}/registers/{self.oak.group.pk}/{self.today}/{session}/"
        return words_of(self.teacher.get(page))

    def her_codes(self) -> list[str]:
        rows = CurrentEntry.objects.filter(pupil_id=self.zinnia_id, school=self.oak.school, date=MONDAY)
        return [row.code for row in rows.order_by("session")]

    def codes_by_school(self) -> set[str]:
        return set(
            CurrentEntry.objects.filter(pupil_id=self.zinnia_id).values_list("school__name", flat=True)
        )

    def her_spells(self) -> dict[str, tuple[str, dt.date | None]]:
        spells = Enrolment.objects.filter(pupil_id=self.zinnia_id).select_related("school")
        return {spell.school.name: (spell.registration, spell.last_day) for spell in spells}

    def what_the_entry_says(self) -> str:
        return words_of(self.office.get(f"{self.school}/roll/{self._enrolment(self.oak.school).pk}/"))

    @property
    def teacher(self) -> Client:
        return self._signed_in(a_user("teacher", group=self.oak.group))

    def _office(self, school: School, name: str) -> Client:
        return self._signed_in(a_user("attendance_officer", school=school, name=name))

    def _signed_in(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def _enrolment(self, school: School) -> Enrolment:
        return Enrolment.objects.get(school=school, pupil_id=self.zinnia_id)
