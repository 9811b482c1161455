"""Something arranged ahead is put to the law, becomes plans, and is withdrawn without a trace in registers to come."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.planned_attendance import Activity
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import enter_planned, make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.audit.models import Event
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil
from onroll.service.planned_attendance.actions.withdrawing import take_out, withdraw_arrangement
from onroll.service.planned_attendance.models import Arrangement
from onroll.service.planned_attendance.queries.arrangements import (
    arrangement_facts,
    arrangements,
    planned_standing,
    preview,
)
from onroll.service.planned_attendance.queries.day_list import day_list
from onroll.service.planned_attendance.refusals import ArrangementRefused, NotAsTheLawAsks
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.planned_attendance.conftest import FIRST, LAST, VISIT, ATrip, other

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ONE_DAY = dt.timedelta(days=1)
WORK = other(activity=Activity.WORK_EXPERIENCE, title="At the brewery")


class TestArranging:
    def test_makes_a_plan_for_each_pupil_and_an_event(self, trip: ATrip):
        made = trip.arrange()
        plans = Plan.objects.filter(pk__in=made.pupils.values("plan_id"))
        assert {(one.code, one.kind, one.first_day, one.note) for one in plans} == {
            ("V", "visit", FIRST, "The museum of the fens, Ely")
        }
        assert Event.objects.filter(name="planned.arranged").count() == 1

    def test_sent_twice_is_made_once(self, trip: ATrip):
        assert trip.arrange(key="a form").pk == trip.arrange(key="a form").pk
        assert Plan.objects.count() == 2

    def test_is_no_entry_until_its_session(self, trip: ATrip):
        trip.arrange()
        assert trip.a_class.code(trip.amina, date=FIRST) is None
        enter_planned(
            school_id=trip.school.pk, date=FIRST, session="AM", by=trip.officer, now=at(9, on=FIRST)
        )
        assert trip.a_class.code(trip.amina, date=FIRST) == "V"

    def test_of_travelling_is_for_a_mobile_child_of_the_admission_register(self, trip: ATrip):
        Pupil.objects.filter(pk=trip.amina.pk).update(is_mobile_child=True)
        fairs = other(
            activity=Activity.TRAVELLING, title="The fairs of the autumn", because="A travelling fair"
        )
        made = trip.arrange(fairs, leave_out_refused=True)
        assert [one.pupil_id for one in made.pupils.all()] == [trip.amina.pk]

    def test_is_refused_as_the_law_refuses_it_with_every_fault(self, trip: ATrip):
        with pytest.raises(NotAsTheLawAsks, match="Say who supervises") as refused:
            trip.arrange(other(supervised_by="", approved_by=""))
        assert [one.name for one in refused.value.faults] == ["supervisor_missing", "approval_missing"]
        assert not Plan.objects.exists()

    def test_is_refused_where_the_school_holds_no_session(self, trip: ATrip):
        saturday = FIRST + 5 * ONE_DAY
        with pytest.raises(NotAsTheLawAsks, match="holds no session"):
            trip.arrange(other(first_day=saturday, last_day=saturday))

    def test_leaves_out_a_pupil_too_young_only_where_that_is_said(self, trip: ATrip):
        with pytest.raises(ArrangementRefused, match="Nothing can be arranged for 1 pupil"):
            trip.arrange(WORK)
        made = trip.arrange(WORK, leave_out_refused=True)
        assert [one.pupil for one in made.pupils.all()] == [trip.amina]

    def test_is_refused_where_nobody_is_left(self, trip: ATrip):
        with pytest.raises(ArrangementRefused, match="for any of these pupils"):
            trip.arrange(WORK, pupil_ids=[trip.callum.pk], leave_out_refused=True)

    def test_is_for_at_least_one_pupil_on_this_roll(self, trip: ATrip):
        with pytest.raises(ArrangementRefused, match="Choose at least one pupil"):
            trip.arrange(pupil_ids=[])

    def test_leaves_another_plan_unless_this_one_counts_instead(self, trip: ATrip):
        make_plan(
            school_id=trip.school.pk, pupil_id=trip.amina.pk, kind="leave", code="C", first_day=FIRST,
            last_day=FIRST, by=trip.officer, now=at(9),
        )  # fmt: skip
        judged = preview(
            trip.officer.scope, school_id=trip.school.pk, draft=VISIT, now=at(10),
            pupil_ids=[trip.amina.pk, trip.callum.pk],
        )  # fmt: skip
        assert [one.pupil for one in judged.overlapping] == [trip.amina]
        assert "is planned already: leave agreed, code C" in judged.overlapping[0].overlap
        assert trip.arrange(leave_out_refused=True).pupils.count() == 1
        assert trip.arrange(counts_instead=True).pupils.count() == 2

    def test_is_refused_to_who_may_not_plan(self, trip: ATrip):
        with pytest.raises(OutOfScope):
            trip.arrange(by=trip.a_class.teacher)

    def test_over_days_of_closure_covers_the_others(self, trip: ATrip):
        SchoolSession.objects.filter(school=trip.school, date=FIRST).update(kind="inset")
        judged = preview(
            trip.officer.scope, school_id=trip.school.pk, draft=other(last_day=LAST), pupil_ids=[trip.amina.pk],
            now=at(10),
        )  # fmt: skip
        assert (judged.sessions, judged.refused) == (2, [])


class TestTakingOutAndWithdrawing:
    def test_ends_the_plan_of_the_pupil_taken_out_alone(self, trip: ATrip):
        made = trip.arrange()
        take_out(
            school_id=trip.school.pk, arrangement_id=made.pk, pupil_id=trip.amina.pk, by=trip.officer, now=at(11)
        )  # fmt: skip
        assert [one.pupil for one in Plan.objects.filter(cancelled_at=None)] == [trip.callum]
        with pytest.raises(ArrangementRefused, match="was taken out of it already"):
            take_out(
                school_id=trip.school.pk, arrangement_id=made.pk, pupil_id=trip.amina.pk, by=trip.officer, now=at(11)
            )  # fmt: skip

    def test_withdrawn_ends_every_plan_and_keeps_why(self, trip: ATrip):
        made = trip.arrange()
        withdraw_arrangement(
            school_id=trip.school.pk, arrangement_id=made.pk, why="The coach is ill", by=trip.officer, now=at(11)
        )  # fmt: skip
        assert not Plan.objects.filter(cancelled_at=None).exists()
        assert Arrangement.objects.get().withdrawn_why == "The coach is ill"
        with pytest.raises(ArrangementRefused, match="withdrawn already"):
            withdraw_arrangement(
                school_id=trip.school.pk, arrangement_id=made.pk, why="Again", by=trip.officer, now=at(11)
            )  # fmt: skip

    def test_is_not_withdrawn_without_saying_why(self, trip: ATrip):
        made = trip.arrange()
        with pytest.raises(ArrangementRefused, match="Say why"):
            withdraw_arrangement(
                school_id=trip.school.pk, arrangement_id=made.pk, why=" ", by=trip.officer, now=at(11)
            )  # fmt: skip


class TestWhatBecameOfIt:
    def test_shows_a_mark_that_is_not_what_was_arranged(self, trip: ATrip):
        made = trip.arrange(other(first_day=MONDAY, last_day=MONDAY), now=at(8))
        trip.a_class.take("V", "I")
        found = arrangement_facts(
            trip.officer.scope, school_id=trip.school.pk, arrangement_id=made.pk, on=MONDAY
        )
        assert found is not None
        (one,) = found.contradictions
        assert (one.pupil, one.code) == (trip.callum, "I")
        assert "entered as absent" in one.what

    def test_counts_marks_against_each_of_two_arrangements(self, trip: ATrip):
        for day in (MONDAY, MONDAY + ONE_DAY):
            trip.arrange(other(first_day=day, last_day=day), now=at(8))
        trip.a_class.take("I", "V")
        on = MONDAY + ONE_DAY
        trip.a_class.take("V", "I", date=on)
        assert planned_standing(trip.officer.scope, school_id=trip.school.pk, on=on)[1] == 2

    @pytest.mark.parametrize(("on", "waiting"), [(dt.date(2026, 11, 12), 1), (dt.date(2026, 11, 13), 0)])
    def test_waits_for_ten_school_days_of_which_a_half_term_is_none(self, trip: ATrip, on, waiting):
        day = dt.date(2026, 10, 23)
        trip.arrange(other(first_day=day, last_day=day), now=at(8))
        trip.a_class.take("V", "I", date=day)
        assert planned_standing(trip.officer.scope, school_id=trip.school.pk, on=on)[1] == waiting

    @pytest.mark.parametrize(("day", "state"), [(-1, "to come"), (0, "now"), (1, "now"), (2, "over")])
    def test_stands_from_its_first_day_to_its_last(self, trip: ATrip, day: int, state: str):
        trip.arrange(other(last_day=LAST))
        on = FIRST + day * ONE_DAY
        which = "past" if state == "over" else "open"
        (line,) = arrangements(trip.officer.scope, school_id=trip.school.pk, on=on, which=which)
        assert (line.state, line.pupils) == (state, 2)

    def test_is_counted_on_its_days_and_not_beside(self, trip: ATrip):
        trip.arrange(other(last_day=LAST))
        today = [
            planned_standing(trip.officer.scope, school_id=trip.school.pk, on=FIRST + day * ONE_DAY)[0]
            for day in (-1, 0, 1, 2)
        ]
        assert today == [0, 2, 2, 0]

    def test_the_list_of_the_day_gives_each_pupil_and_group_with_its_group(self, trip: ATrip):
        made = trip.arrange()
        rows = day_list(trip.officer.scope, school_id=trip.school.pk, arrangement_id=made.pk, on=FIRST)
        assert [(one.pupil, one.group) for one in rows] == [
            (trip.amina, trip.a_class.group.name), (trip.callum, trip.a_class.group.name),
        ]  # fmt: skip
        with pytest.raises(OutOfScope):
            day_list(
                an_actor("governor", trip.school).scope, school_id=trip.school.pk, arrangement_id=made.pk, on=FIRST
            )  # fmt: skip
