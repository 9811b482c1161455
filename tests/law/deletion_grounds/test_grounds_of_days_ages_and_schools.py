"""Grounds that turn on a day, on an age or on a kind of school, and what a finding of any ground says."""

from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law import Finding, Span
from onroll.law.deletion_conditions import deletion_ground
from onroll.law.deletion_facts import FACTS_OF_GROUND
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, calendar_of, entries_of

title = "When a name must be deleted: days, ages, kinds of school"
cites = "Pupil Registration Regulations 2024, regulation 9"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF)
DAY_20 = date(2026, 9, 28)
JOINT: dict[str, Any] = {
    "sickness_or_unavoidable_cause": False,
    "joint_enquiries_made": True,
    "located": False,
}


def absent_by_ground_i() -> Finding:
    entries = entries_of(AUTUMN, {Span(AUTUMN.first_day, AUTUMN.last_day): "O O"})
    return deletion_ground("i", {"as_at": DAY_20, **JOINT}, calendar=AUTUMN, entries=entries)


class TestEducationOtherwise:
    def found(self, **facts: Any) -> Finding:
        given: dict[str, Any] = {
            "written_notice_received_on": date(2026, 9, 7),
            "education_otherwise_from": date(2026, 9, 14),
            "as_at": date(2026, 9, 14),
            "school_attendance_order_names_school": False,
        }
        return deletion_ground("f", given | facts)

    def test_begins_on_the_day_named_and_not_before(self) -> None:
        assert self.found().met is True
        assert self.found(as_at=date(2026, 9, 13)).met is False

    def test_needs_the_notice_by_that_day(self) -> None:
        assert self.found(written_notice_received_on=date(2026, 9, 14)).met is True
        assert self.found(written_notice_received_on=date(2026, 9, 15)).met is False

    def test_says_what_was_received_and_what_it_names(self) -> None:
        assert self.found().reasons[:2] == (
            "Written notice was received on 7 September 2026.",
            "It names 14 September 2026.",
        )

    def test_says_what_was_not(self) -> None:
        nothing = self.found(written_notice_received_on=None, education_otherwise_from=None)
        assert nothing.met is False
        assert nothing.reasons == (
            "No written notice has been received: to have been told is not enough.",
            "No day is named from which the pupil is educated otherwise.",
        )

    def test_needs_the_day_the_question_is_asked(self) -> None:
        with pytest.raises(ValueError, match="needs as_at, the day the question is asked"):
            self.found(as_at=None)
        with pytest.raises(ValueError, match="education_otherwise_from wants a day, not soon"):
            self.found(education_otherwise_from="soon")


class TestEndOfCompulsorySchoolAge:
    def met(self, **facts: Any) -> bool | None:
        given: dict[str, Any] = {
            "last_day_of_compulsory_school_age": date(2026, 6, 26),
            "school_next_meets": date(2026, 6, 29),
            "will_not_continue": True,
        }
        return deletion_ground("l", given | facts).met

    def test_comes_before_the_school_next_meets(self) -> None:
        assert self.met() is True
        assert self.met(school_next_meets=date(2026, 6, 27)) is True
        assert self.met(school_next_meets=date(2026, 6, 26)) is False

    @pytest.mark.parametrize("fact", ["last_day_of_compulsory_school_age", "school_next_meets"])
    def test_is_not_shown_while_either_day_is_not_set(self, fact: str) -> None:
        assert self.met(**{fact: None}) is False

    @pytest.mark.parametrize(
        ("leaves", "meets_entry", "met"),
        [
            (True, True, True),
            (False, False, True),
            (False, True, False),
            (None, True, None),
            (False, None, None),
            (None, False, True),
            (None, None, None),
        ],
    )
    def test_needs_that_the_pupil_leaves_or_does_not_meet_the_entry_requirements(
        self, leaves: bool | None, meets_entry: bool | None, met: bool | None
    ) -> None:
        assert self.met(will_not_continue=leaves, meets_sixth_form_entry=meets_entry) is met


class TestPupilsNotOfCompulsorySchoolAge:
    not_of_age: dict[str, Any] = {"of_compulsory_school_age": False}

    @pytest.mark.parametrize(
        ("boarder", "again", "ceased", "met"),
        [
            (False, False, None, True),
            (False, True, True, False),
            (False, None, None, None),
            (True, True, True, True),
            (True, False, False, False),
            (True, False, None, None),
        ],
    )
    def test_who_stopped_attending_are_boarders_no_longer_pupils_or_not_expected_again(
        self, boarder: bool, again: bool | None, ceased: bool | None, met: bool | None
    ) -> None:
        facts = {"boarder": boarder, "expected_to_attend_again": again, "ceased_to_be_pupil": ceased}
        assert deletion_ground("ceased", facts | self.not_of_age).met is met

    def absent(self, codes: str, **facts: Any) -> Finding:
        given: dict[str, Any] = {
            "as_at": DAY_20,
            "sickness_or_unavoidable_cause": False,
            "enquiries_made": True,
            "located": False,
            **self.not_of_age,
        }
        entries = entries_of(AUTUMN, {AUTUMN_2026_FIRST_HALF: codes})
        return deletion_ground("absent", given | facts, calendar=AUTUMN, entries=entries)

    @pytest.mark.parametrize(
        ("codes", "met"), [("O O", True), ("U C", True), ("I I", True), ("X X", False), ("/ O", False)]
    )
    def test_may_be_absent_with_any_code_of_absence(self, codes: str, met: bool) -> None:
        assert self.absent(codes).met is met

    def test_are_absent_for_twenty_school_days(self) -> None:
        assert self.absent("O O", as_at=DAY_20 - timedelta(days=1)).met is False

    @pytest.mark.parametrize(
        ("fact", "against"),
        [("sickness_or_unavoidable_cause", True), ("enquiries_made", False), ("located", True)],
    )
    def test_need_every_enquiry_of_the_school(self, fact: str, against: bool) -> None:
        assert self.absent("O O", **{fact: against}).met is False
        assert self.absent("O O", **{fact: None}).facts["missing"] == (fact,)

    @pytest.mark.parametrize(("kind", "met"), [("maintained", True), ("academy", True), ("other", False)])
    @pytest.mark.parametrize("ground", ["m", "charges"])
    def test_who_board_leave_unpaid_charges_at_a_maintained_school_or_academy(
        self, ground: str, kind: str, met: bool
    ) -> None:
        facts = {"boarder": True, "charges_unpaid_at_term_end": True, "school_kind": kind}
        age = self.not_of_age if ground == "charges" else {}
        assert deletion_ground(ground, facts | age).met is met


class TestWhatAFindingSays:
    def test_is_only_what_speaks_against_a_ground_where_anything_does(self) -> None:
        finding = deletion_ground("b", {"nursery_completed": False})
        assert finding.reasons == ("It is not so that the pupil has completed nursery education here.",)
        assert finding.would_change == (
            "If it were otherwise: It is not so that the pupil has completed nursery education here.",
        )
        assert finding.missing == ()
        assert finding.facts == {"ground": "b", "missing": ()}

    def test_is_only_what_is_not_known_where_that_decides(self) -> None:
        finding = deletion_ground("j", {"expected_to_attend_again": False})
        assert finding.reasons == ("The length of the sentence is not known.",)
        assert [one.what for one in finding.missing] == ["The months of the sentence of detention"]
        assert finding.would_change == ()

    def test_asks_a_yes_or_no_fact_as_a_question(self) -> None:
        assert deletion_ground("k", {}).missing[0].what == "Whether the pupil has died"

    def test_is_every_condition_where_all_hold(self) -> None:
        finding = deletion_ground("k", {"died": True})
        assert finding.reasons == ("The pupil has died.", "The pupil is of compulsory school age.")
        assert finding.would_change == (
            "A fact above that turns out to be otherwise, before the name is deleted.",
        )

    def test_counts_the_days_and_names_the_codes(self) -> None:
        assert absent_by_ground_i().reasons[0] == (
            "The absence has run for 20 school days of the 20, both sessions with code G, N or O."
        )
        not_of_age = TestPupilsNotOfCompulsorySchoolAge().absent("U I")
        assert not_of_age.reasons[0] == "The absence has run for 20 school days of the 20."

    def test_would_change_by_what_speaks_against_it_where_too_few_days_were_counted(self) -> None:
        facts = {"as_at": DAY_20 - timedelta(days=3), **JOINT}
        finding = deletion_ground("i", facts, calendar=AUTUMN)
        assert finding.met is False
        assert finding.would_change[0].startswith(
            "If it were otherwise: The absence has run for 0 school days"
        )

    def test_would_change_by_a_good_reason_where_days_were_counted(self) -> None:
        back = {"leave_last_day": date(2026, 9, 11), "as_at": date(2026, 9, 25), **JOINT}
        for finding in (absent_by_ground_i(), deletion_ground("h", back, calendar=AUTUMN)):
            assert finding.met is True
            assert [words[:48] for words in finding.would_change] == [
                "Reasonable grounds to believe that sickness or a"
            ]

    @pytest.mark.parametrize(
        ("ground", "provisions"),
        [
            ("a", ["9(1)(a)", "9(2)"]),
            ("d", ["9(1)(d)"]),
            ("i", ["9(1)(i)", "9(1)(h) and (i)", "9(2)"]),
            ("h", ["9(1)(h)", "9(1)(h) and (i)", "9(2)"]),
            ("died", ["9(3)"]),
        ],
    )
    def test_rests_on_the_ground_and_on_enquiries_and_consent_where_it_turns_on_them(
        self, ground: str, provisions: list[str]
    ) -> None:
        facts = {name: DAY_20 for name in ("as_at", "leave_last_day") if name in FACTS_OF_GROUND[ground]}
        finding = deletion_ground(ground, facts, calendar=AUTUMN)
        assert [cited.provision for cited in finding.citations] == provisions
