"""How a drawn session reaches the register: who sends what, when, and what is put right later."""

import datetime as dt
from collections import Counter, defaultdict

from onroll.service.access.roles import TEACHER_CODES
from onroll.service.demo.happenings import LONDON, happenings
from tests.unit.demo.drawn import years

FRIDAY = dt.date(2026, 11, 20)
MORNING = dt.datetime(2026, 11, 20, 9, 5, tzinfo=LONDON)


def of_day(school, day=FRIDAY):
    return list(happenings(1944, years()[school], day, day))


class TestHappenings:
    def test_are_the_same_whatever_span_they_are_asked_for_in(self):
        week = happenings(1944, years()["village"], dt.date(2026, 11, 16), FRIDAY)
        assert [one for one in week if one.date == FRIDAY] == of_day("village")

    def test_leave_a_morning_at_five_past_nine_taken_in_part_and_to_come(self):
        states = Counter()
        for school in years():
            for one in of_day(school):
                if one.kind == "taking" and one.half == "AM":
                    states["sent" if one.at <= MORNING else "to come"] += 1
                    states["in part"] += one.at <= MORNING and not one.finished
        assert states["sent"] > 20
        assert states["to come"] > 10
        assert states["in part"] >= 1

    def test_send_no_code_a_teacher_may_not_enter(self):
        for school in years():
            for one in of_day(school):
                if one.kind == "taking":
                    assert {code for _, code, _, _ in one.marks} <= TEACHER_CODES

    def test_send_no_mark_before_the_register_opens(self):
        for school in years().values():
            for one in of_day(school.calendar.place.key):
                opens = school.calendar.place.bell(one.half).starts_at
                assert one.at >= dt.datetime.combine(one.date, opens, LONDON)

    def test_end_every_pupils_session_with_the_code_that_was_drawn(self):
        for school in years().values():
            place = school.row.place_of[FRIDAY]
            ends = defaultdict(dict)
            for one in sorted(of_day(school.calendar.place.key), key=lambda one: one.at):
                for number, code, _, _ in one.marks:
                    ends[one.half][number] = code
            for pupil in school.pupils:
                for half, index in (("AM", 2 * place), ("PM", 2 * place + 1)):
                    assert ends[half].get(pupil.child.number) == pupil.codes[index]

    def test_leave_some_register_missing_every_day_and_fill_it_on_the_next(self):
        filled = [one for school in years() for one in of_day(school) if one.kind == "filling"]
        assert filled
        assert all(one.at.date() > one.date for one in filled)

    def test_write_nothing_on_a_day_the_whole_school_is_closed(self):
        boiler_failed = dt.date(2026, 10, 8)
        assert of_day("village", boiler_failed) == []
        assert of_day("primary", boiler_failed) != []
