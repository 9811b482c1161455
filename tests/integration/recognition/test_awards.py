"""Awards: fair to pupils whose absence is illness, disability or faith; looked at before use; given once; taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.organisations.models import School
from onroll.service.people.models import PupilMarker
from onroll.service.recognition.actions.awarding import (
    check_award,
    end_award,
    give_award,
    make_award,
    take_back,
)
from onroll.service.recognition.actions.disposing import dispose_of_recognition
from onroll.service.recognition.models import Award, AwardGiven
from onroll.service.recognition.queries.leaving_out import whom_it_leaves_out
from onroll.service.recognition.queries.qualifying import figures_opened, qualifying
from onroll.service.recognition.reckoning import Answer, Tally, meets, tally
from onroll.service.recognition.refusals import RecognitionRefused
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)
FRIDAY = MONDAY + 4 * ONE_DAY
NOW = at(15, on=FRIDAY)
ON = dt.date(2026, 9, 7)


class TestFigures:
    def test_set_illness_treatment_part_time_and_faith_aside(self):
        codes = {"/": 6, "I": 1, "M": 1, "R": 1, "C2": 1, "O": 2}
        assert tally(codes, on=ON, sets_aside=True) == Tally(attended=6, counted=8, set_aside=4)
        assert tally(codes, on=ON, sets_aside=False) == Tally(attended=6, counted=12)

    def test_leave_out_what_was_not_possible(self):
        assert tally({"/": 1, "Y4": 3, "#": 2}, on=ON, sets_aside=True) == Tally(attended=1, counted=1)

    def test_count_the_late_as_attended_and_after_closing_as_missed(self):
        assert tally({"L": 2, "U": 1}, on=ON, sets_aside=True) == Tally(attended=2, counted=3, late=3)

    @pytest.mark.parametrize(("attended", "answer"), [(95, Answer.NO), (96, Answer.YES)])
    def test_meet_a_share_at_it_and_not_below(self, attended, answer):
        assert meets("attendance", Decimal(96), Tally(attended, 100), None) is answer

    def test_are_not_rounded_into_it(self):
        assert meets("attendance", Decimal("96.0"), Tally(9_599, 10_000), None) is Answer.NO

    @pytest.mark.parametrize(("attended", "answer"), [(89, Answer.NO), (90, Answer.YES)])
    def test_meet_an_improvement_upon_the_pupils_own(self, attended, answer):
        assert meets("improvement", Decimal(5), Tally(attended, 100), Tally(85, 100)) is answer

    @pytest.mark.parametrize(("late", "answer"), [(1, Answer.YES), (2, Answer.NO)])
    def test_meet_punctuality_up_to_so_many_times(self, late, answer):
        assert meets("punctuality", Decimal(1), Tally(10, 10, late=late), None) is answer

    def test_do_not_meet_punctuality_by_never_coming(self):
        assert meets("punctuality", Decimal(1), Tally(0, 10), None) is Answer.NO

    def test_say_nothing_where_no_session_is_left(self):
        assert meets("attendance", Decimal(96), Tally(0, 0, set_aside=10), None) is Answer.NOBODY_CAN_SAY


@pytest.fixture
def oak(db: None) -> AClass:
    """Amina is ill on Tuesday; Callum is away on Wednesday for no good reason; else both are in school all week."""
    oak = AClass()
    oak.head = an_actor("head", oak.school, name="Ms H. Example")
    for day in range(5):
        date = MONDAY + day * ONE_DAY
        oak.take("I" if day == 1 else "/", "O" if day == 2 else "/", date=date, by=oak.officer)
    return oak


def make(oak: AClass, **others: object) -> Award:
    given = {
        "name": "Autumn certificate", "what": "A certificate", "measure": "attendance", "threshold": Decimal(96),
        "first_day": MONDAY, "last_day": FRIDAY, "by": oak.head, **others,
    }  # fmt: skip
    return make_award(school_id=oak.school.pk, now=NOW, **given)


def give(oak: AClass, award: Award, *pupils, by=None):
    ids = [one.pk for one in pupils]
    return give_award(
        school_id=oak.school.pk, award_id=award.pk, pupil_ids=ids, by=by or oak.officer, now=NOW
    )


def who(oak: AClass, award: Award) -> list[str]:
    found = qualifying(oak.officer.scope, school_id=oak.school.pk, award_id=award.pk, on=FRIDAY)
    return [str(one.pupil) for one in found.those("yes")]


def checked(oak: AClass, **others: object) -> Award:
    award = make(oak, **others)
    check_award(school_id=oak.school.pk, award_id=award.pk, by=oak.head, now=NOW)
    return award


class TestAnAward:
    def test_sets_illness_aside_unless_the_school_chooses_otherwise(self, oak):
        assert who(oak, make(oak)) == ["Amina Begum"]
        assert who(oak, make(oak, sets_aside=False)) == []

    def test_opens_its_figures_to_the_sessions_behind_them(self, oak):
        about = {"school_id": oak.school.pk, "award_id": make(oak).pk, "on": FRIDAY}
        amina = figures_opened(oak.officer.scope, pupil_id=oak.amina.pk, **about)
        assert amina.candidate.words == "4 of 4 sessions attended (100.0%), 1 session set aside"
        assert [(one.code, one.counts) for one in amina.sessions] == [("I", "set aside")]
        callum = figures_opened(oak.officer.scope, pupil_id=oak.callum.pk, **about)
        assert [(one.code, one.counts) for one in callum.sessions] == [("O", "missed")]

    def test_is_for_a_year_group_where_it_says_so(self, oak):
        assert who(oak, make(oak, year_group="5")) == ["Amina Begum"]
        assert who(oak, make(oak, year_group="6")) == []

    @pytest.mark.parametrize(
        ("others", "says"),
        [
            ({"name": " "}, "Give it a name"),
            ({"what": ""}, "Say what is given"),
            ({"measure": "smiles"}, "Choose what is counted"),
            ({"threshold": Decimal("100.1")}, "Enter a number from 0.1 to 100"),
            ({"threshold": None}, "Enter a number"),
            ({"last_day": MONDAY - ONE_DAY}, "The last day is before the first"),
            ({"last_day": MONDAY + 366 * ONE_DAY}, "more than a year"),
            ({"measure": "improvement"}, "Give the days that the improvement is upon"),
            ({"measure": "improvement", "before": (MONDAY, MONDAY)}, "must end before"),
            ({"year_group": "99"}, "Choose a year group"),
        ],
    )
    def test_says_what_it_lacks(self, oak, others, says):
        with pytest.raises(RecognitionRefused, match=says):
            make(oak, **others)

    def test_is_made_by_those_who_lead_and_not_by_the_office(self, oak):
        with pytest.raises(OutOfScope):
            make(oak, by=oak.officer)


class TestWhomItLeavesOut:
    def check(self, oak, award, by):
        return whom_it_leaves_out(by.scope, school_id=oak.school.pk, award_id=award.pk, on=FRIDAY)

    def test_is_told_by_group_with_and_without_what_is_set_aside(self, oak):
        PupilMarker.objects.create(pupil=oak.callum, kind="sen support", first_day=MONDAY)
        found = self.check(oak, make(oak), oak.head)
        assert [(one.name, one.size, one.meet, one.meet_with_nothing_set_aside) for one in found.groups] == [
            ("SEN support", 1, 0, 0), ("Absent through illness, treatment or faith", 1, 1, 0),
        ]  # fmt: skip
        assert (found.everybody.size, found.everybody.meet) == (2, 1)

    def test_hides_small_and_protected_groups_from_whoever_may_not_read_them(self, oak):
        PupilMarker.objects.create(pupil=oak.callum, kind="sen support", first_day=MONDAY)
        PupilMarker.objects.create(pupil=oak.callum, kind="child protection", first_day=MONDAY)
        names = [one.name for one in self.check(oak, make(oak), oak.head).groups]
        assert "Child protection plan" in names
        groups = self.check(oak, make(oak), oak.officer).groups
        assert "Child protection plan" not in [one.name for one in groups]
        assert [one.is_small for one in groups] == [True, True]

    def test_is_looked_at_before_the_award_is_given(self, oak):
        award = make(oak)
        with pytest.raises(RecognitionRefused, match="Look first at whom it leaves out"):
            give(oak, award, oak.amina)
        check_award(school_id=oak.school.pk, award_id=award.pk, by=oak.head, now=NOW)
        give(oak, award, oak.amina)


class TestGiving:
    def test_keeps_the_figures_and_gives_once(self, oak):
        award = checked(oak)
        assert len(give(oak, award, oak.amina)) == 1
        assert give(oak, award, oak.amina) == []
        assert AwardGiven.objects.get().words == "4 of 4 sessions attended (100.0%), 1 session set aside"
        assert Event.objects.filter(name="recognition.given", subject_id=oak.amina.pk).count() == 1

    def test_may_be_to_everyone_who_meets_it_and_to_nobody_else(self, oak):
        award = checked(oak)
        given = give_award(school_id=oak.school.pk, award_id=award.pk, everyone=True, by=oak.officer, now=NOW)
        assert [row.pupil_id for row in given] == [oak.amina.pk]

    def test_is_refused_for_whoever_does_not_meet_it(self, oak):
        with pytest.raises(RecognitionRefused, match="1 pupil ticked did not meet it"):
            give(oak, checked(oak), oak.callum)
        with pytest.raises(RecognitionRefused, match="Nobody is ticked"):
            give(oak, checked(oak))

    def test_is_over_once_the_award_has_ended(self, oak):
        award = checked(oak)
        end_award(school_id=oak.school.pk, award_id=award.pk, by=oak.head, now=NOW)
        with pytest.raises(RecognitionRefused, match="has ended"):
            give(oak, award, oak.amina)

    def test_is_taken_back_with_the_reason_and_may_be_given_again(self, oak):
        award = checked(oak)
        (given,) = give(oak, award, oak.amina)
        about = {"school_id": oak.school.pk, "given_id": given.pk, "by": oak.officer, "now": NOW}
        with pytest.raises(RecognitionRefused, match="Say why"):
            take_back(**about, why="")
        take_back(**about, why="The wrong pupil")
        with pytest.raises(RecognitionRefused, match="taken back already"):
            take_back(**about, why="Again")
        assert len(give(oak, award, oak.amina)) == 1

    def test_is_emptied_with_the_entries_and_no_sooner(self, oak):
        give(oak, checked(oak), oak.amina)
        six_years_on = at(9, on=dt.date(2032, 9, 12))
        about = {"school_id": oak.school.pk, "before": FRIDAY + ONE_DAY, "by": oak.head}
        with pytest.raises(RecognitionRefused, match="are kept with the entries"):
            dispose_of_recognition(**about, now=six_years_on - ONE_DAY)
        assert dispose_of_recognition(**about, now=six_years_on) == 1
        assert AwardGiven.objects.get().pupil_id is None


@pytest.mark.one_database
class TestThePages:
    @pytest.fixture(autouse=True)
    def on_friday(self, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: NOW)
        monkeypatch.setattr(clock, "today", lambda: FRIDAY)

    def client_of(self, role: str, oak: AClass) -> Client:
        client = Client()
        client.force_login(a_user(role, school=oak.school, name=f"The {role}"))
        return client

    def test_lead_from_making_to_checking_giving_and_the_certificate(self, oak):
        head, awards = self.client_of("head", oak), f"/schools/{oak.school.pk}/recognition/"
        assert "No awards yet" in words_of(head.get(awards))
        days = {
            f"{name}-{part}": str(getattr(day, part))
            for name, day in (("first_day", MONDAY), ("last_day", FRIDAY))
            for part in ("day", "month", "year")
        }
        sent = {
            "name": "Autumn",
            "what": "A certificate",
            "measure": "attendance",
            "sets_aside": "yes",
            **days,
        }
        refused = head.post(f"{awards}new/", {**sent, "threshold": "lots"})
        assert (refused.status_code, "Enter a number" in words_of(refused)) == (422, True)
        page = words_of(head.post(f"{awards}new/", {**sent, "threshold": "96"}, follow=True))
        assert "Whom “Autumn” leaves out" in page
        award = Award.objects.get()
        head.post(f"{awards}{award.pk}/looked-at/")
        page = words_of(head.get(f"{awards}{award.pk}/"))
        assert "1 of 2 pupils meet it" in page
        page = words_of(head.post(f"{awards}{award.pk}/give/", {"pupil": [oak.amina.pk]}, follow=True))
        assert "Given to 1 pupil" in page
        assert "Amina Begum Autumn" in words_of(head.get(f"{awards}{award.pk}/certificates/"))
        given = AwardGiven.objects.get()
        page = words_of(
            head.post(f"{awards}{award.pk}/take-back/", {"given": given.pk, "why": "Wrong"}, follow=True)
        )
        assert "It is taken back" in page

    def test_offer_only_years_that_the_school_may_have(self, oak):
        School.objects.update(lowest_age=11, highest_age=16)
        form = words_of(self.client_of("head", oak).get(f"/schools/{oak.school.pk}/recognition/new/"))
        assert "Every year Year 7 Year 8 Year 9 Year 10 Year 11 Absence through illness" in form

    def test_print_no_certificates_before_one_is_given(self, oak):
        page = f"/schools/{oak.school.pk}/recognition/{checked(oak).pk}/certificates/"
        words = words_of(self.client_of("head", oak).get(page))
        assert "Given to nobody yet" in words
        assert "one a sheet" not in words

    def test_say_what_is_missing_beside_whom_it_was_to_be_taken_back_from(self, oak, monkeypatch):
        monkeypatch.setattr("onroll.service.web.school.recognition.awards.PER_PAGE", 1)
        award = checked(oak, threshold=Decimal(1))
        *_, last = give(oak, award, oak.amina, oak.callum)
        page = f"/schools/{oak.school.pk}/recognition/{award.pk}/take-back/"
        answer = self.client_of("head", oak).post(page, {"given": last.pk, "why": ""})
        assert answer.status_code == 409
        assert f'href="#why-{last.pk}"' in answer.content.decode()
        assert f'id="why-{last.pk}-error"' in answer.content.decode()

    def test_list_pupils_a_page_at_a_time_with_links_to_them(self, oak, monkeypatch):
        monkeypatch.setattr("onroll.service.web.school.recognition.awards.PER_PAGE", 1)
        award, head = checked(oak, threshold=Decimal(1)), self.client_of("head", oak)
        page = f"/schools/{oak.school.pk}/recognition/{award.pk}/"
        first = head.get(page)
        assert f'href="/schools/{oak.school.pk}/pupils/{oak.amina.pk}/"' in first.content.decode()
        assert "Page 1 of 2" in words_of(first)
        assert "Callum" in words_of(head.get(f"{page}?show=meet&page=2"))
        assert "Given to 2 pupils" in words_of(head.post(f"{page}give/", {"to": "everyone"}, follow=True))
        assert "Everybody meets it or has it" in words_of(head.get(f"{page}?show=not"))

    def test_ask_before_an_award_is_ended(self, oak):
        award, head = checked(oak), self.client_of("head", oak)
        page = f"/schools/{oak.school.pk}/recognition/{award.pk}/"
        assert f'href="{page}end/"' in head.get(page).content.decode()
        asked = words_of(head.get(f"{page}end/"))
        assert "End “Autumn certificate”?" in asked
        assert "What was given stays" in asked
        award.refresh_from_db()
        assert award.ended_at is None
        assert "The award is ended" in words_of(head.post(f"{page}end/", follow=True))
        assert head.get(f"{page}end/").headers["Location"] == page

    @pytest.mark.parametrize(("a_few", "above"), [(1, 1), (2, 0)])
    def test_have_the_button_that_gives_above_a_long_list_as_well(self, oak, monkeypatch, a_few, above):
        monkeypatch.setattr("onroll.service.web.school.recognition.awards.A_FEW", a_few)
        award, head = checked(oak, threshold=Decimal(1)), self.client_of("head", oak)
        page = head.get(f"/schools/{oak.school.pk}/recognition/{award.pk}/").content.decode()
        before, after = page.split("<table", 1)
        assert (before.count("Give it to those ticked"), after.count("Give it to those ticked")) == (above, 1)

    def test_hang_under_pupils(self, oak):
        page = self.client_of("attendance_officer", oak).get(f"/schools/{oak.school.pk}/pupils/")
        assert f'href="/schools/{oak.school.pk}/recognition/"' in page.content.decode()
