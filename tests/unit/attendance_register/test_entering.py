"""Entering many registers at once: judged and sealed as if each had been sent in its time."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.entering import RegisterSent, enter_registers
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from onroll.service.attendance_register.queries.register import register_page
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import SERVICE

TUESDAY = MONDAY + dt.timedelta(days=1)


def sent(oak, *codes: str, day: dt.date = MONDAY, at_minute: int = 50, **others) -> RegisterSent:
    marks = [
        Mark(pupil.pk, day, "AM", code) for pupil, code in zip((oak.amina, oak.callum), codes, strict=False)
    ]
    given = {"group_id": oak.group.pk, "by": oak.teacher, **others}
    return RegisterSent(day, "AM", marks, sent_at=at(8, at_minute, on=day), **given)


def closing(oak, day: dt.date) -> RegisterSent:
    kind = Submission.Kind.CLOSING
    return RegisterSent(day, "AM", (), sent_at=at(9, 16, on=day), by=SERVICE, finished=False, kind=kind)


def enter(oak, *registers: RegisterSent, by=SERVICE) -> int:
    return enter_registers(school_id=oak.school.pk, registers=registers, by=by)


class TestEnteringRegisters:
    def test_keeps_who_sent_each_and_when(self, oak):
        assert enter(oak, sent(oak, "/", "N"), sent(oak, "/", "/", day=TUESDAY, at_minute=55)) == 4
        kept = Submission.objects.order_by("number").values_list("made_by_role", "made_at", "finished")
        assert list(kept) == [
            ("teacher", at(8, 50), True),
            ("teacher", at(8, 55, on=TUESDAY), True),
        ]

    def test_seals_each_session_that_is_closed(self, oak):
        enter(
            oak,
            sent(oak, "/", "N"),
            closing(oak, MONDAY),
            sent(oak, "/", "/", day=TUESDAY),
            closing(oak, TUESDAY),
        )
        assert oak.is_whole()

    def test_shows_the_same_register_as_taking_it(self, oak):
        enter(oak, sent(oak, "/", "N"))
        page = register_page(
            oak.teacher.scope,
            school_id=oak.school.pk,
            group_id=oak.group.pk,
            date=MONDAY,
            session="AM",
            now=at(9),
        )
        assert (page.state, page.entered) == ("taken", 2)

    def test_goes_on_from_what_is_in_the_ledger(self, oak):
        oak.take("/", "N")
        enter(oak, sent(oak, "/", "/", day=TUESDAY))
        assert oak.is_whole()

    def test_takes_the_road_for_many_to_the_same_end(self, oak):
        pupils = [a_pupil_on_roll(oak.school, oak.group, f"Child{n}", "Vale") for n in range(320)]
        marks = [Mark(pupil.pk, MONDAY, "AM", "/") for pupil in pupils]
        register = RegisterSent(MONDAY, "AM", marks, sent_at=at(8, 50), by=oak.teacher, group_id=oak.group.pk)
        assert enter(oak, register) == 320
        assert oak.is_whole()
        assert oak.code(pupils[-1]) == "/"

    def test_writes_nothing_where_one_mark_is_unlawful(self, oak):
        with pytest.raises(RegisterRefused) as refusal:
            enter(oak, sent(oak, "/", "/"), sent(oak, "/", "H", day=TUESDAY))
        assert [one.mark.date for one in refusal.value.refused] == [TUESDAY]
        assert not AttendanceEntry.objects.exists()

    def test_refuses_a_pupil_not_yet_on_roll(self, oak):
        oak.callum = a_pupil_on_roll(oak.school, oak.group, starting_day=TUESDAY)
        with pytest.raises(RegisterRefused):
            enter(oak, sent(oak, "/", "/"))
        assert enter(oak, sent(oak, "/", "/", day=TUESDAY)) == 2

    def test_refuses_a_register_sent_before_it_opened(self, oak):
        with pytest.raises(RegisterRefused):
            enter(oak, sent(oak, "/", at_minute=44))
        assert enter(oak, sent(oak, "/", at_minute=45)) == 1

    def test_does_nothing_for_no_registers(self, oak):
        assert enter(oak) == 0

    def test_is_not_for_those_who_take_registers(self, oak):
        with pytest.raises(OutOfScope):
            enter(oak, sent(oak, "/", "/"), by=oak.officer)


def test_the_first_day_of_the_factories_is_a_school_day(oak):
    assert enter(oak, sent(oak, "/", "/", day=FIRST_DAY)) == 2
