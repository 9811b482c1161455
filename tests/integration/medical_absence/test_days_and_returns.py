"""Days of illness are counted as school days, and a sickness return is asked for as soon as the law asks for one, once."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.correspondence.models import Message
from onroll.service.medical_absence.actions.recording import (
    ask_for_evidence,
    decide_one_illness,
    record_evidence,
    record_expected,
)
from onroll.service.medical_absence.actions.telling import make_return
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.illness import often_ill, school_year_began
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.factories.pupil_years import enter_year
from tests.integration.medical_absence.conftest import FIRST, Ill

ONE_DAY = dt.timedelta(days=1)


def asks(ill: Ill, on: dt.date) -> set[str]:
    return {ask.value for ask, _ in ill.line(on).asks}


class TestARun:
    def test_goes_on_over_a_half_term(self, ill: Ill):
        days = ill.school_days(dt.date(2026, 10, 19), 8)
        ill.enter(days, until=days[-1])
        line = ill.line(days[-1])
        assert (len(line.illness.lasting), line.illness.days) == (8, 8)
        assert days[-1] == dt.date(2026, 11, 4)

    def test_goes_on_over_a_day_on_which_the_school_is_closed(self, ill: Ill):
        days = ill.school_days(FIRST, 5)
        close_school(
            school_id=ill.school.pk, first_day=days[2], last_day=days[2], session="", is_planned=True, group_ids=(), code="#",
            reason="A polling station", by=ill.head, now=at(7, on=days[2] - ONE_DAY),
        )  # fmt: skip
        ill.enter([days[0], days[1], days[3], days[4]], until=days[4])
        assert len(ill.line(days[4]).illness.lasting) == 4

    def test_ends_when_the_pupil_was_in_for_a_session(self, ill: Ill):
        days = ill.school_days(FIRST, 4)
        ill.enter(days[:3], until=days[3])
        assert ill.line(days[3]).illness.lasting == ()
        assert ill.line(days[2]).illness.longest == 3

    @pytest.mark.parametrize("halves", [(), ("AM",)])
    def test_lasts_until_the_registers_of_the_day_are_in(self, ill: Ill, halves):
        days = ill.school_days(FIRST, 11)
        codes = {(day, half): "I" for day in days for half in ("AM", "PM")}
        blank = frozenset((days[10], half) for half in ("AM", "PM") if half not in halves)
        enter_year(ill.school, ill.amina.pk, codes, last_day=days[10], skip=blank)
        line = ill.line(days[10])
        assert len(line.illness.lasting) == 10
        assert asks(ill, days[10]) == set()

    def test_is_over_once_the_pupil_is_entered_as_attending(self, ill: Ill):
        days = ill.school_days(FIRST, 11)
        ill.enter(days[:10], until=days[10])
        CurrentEntry.objects.filter(date=days[10], session="PM").delete()
        assert ill.line(days[10]).illness.lasting == ()
        assert asks(ill, days[10]) == {"check in"}

    def test_followed_by_another_absence_is_not_a_pupil_who_is_back(self, ill: Ill):
        days = ill.school_days(FIRST, 8)
        ill.enter(days[:6], until=days[6])
        CurrentEntry.objects.filter(date=days[6]).update(code="N")
        assert asks(ill, days[6]) == set()

    def test_counts_a_half_day_in_the_sum_alone(self, ill: Ill):
        days = ill.school_days(FIRST, 4)
        ill.enter(days, until=days[3], halves=("AM",))
        line = ill.line(days[3])
        assert (line.illness.sessions, line.illness.days, line.illness.longest) == (4, 2, 0)

    def test_is_of_this_school_from_the_starting_day_on(self, ill: Ill):
        days = ill.school_days(FIRST, 3)
        ill.amina.enrolments.update(starting_day=days[1])
        ill.enter(days[1:], until=days[2])
        assert len(ill.line(days[2]).illness.lasting) == 2


class TestTheSchoolYear:
    @pytest.mark.parametrize(
        ("on", "began"),
        [
            (dt.date(2026, 7, 31), dt.date(2025, 8, 1)),
            (dt.date(2026, 8, 1), dt.date(2026, 8, 1)),
            (dt.date(2026, 12, 31), dt.date(2026, 8, 1)),
            (dt.date(2027, 1, 1), dt.date(2026, 8, 1)),
        ],
    )
    def test_begins_after_july(self, on, began):
        assert school_year_began(on) == began


class TestASicknessReturn:
    def test_is_due_on_the_fifteenth_school_day_of_a_run_and_not_the_day_before(self, ill: Ill):
        days = ill.school_days(FIRST, 15)
        ill.enter(days, until=days[-1])
        assert "return" not in asks(ill, days[13])
        assert "return" in asks(ill, days[14])

    def test_is_due_at_once_where_that_many_are_expected(self, ill: Ill):
        days = ill.school_days(FIRST, 15)
        ill.enter(days[:1], until=days[0])
        record_expected(until=days[13], nature="unsaid", words="", **ill.about(days[0]))
        assert "return" not in asks(ill, days[0])
        record_expected(until=days[14], nature="physical", words="An operation.", **ill.about(days[0]))
        assert {"return", "plan"} <= asks(ill, days[0])

    def test_of_days_that_only_add_up_is_for_a_person_to_decide(self, ill: Ill):
        days = [day for n, day in enumerate(ill.school_days(FIRST, 40)) if n % 2 == 0][:15]
        ill.enter(days, until=days[-1])
        assert "decide" in asks(ill, days[-1])
        decide_one_illness(outcome="no", words="Colds, and a broken wrist.", **ill.about(days[-1]))
        assert not asks(ill, days[-1]) & {"decide", "return"}
        decide_one_illness(outcome="yes", words="The consultant links them.", **ill.about(days[-1]))
        assert "return" in asks(ill, days[-1])

    def test_is_made_once_for_a_period(self, ill: Ill):
        days = ill.school_days(FIRST, 15)
        ill.enter(days, until=days[-1])
        make_return(on=days[14], how="portal", who="The portal", **ill.about(days[14]))
        assert "return" not in asks(ill, days[14])

    def test_goes_by_email_with_name_and_address(self, ill: Ill):
        School.objects.update(telephone="01632 960100")
        days = ill.school_days(FIRST, 15)
        ill.enter(days, until=days[-1])
        given = {"on": days[14], "how": "email", "who": "attendance@tarnshire.example", **ill.about(days[14])}
        with pytest.raises(MedicalRefusal, match="no address is on file"):
            make_return(**given)
        Pupil.objects.filter(pk=ill.amina.pk).update(address="4 Mill Lane", postcode="AB1 2CD")
        with pytest.raises(MedicalRefusal, match="email address of the authority"):
            make_return(**given | {"who": "the council"})
        make_return(**given)
        sent = Message.objects.get()
        assert sent.address == "attendance@tarnshire.example"
        assert "Pupil: Amina Begum" in sent.body
        assert "Address: 4 Mill Lane, AB1 2CD" in sent.body
        assert "15 school days of this school year" in sent.body
        with pytest.raises(MedicalRefusal, match="made already"):
            make_return(**given)

    def test_is_refused_where_none_is_due(self, ill: Ill):
        days = ill.school_days(FIRST, 14)
        ill.enter(days, until=days[-1])
        with pytest.raises(MedicalRefusal, match="No sickness return is due"):
            make_return(on=days[-1], how="portal", who="The portal", **ill.about(days[-1]))
        assert not MedicalRecord.objects.exists()

    def test_is_not_asked_for_again_by_a_later_day_of_illness(self, ill: Ill):
        days = ill.school_days(FIRST, 40)
        ill.enter([*days[:15], days[30]], until=days[31])
        make_return(on=days[14], how="portal", who="The portal", **ill.about(days[14]))
        assert "return" not in asks(ill, days[30]) | asks(ill, days[31])

    @pytest.mark.parametrize("later", [0, 1])
    def test_is_made_for_each_run_that_comes_to_it(self, ill: Ill, later):
        days = ill.school_days(FIRST, 40)
        ill.enter([*days[:15], *days[20:35]], until=days[36])
        make_return(on=days[14], how="portal", who="The portal", **ill.about(days[14]))
        assert "return" not in asks(ill, days[33])
        assert "return" in asks(ill, days[34 + later])

    def test_made_before_an_illness_that_was_expected_is_that_illnesss(self, ill: Ill):
        days = ill.school_days(FIRST, 20)
        ill.enter(days[1:16], until=days[15])
        record_expected(until=days[18], nature="physical", words="An operation.", **ill.about(FIRST))
        assert "return" in asks(ill, FIRST)
        make_return(on=FIRST, how="portal", who="The portal", **ill.about(FIRST))
        assert "return" not in asks(ill, FIRST) | asks(ill, days[1]) | asks(ill, days[15])

    def test_not_one_illness_is_said_of_the_days_there_were(self, ill: Ill):
        days = [day for n, day in enumerate(ill.school_days(FIRST, 40)) if n % 2 == 0][:16]
        ill.enter(days, until=days[-1])
        decide_one_illness(outcome="no", words="Colds.", **ill.about(days[14]))
        assert "decide" not in asks(ill, days[14])
        assert "decide" in asks(ill, days[15])


class TestEvidence:
    def test_is_asked_for_only_where_there_is_a_genuine_doubt(self, ill: Ill):
        with pytest.raises(MedicalRefusal, match="genuine and reasonable doubt"):
            ask_for_evidence(doubt=" ", **ill.about(FIRST))
        assert (
            ask_for_evidence(doubt="Seen at work in the town each Friday.", **ill.about(FIRST)).kind
            == "evidence asked"
        )

    def test_names_its_kind_and_who_saw_it_and_how_long_it_speaks_for(self, ill: Ill):
        days = ill.school_days(FIRST, 4)
        given = {
            "on": days[0],
            "evidence": "professional",
            "who": "Mrs Example",
            "words": "",
            **ill.about(days[0]),
        }
        for wrong, refusal in (
            ({"evidence": ""}, "Choose what was shown"),
            ({"who": ""}, "Say who at the school"),
        ):
            with pytest.raises(MedicalRefusal, match=refusal):
                record_evidence(**given | wrong)
        with pytest.raises(MedicalRefusal, match="That day is still to come"):
            record_evidence(**given | {"on": days[1]})
        ill.enter(days[:1], until=days[0])
        record_evidence(**given, until=days[3])
        assert ill.line(days[0]).illness.expected == 3

    def test_is_read_and_recorded_by_those_alone_who_may_read_such_detail(self, ill: Ill):
        tutor = an_actor("tutor", ill.school, ill.a_class.group)
        with pytest.raises(OutOfScope):
            ask_for_evidence(doubt="A doubt", **ill.about(FIRST) | {"by": tutor})
        with pytest.raises(OutOfScope):
            often_ill(tutor.scope, school_id=ill.school.pk, on=FIRST)
        assert not MedicalRecord.objects.exists()
