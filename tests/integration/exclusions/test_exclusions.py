"""Suspensions and exclusions: planned, counted by the school's calendar, told to parents, and what is due about each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import duties_of
from onroll.service.exclusions.actions.excluding import cancel_exclusion, exclude, record_step, shorten
from onroll.service.exclusions.actions.telling import facts_of, tell_parents_of_exclusion
from onroll.service.exclusions.days import days_already, days_of
from onroll.service.exclusions.models import Exclusion
from onroll.service.exclusions.queries.exclusions import exclusions, exclusions_due, exclusions_standing
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.people.models import ContactDetail
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.leave_of_absence.conftest import parent

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ONE_DAY = dt.timedelta(days=1)
FRIDAY = MONDAY + 4 * ONE_DAY
NEXT_MONDAY = MONDAY + 7 * ONE_DAY


@dataclass
class AnExclusion:
    """A class, its head, and Amina suspended for some days from the Monday."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.amina = self.a_class.school, self.a_class.amina
        School.objects.filter(pk=self.school.pk).update(telephone="01632 960100")
        self.head = an_actor("head", self.school, name="Ms H. Example")

    def make(self, last_day: dt.date | None = FRIDAY, **others: Any) -> Exclusion:
        """Suspend Amina from the Monday."""
        given = {
            "kind": "suspension" if last_day else "permanent", "first_day": MONDAY, "last_day": last_day,
            "reason": "Fighting in the yard", "key": f"form-{Exclusion.objects.count()}", "by": self.head,
            "now": at(8), **others,
        }  # fmt: skip
        return exclude(school_id=self.school.pk, pupil_id=self.amina.pk, **given)

    def of(self, row: Exclusion, now: dt.datetime | None = None) -> dict[str, Any]:
        """Return what an action about it is given."""
        return {"school_id": self.school.pk, "exclusion_id": row.pk, "by": self.head, "now": now or at(9)}

    def due(self, now: dt.datetime) -> list[str]:
        """Return the titles of what is due beside telling those outside, which has tests of its own."""
        morning = morning_of(self.head.scope, school_id=self.school.pk, now=now)
        titles = [one.title for one in duties_of(morning) if one.kind == "exclusion"]
        return [one for one in titles if not one.endswith("outside the school who must know")]


@pytest.fixture
def suspended(db: None) -> AnExclusion:
    return AnExclusion()


class TestRecording:
    def test_plans_code_e_for_its_days(self, suspended: AnExclusion):
        plan = suspended.make().plan
        assert (plan.code, plan.kind, plan.first_day, plan.last_day) == ("E", "exclusion", MONDAY, FRIDAY)

    def test_sent_twice_is_recorded_once(self, suspended: AnExclusion):
        assert suspended.make(key="form").pk == suspended.make(key="form").pk

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"kind": "detention"}, "Choose whether it is a suspension"),
            ({"reason": " "}, "Give the reason"),
            ({"kind": "suspension", "last_day": None}, "Give the last day"),
            ({"last_day": MONDAY - ONE_DAY}, "ends before it starts"),
            (
                {"first_day": FRIDAY + ONE_DAY, "last_day": FRIDAY + ONE_DAY},
                "holds no session on 12 September",
            ),
        ],
    )
    def test_is_refused_with_what_to_do(self, suspended: AnExclusion, changes: dict[str, Any], why: str):
        with pytest.raises(ExclusionRefused, match=why):
            suspended.make(**changes)
        assert not Plan.objects.exists()

    def test_is_refused_past_the_most_days_of_a_school_year_other_schools_counted(
        self, suspended: AnExclusion
    ):
        with pytest.raises(ExclusionRefused, match="at most 45 are allowed"):
            suspended.make(days_elsewhere=41)
        assert suspended.make(days_elsewhere=40)

    def test_counts_the_days_suspended_here_before(self, suspended: AnExclusion):
        suspended.make()
        later = {"first_day": NEXT_MONDAY, "last_day": NEXT_MONDAY}
        with pytest.raises(ExclusionRefused, match="46 school days"):
            suspended.make(days_elsewhere=40, **later)
        assert suspended.make(days_elsewhere=39, **later)

    def test_remembers_the_days_elsewhere_an_earlier_one_said(self, suspended: AnExclusion):
        suspended.make(MONDAY + 3 * ONE_DAY, days_elsewhere=40)
        later = {"first_day": NEXT_MONDAY, "last_day": NEXT_MONDAY + ONE_DAY}
        with pytest.raises(ExclusionRefused, match="46 school days"):
            suspended.make(**later)
        assert suspended.make(**{**later, "last_day": NEXT_MONDAY})

    @pytest.mark.parametrize(("first", "last"), [(0, 4), (4, 7), (4, None)])
    def test_is_refused_for_days_of_one_that_stands(
        self, suspended: AnExclusion, first: int, last: int | None
    ):
        suspended.make()
        later = {"first_day": MONDAY + first * ONE_DAY, "last_day": last and MONDAY + last * ONE_DAY}
        kind = "permanent" if last is None else "suspension"
        with pytest.raises(
            ExclusionRefused, match="suspended already, from 7 September 2026 to 11 September 2026"
        ):
            suspended.make(**later, kind=kind)

    def test_is_refused_for_days_after_a_permanent_one_began(self, suspended: AnExclusion):
        suspended.make(None)
        with pytest.raises(ExclusionRefused, match="permanently excluded from 7 September 2026"):
            suspended.make(NEXT_MONDAY, first_day=NEXT_MONDAY)

    def test_leaves_another_plan_unless_it_counts_instead(self, suspended: AnExclusion):
        make_plan(
            school_id=suspended.school.pk, pupil_id=suspended.amina.pk, kind="leave", code="C", first_day=MONDAY,
            last_day=MONDAY, by=suspended.head, now=at(7),
        )  # fmt: skip
        with pytest.raises(PlansOverlap):
            suspended.make()
        assert suspended.make(counts_instead=True)

    def test_is_the_head_s(self, suspended: AnExclusion):
        with pytest.raises(OutOfScope):
            suspended.make(by=suspended.a_class.officer)


class TestDays:
    def test_of_five_ask_for_no_other_education_and_are_all_a_parent_s(self, suspended: AnExclusion):
        found = days_of(suspended.make())
        assert found.provision is None
        assert found.public_place_days == tuple(MONDAY + n * ONE_DAY for n in range(5))
        assert found.back_on == NEXT_MONDAY

    def test_of_six_ask_for_education_from_the_sixth_and_five_are_a_parent_s(self, suspended: AnExclusion):
        found = days_of(suspended.make(NEXT_MONDAY))
        assert found.provision is not None
        assert (found.provision.first_day, found.provision.by) == (NEXT_MONDAY, "the school")
        assert found.public_place_days[-1] == FRIDAY

    def test_go_on_from_a_suspension_that_leads_to_it(self, suspended: AnExclusion):
        suspended.make()
        found = days_of(suspended.make(NEXT_MONDAY, first_day=NEXT_MONDAY))
        assert found.provision is not None
        assert found.provision.first_day == NEXT_MONDAY

    def test_leave_out_a_day_on_which_the_school_is_closed(self, suspended: AnExclusion):
        SchoolSession.objects.filter(school=suspended.school, date=FRIDAY).update(kind="inset")
        found = days_of(suspended.make(NEXT_MONDAY))
        assert len(found.school_days) == 5
        assert found.provision is None
        assert found.public_place_days[-1] == NEXT_MONDAY

    def test_of_a_permanent_one_have_no_end_and_the_authority_provides(self, suspended: AnExclusion):
        found = days_of(suspended.make(None))
        assert found.back_on is None
        assert found.provision is not None
        assert (found.provision.first_day, found.provision.by) == (NEXT_MONDAY, "the local authority")


class TestAPermanentOne:
    @pytest.fixture
    def leaving(self, suspended: AnExclusion) -> AnExclusion:
        rows = Enrolment.objects.filter(school=suspended.school, pupil=suspended.amina)
        rows.update(last_day=FRIDAY, deletion_ground="o")
        return suspended

    def test_is_planned_no_further_than_the_pupil_is_on_roll(self, leaving: AnExclusion):
        assert leaving.make(None).plan.last_day == FRIDAY

    def test_ends_with_the_pupil_s_last_day_on_roll(self, leaving: AnExclusion):
        leaving.make(None)
        of = {"school_id": leaving.school.pk}
        (line,) = exclusions(leaving.head.scope, on=FRIDAY, **of)
        assert line.state == "now"
        assert exclusions_due(leaving.school.pk, on=FRIDAY)
        after = FRIDAY + ONE_DAY
        assert exclusions(leaving.head.scope, on=after, **of) == []
        (line,) = exclusions(leaving.head.scope, which="past", on=after, **of)
        assert line.state == "over"
        assert not exclusions_due(leaving.school.pk, on=after)


class TestShorteningAndCancelling:
    def test_shortened_ends_the_plan_sooner(self, suspended: AnExclusion):
        row = suspended.make()
        shorten(last_day=MONDAY + ONE_DAY, why="The governors asked", **suspended.of(row))
        (plan,) = Plan.objects.filter(cancelled_at=None)
        assert (plan.pk, plan.last_day) == (row.plan_id, MONDAY + ONE_DAY)

    def test_shortened_leaves_what_counts_instead_of_it(self, suspended: AnExclusion):
        row = suspended.make(MONDAY + 9 * ONE_DAY)
        instead = make_plan(
            school_id=suspended.school.pk, pupil_id=suspended.amina.pk, kind="leave", code="C", counts_instead=True,
            first_day=MONDAY + ONE_DAY, last_day=NEXT_MONDAY, by=suspended.head, now=at(8, 30),
        )  # fmt: skip
        shorten(last_day=NEXT_MONDAY, why="The governors asked", **suspended.of(row))
        plans = plans_of_session(suspended.school.pk, NEXT_MONDAY, "AM")
        assert plans[suspended.amina.pk].pk == instead.pk

    @pytest.mark.parametrize("day", [FRIDAY, MONDAY - ONE_DAY])
    def test_is_not_made_longer_nor_nothing(self, suspended: AnExclusion, day: dt.date):
        with pytest.raises(ExclusionRefused, match="before the one it has"):
            shorten(last_day=day, why="A reason", **suspended.of(suspended.make()))

    @pytest.mark.parametrize(("cancelled", "days"), [(0, 0), (1, 1), (2, 2), (5, 5), (9, 5)])
    def test_cancelled_counts_the_days_before_it_was(self, suspended: AnExclusion, cancelled: int, days: int):
        row = suspended.make()
        Exclusion.objects.filter(pk=row.pk).update(cancelled_at=at(9) + cancelled * ONE_DAY)
        assert days_already(suspended.school.pk, suspended.amina.pk, MONDAY) == days

    def test_cancelled_ends_its_plan_and_no_longer_counts(self, suspended: AnExclusion):
        row = suspended.make()
        with pytest.raises(ExclusionRefused, match="Say why"):
            cancel_exclusion(why=" ", **suspended.of(row))
        cancel_exclusion(why="It was another pupil", **suspended.of(row))
        assert not Plan.objects.filter(cancelled_at=None).exists()
        assert exclusions_standing(suspended.head.scope, school_id=suspended.school.pk, on=MONDAY) == (0, 0)
        assert suspended.make(days_elsewhere=40)

    @pytest.mark.parametrize(("day", "state"), [(-1, "to come"), (0, "now"), (4, "now")])
    def test_stands_from_its_first_day_to_its_last(self, suspended: AnExclusion, day: int, state: str):
        suspended.make()
        (line,) = exclusions(suspended.head.scope, school_id=suspended.school.pk, on=MONDAY + day * ONE_DAY)
        assert line.state == state

    def test_counts_no_days_of_another_school_year(self, suspended: AnExclusion):
        suspended.make()
        before = MONDAY - 60 * ONE_DAY
        assert days_already(suspended.school.pk, suspended.amina.pk, MONDAY) == 5
        assert days_already(suspended.school.pk, suspended.amina.pk, before) == 0

    def test_is_past_on_the_day_after(self, suspended: AnExclusion):
        suspended.make()
        on = {"school_id": suspended.school.pk, "on": FRIDAY + ONE_DAY}
        assert exclusions(suspended.head.scope, **on) == []
        assert len(exclusions(suspended.head.scope, which="past", **on)) == 1


class TestDuties:
    def test_ask_for_the_letter_education_and_the_meeting_each_when_it_is_due(self, suspended: AnExclusion):
        row = suspended.make(NEXT_MONDAY)
        name = "Amina Begum"
        letter, education, meeting = (
            f"{name}: write to the parents", f"{name}: education from the sixth school day",
            f"{name}: hold the reintegration meeting",
        )  # fmt: skip
        assert suspended.due(at(9)) == [letter, education]
        record_step(kind="provision", on=NEXT_MONDAY, words="Tuition at the library", **suspended.of(row))
        assert suspended.due(at(9)) == [letter]
        assert suspended.due(at(9, on=NEXT_MONDAY)) == [letter]
        back = NEXT_MONDAY + ONE_DAY
        assert meeting in suspended.due(at(9, on=back))
        record_step(kind="meeting", on=back, words="A plan was agreed", **suspended.of(row, at(10, on=back)))
        assert suspended.due(at(11, on=back)) == [letter]

    def test_are_settled_by_the_letter_until_the_days_change(self, suspended: AnExclusion):
        mother = parent("Begum", "mother", suspended.amina, lives_with=True)
        ContactDetail.objects.create(
            parent=mother, kind="address", value="1 Tarn Road", postcode="TN1 1AA", first_day=FIRST_DAY
        )
        row = suspended.make()
        asked = tell_parents_of_exclusion(channel="letter", **suspended.of(row))
        assert len(asked.messages) == 1, asked.not_told
        assert suspended.due(at(9)) == []
        assert not tell_parents_of_exclusion(channel="letter", **suspended.of(row)).messages
        shorten(last_day=MONDAY + ONE_DAY, why="The governors asked", **suspended.of(row))
        assert suspended.due(at(9)) == ["Amina Begum: write to the parents"]

    def test_ask_for_the_letter_until_no_parent_s_has_failed_and_none_is_left_out(
        self, suspended: AnExclusion
    ):
        row = suspended.make()
        for forename in ("Mother", "Father"):
            one = parent("Begum", forename.lower(), suspended.amina, lives_with=True)
            ContactDetail.objects.create(
                parent=one, kind="address", value="1 Tarn Road", postcode="TN1 1AA", first_day=FIRST_DAY
            )
        told = tell_parents_of_exclusion(**suspended.of(row))
        assert suspended.due(at(9)) == []
        message = Message.objects.earliest("pk")
        MessageEvent.objects.create(
            message=message, school=suspended.school, kind="failed", at=at(9), by_name="x"
        )
        assert len(told.messages) == 2
        assert suspended.due(at(10)) == ["Amina Begum: write to the parents"]

    def test_are_found_in_as_many_statements_for_three_as_for_one(self, suspended: AnExclusion):
        def statements() -> int:
            with CaptureQueriesContext(connection) as caught:
                exclusions_due(suspended.school.pk, on=MONDAY)
            return len(caught)

        suspended.make(MONDAY)
        one = statements()
        for n in (1, 2):
            suspended.make(MONDAY + n * ONE_DAY, first_day=MONDAY + n * ONE_DAY)
        assert statements() == one

    def test_cite_guidance_and_no_act_for_the_meeting(self, suspended: AnExclusion):
        suspended.make()
        found = exclusions_due(suspended.school.pk, on=NEXT_MONDAY)
        (meeting,) = [one for one in found if one.what == "meeting"]
        assert meeting.citation.instrument.strength == "statutory guidance"

    def test_the_letter_says_which_days_are_a_parent_s(self, suspended: AnExclusion):
        mother = parent("Begum", "mother", suspended.amina, lives_with=True)
        ContactDetail.objects.create(
            parent=mother, kind="address", value="1 Tarn Road", postcode="TN1 1AA", first_day=FIRST_DAY
        )
        tell_parents_of_exclusion(channel="letter", **suspended.of(suspended.make(MONDAY + ONE_DAY)))
        words = Message.objects.get().body
        assert "On 7 September 2026 and 8 September 2026 you must make sure" in words
        assert "Fighting in the yard" in words
        assert "back on Wednesday 9 September 2026" in words
        assert "We will set work for these days." in words
        assert "five school days" not in words

    @pytest.mark.parametrize(
        ("arranged", "said"),
        [
            (
                "",
                "From Monday 14 September 2026 there is other full-time education, and we will write to you",
            ),
            ("Tuition at the library", "this is the full-time education: Tuition at the library."),
        ],
    )
    def test_the_letter_says_what_education_follows(self, suspended: AnExclusion, arranged: str, said: str):
        row = suspended.make(NEXT_MONDAY)
        if arranged:
            record_step(kind="provision", on=NEXT_MONDAY, words=arranged, **suspended.of(row))
        assert said in facts_of(row, days_of(row))["excluded_education"]
