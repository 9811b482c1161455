"""The checks of single entries: their codes, notes, plans, and whether they should be there at all."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.models import Plan
from onroll.service.organisations.models import SchoolSession
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.support.checks_found import found_by, places

MONDAY = dt.date(2026, 9, 7)


def one_entry(code: str, session: str = "AM") -> str:
    """Draw Monday with one entry."""
    cell = f"{code} -" if session == "AM" else f"- {code}"
    return f"""
              | Mon 7 Sep |
              |  AM   PM  |
        Amina |  {cell}   |
    """


class TestCodeNotPermitted:
    @pytest.mark.parametrize("code", ["/", "I", "C", "L", "V"])
    def test_is_not_found_in_codes_of_the_day(self, drawn: DrawnSchool, code: str) -> None:
        drawn.take(one_entry(code), role="attendance_officer")
        assert found_by("code_not_permitted", drawn) == []

    def test_is_found_where_the_code_has_gone(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("H"), kind="import")
        (finding,) = found_by("code_not_permitted", drawn)
        assert finding.what == "Code H stands for a pupil on the morning of 7 September 2026."
        assert "ended" in finding.why

    def test_is_found_where_there_never_was_such_a_code(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("A"), kind="import")
        assert len(found_by("code_not_permitted", drawn)) == 1

    def test_is_found_for_an_afternoon_code_in_the_morning(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("\\"))
        assert "is for the PM session" in found_by("code_not_permitted", drawn)[0].why

    def test_is_found_for_x_from_the_day_the_pupil_is_of_school_age(self, drawn: DrawnSchool) -> None:
        # Five on 31 August: of compulsory school age from 31 August; five on 1 September: from 31 December.
        drawn.pupil("Amina", born=dt.date(2021, 8, 31))
        drawn.pupil("Bryn", born=dt.date(2021, 9, 1))
        drawn.take(
            """
                    | Mon 7 Sep |
                    |  AM   PM  |
              Amina |  X    -   |
              Bryn  |  X    -   |
            """
        )
        (finding,) = found_by("code_not_permitted", drawn)
        assert finding.pupil_id == drawn.pupils["Amina"].pk

    def test_is_found_where_the_role_may_not_enter_the_code(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("Q"), role="teacher")
        (finding,) = found_by("code_not_permitted", drawn)
        assert finding.why == "It was entered in the role of teacher, which may not enter this code."

    def test_is_not_found_where_a_plan_had_the_code_ready(self, drawn: DrawnSchool) -> None:
        plan(drawn, "off-site", "Q")
        drawn.take(one_entry("Q"), role="teacher")
        assert found_by("code_not_permitted", drawn) == []


class TestNoteMissing:
    @pytest.mark.parametrize("code", ["B", "K", "Y7"])
    def test_is_found_for_the_codes_that_need_one(self, drawn: DrawnSchool, code: str) -> None:
        drawn.take(one_entry(code), role="attendance_officer")
        assert len(found_by("note_missing", drawn)) == 1

    @pytest.mark.parametrize("code", ["B", "K", "Y7"])
    def test_is_not_found_where_there_is_one(self, drawn: DrawnSchool, code: str) -> None:
        drawn.take(one_entry(code), role="attendance_officer", note="Forest school, Mrs Field")
        assert found_by("note_missing", drawn) == []

    def test_is_not_found_for_codes_that_need_none(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("V"))
        assert found_by("note_missing", drawn) == []


class TestNOlderThanFiveSchoolDays:
    def test_is_not_found_on_the_fifth_school_day(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("N"))
        assert found_by("n_older_than_five_school_days", drawn, now=at(16, on=dt.date(2026, 9, 14))) == []

    def test_is_found_on_the_sixth(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("N"))
        (finding,) = found_by("n_older_than_five_school_days", drawn, now=at(0, 1, on=dt.date(2026, 9, 15)))
        assert finding.why == "The last day for it was 14 September 2026."
        assert "to O if the reason was never found out" in finding.cure

    def test_does_not_count_a_day_of_staff_training(self, drawn: DrawnSchool) -> None:
        SchoolSession.objects.filter(date=dt.date(2026, 9, 9)).update(kind="inset")
        drawn.take(one_entry("N"))
        assert found_by("n_older_than_five_school_days", drawn, now=at(16, on=dt.date(2026, 9, 15))) == []

    def test_is_not_found_once_amended(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("N"))
        drawn.amend("Amina", MONDAY, "AM", "I")
        assert found_by("n_older_than_five_school_days", drawn, now=at(16, on=dt.date(2026, 9, 30))) == []


def plan(drawn: DrawnSchool, kind: str, code: str, **changed: object) -> Plan:
    """Plan Monday for Amina."""
    return Plan.objects.create(
        **{
            "school": drawn.school,
            "pupil": drawn.pupil("Amina"),
            "kind": kind,
            "code": code,
            "first_day": MONDAY,
            "last_day": MONDAY,
            "made_at": at(8),
            "made_by_name": "Mx A. Example",
            **changed,
        }
    )


class TestCodeContradictsPlan:
    @pytest.mark.parametrize(
        ("kind", "planned", "entered"),
        [
            ("leave", "C", "O"),
            ("leave", "C", "G"),
            ("part-time", "C2", "I"),
            ("other school", "D", "/"),
            ("other school", "D", "I"),
            ("exclusion", "E", "/"),
            ("visit", "V", "/"),
            ("appointment", "J1", "N"),
            ("appointment", "M", "O"),
        ],
    )
    def test_is_found_where_both_cannot_be_right(
        self, drawn: DrawnSchool, kind: str, planned: str, entered: str
    ) -> None:
        plan(drawn, kind, planned)
        drawn.take(one_entry(entered), role="attendance_officer")
        (finding,) = found_by("code_contradicts_plan", drawn)
        assert f"Code {entered} stands" in finding.what
        assert f"the plan says {planned}" in finding.what

    @pytest.mark.parametrize(
        ("kind", "planned", "entered"),
        [
            ("leave", "C", "C"),
            ("leave", "C", "/"),
            ("appointment", "M", "/"),
            ("appointment", "M", "I"),
            ("visit", "V", "I"),
            ("illness", "I", "M"),
            ("leave", "C", "Y4"),
        ],
    )
    def test_is_not_found_where_both_may_be(
        self, drawn: DrawnSchool, kind: str, planned: str, entered: str
    ) -> None:
        plan(drawn, kind, planned)
        drawn.take(one_entry(entered), role="attendance_officer")
        assert found_by("code_contradicts_plan", drawn) == []

    @pytest.mark.parametrize(
        "changed",
        [
            {"session": "PM"},
            {"weekdays": "2345"},
            {"first_day": dt.date(2026, 9, 8), "last_day": dt.date(2026, 9, 8)},
            {"first_day": dt.date(2026, 9, 4), "last_day": dt.date(2026, 9, 4)},
            {"cancelled_at": at(7), "cancelled_by_name": "Mx A. Example"},
        ],
    )
    def test_is_not_found_where_the_plan_does_not_cover_the_session(
        self, drawn: DrawnSchool, changed: dict[str, object]
    ) -> None:
        plan(drawn, "leave", "C", **changed)
        drawn.take(one_entry("O"))
        assert found_by("code_contradicts_plan", drawn) == []

    def test_goes_by_the_latest_of_two_plans(self, drawn: DrawnSchool) -> None:
        plan(drawn, "leave", "C")
        plan(drawn, "illness", "I")
        drawn.take(one_entry("I"))
        assert found_by("code_contradicts_plan", drawn) == []


class TestEntryNotOnRoll:
    WEEK = r"""
              | Mon 7 Sep | Tue 8 Sep |
              |  AM   PM  |  AM   PM  |
        Amina |  /    \   |  /    \   |
    """

    def test_is_not_found_from_the_starting_day_to_the_last(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina", starting_day=MONDAY, last_day=dt.date(2026, 9, 8))
        drawn.take(self.WEEK)
        assert found_by("entry_not_on_roll", drawn) == []

    def test_is_found_before_the_starting_day(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina", starting_day=dt.date(2026, 9, 8))
        drawn.take(self.WEEK)
        (finding,) = found_by("entry_not_on_roll", drawn)
        assert (finding.count, finding.date) == (2, MONDAY)

    def test_is_found_after_the_last_day(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina", last_day=MONDAY)
        drawn.take(self.WEEK)
        assert found_by("entry_not_on_roll", drawn)[0].date == dt.date(2026, 9, 8)

    def test_is_not_found_for_code_z(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina", starting_day=dt.date(2026, 9, 8))
        drawn.take(
            r"""
                    | Mon 7 Sep | Tue 8 Sep |
                    |  AM   PM  |  AM   PM  |
              Amina |  Z    Z   |  /    \   |
            """,
            kind="import",
        )
        assert found_by("entry_not_on_roll", drawn) == []


class TestEntryOutsideCalendar:
    def test_is_not_found_in_sessions_held(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("/"))
        assert found_by("entry_outside_calendar", drawn) == []

    @pytest.mark.parametrize("kind", ["inset", "holiday", "polling"])
    def test_is_found_where_the_school_does_not_meet(self, drawn: DrawnSchool, kind: str) -> None:
        drawn.take(one_entry("/"))
        SchoolSession.objects.filter(date=MONDAY).update(kind=kind)
        (finding,) = found_by("entry_outside_calendar", drawn)
        assert (finding.count, finding.session) == (1, "AM")

    def test_is_found_where_the_calendar_holds_nothing(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("/"))
        SchoolSession.objects.filter(date=MONDAY).delete()
        assert "when the calendar holds no session" in found_by("entry_outside_calendar", drawn)[0].what

    def test_is_not_found_for_code_for_a_planned_closure(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("#"))
        SchoolSession.objects.filter(date=MONDAY).update(kind="inset")
        assert found_by("entry_outside_calendar", drawn) == []

    def test_is_not_found_where_the_school_had_to_close(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("Y4"))
        SchoolSession.objects.filter(date=MONDAY).update(kind="closure")
        assert found_by("entry_outside_calendar", drawn) == []

    def test_of_all_is_placed_by_day_and_half(self, drawn: DrawnSchool) -> None:
        drawn.take(one_entry("\\", "PM"))
        SchoolSession.objects.filter(date=MONDAY).delete()
        assert places(found_by("entry_outside_calendar", drawn)) == [("Mon", "PM")]
