"""Whether a ground of regulation 9 is met: what is known against it, what is not known, and its counts of days."""

from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law import Finding, SchoolCalendar, Session, Span
from onroll.law.deletion_conditions import deletion_ground
from onroll.law.deletion_facts import EVERY_GROUND, FACTS, FACTS_OF_GROUND, Kind, facts_of
from onroll.law.deletion_grounds import GROUNDS
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, calendar_of, entries_of

title = "When a name must be deleted"
cites = "Pupil Registration Regulations 2024, regulation 9"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF)
DAY_20 = date(2026, 9, 28)
JOINT: dict[str, Any] = {
    "sickness_or_unavoidable_cause": False,
    "joint_enquiries_made": True,
    "located": False,
}


def absent(codes: str, *, as_at: date = DAY_20, calendar: SchoolCalendar = AUTUMN, **facts: Any) -> Finding:
    entries = entries_of(calendar, {Span(calendar.first_day, calendar.last_day): codes})
    return deletion_ground("i", {"as_at": as_at, **JOINT, **facts}, calendar=calendar, entries=entries)


class TestEveryGround:
    def test_has_facts_that_could_show_it(self) -> None:
        assert set(FACTS_OF_GROUND) == set(GROUNDS)

    def test_says_what_is_missing_and_who_could_supply_it(self) -> None:
        finding = deletion_ground("a", {})
        assert finding.met is None
        assert [one.who for one in finding.missing][:2] == ["the other school", "the local authority"]

    @pytest.mark.parametrize("ground", ["b", "d", "e", "g", "j", "k", "m", "n", "o"])
    def test_that_asks_no_day_is_open_while_nothing_is_known(self, ground: str) -> None:
        finding = deletion_ground(ground, {})
        assert finding.met is None
        assert finding.facts["missing"] == FACTS_OF_GROUND[ground]

    def test_is_for_pupils_of_its_age(self) -> None:
        assert deletion_ground("k", {"died": True, "of_compulsory_school_age": False}).met is False
        assert deletion_ground("died", {"died": True, "of_compulsory_school_age": False}).met is True
        assert deletion_ground("died", {"died": True}).met is False
        assert deletion_ground("k", {"died": True, "of_compulsory_school_age": None}).met is None

    def test_refuses_a_fact_it_does_not_ask(self) -> None:
        with pytest.raises(ValueError, match="does not ask “located”"):
            deletion_ground("k", {"located": True})

    def test_refuses_a_ground_there_is_not(self) -> None:
        with pytest.raises(LookupError, match="no ground “z”"):
            deletion_ground("z", {})


class TestSpecialSchools:
    @pytest.mark.parametrize("ground", sorted(GROUNDS))
    def test_need_consent_on_six_grounds(self, ground: str) -> None:
        refused = {name: _for(ground, name) for name in FACTS_OF_GROUND[ground]} | {
            "of_compulsory_school_age": GROUNDS[ground].of_compulsory_school_age,
            "placed_by_authority_in_special_school": True,
        }
        calendar = AUTUMN
        entries = entries_of(calendar, {AUTUMN_2026_FIRST_HALF: "O O"})
        met = deletion_ground(ground, refused, calendar=calendar, entries=entries).met
        consented = deletion_ground(
            ground, refused | {"authority_consents": True}, calendar=calendar, entries=entries
        ).met
        assert consented is True
        assert met is (ground not in "acfghi")

    def test_may_be_told_which_grounds_need_it(self) -> None:
        facts = {"died": True, "placed_by_authority_in_special_school": True}
        assert deletion_ground("k", facts, needing_consent={"k"}).met is False


def _for(ground: str, name: str) -> Any:
    """Answer the value of a fact that speaks for a ground."""
    fact = FACTS[name]
    if fact.kind is Kind.DAY:
        days = {"as_at": date(2026, 10, 23), "school_next_meets": date(2026, 11, 2)}
        return days.get(name, date(2026, 9, 1))
    if fact.kind is Kind.MONTHS:
        return 4
    if fact.kind is Kind.SCHOOL_KIND:
        return "academy"
    against = {
        "school_attendance_order_names_school",
        "main_school_of_mobile_child",
        "dual_registration_agreed",
        "expected_to_attend_again",
        "lives_within_reasonable_distance",
        "sickness_or_unavoidable_cause",
        "located",
        "moving_to_reception",
        "meets_sixth_form_entry",
    }
    return name not in against and not (name == "boarder" and ground in ("g", "ceased"))


class TestTwentySchoolDays:
    @pytest.mark.parametrize(("as_at", "met"), [(DAY_20 - timedelta(days=1), False), (DAY_20, True)])
    def test_are_reached_on_the_twentieth(self, as_at: date, met: bool) -> None:
        assert absent("O O", as_at=as_at).met is met

    @pytest.mark.parametrize("codes", ["G G", "N N", "O O", "G N", "N O"])
    def test_may_mix_three_codes(self, codes: str) -> None:
        assert absent(codes).met is True

    @pytest.mark.parametrize("codes", ["U U", "O U", "I O", "O \\", "C C", "Q Q", "D D"])
    def test_take_no_other_code(self, codes: str) -> None:
        assert absent(codes).met is False

    def test_end_on_the_last_school_day_by_the_day_asked_about(self) -> None:
        saturday = date(2026, 10, 3)
        assert absent("O O", as_at=saturday).met is True

    def test_begin_again_after_a_day_in_school(self) -> None:
        entries = entries_of(AUTUMN, {AUTUMN_2026_FIRST_HALF: "O O", date(2026, 9, 10): "/ O"})
        facts = {"as_at": date(2026, 10, 7), **JOINT}
        assert deletion_ground("i", facts, calendar=AUTUMN, entries=entries).met is False
        facts["as_at"] = date(2026, 10, 8)
        assert deletion_ground("i", facts, calendar=AUTUMN, entries=entries).met is True

    def test_may_hold_days_of_one_session(self) -> None:
        calendar = SchoolCalendar.from_terms(
            [AUTUMN_2026_FIRST_HALF], one_session_days={date(2026, 9, 9): Session.AM}
        )
        entries = [(on, session, "O") for on in calendar.school_days for session in calendar.sessions_on(on)]
        assert deletion_ground("i", {"as_at": DAY_20, **JOINT}, calendar=calendar, entries=entries).met


class TestJointEnquiries:
    @pytest.mark.parametrize(
        ("located", "agree", "met"),
        [
            (False, None, True),
            (False, False, True),
            (True, True, True),
            (True, False, False),
            (True, None, None),
            (None, True, True),
            (None, False, None),
            (None, None, None),
        ],
    )
    def test_end_in_not_found_or_in_agreement(
        self, located: bool | None, agree: bool | None, met: bool | None
    ) -> None:
        assert absent("O O", located=located, both_agree_no_return=agree).met is met

    def test_must_have_been_made(self) -> None:
        assert absent("O O", joint_enquiries_made=False).met is False
        assert absent("O O", joint_enquiries_made=None).facts["missing"] == ("joint_enquiries_made",)

    def test_do_not_help_where_sickness_may_be_the_cause(self) -> None:
        assert absent("O O", sickness_or_unavoidable_cause=True).met is False

    def test_rest_on_what_is_unconfirmed(self) -> None:
        assert absent("O O").rests_on_unconfirmed


class TestTenSchoolDaysAfterLeave:
    def found(self, as_at: date, days: dict[date | Span, str] | None = None) -> Finding:
        entries = entries_of(AUTUMN, {AUTUMN_2026_FIRST_HALF: "O O", **(days or {})})
        facts = {"leave_last_day": date(2026, 9, 11), "as_at": as_at, **JOINT}
        return deletion_ground("h", facts, calendar=AUTUMN, entries=entries)

    def test_are_over_at_the_end_of_the_tenth(self) -> None:
        assert self.found(date(2026, 9, 24)).met is False
        assert self.found(date(2026, 9, 25)).met is True

    @pytest.mark.parametrize("codes", ["/ O", "O L", "V O", "O B"])
    def test_are_broken_by_attending_on_the_tenth(self, codes: str) -> None:
        assert self.found(date(2026, 10, 2), {date(2026, 9, 25): codes}).met is False

    def test_are_not_broken_by_attending_on_the_last_day_of_the_leave(self) -> None:
        assert self.found(date(2026, 9, 25), {date(2026, 9, 11): "/ \\"}).met is True

    def test_are_not_broken_by_attending_after_the_tenth(self) -> None:
        assert self.found(date(2026, 10, 2), {date(2026, 9, 28): "/ \\"}).met is True

    def test_name_the_first_day_attended(self) -> None:
        days: dict[date | Span, str] = {Span(date(2026, 9, 22), date(2026, 9, 24)): "/ \\"}
        assert self.found(date(2026, 9, 25), days).reasons == ("The pupil attended on 22 September 2026.",)

    def test_take_a_session_without_an_entry_for_one_not_attended(self) -> None:
        blank = [(date(2026, 9, 21), Session.AM, "")]
        facts = {"leave_last_day": date(2026, 9, 11), "as_at": date(2026, 9, 25), **JOINT}
        assert deletion_ground("h", facts, calendar=AUTUMN, entries=blank).met is True

    def test_say_how_many_have_passed(self) -> None:
        assert (
            self.found(date(2026, 9, 24)).reasons[0] == "9 school days of the 10 after the leave have passed."
        )
        assert self.found(date(2026, 9, 25)).reasons[0] == (
            "The pupil had not attended by 25 September 2026, school day 10."
        )

    def test_are_not_broken_by_lateness_after_closing_or_by_illness(self) -> None:
        assert self.found(date(2026, 9, 25), {date(2026, 9, 21): "U I"}).met is True

    def test_are_not_counted_while_no_leave_has_ended(self) -> None:
        facts = {"as_at": date(2026, 9, 25), **JOINT}
        assert deletion_ground("h", facts, calendar=AUTUMN).met is False


class TestFacts:
    def test_of_a_ground_are_its_own_and_those_of_every_ground(self) -> None:
        assert [fact.name for fact in facts_of("k")] == ["died", *EVERY_GROUND]
