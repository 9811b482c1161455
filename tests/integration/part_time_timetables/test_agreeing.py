"""A part-time timetable stands only once it is agreed, beforehand, by whom the law says; then the register expects it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.part_time_timetables.actions.proposing import drop_timetable
from onroll.service.part_time_timetables.actions.signing import answer_by_link, withdraw_agreement
from onroll.service.part_time_timetables.actions.telling import record_told
from onroll.service.part_time_timetables.document import signatures_of
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.queries.timetables import timetable
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.people.models import Pupil, PupilMarker
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.integration.part_time_timetables.conftest import FIRST, LAST, TUESDAY, ATimetable

ONE_DAY = dt.timedelta(days=1)


class TestProposing:
    def test_is_kept_once_and_plans_nothing_yet(self, one: ATimetable):
        made = one.propose(key="a")
        assert one.propose(key="a") == made
        assert one.line(made).state == "to sign"
        assert not Plan.objects.exists()

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"reason": "behaviour"}, "Choose what it is for"),
            ({"words": " "}, "Say what is exceptional"),
            ({"responsible": ""}, "who is responsible for the pupil in the hours out"),
            ({"safety": ""}, "what keeps the pupil safe"),
            ({"support": ""}, "what support the pupil has"),
            ({"aim": ""}, "how the pupil comes back to full time"),
            ({"lead": ""}, "who at the school leads"),
            ({"out": ()}, "at least one session"),
            ({"out": [f"{day}{half}" for day in "12345" for half in ("AM", "PM")]}, "no education at all"),
            ({"last_day": FIRST - ONE_DAY}, "ends before it begins"),
            ({"first_day": MONDAY - ONE_DAY}, "that day is past"),
            ({"first_review_on": FIRST}, "Review it while it runs"),
            ({"first_review_on": LAST + ONE_DAY}, "Review it while it runs"),
        ],
    )
    def test_says_what_is_wanting_and_keeps_nothing(self, one: ATimetable, given, refusal):
        with pytest.raises(TimetableRefusal, match=refusal):
            one.propose(**given)
        assert not PartTimeTimetable.objects.exists()

    def test_of_six_weeks_says_why_and_of_a_day_less_need_not(self, one: ATimetable):
        six_weeks = FIRST + dt.timedelta(weeks=6)
        assert one.propose(last_day=six_weeks - ONE_DAY).last_day == six_weeks - ONE_DAY
        drop_timetable(
            school_id=one.school.pk,
            timetable_id=PartTimeTimetable.objects.get().pk,
            by=one.officer,
            now=at(11),
        )
        with pytest.raises(TimetableRefusal, match="more than 6 weeks"):
            one.propose(last_day=six_weeks)
        assert one.propose(last_day=six_weeks, why_so_long="The consultant asks for eight weeks.").pk

    @pytest.mark.parametrize("born", [dt.date(2021, 9, 30), dt.date(2010, 8, 31)])
    def test_is_of_pupils_of_compulsory_school_age_throughout(self, one: ATimetable, born):
        """The younger reaches that age on 31 December, the older leaves it on the last Friday of June."""
        Pupil.objects.filter(pk=one.amina.pk).update(born=born)
        days = {} if born.year == 2021 else {"now": at(10, on=dt.date(2027, 6, 1))}
        others = (
            {}
            if born.year == 2021
            else {
                "first_day": dt.date(2027, 6, 14),
                "last_day": dt.date(2027, 6, 26),
                "first_review_on": dt.date(2027, 6, 20),
            }
        )
        with pytest.raises(TimetableRefusal, match="not of compulsory school age on all of these days"):
            one.propose(**days, **others)

    def test_is_for_days_on_roll(self, one: ATimetable):
        one.amina.enrolments.update(last_day=LAST - ONE_DAY)
        with pytest.raises(TimetableRefusal, match="not on this school’s roll"):
            one.propose()

    def test_of_days_that_another_has_is_refused(self, one: ATimetable):
        one.propose()
        with pytest.raises(TimetableRefusal, match="There is a part-time timetable from 14 September 2026"):
            one.propose(first_day=LAST, last_day=LAST + ONE_DAY * 7, first_review_on=LAST + ONE_DAY)


class TestAgreeing:
    def test_stands_once_both_have_signed_and_not_before(self, one: ATimetable):
        made = one.propose()
        one.answer(made)
        assert one.line(made).state == "to sign"
        one.agree(made)
        assert one.line(made).state == "coming"

    def test_plans_the_sessions_left_out_and_no_others(self, one: ATimetable):
        one.agreed(out=("1AM", "1PM", "2PM", "5PM"))
        plans = Plan.objects.order_by("session").values_list(
            "session", "weekdays", "first_day", "last_day", "kind", "code"
        )
        assert list(plans) == [
            ("", "1", FIRST, LAST, "part-time", "C2"),
            ("PM", "25", FIRST, LAST, "part-time", "C2"),
        ]

    def test_needs_a_parent_with_whom_the_pupil_lives(self, one: ATimetable):
        made = one.propose()
        one.answer(made, parent_id=one.father.pk)
        one.agree(made)
        assert one.line(made).state == "to sign"
        one.answer(made)
        assert one.line(made).state == "coming"

    def test_is_of_no_use_once_it_should_have_begun(self, one: ATimetable):
        made = one.propose()
        one.answer(made)
        with pytest.raises(TimetableRefusal, match="It was agreed on 15 September 2026, after it began"):
            one.agree(made, now=at(9, on=FIRST + ONE_DAY))
        one.agree(made, now=at(8, on=FIRST))
        assert one.line(made, on=FIRST).state == "running"

    def test_a_parent_who_does_not_agree_is_an_answer_and_may_change_it(self, one: ATimetable):
        made = one.propose()
        one.answer(made, agrees=False)
        with pytest.raises(TimetableRefusal, match="Choose which parent"):
            one.answer(made, parent_id=None)
        one.agree(made)
        assert one.line(made).state == "to sign"
        one.answer(made)
        assert one.line(made).state == "coming"

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"to_manage_behaviour": True}, "never used to manage behaviour"),
            ({"to_manage_behaviour": None}, "Say whether any part of it is to manage behaviour"),
            ({"exceptional": False}, "only in exceptional circumstances"),
        ],
    )
    def test_the_head_answers_for_what_it_is(self, one: ATimetable, given, refusal):
        with pytest.raises(TimetableRefusal, match=refusal):
            one.agree(one.propose(), **given)

    def test_is_the_heads_alone(self, one: ATimetable):
        with pytest.raises(OutOfScope):
            one.agree(one.propose(), by=one.officer)

    def test_refuses_an_answer_from_before_it_was_proposed_or_after_today(self, one: ATimetable):
        made = one.propose()
        with pytest.raises(TimetableRefusal, match="nobody can have agreed before"):
            one.answer(made, on=MONDAY - ONE_DAY)
        with pytest.raises(TimetableRefusal, match="cannot have been given after today"):
            one.answer(made, on=TUESDAY + ONE_DAY)

    def test_gives_way_to_a_plan_with_another_code(self, one: ATimetable):
        make_plan(
            school_id=one.school.pk, pupil_id=one.amina.pk, kind="visit", code="V", first_day=FIRST, last_day=FIRST,
            by=one.officer, now=at(8),
        )  # fmt: skip
        made = one.propose()
        one.answer(made)
        with pytest.raises(PlansOverlap):
            one.agree(made)
        assert not made.events.filter(party="school").exists()


class TestAPupilWithAnEHCPlan:
    def test_waits_until_the_authority_is_told(self, one: ATimetable):
        PupilMarker.objects.create(pupil=one.amina, kind="ehc plan", first_day=FIRST_DAY)
        made = one.agreed()
        found = timetable(one.head.scope, school_id=one.school.pk, timetable_id=made.pk, on=TUESDAY)
        assert [wanted.what for wanted in found.finding.missing] == [
            "Whether the local authority has been told, because there is an education, health and care plan"
        ]
        record_told(
            school_id=one.school.pk, timetable_id=made.pk, party="authority", on=TUESDAY, how="portal", who="",
            by=one.officer, now=at(10, on=TUESDAY),
        )  # fmt: skip
        assert one.line(made).state == "coming"


class TestAPupilWithASocialWorker:
    @pytest.fixture
    def protected(self, one: ATimetable) -> ATimetable:
        PupilMarker.objects.create(pupil=one.amina, kind="child protection", first_day=FIRST_DAY)
        return one

    def test_waits_for_the_social_worker_whom_the_office_does_not_read_of(self, protected: ATimetable):
        made = protected.agreed()
        of_head, of_office = (
            timetable(by.scope, school_id=protected.school.pk, timetable_id=made.pk, on=TUESDAY)
            for by in (protected.head, protected.officer)
        )
        assert "social worker" in of_head.finding.missing[0].what
        assert of_head.has_social_worker
        assert not of_office.finding.missing
        assert of_office.is_held_back
        assert not of_office.has_social_worker

    def test_stands_when_the_safeguarding_lead_records_the_answer(self, protected: ATimetable):
        made = protected.agreed()
        with pytest.raises(OutOfScope):
            protected.answer(made, party="social worker", parent_id=None, who="J. Reyes")
        lead = an_actor("safeguarding_lead", protected.school)
        with pytest.raises(TimetableRefusal, match="Say who the social worker is"):
            protected.answer(made, party="social worker", parent_id=None, by=lead)
        protected.answer(made, party="social worker", parent_id=None, who="J. Reyes", by=lead)
        assert protected.line(made).state == "coming"

    def test_a_parent_may_say_no_after_both_have_signed_and_then_it_never_stands(self, protected: ATimetable):
        made = protected.agreed()
        protected.answer(made, agrees=False)
        assert made.events.filter(kind="declined", party="parent").exists()
        lead = an_actor("safeguarding_lead", protected.school)
        protected.answer(made, party="social worker", parent_id=None, who="J. Reyes", by=lead)
        assert protected.line(made).state == "to sign"
        assert not Plan.objects.exists()

    def test_a_no_is_recorded_and_told_to_nobody_else_who_acts(self, protected: ATimetable):
        made = protected.agreed()
        lead = an_actor("safeguarding_lead", protected.school)
        protected.answer(made, party="social worker", parent_id=None, who="J. Reyes", agrees=False, by=lead)
        protected.answer(made)
        assert protected.line(made).state == "to sign"

    def test_what_everybody_may_read_is_refused_without_what_protects_the_pupil(self, protected: ATimetable):
        made = protected.propose()
        lead = an_actor("safeguarding_lead", protected.school)
        protected.answer(made, party="social worker", parent_id=None, who="J. Reyes", agrees=False, by=lead)
        protected.answer(made)
        with pytest.raises(TimetableRefusal, match="after it began") as refusal:
            protected.agree(made, now=at(9, on=FIRST + ONE_DAY))
        assert "social worker" not in str(refusal.value)


class TestTheLastThatEachSaid:
    @pytest.fixture
    def declined(self, one: ATimetable) -> PartTimeTimetable:
        """One of a pupil with an EHC plan, which parent and head signed, and the parent does not agree to after all."""
        PupilMarker.objects.create(pupil=one.amina, kind="ehc plan", first_day=FIRST_DAY)
        made = one.agreed()
        one.answer(made, agrees=False)
        return made

    def test_is_what_counts_as_signed(self, one: ATimetable, declined: PartTimeTimetable):
        line = one.line(declined)
        assert (line.signed_by("parent"), line.signed_by("school")) == (False, True)

    def test_is_what_the_agreement_is_printed_with(self, one: ATimetable, declined: PartTimeTimetable):
        found = timetable(one.head.scope, school_id=one.school.pk, timetable_id=declined.pk, on=TUESDAY)
        assert [words for _, words in signatures_of(found)] == ["", "", "In person, 8 September 2026"]

    def test_is_asked_before_the_authority_is_told(self, one: ATimetable, declined: PartTimeTimetable):
        with pytest.raises(TimetableRefusal, match="a copy of what is agreed"):
            record_told(
                school_id=one.school.pk, timetable_id=declined.pk, party="authority", on=TUESDAY, how="portal", who="",
                by=one.officer, now=at(10, on=TUESDAY),
            )  # fmt: skip


class TestAParentWhoAgreesNoLonger:
    def test_ends_it_that_day_and_leaves_nothing_planned_after(self, one: ATimetable):
        made = one.agreed()
        wednesday = FIRST + ONE_DAY * 2
        withdraw_agreement(
            school_id=one.school.pk, timetable_id=made.pk, parent_id=one.mother.pk, how="telephone", words="", by=one.officer,
            now=at(10, on=wednesday),
        )  # fmt: skip
        line = one.line(made, on=wednesday)
        assert (line.state, line.ran_until) == ("ended", wednesday)
        standing = Plan.objects.filter(cancelled_at__isnull=True)
        assert [plan.last_day for plan in standing] == [wednesday]

    def test_before_it_begins_leaves_nothing_planned_at_all(self, one: ATimetable):
        made = one.agreed()
        answer_by_link(
            school_id=one.school.pk, timetable_id=made.pk, parent_id=one.mother.pk, agrees=False, words="", by=one.officer,
            now=at(12, on=TUESDAY),
        )  # fmt: skip
        assert one.line(made).state == "ended"
        assert not Plan.objects.filter(cancelled_at__isnull=True).exists()

    def test_with_whom_the_pupil_does_not_live_ends_nothing(self, one: ATimetable):
        made = one.agreed()
        with pytest.raises(TimetableRefusal, match="a parent the pupil normally lives with"):
            withdraw_agreement(
                school_id=one.school.pk, timetable_id=made.pk, parent_id=one.father.pk, how="telephone", words="",
                by=one.officer, now=at(12, on=TUESDAY),
            )  # fmt: skip
        assert one.line(made).state == "coming"


class TestWithdrawingAProposal:
    def test_is_for_one_that_does_not_stand(self, one: ATimetable):
        made = one.agreed()
        with pytest.raises(TimetableRefusal, match="ended and not withdrawn"):
            drop_timetable(
                school_id=one.school.pk, timetable_id=made.pk, by=one.officer, now=at(12, on=TUESDAY)
            )

    def test_is_final(self, one: ATimetable):
        made = one.propose()
        drop_timetable(school_id=one.school.pk, timetable_id=made.pk, by=one.officer, now=at(12))
        assert one.line(made).state == "dropped"
        with pytest.raises(TimetableRefusal, match="was withdrawn"):
            one.answer(made)
