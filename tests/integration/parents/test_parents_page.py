"""A parent's own link: their children at one school, what they tell it, and nothing of another household."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.parents.actions.links import end_parent_link, make_parent_link
from onroll.service.people.models import Relationship
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.integration.leave_of_absence.conftest import AFamily, parent
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(7, 40))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def family(db: None) -> AFamily:
    """The family, and a child of another household in the same class."""
    family = AFamily()
    other = a_pupil_on_roll(family.school, family.a_class.group, "Daisy", "Fenn")
    parent("Fenn", "mother", other, lives_with=True)
    return family


def link(family: AFamily, of: object) -> str:
    secret = make_parent_link(school_id=family.school.pk, parent_id=of.pk, by=family.officer, now=at(7))
    return f"/parents/{secret}/"


def boxes(first: dt.date, last: dt.date) -> dict[str, str]:
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("first_day", first), ("last_day", last))
        for part in ("day", "month", "year")
    }


def report(page: str, pupil: object, day: dt.date = MONDAY, **others: str):
    sent = {"kind": "illness", "session": "", "words": "A bad cold", "key": "k", **boxes(day, day), **others}
    return Client().post(f"{page}absence/{pupil.pk}/", sent)


class TestWhatTheFiguresMean:
    def test_is_said_in_the_laws_own_number_and_of_the_child(self, family: AFamily):
        family.a_class.take("N", "/")
        words = words_of(Client().get(link(family, family.mother)))
        assert "Where 10% or more is missed, schools call it persistent absence" in words
        assert "Amina has missed 100.0%, so this is true of Amina now." in words
        assert "Callum has missed 0.0%." in words
        assert "the school did not agree, or does not know why" in words

    def test_one_half_day_missed_is_not_one_of_them(self, family: AFamily):
        family.a_class.take("N", "/")
        words = words_of(Client().get(link(family, family.mother)))
        assert "1 half day was missed. It is unauthorised: the school" in words

    def test_all_that_was_missed_may_be_unauthorised(self, family: AFamily):
        family.a_class.take("N", "/")
        family.a_class.take("N", "\\", session="PM", now=at(13, 5))
        words = words_of(Client().get(link(family, family.mother)))
        assert "2 half days were missed. All of them are unauthorised" in words


class TestTheLink:
    def test_opens_the_parents_own_children_and_nobody_elses(self, family: AFamily):
        mother, father = (words_of(Client().get(link(family, one))) for one in (family.mother, family.father))
        assert ("Amina" in mother, "Callum" in mother, "Daisy" in mother) == (True, True, False)
        assert ("Amina" in father, "Callum" in father) == (True, False)
        assert "Mother" not in father

    def test_opens_no_child_whose_record_the_parent_may_not_see(self, family: AFamily):
        page = link(family, family.mother)
        Relationship.objects.filter(parent=family.mother, pupil=family.callum).update(may_see=False)
        assert "Callum" not in words_of(Client().get(page))
        Relationship.objects.filter(parent=family.mother).update(may_see=False)
        assert Client().get(page).status_code == 410

    def test_stops_when_another_is_made_it_is_ended_or_it_runs_out(self, family: AFamily, monkeypatch):
        first = link(family, family.mother)
        second = link(family, family.mother)
        assert [Client().get(one).status_code for one in (first, second)] == [410, 200]
        monkeypatch.setattr(clock, "now", lambda: at(8, on=MONDAY + ONE_DAY * 401))
        assert Client().get(second).status_code == 410
        monkeypatch.undo()
        end_parent_link(school_id=family.school.pk, parent_id=family.mother.pk, by=family.officer, now=at(9))
        assert Client().get(second).status_code == 410

    def test_is_not_indexed_nor_told_to_other_sites(self, family: AFamily):
        answer = Client().get(link(family, family.mother))
        assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "same-origin")
        assert "no-store" in answer["Cache-Control"]

    def test_that_was_guessed_says_what_to_do(self):
        answer = Client().get("/parents/guessed/")
        assert (answer.status_code, "ask the school office" in words_of(answer)) == (410, True)

    @pytest.mark.one_database
    def test_is_made_by_the_office_on_the_familys_page_and_shown_once(self, family: AFamily, client):
        client.force_login(a_user("attendance_officer", school=family.school))
        made = f"/schools/{family.school.pk}/people/pupils/{family.amina.pk}/parents/{family.mother.pk}/link/"
        page = words_of(client.post(made))
        address = "/parents/" + page.split("/parents/")[1].split(" ")[0]
        assert Client().get(address).status_code == 200
        client.post(made, {"do": "end"})
        assert Client().get(address).status_code == 410


class TestReportingAnAbsence:
    def test_waits_as_a_proposal_until_somebody_accepts_it(self, family: AFamily):
        page = link(family, family.mother)
        assert report(page, family.amina).status_code == 302
        given = ReasonGiven.objects.get()
        assert (given.pupil, given.parent, given.kind) == (family.amina, family.mother, "illness")
        assert family.a_class.code(family.amina) is None
        assert "The school has not read it yet" in words_of(Client().get(page))

    def test_sent_twice_is_kept_once(self, family: AFamily):
        page = link(family, family.mother)
        for _ in range(2):
            report(page, family.amina)
        assert ReasonGiven.objects.count() == 1

    def test_told_again_is_not_kept_again_until_somebody_has_read_it(self, family: AFamily):
        page = link(family, family.mother)
        report(page, family.amina)
        again = report(page, family.amina, key="another")
        assert (again.status_code, "You have told the school this already" in words_of(again)) == (422, True)
        assert report(page, family.amina, MONDAY + ONE_DAY, key="the day after").status_code == 302
        assert ReasonGiven.objects.count() == 2

    def test_asks_for_the_reason_and_supposes_none(self, family: AFamily):
        page = link(family, family.mother)
        form = Client().get(f"{page}absence/{family.amina.pk}/").content.decode()
        assert 'value="illness" checked' not in form
        answer = report(page, family.amina, kind="")
        assert "Choose the reason that was given." in words_of(answer)
        assert 'href="#kind"' in answer.content.decode()

    def test_names_the_box_that_is_at_fault(self, family: AFamily):
        days = boxes(MONDAY + ONE_DAY * 2, MONDAY + ONE_DAY)
        answer = report(link(family, family.mother), family.amina, **days)
        assert "The last day is before the first" in words_of(answer)
        assert 'href="#last_day-day"' in answer.content.decode()

    def test_is_of_today_or_later(self, family: AFamily):
        page = link(family, family.mother)
        answer = report(page, family.amina, MONDAY - ONE_DAY * 3)
        assert (answer.status_code, "That day is past. Ring the school" in words_of(answer)) == (422, True)
        assert "A bad cold</textarea>" in answer.content.decode()

    def test_is_of_no_child_of_another_household(self, family: AFamily):
        page = link(family, family.father)
        assert report(page, family.callum).status_code == 410
        assert not ReasonGiven.objects.exists()


class TestAskingForLeave:
    def ask(self, page: str, *pupils: object, day: dt.date = MONDAY + ONE_DAY * 21, **others: object):
        sent = {
            "pupil": [one.pk for one in pupils], "purpose": "exceptional", "reason": "A wedding", "key": "w",
            **boxes(day, day), **others,
        }  # fmt: skip
        return Client().post(f"{page}leave/", sent)

    def test_says_all_that_is_missing_at_once(self, family: AFamily):
        page = link(family, family.mother)
        answer = self.ask(page, reason=" ", **{"first_day-day": ""})
        words = words_of(answer)
        assert answer.status_code == 422
        assert "Choose at least one child." in words
        assert "The first day must include a day." in words
        assert "Write why you ask, in your own words." in words

    def test_is_for_all_the_children_at_once_and_waits_for_the_head(self, family: AFamily):
        page = link(family, family.mother)
        assert self.ask(page, family.amina, family.callum).status_code == 302
        request = LeaveRequest.objects.get()
        assert (request.how, request.asked_on, request.children.count()) == ("page", MONDAY, 2)
        assert "Amina To decide Callum To decide" in words_of(Client().get(page))

    def test_asked_again_is_not_kept_again_until_it_is_decided(self, family: AFamily):
        page = link(family, family.mother)
        self.ask(page, family.amina)
        again = self.ask(page, family.amina, key="another")
        assert (again.status_code, "You have asked for these days already" in words_of(again)) == (422, True)
        assert LeaveRequest.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "href"),
        [({"pupil": []}, "#pupil"), ({"purpose": ""}, "#purpose"), ({"reason": ""}, "#reason")],
    )
    def test_names_the_box_that_is_at_fault(self, family: AFamily, wrong, href):
        answer = self.ask(link(family, family.mother), family.amina, **wrong)
        assert (answer.status_code, f'href="{href}"' in answer.content.decode()) == (422, True)

    def test_is_in_advance(self, family: AFamily):
        answer = self.ask(link(family, family.mother), family.amina, day=MONDAY)
        assert (answer.status_code, "Leave is asked for in advance" in words_of(answer)) == (422, True)
        assert self.ask(link(family, family.mother), family.amina, day=MONDAY + ONE_DAY).status_code == 302

    def test_is_for_no_child_of_another_household(self, family: AFamily):
        answer = self.ask(link(family, family.father), family.callum)
        assert "That is not a child" in words_of(answer)
        assert not LeaveRequest.objects.exists()
