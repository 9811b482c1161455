"""Ground (f) alone today; with the authority's consent from the day section 434A is switched on."""

from datetime import date

import pytest

from onroll.law.finding import Finding
from onroll.law.home_education import Withdrawal
from onroll.law.home_education_deletion import deletion_for_home_education

title = "Deleting a name for home education"
cites = (
    "Pupil Registration Regulations 2024, regulation 9(1)(f); Education Act 1996, section 434A (not in force)"
)

BEFORE, ON = date(2027, 8, 31), date(2027, 9, 1)
SWITCHED_ON = {"consent_to_withdraw": ON}


def found(
    *,
    as_at: date = ON,
    notice: date | None = date(2027, 8, 20),
    order: bool | None = False,
    condition_b: bool | None = True,
    notified: bool | None = True,
    consented: bool | None = True,
    directed: bool | None = False,
) -> Finding:
    return deletion_for_home_education(
        {"school_attendance_order_names_school": order},
        Withdrawal(notice, date(2027, 8, 30), condition_b=condition_b, authority_consented=consented),
        authority_notified=notified,
        directed=directed,
        as_at=as_at,
        switched_on=SWITCHED_ON,
    )


class TestTheDayBefore:
    def test_asks_nothing_of_consent(self) -> None:
        assert found(as_at=BEFORE, notified=False, consented=False).met is True

    def test_asks_for_written_notice(self) -> None:
        assert found(as_at=BEFORE, notice=None).met is False

    def test_asks_whether_an_order_names_the_school(self) -> None:
        assert found(as_at=BEFORE, order=True).met is False
        assert found(as_at=BEFORE, order=None).met is None


class TestFromTheDayItIsSwitchedOn:
    @pytest.mark.parametrize(
        ("notified", "consented", "directed", "met"),
        [
            (True, True, False, True),
            (True, False, True, True),
            (True, False, False, False),
            (False, True, False, False),
            (True, None, False, None),
            (None, True, False, None),
        ],
    )
    def test_a_child_under_enquiry_stays_until_the_authority_was_told_and_consented(
        self, notified: bool | None, consented: bool | None, directed: bool, met: bool | None
    ) -> None:
        answer = found(notified=notified, consented=consented, directed=directed)
        assert answer.met is met
        assert bool(answer.missing) is (met is None)

    def test_a_child_under_no_condition_needs_no_consent(self) -> None:
        assert found(condition_b=False, notified=False, consented=False).met is True

    def test_a_child_of_whom_no_condition_is_known_waits_unless_consent_was_given(self) -> None:
        assert found(condition_b=None, consented=False).met is None
        assert found(condition_b=None, consented=True).met is True

    def test_consent_stands_for_no_notice(self) -> None:
        assert found(notice=None).met is False

    def test_what_speaks_against_it_settles_it_whatever_is_not_known(self) -> None:
        answer = found(order=None, consented=False)
        assert (answer.met, answer.missing) == (False, ())
        assert answer.reasons == (
            "The name stays: tell the authority first, and wait for its consent or a direction.",
        )

    def test_it_rests_on_the_ground_and_on_the_section(self) -> None:
        names = {cited.instrument.short_name for cited in found().citations}
        assert names >= {"Pupil Registration Regulations 2024", "Children's Wellbeing and Schools Act 2026"}
