"""What a school does about an absence that nobody has explained, and whom it tells."""

from datetime import date

import pytest

from onroll.law.citation import Strength
from onroll.law.dated import NoRuleInForce
from onroll.law.follow_up import Event, Recipient, first_day_contact, reasonable_steps, who_is_told

title = "Following up an absence"
cites = "Pupil Registration Regulations 2024, regulation 10(7)"

MONDAY, TUESDAY = date(2026, 9, 14), date(2026, 9, 15)


class TestFirstDay:
    def met(self, *contacts: date, reason_known: bool = False, as_at: date = TUESDAY) -> bool | None:
        return first_day_contact(
            absent_on=MONDAY, contacted_on=contacts, reason_known=reason_known, as_at=as_at
        ).met

    def test_is_kept_by_a_contact_on_the_day_and_not_on_the_next(self) -> None:
        assert self.met(MONDAY) is True
        assert self.met(TUESDAY) is False

    def test_is_open_while_it_lasts_and_lost_when_it_is_over(self) -> None:
        assert self.met(as_at=MONDAY) is None
        assert self.met(as_at=TUESDAY) is False

    def test_says_who_could_still_keep_it(self) -> None:
        found = first_day_contact(absent_on=MONDAY, contacted_on=(), reason_known=False, as_at=MONDAY)
        assert [one.who for one in found.missing] == ["the school"]

    def test_asks_nothing_once_the_reason_is_known(self) -> None:
        assert self.met(reason_known=True) is True


class TestReasonableSteps:
    whole = {"contact_on_first_day": True, "contact_again": True, "every_contact_tried": True}

    @pytest.mark.parametrize("step", list(whole))
    def test_are_all_of_them(self, step: str) -> None:
        assert reasonable_steps(**self.whole).met is True
        assert reasonable_steps(**self.whole | {step: False}).met is False
        assert reasonable_steps(**self.whole | {step: None}).met is None


class TestWhoIsTold:
    def told(self, event: Event, *of: Recipient) -> list[str]:
        return [one.recipient.value for one in who_is_told(event, of, on=MONDAY)]

    @pytest.mark.parametrize("worker", [Recipient.SOCIAL_WORKER, Recipient.YOUTH_JUSTICE_WORKER])
    @pytest.mark.parametrize("event", [Event.UNEXPLAINED_ABSENCE, Event.DELETION])
    def test_is_a_worker_whom_the_pupil_has(self, event: Event, worker: Recipient) -> None:
        assert self.told(event, worker) == [worker.value]
        assert self.told(event) == []

    @pytest.mark.parametrize("other", [Recipient.VIRTUAL_SCHOOL_HEAD, Recipient.OTHER_SCHOOL])
    def test_is_the_virtual_school_and_the_other_school_on_the_day_by_a_choice_of_onrolls_own(
        self, other: Recipient
    ) -> None:
        (telling,) = who_is_told(Event.UNEXPLAINED_ABSENCE, [other], on=MONDAY)
        assert (telling.when, telling.citation.instrument.strength) == ("on the day", Strength.OURS)
        assert self.told(Event.DELETION, other) == []

    def test_is_told_of_an_absence_on_the_day_and_of_a_deletion_before_it(self) -> None:
        when = {
            event: who_is_told(event, [Recipient.SOCIAL_WORKER], on=MONDAY)[0].when
            for event in (Event.UNEXPLAINED_ABSENCE, Event.DELETION)
        }
        assert when == {
            Event.UNEXPLAINED_ABSENCE: "on the day",
            Event.DELETION: "before the name is deleted",
        }

    def test_is_the_virtual_school_of_a_part_time_timetable(self) -> None:
        assert self.told(Event.PART_TIME_TIMETABLE, Recipient.VIRTUAL_SCHOOL_HEAD) == ["virtual_school_head"]

    def test_is_the_school_of_a_sibling_before_legal_action(self) -> None:
        assert self.told(Event.LEGAL_ACTION, Recipient.SCHOOLS_OF_SIBLINGS) == ["schools_of_siblings"]

    def test_is_always_the_authority_of_the_figures_of_a_term(self) -> None:
        assert self.told(Event.TERMLY_FIGURES) == ["local_authority"]

    def test_has_no_rule_before_19_august_2024(self) -> None:
        assert who_is_told(Event.DELETION, [], on=date(2024, 8, 19)) == ()
        with pytest.raises(NoRuleInForce):
            who_is_told(Event.DELETION, [], on=date(2024, 8, 18))
