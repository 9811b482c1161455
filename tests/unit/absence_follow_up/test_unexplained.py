"""The clock of absences without a reason, over holidays, closures and a change of school; and turning those whose time is up."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.reasoning import Reason, decline_reason, note_reason
from onroll.service.absence_follow_up.actions.turning import turn_unexplained
from onroll.service.absence_follow_up.queries.unexplained import Place, unexplained_by_days_left
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

#: The half term of a made-up autumn: the school breaks up on Friday 23 October and meets again on Monday 2 November.
WEDNESDAY = dt.date(2026, 10, 21)


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


@pytest.fixture
def oak(db):
    return AClass()


def the_clock(oak, on: dt.date, school=None):
    school = school or oak.school
    return unexplained_by_days_left(an_actor("head", school).scope, school_id=school.pk, on=on)


def turn(oak, *places: Place, on: dt.date, by=None, key=None):
    return turn_unexplained(
        school_id=oak.school.pk, places=places, by=by or oak.officer, now=at(15, on=on), key=key
    )  # fmt: skip


def callums(oak, date: dt.date = WEDNESDAY, session: str = "AM") -> Place:
    return Place(oak.callum.pk, date, session)


class TestTheClock:
    @pytest.mark.parametrize(
        ("on", "left"), [(WEDNESDAY, 5), (november(2), 2), (november(3), 1), (november(4), 0)]
    )
    def test_counts_no_day_of_a_half_term(self, oak, on, left):
        oak.take("/", "N", date=WEDNESDAY)
        (one,) = the_clock(oak, on)
        assert (one.until.due_on, one.days_left) == (november(4), left)

    @pytest.mark.parametrize(
        ("on", "may_turn"), [(november(3), False), (november(4), True), (november(5), True)]
    )
    def test_is_up_on_the_fifth_school_day_and_not_the_day_before(self, oak, on, may_turn):
        oak.take("/", "N", date=WEDNESDAY)
        assert the_clock(oak, on)[0].may_be_turned is may_turn

    @pytest.mark.parametrize(("on", "is_over", "left"), [(november(4), False, 0), (november(5), True, -1)])
    def test_is_over_the_day_after(self, oak, on, is_over, left):
        oak.take("/", "N", date=WEDNESDAY)
        (one,) = the_clock(oak, on)
        assert (one.is_over, one.days_left) == (is_over, left)

    @pytest.mark.parametrize(("on", "may_turn"), [(november(4), False), (november(5), True)])
    def test_counts_no_day_on_which_the_school_was_closed(self, oak, on, may_turn):
        oak.take("/", "N", date=WEDNESDAY)
        SchoolSession.objects.filter(school=oak.school, date=november(3)).update(kind="closure")
        assert the_clock(oak, on)[0].may_be_turned is may_turn

    def test_counts_a_day_on_which_the_school_was_closed_for_half_of_it(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        SchoolSession.objects.filter(school=oak.school, date=november(3), session="PM").update(kind="closure")
        assert the_clock(oak, november(4))[0].may_be_turned

    def test_runs_on_by_the_calendar_of_the_school_that_a_pupil_left(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        elsewhere = a_school("Wenlow Junior School", meets=False)
        Enrolment.objects.filter(pupil=oak.callum).update(last_day=dt.date(2026, 10, 23))
        Enrolment.objects.create(school=elsewhere, pupil=oak.callum, starting_day=november(2))
        (one,) = the_clock(oak, november(4))
        assert (one.days_left, one.left_on) == (0, dt.date(2026, 10, 23))
        assert the_clock(oak, november(4), elsewhere) == []

    def test_shows_those_with_the_fewest_days_left_first(self, oak):
        oak.take("N", "/", date=WEDNESDAY)
        oak.take("/", "N", date=WEDNESDAY - dt.timedelta(days=1))
        assert [one.days_left for one in the_clock(oak, WEDNESDAY)] == [4, 5]

    def test_says_nothing_where_the_calendar_ends_first(self, oak):
        SchoolSession.objects.filter(school=oak.school, date__gt=dt.date(2026, 10, 23)).delete()
        oak.take("/", "N", date=WEDNESDAY)
        (one,) = the_clock(oak, dt.date(2026, 10, 23))
        assert (one.until, one.days_left, one.may_be_turned) == (None, None, False)

    def test_is_not_for_a_teacher(self, oak):
        with pytest.raises(OutOfScope):
            unexplained_by_days_left(oak.teacher.scope, school_id=oak.school.pk, on=MONDAY)

    @pytest.mark.one_database
    def test_takes_the_same_statements_for_two_as_for_one(self, oak):
        def statements() -> int:
            with Statements() as sent:
                the_clock(oak, WEDNESDAY)
            return len(sent.counted)

        oak.take("/", "N", date=WEDNESDAY)
        one = statements()
        oak.take("N", "/", date=WEDNESDAY - dt.timedelta(days=1))
        assert statements() == one <= 5


class TestTurning:
    def test_amends_to_the_code_the_law_names_and_keeps_the_original(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        assert turn(oak, callums(oak), on=november(4)) == 1
        assert oak.history(oak.callum, date=WEDNESDAY) == ["N", "O"]
        assert oak.is_whole()

    def test_amends_many_at_once_or_none(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        oak.take("/", "N", date=dt.date(2026, 10, 22))
        both = (callums(oak), callums(oak, dt.date(2026, 10, 22)))
        with pytest.raises(FollowUpRefused, match="may be looked for until the end of 5 November 2026"):
            turn(oak, *both, on=november(4))
        assert oak.code(oak.callum, date=WEDNESDAY) == "N"
        assert turn(oak, *both, on=november(5)) == 2

    def test_is_refused_while_a_reason_waits(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        reason = Reason(WEDNESDAY, WEDNESDAY, "parent", "phone", "family", who="His father")
        given = note_reason(
            school_id=oak.school.pk,
            pupil_id=oak.callum.pk,
            reason=reason,
            by=oak.officer,
            now=at(9, on=november(4)),
        )
        with pytest.raises(FollowUpRefused, match="a reason waits"):
            turn(oak, callums(oak), on=november(4))
        about = {"school_id": oak.school.pk, "reason_id": given.pk, "by": oak.officer}
        decline_reason(**about, why="He was seen in town", now=at(10, on=november(4)))
        assert turn(oak, callums(oak), on=november(4)) == 1

    def test_leaves_a_session_that_has_a_reason_by_now(self, oak):
        oak.take("/", "N", date=WEDNESDAY)
        oak.amend(oak.callum, "I", date=WEDNESDAY, now=at(9, on=november(4)))
        assert turn(oak, callums(oak), on=november(4)) == 0
        assert oak.code(oak.callum, date=WEDNESDAY) == "I"

    def test_is_not_for_who_reads_alone(self, oak):
        with pytest.raises(OutOfScope):
            turn(oak, callums(oak), on=november(4), by=an_actor("senco", oak.school))
