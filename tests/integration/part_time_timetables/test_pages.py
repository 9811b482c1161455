"""Part-time timetables on the pages: proposed, answered, agreed, copied, reviewed and ended; and the parent's own answer."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User, Viewing
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.part_time_timetables.models import PartTimeTimetable
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.part_time_timetables.conftest import FIRST, LAST, REVIEW, TUESDAY, ATimetable
from tests.integration.web.pages import faults_at_the_top, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def on_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, on=TUESDAY))
    monkeypatch.setattr(clock, "today", lambda: TUESDAY)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(one: ATimetable) -> Client:
    return signed_in(a_user("attendance_officer", school=one.school, name="Mrs A. Example"))


@pytest.fixture
def head(one: ATimetable) -> Client:
    return signed_in(a_user("head", school=one.school, name="Ms H. Example"))


@pytest.fixture
def pages(one: ATimetable) -> str:
    return f"/schools/{one.school.pk}/timetables/"


def boxes(**days: dt.date) -> dict[str, str]:
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def form(**others: object) -> dict[str, object]:
    return {
        "reason": "after absence", "words": "Two months in hospital.", "out": ["1PM", "3PM"], "responsible": "Her mother.",
        "safety": "Rings.", "support": "Work sent home.", "aim": "Full time.", "lead": "Mr B. Example", "key": "a",
        **boxes(first_day=FIRST, last_day=LAST, first_review_on=REVIEW), **others,
    }  # fmt: skip


class TestProposing:
    def test_keeps_it_and_shows_what_is_wanting(self, one, officer, pages):
        page = words_of(officer.post(f"{pages}new/{one.amina.pk}/", form(), follow=True))
        assert "The proposal is recorded." in page
        assert "Not in school Monday and Wednesday afternoon. Code C2" in page
        assert "Whether a parent the pupil normally lives with agrees (that parent)" in page
        assert "(statutory guidance)" in page

    def test_keeps_what_was_typed_where_something_is_wrong(self, one, officer, pages):
        answer = officer.post(f"{pages}new/{one.amina.pk}/", form(out=[], **{"last_day-month": "13"}))
        assert answer.status_code == 422
        assert "is not a day" in words_of(answer)
        assert "Two months in hospital.</textarea>" in answer.content.decode()
        answer = officer.post(f"{pages}new/{one.amina.pk}/", form(out=[]))
        assert "Leave out at least one session" in words_of(answer)
        assert not PartTimeTimetable.objects.exists()

    def test_says_all_that_is_wrong_at_once(self, one, officer, pages):
        wrong = form(out=[], lead="", **{"first_review_on-month": "13", "last_day-day": ""})
        answer = officer.post(f"{pages}new/{one.amina.pk}/", wrong)
        assert faults_at_the_top(answer) == ["out", "last_day-day", "first_review_on-day", "lead"]
        assert "The last day must include a day." in words_of(answer)
        assert "is not a day. Enter the first review like" in words_of(answer)

    def test_says_all_that_is_wrong_with_an_empty_form(self, one, officer, pages):
        answer = officer.post(f"{pages}new/{one.amina.pk}/", {})
        assert faults_at_the_top(answer) == [
            "reason", "words", "out", "first_day-day", "last_day-day", "first_review_on-day", "responsible", "safety",
            "support", "aim", "lead",
        ]  # fmt: skip

    def test_says_of_a_day_long_past_only_that_it_is(self, one, officer, pages):
        wrong = form(**boxes(first_day=dt.date(1926, 9, 14)))
        answer = officer.post(f"{pages}new/{one.amina.pk}/", wrong)
        assert faults_at_the_top(answer) == ["first_day-day"]

    def test_starts_from_one_that_was_proposed(self, one, officer, pages):
        made = one.propose()
        page = officer.get(f"{pages}new/{one.amina.pk}/?from={made.pk}").content.decode()
        assert "Her mother, at home.</textarea>" in page
        assert 'value="1PM" checked' in page
        assert 'value="1AM" checked' not in page


class TestAgreeing:
    def answer(self, one: ATimetable, officer: Client, pages: str, made: PartTimeTimetable, **others: object):
        sent = {
            "whose": f"parent {one.mother.pk}",
            "agrees": "yes",
            "how": "paper",
            **boxes(signed_on=TUESDAY),
            **others,
        }
        return officer.post(f"{pages}{made.pk}/answer/", sent, follow=True)

    def test_takes_a_parent_and_the_head(self, one, officer, head, pages):
        made = one.propose()
        page = words_of(self.answer(one, officer, pages, made))
        assert "Mx Mother Begum, mother: agreed, on paper, 8 September 2026" in page
        sent = {"exceptional": "1", "behaviour": "no"}
        page = words_of(head.post(f"{pages}{made.pk}/agree/", sent, follow=True))
        assert "To begin" in page
        assert "It may stand. What must be agreed is agreed." in page

    def test_for_the_school_is_not_the_offices(self, one, officer, pages):
        made = one.propose()
        assert "Agree for the school" not in words_of(officer.get(f"{pages}{made.pk}/"))
        assert (
            officer.post(f"{pages}{made.pk}/agree/", {"exceptional": "1", "behaviour": "no"}).status_code
            == 403
        )

    def test_of_behaviour_is_refused_where_it_was_said(self, one, head, pages):
        made = one.propose()
        answer = head.post(f"{pages}{made.pk}/agree/", {"exceptional": "1", "behaviour": "yes"})
        assert answer.status_code == 409
        assert "never used to manage behaviour" in words_of(answer)

    def test_a_parent_who_agrees_no_longer_ends_it(self, one, officer, pages):
        made = one.agreed()
        page = words_of(self.answer(one, officer, pages, made, agrees="no longer"))
        assert "the timetable ends today" in page
        assert "Withdrew agreement: Mx Mother Begum, 8 September 2026." in page


class TestTheRestOfItsLife:
    def test_says_first_what_is_to_do(self, one, officer, pages, monkeypatch):
        made = one.agreed()
        assert "To do now. The authority has no copy yet." in words_of(officer.get(f"{pages}{made.pk}/"))
        monkeypatch.setattr(clock, "now", lambda: at(9, on=REVIEW))
        monkeypatch.setattr(clock, "today", lambda: REVIEW)
        page = words_of(officer.get(f"{pages}{made.pk}/"))
        assert "Review it: that was set for 25 September 2026." in page
        assert "It ends on 2 October 2026: arrange the first full days" in page
        assert "Fri 25 Sep due today" in words_of(officer.get(pages))

    def test_unfolds_the_form_that_is_refused_and_says_beside_the_day_that_it_is_none(
        self, one, officer, pages
    ):
        made = one.agreed()
        days = {"reviewed_on-day": "31", "reviewed_on-month": "9", "reviewed_on-year": "2026"}
        sent = {"review_words": "Happier.", "found": "more", **days}
        answer = officer.post(f"{pages}{made.pk}/review/", sent)
        fold = answer.content.decode().split("Record a review")[0].rpartition("<details")[2]
        assert fold.startswith(' class="govuk-details" open')
        assert words_of(answer).count("“31 9 2026” is not a day") == 2
        assert 'href="#reviewed_on-day"' in answer.content.decode()

    def test_is_reviewed_and_ended_on_its_page(self, one, officer, pages, monkeypatch):
        made = one.agreed()
        monkeypatch.setattr(clock, "now", lambda: at(15, on=LAST))
        monkeypatch.setattr(clock, "today", lambda: LAST)
        sent = {"review_words": "Happier.", "found": "more", **boxes(reviewed_on=REVIEW, next_on=LAST)}
        page = words_of(officer.post(f"{pages}{made.pk}/review/", sent, follow=True))
        assert (
            "Reviewed: ready for more sessions: make another timetable, 25 September 2026. Happier." in page
        )
        sent = {"outcome": "full time", "end_words": "Every session.", **boxes(ended_on=LAST)}
        page = words_of(officer.post(f"{pages}{made.pk}/end/", sent, follow=True))
        assert "The registers expect the pupil for every session after it." in page
        assert "Full time again" in words_of(officer.get(f"{pages}?which=past"))

    def test_is_recorded_as_told_in_another_way(self, one, officer, pages):
        made = one.agreed()
        sent = {"told": "authority", "told_how": "portal", "told_who": "The portal", **boxes(told_on=TUESDAY)}
        page = words_of(officer.post(f"{pages}{made.pk}/told/", sent, follow=True))
        assert "The authority Has a copy" in page

    def test_offers_no_email_to_whoever_may_send_none(self, one, officer, pages):
        own = f"{pages}{one.agreed().pk}/"
        senco = signed_in(a_user("senco", school=one.school, name="Mr S. Example"))
        offered = ("Send the authority its copy", "Write to the parents", "Record a review")
        assert [words in words_of(officer.get(own)) for words in offered] == [True, True, True]
        assert [words in words_of(senco.get(own)) for words in offered] == [False, False, True]

    def test_is_withdrawn_while_it_does_not_stand(self, one, officer, pages):
        made = one.propose()
        assert "The proposal is withdrawn." in words_of(
            officer.post(f"{pages}{made.pk}/withdraw/", follow=True)
        )

    def test_stands_on_today_while_it_asks_something(self, one, officer, pages):
        made = one.propose()
        today = f"/schools/{one.school.pk}/today/"
        page = officer.get(today)
        assert "Amina Begum: part-time timetable to be agreed" in words_of(page)
        assert f"{pages}{made.pk}/" in page.content.decode()

    def test_counts_on_the_first_page_of_arrangements(self, one, head):
        one.propose()
        page = words_of(head.get(f"/schools/{one.school.pk}/arrangements/"))
        assert "1 to be agreed, or over" in page


class TestPapers:
    def test_are_the_agreement_to_sign_with_each_look_noted(self, one, officer, pages):
        made = one.agreed()
        answer = officer.get(f"{pages}{made.pk}/agreement.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert Viewing.objects.filter(page="part-time timetable", pupil_id=one.amina.pk).exists()

    def test_are_a_file_of_all_of_them(self, one, officer, pages):
        one.agreed()
        rows = list(csv.DictReader(io.StringIO(officer.get(f"{pages}timetables.csv").content.decode())))
        assert [(row["pupil"], row["in_school"], row["code"], row["state"]) for row in rows] == [
            ("Amina Begum", "every morning", "C2", "To begin")
        ]
        assert Viewing.objects.filter(page="part-time timetables").count() == 1

    def test_of_another_school_are_not_there(self, one, pages):
        made = one.agreed()
        other = signed_in(
            a_user("attendance_officer", school=a_school("Westerdale School"), name="Mx O. Example")
        )
        assert other.get(f"{pages}{made.pk}/").status_code == 404


class TestAPupilsOwn:
    def test_are_listed_from_the_pupils_page(self, one, officer, pages):
        one.agreed()
        link = f"{pages}pupils/{one.amina.pk}/"
        assert link in officer.get(f"/schools/{one.school.pk}/pupils/{one.amina.pk}/").content.decode()
        assert "Every morning" in words_of(officer.get(link))
        assert "Full time all along" in words_of(officer.get(f"{pages}pupils/{one.callum.pk}/"))


class TestAParentsLink:
    @pytest.fixture
    def own(self, one: ATimetable) -> str:
        secret = make_parent_link(school_id=one.school.pk, parent_id=one.mother.pk, by=one.officer, now=at(9))
        return f"/parents/{secret}/"

    def test_shows_what_is_proposed_and_takes_the_answer(self, one, own):
        made = one.propose()
        client = Client()
        assert "Part-time timetable Amina, 14 Sep" in words_of(client.get(own)).replace("Mon ", "")
        page = words_of(client.get(f"{own}timetables/{made.pk}/"))
        assert "Who looks after Amina meanwhile Her mother, at home." in page
        client.post(f"{own}timetables/{made.pk}/", {"agrees": "yes"})
        assert made.events.get().how == "page"
        one.agree(made)
        assert one.line(made).state == "coming"

    def test_says_where_the_pupil_is_to_no_parent_the_pupil_does_not_live_with(self, one):
        made = one.propose()
        secret = make_parent_link(school_id=one.school.pk, parent_id=one.father.pk, by=one.officer, now=at(9))
        page = words_of(Client().get(f"/parents/{secret}/timetables/{made.pk}/"))
        assert "Work sent home on Mondays" in page
        assert "Who looks after" not in page
        assert "rings the school if she goes out" not in page

    def test_says_what_is_to_be_chosen(self, one, own):
        made = one.propose()
        answer = Client().post(f"{own}timetables/{made.pk}/", {})
        assert answer.status_code == 422
        assert "Choose whether you agree." in words_of(answer)

    def test_ends_the_agreement(self, one, own):
        made = one.agreed()
        client = Client()
        client.post(f"{own}timetables/{made.pk}/", {"agrees": "no"})
        assert one.line(made).state == "ended"
        assert client.get(f"{own}timetables/{made.pk}/").status_code == 410

    def test_ends_no_agreement_after_the_last_day(self, one, own, monkeypatch):
        made = one.agreed()
        after = LAST + dt.timedelta(days=1)
        monkeypatch.setattr(clock, "now", lambda: at(9, on=after))
        monkeypatch.setattr(clock, "today", lambda: after)
        page = f"{own}timetables/{made.pk}/"
        assert "End my agreement" not in words_of(Client().get(page))
        answer = Client().post(page, {"agrees": "no"})
        assert answer.status_code == 422
        assert "there is no agreement to end" in words_of(answer)
        assert one.line(made, on=after).state == "over"
