"""Pupils are placed where the checks stand; the provider answers for today alone; nothing is entered until it is accepted."""

from __future__ import annotations

import datetime as dt
import io
import logging

import pytest
from django.test import Client

from onroll.law.off_site_provision import Check
from onroll.service import clock
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.audit.models import Event
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import duties_of
from onroll.service.off_site_provision.actions.answering import accept_answers, decline_answer
from onroll.service.off_site_provision.actions.placing import end_placement
from onroll.service.off_site_provision.actions.providers import add_provider, end_provider
from onroll.service.off_site_provision.queries.day import provider_day
from onroll.service.off_site_provision.queries.providers import provider_facts, provision_standing
from onroll.service.off_site_provision.refusals import AnswerRefused, ProvisionRefused
from onroll.service.organisations.models import SchoolSession
from onroll.service.web.secret_addresses import SecretAddresses
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.integration.off_site_provision.conftest import FRIDAY, AWorkshop
from tests.integration.web.pages import faults_at_the_top, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ONE_DAY = dt.timedelta(days=1)


def titles(workshop: AWorkshop, now: dt.datetime) -> list[str]:
    morning = morning_of(workshop.officer.scope, school_id=workshop.school.pk, now=now)
    return [one.title for one in duties_of(morning) if one.kind == "elsewhere"]


class TestPlacing:
    def test_makes_a_plan_with_the_code_of_who_stands_behind_it_and_what_is_taught(self, workshop: AWorkshop):
        plan = workshop.place().plan
        assert (plan.code, plan.kind, plan.note) == ("B", "off-site", "Construction, Tarn Works")

    def test_at_another_school_of_registration_is_never_b(self, db: None):
        plan = AWorkshop(arranged_by="other school").place().plan
        assert (plan.code, plan.kind) == ("D", "other school")

    def test_is_refused_from_the_day_after_a_check_lapsed(self, workshop: AWorkshop):
        assert workshop.place(first_day=FRIDAY)
        later = FRIDAY + 3 * ONE_DAY
        with pytest.raises(ProvisionRefused, match="until this is seen to: written agreement, safeguarding"):
            workshop.place(first_day=later, last_day=later, pupil_id=workshop.callum.pk)

    def test_is_refused_without_what_is_taught_there(self, workshop: AWorkshop):
        with pytest.raises(ProvisionRefused, match="Say what is taught there"):
            workshop.place(nature=" ")

    def test_is_refused_before_the_regulations_it_is_judged_by(self, workshop: AWorkshop):
        day = dt.date(2023, 9, 1)
        with pytest.raises(ProvisionRefused, match="Check the year"):
            workshop.place(first_day=day, last_day=day)

    def test_is_in_one_place_in_a_session(self, workshop: AWorkshop):
        workshop.place(weekdays="12", session="AM")
        with pytest.raises(
            ProvisionRefused, match="On 8 September 2026 the pupil is placed with Tarn Works already"
        ):
            workshop.place(weekdays="23")
        assert workshop.place(weekdays="12", session="PM")
        assert workshop.place(weekdays="345")

    def test_ended_ends_its_plan_and_only_then_may_the_provider_end(self, workshop: AWorkshop):
        placement = workshop.place()
        of = {"school_id": workshop.school.pk, "by": workshop.officer, "now": at(9)}
        with pytest.raises(ProvisionRefused, match="End their placements first"):
            end_provider(provider_id=workshop.provider.pk, **of)
        end_placement(placement_id=placement.pk, **of)
        assert not Plan.objects.filter(cancelled_at=None).exists()
        end_provider(provider_id=workshop.provider.pk, **of)
        with pytest.raises(ProvisionRefused, match="ended already"):
            end_placement(placement_id=placement.pk, **of)

    def test_is_refused_to_who_may_not_arrange(self, workshop: AWorkshop):
        with pytest.raises(OutOfScope):
            workshop.place(by=workshop.a_class.teacher)


class TestProviders:
    def test_are_named_once(self, workshop: AWorkshop):
        with pytest.raises(ProvisionRefused, match="a provider of this school already"):
            add_provider(
                school_id=workshop.school.pk, name="Tarn Works ", arranged_by="school", by=workshop.officer, now=at(9)
            )  # fmt: skip

    def test_are_not_checked_on_a_day_to_come_nor_without_saying_what_was_seen(self, workshop: AWorkshop):
        with pytest.raises(ProvisionRefused, match="cannot have been checked after today"):
            workshop.check(Check.TIMES, done_on=MONDAY)
        with pytest.raises(ProvisionRefused, match="looked at again after"):
            workshop.check(Check.TIMES, until=MONDAY - 30 * ONE_DAY)


class TestTheDailyAnswer:
    def test_waits_and_changes_nothing(self, workshop: AWorkshop):
        assert workshop.answer(workshop.place()) == 1
        assert workshop.a_class.code(workshop.amina) is None
        assert provision_standing(workshop.officer.scope, school_id=workshop.school.pk, on=MONDAY) == (1, 1)

    def test_sent_twice_is_once_and_a_change_is_another(self, workshop: AWorkshop):
        placement = workshop.place()
        assert [workshop.answer(placement, what) for what in ("present", "present", "absent")] == [1, 0, 1]

    def test_is_for_today_alone(self, workshop: AWorkshop):
        placement = workshop.place()
        with pytest.raises(AnswerRefused, match="list of 7 September 2026, and today is 8 September 2026"):
            workshop.answer(placement, now=at(9, 30, on=MONDAY + ONE_DAY))

    def test_is_of_those_expected_in_sessions_that_have_begun(self, workshop: AWorkshop):
        placement = workshop.place(weekdays="2")
        with pytest.raises(AnswerRefused, match="The list has changed"):
            workshop.answer(placement)
        assert [one.session for one in provider_day(workshop.provider, now=at(9, 30, on=MONDAY + ONE_DAY)).expected] == [
            "AM"
        ]  # fmt: skip

    def test_is_not_asked_of_a_pupil_who_left(self, workshop: AWorkshop):
        workshop.place()
        Enrolment.objects.filter(pupil=workshop.amina).update(last_day=MONDAY)
        days = [
            provider_day(workshop.provider, now=at(9, 30, on=MONDAY + after * ONE_DAY)) for after in (0, 1)
        ]
        assert [len(one.expected) for one in days] == [1, 0]

    def test_is_not_asked_where_another_plan_counts_instead(self, workshop: AWorkshop):
        workshop.place()
        make_plan(
            school_id=workshop.school.pk, pupil_id=workshop.amina.pk, kind=Plan.Kind.EXCLUSION, code="E",
            first_day=MONDAY, last_day=MONDAY, counts_instead=True, by=workshop.officer, now=at(8, 30),
        )  # fmt: skip
        days = [
            provider_day(workshop.provider, now=at(9, 30, on=MONDAY + after * ONE_DAY)) for after in (0, 1)
        ]
        assert [len(one.expected) for one in days] == [0, 1]

    def test_names_two_alike_by_a_letter_more(self, workshop: AWorkshop):
        school, group = workshop.school, workshop.a_class.group
        for surname in ("Kaye", "Kite"):
            workshop.place(pupil_id=a_pupil_on_roll(school, group, "Sam", surname).pk)
        workshop.place()
        names = [one.name for one in provider_day(workshop.provider, now=at(9, 30)).expected]
        assert names == ["Amina B", "Sam Ka", "Sam Ki"]

    def test_is_recorded_of_whoever_has_a_long_name(self, workshop: AWorkshop):
        workshop.provider.name = "P" * 160
        workshop.provider.save()
        workshop.answer(workshop.place(nature="C"), who="J" * 120)
        event = Event.objects.get(name="provision.answered")
        assert (len(event.actor_name), event.actor_name[:121]) == (160, "J" * 120 + " ")

    def test_has_a_name(self, workshop: AWorkshop):
        with pytest.raises(AnswerRefused, match="Give your name"):
            workshop.answer(workshop.place(), who=" ")

    def test_by_a_link_made_before_is_refused(self, workshop: AWorkshop):
        placement, old = workshop.place(), workshop.link()
        workshop.link()
        with pytest.raises(AnswerRefused, match="no longer works"):
            workshop.answer(placement, secret=old)


class TestAccepting:
    @pytest.mark.parametrize(("what", "code"), [("present", "B"), ("late", "B"), ("absent", "N")])
    def test_enters_the_code_that_the_answer_leads_to(self, workshop: AWorkshop, what: str, code: str):
        workshop.answer(workshop.place(), what)
        (answer,) = workshop.answers()
        of = {"school_id": workshop.school.pk, "by": workshop.officer, "now": at(10)}
        assert accept_answers(answer_ids=[answer.pk], **of) == {answer.pk: code}
        assert workshop.a_class.code(workshop.amina) == code
        with pytest.raises(ProvisionRefused, match="decided on one of these meanwhile"):
            accept_answers(answer_ids=[answer.pk], **of)

    @pytest.mark.parametrize("code", ["I", "E", "M", "C"])
    def test_absent_leaves_a_reason_that_is_known(self, workshop: AWorkshop, code: str):
        workshop.answer(workshop.place(), "absent")
        workshop.a_class.amend(workshop.amina, code, now=at(9, 45))
        (answer,) = workshop.answers()
        of = {"school_id": workshop.school.pk, "by": workshop.officer, "now": at(10)}
        assert accept_answers(answer_ids=[answer.pk], **of) == {answer.pk: code}
        assert workshop.a_class.history(workshop.amina) == [code]
        answer.refresh_from_db()
        assert answer.decision.code == code

    def test_puts_right_a_pupil_entered_there_who_did_not_come(self, workshop: AWorkshop):
        placement = workshop.place()
        workshop.answer(placement, "present")
        workshop.answer(placement, "absent")
        first, last = workshop.answers()
        of = {"school_id": workshop.school.pk, "by": workshop.officer, "now": at(10)}
        accept_answers(answer_ids=[first.pk], **of)
        accept_answers(answer_ids=[last.pk], **of)
        assert workshop.a_class.history(workshop.amina) == ["B", "N"]

    def test_declined_enters_nothing(self, workshop: AWorkshop):
        workshop.answer(workshop.place())
        (answer,) = workshop.answers()
        decline_answer(school_id=workshop.school.pk, answer_id=answer.pk, by=workshop.officer, now=at(10))
        assert workshop.a_class.code(workshop.amina) is None
        facts = provider_facts(
            workshop.officer.scope, school_id=workshop.school.pk, provider_id=workshop.provider.pk, now=at(10)
        )
        assert facts is not None
        assert facts.waiting == []


class TestDuties:
    def test_say_that_no_answer_came_from_the_provider_s_hour_on(self, workshop: AWorkshop):
        placement = workshop.place()
        assert titles(workshop, at(9, 59)) == []
        assert titles(workshop, at(10)) == ["Tarn Works has not said who came"]
        workshop.answer(placement)
        assert titles(workshop, at(10)) == ["Tarn Works: 1 answer to accept"]

    def test_say_so_of_the_afternoon_as_long_after_it_began(self, workshop: AWorkshop):
        workshop.answer(workshop.place())
        (answer,) = workshop.answers()
        of = {"school_id": workshop.school.pk, "by": workshop.officer, "now": at(10)}
        accept_answers(answer_ids=[answer.pk], **of)
        held = {
            one.session: one.register_opens_at
            for one in SchoolSession.objects.filter(school=workshop.school, date=MONDAY)
        }
        begun = at(held["PM"].hour, held["PM"].minute)
        due = begun + (at(10) - at(held["AM"].hour, held["AM"].minute))
        assert [titles(workshop, now) for now in (begun, due - dt.timedelta(minutes=1))] == [[], []]
        assert titles(workshop, due) == ["Tarn Works has not said who came"]

    def test_say_that_a_check_lapsed_from_the_day_after(self, workshop: AWorkshop):
        workshop.place(last_day=FRIDAY + 7 * ONE_DAY)
        assert titles(workshop, at(9, on=FRIDAY)) == []
        assert titles(workshop, at(9, on=FRIDAY + 3 * ONE_DAY)) == ["Tarn Works: check again"]


@pytest.fixture
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(9, 30))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.mark.usefixtures("on_monday")
class TestTheProvidersPage:
    def test_names_pupils_by_first_name_and_initial_alone(self, workshop: AWorkshop):
        workshop.place()
        words = words_of(Client().get(f"/providers/{workshop.link()}/"))
        assert "Amina B, morning" in words
        assert "Begum" not in words

    def test_takes_an_answer_once(self, workshop: AWorkshop):
        placement, secret = workshop.place(), workshop.link()
        sent = {"date": MONDAY.isoformat(), f"what-{placement.pk}-AM": "absent", "who": "Jo"}
        client = Client()
        assert "The school has your answer." in words_of(
            client.post(f"/providers/{secret}/", sent, follow=True)
        )
        assert "Nothing was sent twice." in words_of(client.post(f"/providers/{secret}/", sent, follow=True))
        assert [one.what for one in workshop.answers()] == ["absent"]

    def test_refuses_another_day_and_keeps_what_was_typed(self, workshop: AWorkshop):
        placement, secret = workshop.place(), workshop.link()
        sent = {"date": "2026-09-06", f"what-{placement.pk}-AM": "absent", "who": "Jo"}
        page = Client().post(f"/providers/{secret}/", sent)
        assert page.status_code == 422
        assert "This was the list of 6 September 2026" in words_of(page)
        assert 'value="Jo"' in page.content.decode()

    @pytest.mark.parametrize(
        "address", ["/providers/{}/", "/notices/{}/", "/parents/{}/", "/calendar/{}.ics", "/sign-in/link/{}/"]
    )
    def test_leaves_no_secret_in_the_log(self, db: None, monkeypatch: pytest.MonkeyPatch, address: str):
        written = io.StringIO()
        terminal = next(
            one
            for one in logging.getLogger().handlers
            if any(isinstance(f, SecretAddresses) for f in one.filters)
        )
        monkeypatch.setattr(terminal, "stream", written)
        path = address.format("the-secret")
        logging.getLogger("django.request").warning("%s: %s", "Gone", path)
        Client().get(path)
        assert "Gone: /" in written.getvalue()
        assert "the-secret" not in written.getvalue()

    def test_is_closed_to_a_link_there_is_not(self, workshop: AWorkshop):
        assert Client().get("/providers/nothing/").status_code == 410


@pytest.mark.usefixtures("on_monday")
class TestTheSchoolsPages:
    @pytest.fixture
    def officer(self, workshop: AWorkshop) -> Client:
        client = Client()
        client.force_login(a_user("attendance_officer", school=workshop.school, name="Mrs A. Example"))
        return client

    def test_add_a_provider_and_say_what_comes_next(self, workshop: AWorkshop, officer: Client):
        sent = {"name": "The farm", "arranged_by": "authority", "answer_by": "9.30"}
        page = officer.post(f"/schools/{workshop.school.pk}/provision/new/", sent, follow=True)
        assert "nobody can be placed before" in words_of(page)
        assert "Answers each day by 9:30am" in words_of(page)

    def test_add_no_provider_without_the_hour_they_answer_by(self, workshop: AWorkshop, officer: Client):
        sent = {"name": "The farm", "arranged_by": "authority", "answer_by": " "}
        page = officer.post(f"/schools/{workshop.school.pk}/provision/new/", sent)
        assert page.status_code == 422
        assert "Give the time by which they answer each day" in words_of(page)

    def test_show_and_accept_what_was_answered(self, workshop: AWorkshop, officer: Client):
        workshop.answer(workshop.place(), "absent", words="Rang, no reply")
        provider = f"/schools/{workshop.school.pk}/provision/{workshop.provider.pk}/"
        assert "Amina Begum, Mon 7 Sep, morning: absent. Rang, no reply" in words_of(officer.get(provider))
        (answer,) = workshop.answers()
        page = officer.post(f"{provider}answers/", {"answer": [answer.pk]}, follow=True)
        assert "1 answer entered into the register." in words_of(page)
        assert workshop.a_class.code(workshop.amina) == "N"

    def test_place_a_pupil_and_say_why_not(self, workshop: AWorkshop, officer: Client):
        place = f"/schools/{workshop.school.pk}/provision/{workshop.provider.pk}/place/{workshop.callum.pk}/"
        sent = {
            "nature": "Construction", "weekday": ["1"], "first_day-day": "7", "first_day-month": "9",
            "first_day-year": "2026", "last_day-day": "8", "last_day-month": "9", "last_day-year": "2026",
        }  # fmt: skip
        assert officer.post(place, {**sent, "nature": ""}).status_code == 422
        no_day = officer.post(place, {**sent, "last_day-day": ""})
        assert 'id="last_day-error"' in no_day.content.decode()
        assert 'id="nature-error"' not in no_day.content.decode()
        words = words_of(officer.post(place, sent, follow=True))
        assert "Placed. The registers of those sessions show it." in words
        assert ": Construction, code B" in words

    def test_say_all_that_is_wrong_with_a_placement_at_once(self, workshop: AWorkshop, officer: Client):
        place = f"/schools/{workshop.school.pk}/provision/{workshop.provider.pk}/place/{workshop.callum.pk}/"
        wrong = {"first_day-day": "7", "first_day-month": "9", "first_day-year": "1926", "last_day-day": "8"}
        answer = officer.post(place, wrong)
        assert faults_at_the_top(answer) == ["nature", "first_day-day", "last_day-day", "weekday-1"]
        assert "The last day must include a month and a year." in words_of(answer)

    def test_show_a_link_once(self, workshop: AWorkshop, officer: Client):
        page = officer.post(f"/schools/{workshop.school.pk}/provision/{workshop.provider.pk}/link/")
        assert "/providers/" in words_of(page)
