"""Values that are always asked with others, or asked by nothing but people: known from their first day, not before."""

from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law import Dated, NoRuleInForce
from onroll.law.absence_measures import AGES_PUBLISHED, NATIONAL_GOAL, PERSISTENT_ABSENCE
from onroll.law.admission_register import EMERGENCY_CONTACTS_ADVISED
from onroll.law.bank_holidays import PUBLISHED_UNTIL
from onroll.law.call_order import CALL_ORDER, VERY_YOUNG_UNDER
from onroll.law.closures import (
    CODE_OF_GROUPS_NOT_DUE,
    CODE_OF_PART_CLOSURE,
    CODE_OF_PLANNED_CLOSURE,
    CODE_OF_WHOLE_CLOSURE,
)
from onroll.law.code_uses import (
    CODE_AFTER_CLOSING,
    CODE_BEFORE_THE_STARTING_DAY,
    CODE_OF_EXCLUSION,
    CODE_OF_LATENESS,
    CODE_OF_NO_REASON_YET,
    CODES_AT_THE_GATE,
    CODES_LOOKED_AT,
    CODES_OF_A_TEACHER,
    CODES_SET_ASIDE_IN_RECOGNITION,
    CODES_THAT_FIT_AN_ARRIVAL_BETTER,
)
from onroll.law.data_protection import CODES_OF_A_SPECIAL_KIND
from onroll.law.exclusions import SCHOOL_DAY_OF_PROVISION
from onroll.law.guidance_editions import EDITIONS
from onroll.law.home_education import (
    CHILDREN_NOT_IN_SCHOOL_REGISTER,
    CONSENT_TO_WITHDRAW,
    DAYS_TO_INFORM_THE_REGISTER,
    HOME_VISIT_DAYS,
    MONTHS_BETWEEN_APPLICATIONS,
    ORDERS_RECAST,
)
from onroll.law.leave_of_absence import HOLIDAY_LEAVE_DAYS, PERMITTED
from onroll.law.local_code_limits import SCHOOL_DAYS_OF_A_WEEK
from onroll.law.notices_to_improve import LEAST_SCHOOL_WEEKS, MOST_SCHOOL_WEEKS
from onroll.law.offences import MONTHS_TO_PROSECUTE, MONTHS_TO_WARN_AT
from onroll.law.orders import (
    DAYS_TO_SATISFY,
    MONTHS_TO_APPLY_TO_EXTEND,
    MOST_MONTHS_OF_PARENTING_ORDER,
    MOST_MONTHS_OF_PARENTING_PROGRAMME,
    MOST_YEARS_OF_EXTENSION,
    SUPERVISION_MONTHS,
)
from onroll.law.part_time_timetables import CODE
from onroll.law.penalty_notice_amounts import DAYS_AT_THE_REDUCED_AMOUNT, DAYS_TO_PAY
from onroll.law.penalty_notice_limit import MOST_NOTICES, STATES_THAT_DO_NOT_COUNT, YEARS_LOOKED_BACK
from onroll.law.public_places import NOTICE_AMOUNTS
from onroll.law.reasons_given import CODES_OF_A_REASON, REASONS_ABOUT_HEALTH
from onroll.law.register_cover import BOARDERS_EXCEPTED
from onroll.law.register_keeping import FORMS_ALLOWED, MONTHS_BETWEEN_COPIES
from onroll.law.registers import CODE_WHEN_NEVER_EXPLAINED, UNEXPLAINED_SCHOOL_DAYS
from onroll.law.retention import YEARS_CASES_ARE_KEPT, YEARS_PRESERVED
from onroll.law.returns import (
    ATTENDANCE_RETURNS_A_MONTH,
    ATTENDANCE_RUN,
    CODES_OF_THE_RUN,
    SICKNESS_DAYS,
)
from onroll.law.school_year import LEAST_SESSIONS
from onroll.law.sharing import GIVEN_TO_THE_DEPARTMENT, SCHOOL_DAYS_TO_SEND_THE_FILE

title = "From which day values are known"
cites = "each value's own first day"

FIRST_DAYS = {
    "2024-08-19": (
        CALL_ORDER,
        CODE,
        CODES_AT_THE_GATE,
        CODES_LOOKED_AT,
        CODES_SET_ASIDE_IN_RECOGNITION,
        CODES_OF_A_TEACHER,
        CODES_THAT_FIT_AN_ARRIVAL_BETTER,
        CODE_BEFORE_THE_STARTING_DAY,
        CODE_OF_EXCLUSION,
        CODE_OF_GROUPS_NOT_DUE,
        CODE_OF_LATENESS,
        CODE_OF_PART_CLOSURE,
        CODE_OF_PLANNED_CLOSURE,
        CODE_OF_WHOLE_CLOSURE,
        CODE_WHEN_NEVER_EXPLAINED,
        LEAST_SCHOOL_WEEKS,
        MOST_NOTICES,
        MOST_SCHOOL_WEEKS,
        PERMITTED,
        SCHOOL_DAYS_OF_A_WEEK,
        SICKNESS_DAYS,
        STATES_THAT_DO_NOT_COUNT,
        UNEXPLAINED_SCHOOL_DAYS,
        CODES_OF_A_REASON,
        REASONS_ABOUT_HEALTH,
        VERY_YOUNG_UNDER,
        YEARS_LOOKED_BACK,
    ),
    "2020-12-01": (MOST_MONTHS_OF_PARENTING_ORDER, MOST_MONTHS_OF_PARENTING_PROGRAMME),
    "2013-09-01": (DAYS_AT_THE_REDUCED_AMOUNT, DAYS_TO_PAY, NOTICE_AMOUNTS),
    "2022-09-01": (EDITIONS,),
    "2007-09-01": (SCHOOL_DAY_OF_PROVISION,),
    "2006-09-01": (
        BOARDERS_EXCEPTED,
        CODE_AFTER_CLOSING,
        CODE_OF_NO_REASON_YET,
        ATTENDANCE_RUN,
        CODES_OF_THE_RUN,
        FORMS_ALLOWED,
        HOLIDAY_LEAVE_DAYS,
        MONTHS_BETWEEN_COPIES,
        YEARS_CASES_ARE_KEPT,
        YEARS_PRESERVED,
    ),
    "2005-09-01": (GIVEN_TO_THE_DEPARTMENT, PERSISTENT_ABSENCE),
    "2005-07-08": (SCHOOL_DAYS_TO_SEND_THE_FILE,),
    "1999-12-23": (LEAST_SESSIONS,),
    "1996-11-01": (DAYS_TO_SATISFY,),
    "1991-10-14": (MONTHS_TO_APPLY_TO_EXTEND, MOST_YEARS_OF_EXTENSION, SUPERVISION_MONTHS),
    "1981-07-06": (MONTHS_TO_PROSECUTE, MONTHS_TO_WARN_AT),
}


@pytest.mark.parametrize(
    ("value", "first_day"),
    [(value, date.fromisoformat(day)) for day, values in FIRST_DAYS.items() for value in values],
    ids=lambda one: one.description if isinstance(one, Dated) else str(one),
)
def test_a_value_is_known_from_its_first_day(value: Dated[Any], first_day: date) -> None:
    assert value.find(first_day) is not None
    assert value.find(first_day - timedelta(days=1)) is None
    with pytest.raises(NoRuleInForce, match="The first day with a rule is"):
        value.on(first_day - timedelta(days=1))


class TestCodesByUse:
    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (CODE_AFTER_CLOSING, "U"),
            (CODE_BEFORE_THE_STARTING_DAY, "Z"),
            (CODE_OF_EXCLUSION, "E"),
            (CODE_OF_LATENESS, "L"),
            (CODE_OF_NO_REASON_YET, "N"),
        ],
    )
    def test_are_the_same_in_every_step(self, value: Dated[str], code: str) -> None:
        assert {step.value for step in value.steps} == {code}
        assert value.newest.value == code

    def test_at_the_gate_and_for_an_arrival_are_these(self) -> None:
        assert "".join(sorted(CODES_AT_THE_GATE.newest.value)) == "ILMNU"
        assert "".join(sorted(CODES_THAT_FIT_AN_ARRIVAL_BETTER.newest.value)) == "BCDMPRV"

    def test_leave_out_boarders_from_the_first_day(self) -> None:
        assert BOARDERS_EXCEPTED.on(date(2006, 9, 1)) is True


class TestWhatPeopleAreTold:
    def test_is_to_hold_two_emergency_contacts(self) -> None:
        assert EMERGENCY_CONTACTS_ADVISED.on(date(2024, 8, 19)) == 2
        assert EMERGENCY_CONTACTS_ADVISED.find(date(2024, 8, 18)) is None

    def test_is_to_make_an_attendance_return_once_a_month_at_least(self) -> None:
        assert ATTENDANCE_RETURNS_A_MONTH.on(date(2024, 8, 19)) == 1
        assert ATTENDANCE_RETURNS_A_MONTH.find(date(2024, 8, 18)) is None

    def test_is_to_code_a_part_time_timetable_by_age(self) -> None:
        assert CODE.newest.value == {"of_age": "C2", "not_of_age": "X"}

    def test_is_that_bank_holidays_were_published_to_2028(self) -> None:
        assert PUBLISHED_UNTIL.newest.value == 2028

    def test_is_that_figures_are_published_for_pupils_of_five_to_fifteen(self) -> None:
        assert AGES_PUBLISHED.newest.value == (5, 15)

    def test_is_that_the_goal_is_ninety_four_per_cent(self) -> None:
        assert NATIONAL_GOAL.newest.value == 94

    def test_is_to_copy_the_registers_every_month(self) -> None:
        assert [
            MONTHS_BETWEEN_COPIES.on(date(*day)) for day in ((2006, 9, 1), (2024, 8, 18), (2024, 8, 19))
        ] == [1, 1, 1]

    def test_is_which_codes_tell_of_what_is_most_private(self) -> None:
        assert sorted(CODES_OF_A_SPECIAL_KIND.newest.value) == ["E", "I", "M", "R", "T", "Y5"]

    @pytest.mark.parametrize(
        ("day", "edition", "corrected"),
        [
            ("2024-08-18", "Working together (2022)", False),
            ("2024-08-19", "Working together (2024)", False),
            ("2024-08-20", "Working together (2024)", True),
            ("2026-07-08", "Working together (2024)", True),
            ("2026-07-09", "Working together (2026)", False),
        ],
    )
    def test_is_which_edition_of_the_guidance_stood(self, day: str, edition: str, corrected: bool) -> None:
        found = EDITIONS.on(date.fromisoformat(day))
        assert found.instrument.short_name == edition
        assert ("corrections" in found.what) is corrected


class TestWhatIsAnnouncedForHomeEducation:
    @pytest.mark.parametrize("value", [CHILDREN_NOT_IN_SCHOOL_REGISTER, CONSENT_TO_WITHDRAW, ORDERS_RECAST])
    def test_is_off_and_would_be_on(self, value: Dated[bool]) -> None:
        assert value.newest.value is False
        assert [one.value for one in value.announced] == [True]

    @pytest.mark.parametrize(
        ("value", "number"),
        [
            (HOME_VISIT_DAYS, 15),
            (DAYS_TO_INFORM_THE_REGISTER, 15),
            (MONTHS_BETWEEN_APPLICATIONS, 6),
        ],
    )
    def test_has_numbers_that_bind_nobody_yet(self, value: Dated[int | None], number: int) -> None:
        assert value.newest.value is None
        assert [one.value for one in value.announced] == [number]

    def test_leaves_fifteen_days_to_satisfy_the_authority(self) -> None:
        assert DAYS_TO_SATISFY.newest.value == 15
        assert [one.value for one in DAYS_TO_SATISFY.announced] == [15]
