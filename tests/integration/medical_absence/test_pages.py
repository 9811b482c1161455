"""Illness on the pages: who is often ill, one pupil's timeline, and every form of it."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User, Viewing
from onroll.service.medical_absence.models import MedicalRecord
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.medical_absence.conftest import FIRST, Ill
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DAY = dt.date(2026, 9, 25)


@pytest.fixture(autouse=True)
def on_the_fifteenth_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(16, on=DAY))
    monkeypatch.setattr(clock, "today", lambda: DAY)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def away(ill: Ill) -> Ill:
    """Amina, away for fifteen school days."""
    ill.enter(ill.school_days(FIRST, 15), until=DAY)
    return ill


@pytest.fixture
def officer(ill: Ill) -> Client:
    return signed_in(a_user("attendance_officer", school=ill.school, name="Mrs A. Example"))


def boxes(**days: dt.date) -> dict[str, str]:
    return {
        f"{name.replace('__', '-')}-{part}": str(getattr(day, part))
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


OCTOBER = dt.date(2026, 10, 2)
FORMS = [
    ({"what": "return", "return-how": "portal", "return-to": "The portal", **boxes(return__on=DAY)}, "Sickness return made"),
    ({"what": "expected", "expected-nature": "physical", **boxes(expected__until=OCTOBER)}, "5 more school days"),
    ({"what": "evidence", "evidence-evidence": "seen", "evidence-who": "Mrs B.", **boxes(evidence__on=DAY)}, "Evidence seen"),
    ({"what": "asked", "asked-doubt": "Seen in town."}, "Evidence asked for"),
    ({"what": "plan", "plan-plan_words": "Work.", "plan-plan_who": "Mr C.", **boxes(plan__next_on=OCTOBER)}, "Support plan"),
    ({"what": "checkin", "checkin-check_who": "Mr C.", "checkin-check_words": "Glad.", **boxes(checkin__on=DAY)}, "Glad."),
    (
        {"what": "referral", "referral-how": "portal", "referral-referral_words": "Tuition.", "referral-consent": "the mother",
         **boxes(referral__on=DAY, referral__next_on=OCTOBER)},
        "Tuition. Agreed to by the mother.",
    ),
]  # fmt: skip


class TestTheList:
    def test_says_what_each_pupil_asks_and_notes_the_look(self, away, officer):
        page = words_of(officer.get(f"/schools/{away.school.pk}/medical/"))
        assert "Amina Begum 15 days, longest run 15 15 school days" in page
        assert "Something to do: 1 pupil" in page
        assert "Sickness return due; No support plan" in page
        assert Viewing.objects.filter(page="illness", pupil_id=away.amina.pk).exists()

    def test_is_a_file_without_a_word_of_what_is_recorded(self, away, officer):
        file = officer.get(f"/schools/{away.school.pk}/medical/illness.csv").content.decode()
        rows = list(csv.DictReader(io.StringIO(file)))
        assert [(row["pupil"], row["days"], row["return"], row["plan"]) for row in rows] == [
            ("Amina Begum", "15", "due", "no")
        ]

    def test_is_empty_where_nobody_is_often_ill(self, ill, officer):
        assert "Nobody is often or long ill" in words_of(officer.get(f"/schools/{ill.school.pk}/medical/"))

    def test_is_not_a_tutors(self, away):
        tutor = signed_in(a_user("tutor", group=away.a_class.group, name="Mx T. Example"))
        for page in ("medical/", f"medical/pupils/{away.amina.pk}/"):
            assert tutor.get(f"/schools/{away.school.pk}/{page}").status_code == 403

    def test_stands_on_today(self, away, officer):
        assert "Amina Begum: make the sickness return" in words_of(
            officer.get(f"/schools/{away.school.pk}/today/")
        )


class TestOnePupil:
    @pytest.fixture
    def own(self, away: Ill) -> str:
        return f"/schools/{away.school.pk}/medical/pupils/{away.amina.pk}/"

    def test_shows_days_runs_and_what_the_law_asks(self, away, officer, own):
        page = words_of(officer.get(own))
        assert "30 sessions of illness in the register, 15 days" in page
        assert "15 school days, and still away" in page
        assert "A return is due at 15." in page

    @pytest.mark.parametrize(("sent", "says"), FORMS)
    def test_keeps_what_each_form_sends(self, away, officer, own, sent, says):
        assert says in words_of(officer.post(f"{own}record/", sent, follow=True))
        assert MedicalRecord.objects.count() == 1

    def test_says_what_is_wrong_where_it_was_typed(self, away, officer, own):
        answer = officer.post(f"{own}record/", {"what": "asked", "asked-doubt": ""})
        assert answer.status_code == 409
        assert "genuine and reasonable doubt" in words_of(answer)
        assert 'id="asked-doubt-error"' in answer.content.decode()
        assert not MedicalRecord.objects.exists()

    def test_reviews_a_plan(self, away, officer, own):
        officer.post(f"{own}record/", FORMS[4][0])
        over = {"what": "planreview", "planreview-review_words": "Well.", "planreview-outcome": "over"}
        page = words_of(officer.post(f"{own}record/", over, follow=True))
        assert "Support plan reviewed, 25 September 2026: no longer needed. Well." in page

    def test_offers_no_email_to_whoever_may_send_none(self, away, officer, own):
        senco = signed_in(a_user("senco", school=away.school, name="Mr S. Example"))
        offered = ("By email it is sent", "Write to the parents")
        assert [words in words_of(officer.get(own)) for words in offered] == [True, True]
        assert [words in words_of(senco.get(own)) for words in offered] == [False, False]
        assert "Sickness return made" in words_of(senco.post(f"{own}record/", FORMS[0][0], follow=True))

    def test_knows_where_the_authority_was_last_sent_a_return(self, away, officer, own):
        field = 'name="return-to" type="text" value="{}"'.format
        assert field("") in officer.get(own).content.decode()
        earlier = {
            "school_id": away.school.pk, "pupil_id": away.callum.pk, "kind": "return", "on": DAY, "made_at": at(9, on=DAY),
            "made_by_name": "Mrs A. Example",
        }  # fmt: skip
        MedicalRecord.objects.create(**earlier, how="email", who="attendance@tarnshire.example")
        MedicalRecord.objects.create(**earlier, how="telephone", who="Mx O. Fficer")
        assert field("attendance@tarnshire.example") in officer.get(own).content.decode()
        senco = signed_in(a_user("senco", school=away.school, name="Mr S. Example"))
        assert field("") in senco.get(own).content.decode()

    def test_writes_to_the_parents(self, away, officer, own):
        sent = {"template": "welcome-back", "channel": "letter"}
        page = words_of(officer.post(f"{own}parents/", sent, follow=True))
        assert "Each parent who may be told was written to today." in page
