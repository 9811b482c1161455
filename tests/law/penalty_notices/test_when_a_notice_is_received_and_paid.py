"""The second working day after posting, 21 days and 28, the day of receipt being day one."""

from datetime import date, timedelta

import pytest

from onroll.law import NoRuleInForce, Span, threshold
from onroll.law.penalty_notice_amounts import FROM_RECEIPT, Amounts
from onroll.law.penalty_notice_limit import NoticeState
from onroll.law.penalty_notice_service import BY_POST, dates, dates_by_post
from onroll.law.penalty_notice_states import (
    SessionsOfNotice,
    Standing,
    WithdrawalGround,
    amount_payable,
    effects_of_withdrawal,
    faults_of_withdrawal,
    may_prosecute,
    payment,
    receive_by,
    sessions_used,
    standing,
)
from onroll.law.school_time import Session
from onroll.law.working_days import nth_working_day_after
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, calendar_of, entries_of

title = "When a penalty notice is received, paid, withdrawn or prosecuted"
cites = "Penalty Notices Regulations 2007, regulations 4 to 9"

FIRST = Amounts(80, 160)
SECOND = Amounts(None, 160)
# Reduced to 27 September, in full to 4 October.
DATES = dates(delivered_on=date(2026, 9, 7))


class TestReceipt:
    @pytest.mark.parametrize(
        ("posted", "received"),
        [("09-07", "09-09"), ("09-10", "09-14"), ("09-11", "09-15"), ("09-12", "09-15"), ("09-13", "09-15")],
    )
    def test_by_post_is_the_second_working_day_after(self, posted: str, received: str) -> None:
        found = dates(posted_on=date.fromisoformat(f"2026-{posted}"))
        assert found.received_on == date.fromisoformat(f"2026-{received}")

    def test_by_post_passes_over_the_bank_holidays_given(self) -> None:
        friday, monday = date(2026, 8, 28), date(2026, 8, 31)
        assert dates(posted_on=friday).received_on == date(2026, 9, 1)
        assert dates(posted_on=friday, bank_holidays=[monday]).received_on == date(2026, 9, 2)

    def test_by_post_at_christmas_passes_over_englands_bank_holidays(self) -> None:
        assert dates_by_post(date(2026, 12, 24)).received_on == date(2026, 12, 30)

    def test_by_hand_is_the_same_day_whatever_day_it_is(self) -> None:
        assert dates(delivered_on=date(2026, 9, 12)).received_on == date(2026, 9, 12)

    def test_by_post_rests_on_a_presumption_that_is_unconfirmed(self) -> None:
        assert dates(posted_on=date(2026, 9, 7)).citations == (FROM_RECEIPT, BY_POST)
        assert BY_POST.is_unconfirmed
        assert dates(delivered_on=date(2026, 9, 7)).citations == (FROM_RECEIPT,)

    def test_by_post_has_no_rule_before_september_2013(self) -> None:
        assert dates(posted_on=date(2013, 9, 1)).received_on == date(2013, 9, 3)
        with pytest.raises(NoRuleInForce):
            dates(posted_on=date(2013, 8, 31))

    def test_needs_one_day_and_not_both(self) -> None:
        day = date(2026, 9, 7)
        with pytest.raises(ValueError, match="not both"):
            dates()
        with pytest.raises(ValueError, match="not both"):
            dates(posted_on=day, delivered_on=day)

    def test_counts_working_days_from_one(self) -> None:
        with pytest.raises(ValueError, match="from 1"):
            nth_working_day_after(date(2026, 9, 7), 0)


class TestDaysToPay:
    def test_end_with_the_21st_and_the_28th_day(self) -> None:
        assert (DATES.reduced_until, DATES.full_until) == (date(2026, 9, 27), date(2026, 10, 4))

    def test_were_as_many_before_the_framework(self) -> None:
        found = dates(delivered_on=date(2024, 8, 18))
        assert (found.reduced_until, found.full_until) == (date(2024, 9, 7), date(2024, 9, 14))

    @pytest.mark.parametrize(
        ("on", "payable"),
        [("2026-09-27", 80), ("2026-09-28", 160), ("2026-10-04", 160), ("2026-10-05", None)],
    )
    def test_set_what_settles_a_first_notice(self, on: str, payable: int | None) -> None:
        assert amount_payable(FIRST, DATES, on=date.fromisoformat(on)) == payable

    def test_set_what_settles_a_second_notice(self) -> None:
        assert amount_payable(SECOND, DATES, on=date(2026, 9, 7)) == 160


class TestPayment:
    def test_of_the_reduced_amount_settles_it_on_the_21st_day_and_not_the_next(self) -> None:
        assert payment(80, FIRST, DATES, paid_on=date(2026, 9, 27)).met is True
        assert payment(80, FIRST, DATES, paid_on=date(2026, 9, 28)).met is False

    def test_of_a_pound_too_little_does_not_settle_it(self) -> None:
        assert payment(159, SECOND, DATES, paid_on=date(2026, 9, 8)).met is False

    def test_settles_it_on_the_28th_day_and_not_the_next(self) -> None:
        assert payment(160, FIRST, DATES, paid_on=date(2026, 10, 4)).met is True
        assert payment(160, FIRST, DATES, paid_on=date(2026, 10, 5)).met is False


class TestStanding:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2026-09-27", Standing.REDUCED_AMOUNT_PAYABLE),
            ("2026-09-28", Standing.FULL_AMOUNT_PAYABLE),
            ("2026-10-04", Standing.FULL_AMOUNT_PAYABLE),
            ("2026-10-05", Standing.PROSECUTE_OR_WITHDRAW),
        ],
    )
    def test_of_an_unpaid_notice_goes_by_the_day(self, on: str, expected: Standing) -> None:
        assert standing(NoticeState.UNPAID, FIRST, DATES, on=date.fromisoformat(on)) is expected

    def test_of_a_second_notice_is_never_the_reduced_amount(self) -> None:
        found = standing(NoticeState.UNPAID, SECOND, DATES, on=date(2026, 9, 7))
        assert found is Standing.FULL_AMOUNT_PAYABLE

    @pytest.mark.parametrize("state", [state for state in NoticeState if state is not NoticeState.UNPAID])
    def test_of_an_ended_notice_is_how_it_ended(self, state: NoticeState) -> None:
        found = standing(state, FIRST, DATES, on=date(2027, 1, 1))
        assert found.value == state.value
        assert found.in_words


class TestProsecution:
    def test_waits_for_the_28th_day_to_pass(self) -> None:
        assert may_prosecute(NoticeState.UNPAID, DATES, on=date(2026, 10, 4)).met is False
        assert may_prosecute(NoticeState.UNPAID, DATES, on=date(2026, 10, 5)).met is True

    @pytest.mark.parametrize("state", [state for state in NoticeState if state is not NoticeState.UNPAID])
    def test_is_out_once_the_notice_has_ended(self, state: NoticeState) -> None:
        assert may_prosecute(state, DATES, on=date(2026, 10, 5)).met is False


class TestTimeLeftToProsecute:
    last_offence_on = date(2026, 9, 7)

    def test_is_the_last_day_of_six_months_for_a_notice_received_just_in_time(self) -> None:
        received = dates(delivered_on=receive_by(self.last_offence_on))
        assert may_prosecute(NoticeState.UNPAID, received, on=date(2027, 3, 7)).met is True

    def test_is_none_for_a_notice_received_the_day_after(self) -> None:
        received = dates(delivered_on=receive_by(self.last_offence_on) + timedelta(days=1))
        assert may_prosecute(NoticeState.UNPAID, received, on=date(2027, 3, 7)).met is False


class TestWithdrawal:
    def faults(self, ground: WithdrawalGround, **changes: object) -> list[str]:
        given = {"by_authority": True, "state": NoticeState.UNPAID, "dates": DATES, "on": date(2026, 9, 8)}
        return [fault.name for fault in faults_of_withdrawal(ground, **(given | changes))]  # type: ignore[arg-type]

    @pytest.mark.parametrize("ground", list(WithdrawalGround)[:3])
    def test_may_be_made_while_the_notice_may_be_paid(self, ground: WithdrawalGround) -> None:
        assert self.faults(ground) == []
        assert ground.in_words

    def test_is_the_authoritys_alone(self) -> None:
        assert self.faults(WithdrawalGround.MATERIAL_ERROR, by_authority=False) == ["not_by_authority"]

    def test_for_want_of_prosecution_waits_for_the_28th_day_to_pass(self) -> None:
        unpaid = WithdrawalGround.UNPAID_AND_NOT_PROSECUTED
        assert self.faults(unpaid, on=date(2026, 10, 4)) == ["time_to_pay_not_over"]
        assert self.faults(unpaid, on=date(2026, 10, 5)) == []
        paid = self.faults(unpaid, on=date(2026, 10, 5), state=NoticeState.PAID)
        assert paid == ["time_to_pay_not_over"]

    def test_cannot_follow_an_end(self) -> None:
        found = self.faults(WithdrawalGround.MATERIAL_ERROR, state=NoticeState.CONVICTED)
        assert found == ["already_ended"]

    def test_refunds_all_and_counts_for_nothing(self) -> None:
        effects = effects_of_withdrawal(WithdrawalGround.NOT_TO_THIS_PERSON, paid=80)
        assert effects.refund == 80
        assert effects.written_notice_to_recipient
        assert not effects.counts_towards_limit
        assert not effects.sessions_stay_used

    def test_bars_proceedings_save_where_a_mistaken_notice_is_issued_again(self) -> None:
        error, person = WithdrawalGround.MATERIAL_ERROR, WithdrawalGround.NOT_TO_THIS_PERSON
        assert effects_of_withdrawal(error).proceedings_barred
        assert effects_of_withdrawal(person, issued_again=True).proceedings_barred
        assert not effects_of_withdrawal(error, issued_again=True).proceedings_barred


class TestSessionsUsed:
    one = frozenset({(date(2026, 9, 7), Session.AM)})

    def test_are_those_of_every_notice_that_stood(self) -> None:
        assert sessions_used([SessionsOfNotice(NoticeState.PAID, self.one)]) == self.one

    def test_are_given_back_by_a_withdrawn_one(self) -> None:
        assert sessions_used([SessionsOfNotice(NoticeState.WITHDRAWN, self.one)]) == frozenset()

    def test_do_not_count_towards_another_threshold(self) -> None:
        calendar = calendar_of(AUTUMN_2026_FIRST_HALF)
        week = Span(date(2026, 9, 14), date(2026, 9, 18))
        entries = entries_of(calendar, {week: "O O"})
        used = frozenset(
            (day, session) for day, session in calendar.sessions_between(week.first_day, week.last_day)
        )
        for state, met in ((NoticeState.PAID, False), (NoticeState.WITHDRAWN, True)):
            already = sessions_used([SessionsOfNotice(state, used)])
            assert threshold(entries, calendar, as_at=date(2026, 9, 25), already_used=already).met is met
