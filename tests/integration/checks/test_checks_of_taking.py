"""The checks of how registers were taken."""

from __future__ import annotations

import datetime as dt

from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.attendance_register.checks import Severity
from onroll.service.attendance_register.models import Submission
from onroll.service.organisations.models import SchoolSession
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.support.checks_found import found_by, places

MONDAY = dt.date(2026, 9, 7)

WHOLE = r"""
        | Mon 7 Sep | Tue 8 Sep |
        |  AM   PM  |  AM   PM  |
  Amina |  /    \   |  /    \   |
  Bryn  |  I    I   |  /    \   |
"""
ONE_NOT_TAKEN = r"""
        | Mon 7 Sep | Tue 8 Sep |
        |  AM   PM  |  AM   PM  |
  Amina |  /    \   |  /    -   |
  Bryn  |  I    I   |  /    -   |
"""
ONE_BLANK = r"""
        | Mon 7 Sep | Tue 8 Sep |
        |  AM   PM  |  AM   PM  |
  Amina |  /    \   |  /    \   |
  Bryn  |  I    -   |  /    \   |
"""


class TestRegisterNotTaken:
    def test_is_not_found_in_whole_registers(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE)
        assert found_by("register_not_taken", drawn) == []

    def test_is_found_once_for_the_register(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_NOT_TAKEN)
        (finding,) = found_by("register_not_taken", drawn)
        assert finding.what == "The register of 5 Oak was not taken on the afternoon of 8 September 2026."
        assert (finding.group_id, finding.count, finding.severity) == (drawn.group.pk, 2, Severity.URGENT)

    def test_waits_until_the_register_has_closed(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_NOT_TAKEN)
        tuesday = dt.date(2026, 9, 8)
        assert found_by("register_not_taken", drawn, now=at(13, 30, on=tuesday)) == []
        assert len(found_by("register_not_taken", drawn, now=at(13, 31, on=tuesday))) == 1

    def test_is_not_found_on_a_day_of_staff_training(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_NOT_TAKEN)
        SchoolSession.objects.filter(date=dt.date(2026, 9, 8), session="PM").update(kind="inset")
        assert found_by("register_not_taken", drawn) == []

    def test_is_not_found_for_a_group_without_pupils(self, drawn: DrawnSchool) -> None:
        assert found_by("register_not_taken", drawn) == []

    def test_is_not_found_where_an_import_brought_the_entries(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, kind="import")
        assert found_by("register_not_taken", drawn) == []

    def test_leaves_a_register_with_one_entry_to_other_checks(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_BLANK)
        assert found_by("register_not_taken", drawn) == []


class TestRegisterTakenLate:
    def test_is_not_found_in_the_closing_minute(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, minutes_after_opening=30)
        assert found_by("register_taken_late", drawn) == []

    def test_is_found_a_minute_later(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, minutes_after_opening=31)
        found = found_by("register_taken_late", drawn)
        assert places(found) == [("Mon", "AM"), ("Mon", "PM"), ("Tue", "AM"), ("Tue", "PM")]
        assert "first taken at 9:16am, by Mx A. Example; it closed at 9:15am" in found[0].what

    def test_goes_by_the_first_sending(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, minutes_after_opening=5)
        drawn.take(WHOLE, minutes_after_opening=60)
        assert found_by("register_taken_late", drawn) == []

    def test_goes_by_the_clock_on_the_wall_when_the_clocks_have_gone_back(self, drawn: DrawnSchool) -> None:
        drawing = r"""
                | Mon 2 Nov |
                |  AM   PM  |
          Amina |  /    \   |
        """
        drawn.take(drawing, minutes_after_opening=30)
        assert found_by("register_taken_late", drawn, last_day=dt.date(2026, 11, 2)) == []

    def test_names_the_day_where_it_was_another(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, minutes_after_opening=24 * 60)
        found = found_by("register_taken_late", drawn, now=at(16, on=dt.date(2026, 9, 9)))
        assert "at 8:45am on 8 September" in found[0].what


class TestRegisterLeftPartFilled:
    def test_is_found_where_it_was_never_finished(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_BLANK, finished=False)
        (finding,) = found_by("register_left_part_filled", drawn)
        assert places([finding]) == [("Mon", "PM")]
        assert "1 pupil of 2 has no code" in finding.what

    def test_is_not_found_where_a_later_sending_filled_the_gap(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_BLANK, finished=False)
        drawn.take(
            r"""
              | Mon 7 Sep |
              |  AM   PM  |
        Bryn  |  -    \   |
            """,
            finished=True,
        )
        assert found_by("register_left_part_filled", drawn) == []

    def test_waits_until_the_register_has_closed(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_BLANK, finished=False)
        assert found_by("register_left_part_filled", drawn, now=at(13, 30, on=MONDAY)) == []
        assert len(found_by("register_left_part_filled", drawn, now=at(13, 31, on=MONDAY))) == 1


class TestBlankEntries:
    def test_are_not_found_in_whole_registers(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE)
        assert found_by("blank_entries", drawn) == []

    def test_are_found_for_the_pupil(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_BLANK)
        (finding,) = found_by("blank_entries", drawn)
        assert finding.pupil_id == drawn.pupils["Bryn"].pk
        assert finding.what == "A pupil has no code for the afternoon of 7 September 2026."

    def test_are_counted_together(self, drawn: DrawnSchool) -> None:
        drawn.take(
            r"""
                    | Mon 7 Sep | Tue 8 Sep |
                    |  AM   PM  |  AM   PM  |
              Amina |  /    \   |  /    \   |
              Bryn  |  -    -   |  -    \   |
            """
        )
        (finding,) = found_by("blank_entries", drawn)
        assert finding.count == 3
        assert "no code for 3 sessions, the first on 7 September 2026" in finding.what

    def test_say_whose_name_was_put_on_the_roll_after_the_register_was_taken(
        self, drawn: DrawnSchool
    ) -> None:
        drawn.take(ONE_BLANK)
        taken = Submission.objects.get(kind="taking", date=MONDAY, session="PM").made_at
        put_on_roll(drawn, "Bryn", taken)
        (at_once,) = found_by("blank_entries", drawn)
        assert at_once.what == "A pupil has no code for the afternoon of 7 September 2026."
        put_on_roll(drawn, "Bryn", taken + dt.timedelta(seconds=1))
        (since,) = found_by("blank_entries", drawn)
        assert since.what == (
            "A pupil has no code for the afternoon of 7 September 2026: the name was put on the roll on 7 September 2026, "
            "after the register was taken."
        )
        assert (
            since.why
            == "The pupil was on roll from the starting day, and the register covers every pupil on roll."
        )
        assert since.citation == EVERY_PUPIL_ON_ROLL
        assert since.cure.endswith("If the starting day on the roll is wrong, put that right instead.")

    def test_are_not_found_in_a_register_nobody_took(self, drawn: DrawnSchool) -> None:
        drawn.take(ONE_NOT_TAKEN)
        assert found_by("blank_entries", drawn) == []

    def test_are_not_found_before_the_starting_day(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Bryn", starting_day=dt.date(2026, 9, 8))
        drawn.take(
            r"""
                    | Mon 7 Sep | Tue 8 Sep |
                    |  AM   PM  |  AM   PM  |
              Amina |  /    \   |  /    \   |
              Bryn  |  -    -   |  /    \   |
            """
        )
        assert found_by("blank_entries", drawn) == []

    def test_are_found_on_the_last_day_on_roll_and_not_after_it(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Bryn", last_day=MONDAY)
        drawn.take(
            r"""
                    | Mon 7 Sep | Tue 8 Sep |
                    |  AM   PM  |  AM   PM  |
              Amina |  /    \   |  /    \   |
              Bryn  |  /    -   |  -    -   |
            """
        )
        assert places(found_by("blank_entries", drawn)) == [("Mon", "PM")]


def put_on_roll(drawn: DrawnSchool, forename: str, made_at: dt.datetime) -> None:
    """Enter a name in the admission register at a moment."""
    enrolment = Enrolment.objects.get(pupil=drawn.pupils[forename])
    AdmissionEntry.objects.create(
        school=drawn.school, enrolment=enrolment, pupil=enrolment.pupil, kind="admitted", contents={}, made_on=made_at.date(),
        made_at=made_at, made_by_name="Mx A. Example", made_by_role="attendance_officer",
    )  # fmt: skip
