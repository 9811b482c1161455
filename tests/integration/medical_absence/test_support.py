"""A pupil who is ill has a plan, reviews, a referral where it lasts, and somebody to speak to when back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.medical_absence.actions.disposing import dispose_of_medical_records
from onroll.service.medical_absence.actions.recording import record_expected
from onroll.service.medical_absence.actions.supporting import check_in, make_plan, review_plan
from onroll.service.medical_absence.actions.telling import refer, review_referral
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.illness import medical_due, often_ill
from onroll.service.medical_absence.refusals import MedicalRefusal
from tests.factories.moments import at
from tests.integration.medical_absence.conftest import FIRST, Ill

ONE_DAY = dt.timedelta(days=1)


def asks(ill: Ill, on: dt.date) -> set[str]:
    return {due.ask.value for due in medical_due(ill.school.pk, on=on)}


class TestAPlan:
    plan = {"words": "Work sent on Mondays.", "who": "Mr B. Example", "next_on": FIRST + ONE_DAY * 14}

    def test_is_asked_for_once_a_long_absence_is_known(self, ill: Ill):
        days = ill.school_days(FIRST, 15)
        ill.enter(days[:1], until=days[0])
        record_expected(until=days[14], nature="mental", words="", **ill.about(days[0]))
        assert "plan" in asks(ill, days[0])
        make_plan(**self.plan, **ill.about(days[0]))
        assert "plan" not in asks(ill, days[0])
        assert ill.line(days[0]).has_plan

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"words": ""}, "Write what the school does"),
            ({"who": ""}, "Say who leads"),
            ({"next_on": None}, "Give the day of the first review"),
            ({"next_on": FIRST}, "Give the day of the first review"),
        ],
    )
    def test_says_what_is_wanting(self, ill: Ill, given, refusal):
        with pytest.raises(MedicalRefusal, match=refusal):
            make_plan(**{**self.plan, **given}, **ill.about(FIRST))

    def test_is_reviewed_on_its_day_and_not_the_day_before(self, ill: Ill):
        make_plan(**self.plan, **ill.about(FIRST))
        review_on = self.plan["next_on"]
        assert "review" not in asks(ill, review_on - ONE_DAY)
        assert "review" in asks(ill, review_on)
        with pytest.raises(MedicalRefusal, match="looked at again"):
            review_plan(outcome="goes on", words="Better.", **ill.about(review_on))
        review_plan(outcome="over", words="Full days since.", **ill.about(review_on))
        assert asks(ill, review_on) == set()
        assert not ill.line(review_on).has_plan


class TestAReferral:
    referral = {
        "on": FIRST, "how": "portal", "who": "Medical needs", "words": "Home tuition.", "consent": "the mother",
        "next_on": FIRST + ONE_DAY * 21,
    }  # fmt: skip

    def test_is_made_with_consent_and_waits(self, ill: Ill):
        with pytest.raises(MedicalRefusal, match="Say who agreed"):
            refer(**{**self.referral, "consent": ""}, **ill.about(FIRST))
        made = refer(**self.referral, **ill.about(FIRST))
        assert (made.outcome, made.words) == ("waiting", "Home tuition. Agreed to by the mother.")
        assert "review" in asks(ill, self.referral["next_on"])

    def test_is_answered_and_goes_on_or_is_over(self, ill: Ill):
        refer(**self.referral, **ill.about(FIRST))
        with pytest.raises(MedicalRefusal, match="looked at again"):
            review_referral(outcome="accepted", words="A tutor from Monday.", **ill.about(FIRST))
        review_referral(
            outcome="accepted", words="A tutor from Monday.", next_on=FIRST + ONE_DAY * 30, **ill.about(FIRST)
        )
        assert ill.line(FIRST).referral.outcome == "accepted"
        review_referral(outcome="over", words="Back.", **ill.about(FIRST))
        assert asks(ill, FIRST + ONE_DAY * 30) == set()


class TestACheckIn:
    def test_is_asked_for_after_five_days_away_and_not_after_four(self, ill: Ill):
        days = ill.school_days(FIRST, 6)
        ill.enter(days[:5], until=days[5])
        assert asks(ill, days[5]) == {"check in"}
        ill.enter(days[:0], until=days[5])

    def test_is_not_asked_for_after_four(self, ill: Ill):
        days = ill.school_days(FIRST, 6)
        ill.enter(days[:4], until=days[5])
        assert asks(ill, days[5]) == set()

    def test_is_kept_with_what_was_said(self, ill: Ill):
        days = ill.school_days(FIRST, 6)
        ill.enter(days[:5], until=days[5])
        with pytest.raises(MedicalRefusal, match="Write what the pupil said"):
            check_in(on=days[5], who="Her tutor", words="", **ill.about(days[5]))
        check_in(on=days[5], who="Her tutor", words="Glad to be back.", **ill.about(days[5]))
        assert asks(ill, days[5]) == set()

    def test_is_of_no_use_two_weeks_later(self, ill: Ill):
        days = ill.school_days(FIRST, 25)
        ill.enter(days[:5], until=days[24])
        assert asks(ill, days[5] + ONE_DAY * 14) == {"check in"}
        assert asks(ill, days[5] + ONE_DAY * 15) == set()


class TestTheList:
    def test_is_of_pupils_on_roll_with_many_days_or_a_record(self, ill: Ill):
        days = ill.school_days(FIRST, 8)
        ill.enter(days, until=days[7])
        scope = ill.officer.scope
        assert [one.pupil for one in often_ill(scope, school_id=ill.school.pk, on=days[7])] == [ill.amina]
        ill.amina.enrolments.update(last_day=days[7])
        assert often_ill(scope, school_id=ill.school.pk, on=days[7] + ONE_DAY) == []


class TestTheRecord:
    def test_only_grows(self, ill: Ill):
        record_expected(until=FIRST, nature="unsaid", words="A cold.", **ill.about(FIRST))
        with pytest.raises(DatabaseError), transaction.atomic():
            MedicalRecord.objects.update(words="Another")
        with pytest.raises(DatabaseError), transaction.atomic():
            MedicalRecord.objects.all().delete()

    def test_of_a_pupil_merged_is_found_under_the_row_that_is_kept(self, ill: Ill):
        made = record_expected(until=FIRST, nature="unsaid", words="A cold.", **ill.about(FIRST))
        ill.amina.folded_into = ill.callum
        ill.amina.save(update_fields=["folded_into"])
        (line,) = often_ill(ill.officer.scope, school_id=ill.school.pk, on=FIRST)
        assert (line.pupil, line.records) == (ill.callum, [made])

    def test_is_emptied_when_the_register_of_the_time_may_go_and_not_before(self, ill: Ill):
        made = record_expected(until=FIRST, nature="mental", words="Anxious.", **ill.about(FIRST))
        late = dt.date(2034, 1, 1)
        given = {"school_id": ill.school.pk, "by": Actor.service("test"), "now": at(9, on=late)}
        with pytest.raises(MedicalRefusal, match="kept with the entries they explain"):
            dispose_of_medical_records(before=first_day_preserved(late) + ONE_DAY, **given)
        assert dispose_of_medical_records(before=FIRST, **given) == 0
        assert dispose_of_medical_records(before=FIRST + ONE_DAY, **given) == 1
        made.refresh_from_db()
        assert (made.pupil, made.words, made.nature) == (None, "", "")
