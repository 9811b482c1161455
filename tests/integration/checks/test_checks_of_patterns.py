"""The checks of patterns: what is improbable over weeks, and who amends."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.checks import CHECKS, run_checks
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.support.checks_found import LAST_DAY, found_by

MONDAY = dt.date(2026, 9, 7)
NAMES = ("Amina", "Bryn", "Cerys", "Dylan", "Efa")


def days(first: dt.date, count: int) -> list[dt.date]:
    """Return some weekdays from a Monday on."""
    return [first + dt.timedelta(days=7 * (n // 5) + n % 5) for n in range(count)]


def draw(on: list[dt.date], names: tuple[str, ...] = NAMES, **cells: str) -> str:
    """Draw all present on some days, but for `cells` such as d08="I -" for every pupil on the 8th."""
    heads = " | ".join(f"{day:%a} {day.day} {day:%b}" for day in on)
    halves = " | ".join("AM PM" for _ in on)
    row = " | ".join(cells.get(f"d{day:%m%d}", "/ \\") for day in on)
    return "\n".join([f" | {heads} |", f" | {halves} |", *(f"{name} | {row} |" for name in names)])


class TestIdenticalClassForAMonth:
    def find(self, drawn: DrawnSchool) -> list[tuple[dt.date | None, int]]:
        found = found_by("identical_class_for_a_month", drawn, last_day=LAST_DAY)
        return [(finding.date, finding.count) for finding in found]

    def test_is_found_after_forty_sessions(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 20)))
        assert self.find(drawn) == [(MONDAY, 40)]

    def test_is_not_found_after_thirty_nine(self, drawn: DrawnSchool) -> None:
        twenty = days(MONDAY, 20)
        drawn.take(draw(twenty[:-1]))
        drawn.take(draw(twenty[-1:], NAMES[:4], d1002="/ -") + "\nEfa | / - |")
        assert self.find(drawn) == []

    def test_is_broken_by_one_absence(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 10)))
        middle = MONDAY + dt.timedelta(days=14)
        drawn.take(draw([middle], NAMES[:4]) + "\nEfa | I \\ |")
        drawn.take(draw(days(MONDAY, 20)[11:]))
        assert self.find(drawn) == []

    def test_is_not_found_in_a_class_of_four(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 20), NAMES[:4]))
        assert self.find(drawn) == []

    def test_neither_counts_nor_is_broken_by_a_closed_school(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 21), d0914="Y4 Y4"))
        assert self.find(drawn) == [(MONDAY, 40)]


class TestPresentBeforeOpening:
    def test_is_found_a_minute_before(self, drawn: DrawnSchool) -> None:
        drawn.take(draw([MONDAY], d0907="/ -"), minutes_after_opening=-1)
        (finding,) = found_by("present_before_opening", drawn)
        assert "All 5 of 5 Oak were marked present" in finding.what
        assert "at 8:44am, before the register opened at 8:45am" in finding.what

    def test_is_not_found_in_the_opening_minute(self, drawn: DrawnSchool) -> None:
        drawn.take(draw([MONDAY], d0907="/ -"), minutes_after_opening=0)
        assert found_by("present_before_opening", drawn) == []

    def test_is_not_found_where_somebody_was_away(self, drawn: DrawnSchool) -> None:
        drawn.take(draw([MONDAY], NAMES[:4], d0907="/ -") + "\nEfa | I - |", minutes_after_opening=-1)
        assert found_by("present_before_opening", drawn) == []

    def test_is_not_found_where_a_visit_was_known_beforehand(self, drawn: DrawnSchool) -> None:
        drawn.take(draw([MONDAY], d0907="V -"), minutes_after_opening=-1)
        assert found_by("present_before_opening", drawn) == []


def amend_many(
    drawn: DrawnSchool, count: int, by: str = "Mx A. Example", first: int = 0, to: str = "I"
) -> None:
    """Amend some entries of the week, one after another."""
    places = [(name, day, half) for day in days(MONDAY, 20) for half in ("AM", "PM") for name in NAMES]
    for name, day, half in places[first : first + count]:
        drawn.amend(name, day, half, to, by=by)


class TestAmendmentsByVolume:
    def find(self, drawn: DrawnSchool) -> list[int]:
        return [finding.count for finding in found_by("amendments_by_volume", drawn, last_day=LAST_DAY)]

    def test_are_found_from_twenty_a_week(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 5)))
        amend_many(drawn, 20)
        assert self.find(drawn) == [20]

    def test_are_not_found_at_nineteen(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 5)))
        amend_many(drawn, 19)
        assert self.find(drawn) == []

    def test_are_not_found_at_five_in_a_hundred(self, drawn: DrawnSchool) -> None:
        forty = tuple(f"Pupil{number:02}" for number in range(40))
        drawn.take(draw(days(MONDAY, 5), NAMES + forty[:35]))
        amend_many(drawn, 20)
        assert self.find(drawn) == []

    def test_do_not_count_absences_explained(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 5), d0907="N N", d0908="N N", d0909="N N"))
        amend_many(drawn, 25)
        assert self.find(drawn) == []


class TestAmendmentsByPerson:
    def find(self, drawn: DrawnSchool) -> list[str]:
        return [finding.what for finding in found_by("amendments_by_person", drawn, last_day=LAST_DAY)]

    def amended(self, drawn: DrawnSchool, *counts: int) -> None:
        drawn.take(draw(days(MONDAY, 10)))
        done = 0
        for person, count in enumerate(counts):
            amend_many(drawn, count, by=f"Mx Person {person}", first=done)
            done += count

    def test_are_found_at_three_times_the_others(self, drawn: DrawnSchool) -> None:
        self.amended(drawn, 21, 7, 7)
        (what,) = self.find(drawn)
        assert what.startswith(
            "Mx Person 0 amended 21 entries so that they count otherwise, after their registers had closed"
        )
        assert "the others who amend made about 7 each. 0 turned an absence into attendance" in what

    def test_are_not_found_below(self, drawn: DrawnSchool) -> None:
        self.amended(drawn, 20, 7, 7)
        assert self.find(drawn) == []

    def test_are_not_found_below_twenty(self, drawn: DrawnSchool) -> None:
        self.amended(drawn, 19, 1, 1)
        assert self.find(drawn) == []

    def test_are_not_found_where_two_people_amend(self, drawn: DrawnSchool) -> None:
        self.amended(drawn, 30, 1)
        assert self.find(drawn) == []

    def test_are_not_found_where_every_session_counts_as_before(self, drawn: DrawnSchool) -> None:
        """An illness that was an appointment is authorised absence either way."""
        sick = {f"d09{day:02}": "I I" for day in (7, 8, 9, 10, 11, 14, 15, 16, 17, 18)}
        drawn.take(draw(days(MONDAY, 10), **sick))
        amend_many(drawn, 24, by="Mx Person 0", to="M")
        amend_many(drawn, 1, by="Mx Person 1", first=24, to="O")
        amend_many(drawn, 1, by="Mx Person 2", first=30, to="O")
        assert self.find(drawn) == []

    def test_count_absences_turned_into_attendance(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 10), d0907="I I", d0908="I I", d0909="I I"))
        amend_many(drawn, 24, by="Mx Person 0", to="L")
        amend_many(drawn, 3, by="Mx Person 1", first=30)
        amend_many(drawn, 3, by="Mx Person 2", first=40)
        assert "24 turned an absence into attendance" in self.find(drawn)[0]


class TestRunningTheChecks:
    def test_finds_nothing_in_good_registers(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 2)))
        found = run_checks(
            drawn.actor().scope,
            school_id=drawn.school.pk,
            first_day=MONDAY,
            last_day=dt.date(2026, 9, 8),
            now=at(16, on=dt.date(2026, 9, 8)),
        )
        assert found == []

    def test_is_refused_out_of_scope(self, drawn: DrawnSchool) -> None:
        elsewhere = an_actor("head", a_school("Elsewhere School"))
        with pytest.raises(OutOfScope):
            run_checks(
                elsewhere.scope, school_id=drawn.school.pk, first_day=MONDAY, last_day=MONDAY, now=at(16)
            )

    def test_takes_the_same_few_statements_however_much_there_is(
        self, drawn: DrawnSchool, django_assert_max_num_queries: object
    ) -> None:
        drawn.take(draw(days(MONDAY, 10), d0908="N N", d0910="B B"), finished=False)
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            run_checks(
                Actor.service("a test").scope,
                school_id=drawn.school.pk,
                first_day=MONDAY,
                last_day=LAST_DAY,
                now=at(16, on=LAST_DAY),
            )

    def test_says_of_every_finding_what_why_cure_and_provision(self, drawn: DrawnSchool) -> None:
        drawn.take(draw(days(MONDAY, 3), d0908="N N", d0909="B -"), finished=False)
        found = run_checks(
            Actor.service("a test").scope,
            school_id=drawn.school.pk,
            first_day=MONDAY,
            last_day=LAST_DAY,
            now=at(16, on=LAST_DAY),
        )
        assert {finding.check for finding in found} >= {"register_not_taken", "note_missing"}
        for finding in found:
            for words in (finding.what, finding.why, finding.cure):
                assert words.endswith(".")
            assert finding.citation.text
            assert finding.check in {check.name for check in CHECKS}
