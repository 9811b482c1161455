"""Boarders: on the admission register, and left out of the attendance register (regulation 10(1))."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import Scope
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.boarding import (
    covered_on,
    days_without,
    spells_of_entries,
    write_boarding,
)
from onroll.service.admission_register.changes import BoardingChange, Change, StartingDayChange
from onroll.service.admission_register.models import AdmissionEntry, Boarding, Enrolment
from onroll.service.attendance_register.actions.bulk_editing import BulkEdit, preview_bulk_edit
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.actions.planning import enter_planned, make_plan
from onroll.service.attendance_register.checks import CheckFinding, run_checks
from onroll.service.attendance_register.documents.class_register import class_register
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.queries.board import board
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.attendance_register.queries.week import week_of_group
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.queries.schools import schools_this_morning
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil
from onroll.service.pupil_record.record import pupil_year
from onroll.service.pupil_record.year import CellState
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

EVERYTHING = Scope.everything()
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def oak() -> AClass:
    return AClass()


def board_from(oak: AClass, pupil: Pupil, from_day: dt.date, *, boards: bool = True) -> None:
    enrolment = Enrolment.objects.get(pupil=pupil)
    write_boarding(enrolment, boards=boards, from_day=from_day)


@pytest.fixture
def boarding(oak: AClass) -> AClass:
    """Callum boards from Monday; Amina is a day pupil."""
    board_from(oak, oak.callum, MONDAY)
    return oak


class TestTaking:
    def test_is_whole_without_the_boarder(self, boarding: AClass) -> None:
        boarding.take("/", finished=True)
        (row,) = board(EVERYTHING, school_id=boarding.school.pk, date=MONDAY, session="AM", now=at(9))
        assert (row.expected, row.entered, row.state) == (1, 1, RegisterState.TAKEN)

    def test_refuses_a_mark_for_a_boarder_and_says_why(self, boarding: AClass) -> None:
        with pytest.raises(RegisterRefused) as refused:
            boarding.take("/", "/")
        assert {one.fault.name for one in refused.value.refused} <= {"pupil_boards", "pupil_not_on_roll"}
        assert boarding.code(boarding.callum) is None

    def test_page_leaves_the_boarder_out_and_counts_a_day_pupil_before(self, boarding: AClass) -> None:
        def names(date: dt.date) -> list[str]:
            page = register_page(
                EVERYTHING,
                school_id=boarding.school.pk,
                group_id=boarding.group.pk,
                date=date,
                session="AM",
                now=at(9),
            )
            return [row.surname for row in page.rows]

        assert names(MONDAY) == ["Begum"]
        assert names(MONDAY - dt.timedelta(days=3)) == ["Begum", "Eyre"]

    def test_of_a_class_of_boarders_alone_is_never_missing(self, boarding: AClass) -> None:
        board_from(boarding, boarding.amina, MONDAY)
        (row,) = board(EVERYTHING, school_id=boarding.school.pk, date=MONDAY, session="AM", now=at(12))
        assert row.state == RegisterState.NO_PUPILS


class TestWhatHasBeenEntered:
    """Callum was entered on Monday; on Tuesday it was found that he had boarded since Monday."""

    @pytest.fixture
    def found_later(self, oak: AClass) -> AClass:
        oak.take("/", "O", finished=True, by=oak.officer)
        board_from(oak, oak.callum, MONDAY)
        return oak

    def test_stands_and_may_still_be_amended(self, found_later: AClass) -> None:
        found_later.amend(found_later.callum, "I")
        assert found_later.code(found_later.callum) == "I"

    def test_counts_in_no_figure(self, found_later: AClass) -> None:
        _, year = pupil_year(
            EVERYTHING,
            school_id=found_later.school.pk,
            pupil_id=found_later.callum.pk,
            now=at(12, on=TUESDAY),
        )
        assert year.cells[MONDAY, "AM"].state == CellState.BOARDING
        assert (year.measures.possible, year.measures.unauthorised) == (0, 0)
        assert [one.why for one in year.counted() if one.entry.on == MONDAY and one.entry.code] == [
            "Not counted: the pupil boards, and the register leaves boarders out."
        ]


class TestBoardingRecordedLate:
    def found(self, oak: AClass, last_day: dt.date = TUESDAY) -> list[CheckFinding]:
        found = run_checks(
            EVERYTHING, school_id=oak.school.pk, first_day=MONDAY, last_day=last_day, now=at(10, on=last_day)
        )
        return [one for one in found if one.check == "entry_on_boarding_day"]

    def test_is_found_by_the_entries_made_meanwhile_once_a_pupil(self, oak: AClass) -> None:
        for date in (MONDAY, TUESDAY):
            oak.take("/", "/", date=date)
        board_from(oak, oak.callum, MONDAY)
        (finding,) = self.found(oak)
        assert (finding.pupil_id, finding.count, finding.date) == (oak.callum.pk, 2, MONDAY)
        assert finding.what == "A pupil has 2 entries on days they boarded, the first on 7 September 2026."

    def test_is_not_found_in_entries_of_the_day_before_it_began(self, oak: AClass) -> None:
        oak.take("/", "/")
        board_from(oak, oak.callum, TUESDAY)
        assert self.found(oak) == []

    def test_is_not_found_where_no_entry_was_made(self, boarding: AClass) -> None:
        boarding.take("/")
        assert self.found(boarding, MONDAY) == []


class TestEverythingElse:
    def test_checks_find_no_blank_and_no_part_filled_register(self, boarding: AClass) -> None:
        boarding.take("/", finished=True)
        found = run_checks(
            EVERYTHING, school_id=boarding.school.pk, first_day=MONDAY, last_day=MONDAY, now=at(10)
        )
        assert [one.check for one in found] == []

    def test_checks_still_find_the_day_pupil_blank(self, boarding: AClass) -> None:
        found = run_checks(
            EVERYTHING, school_id=boarding.school.pk, first_day=MONDAY, last_day=MONDAY, now=at(10)
        )
        assert [(one.check, one.count) for one in found] == [("register_not_taken", 1)]

    def test_a_closure_enters_nothing_for_the_boarder(self, boarding: AClass) -> None:
        close_school(
            school_id=boarding.school.pk, first_day=MONDAY, last_day=MONDAY, session="AM", is_planned=False,
            group_ids=[], code="Y4", reason="Boiler", by=boarding.officer, now=at(9),
        )  # fmt: skip
        assert (boarding.code(boarding.amina), boarding.code(boarding.callum)) == ("Y4", None)

    def test_a_plan_is_not_entered_and_not_waited_for(self, boarding: AClass) -> None:
        make_plan(
            school_id=boarding.school.pk, pupil_id=boarding.callum.pk, kind="visit", code="V", first_day=MONDAY,
            last_day=MONDAY, note="Museum", by=boarding.officer, now=at(8),
        )  # fmt: skip
        morning = morning_of(EVERYTHING, school_id=boarding.school.pk, now=at(9))
        assert morning.sessions[0].plans_to_enter == 0
        assert (
            enter_planned(
                school_id=boarding.school.pk, date=MONDAY, session="AM", by=boarding.officer, now=at(9)
            )
            == 0
        )

    def test_a_bulk_edit_passes_the_boarder_by(self, boarding: AClass) -> None:
        edit = BulkEdit(
            pupil_ids=(boarding.amina.pk, boarding.callum.pk), first_day=MONDAY, last_day=MONDAY, session="AM",
            from_codes=frozenset({""}), code="I", note="", reason="Outbreak",
        )  # fmt: skip
        preview = preview_bulk_edit(
            boarding.officer.scope, school_id=boarding.school.pk, edit=edit, now=at(10)
        )
        assert [mark.pupil_id for mark, _ in preview.changes] == [boarding.amina.pk]
        assert preview.refused == ()

    def test_the_schools_of_an_authority_count_without_boarders(self, boarding: AClass) -> None:
        boarding.take("/", finished=True)
        (row,) = schools_this_morning(boarding.officer.scope, now=at(9))
        assert (row.pupils, row.blank, row.complete) == (1, 0, 1)

    def test_the_blanks_of_the_days_before_leave_boarders_out(self, boarding: AClass) -> None:
        boarding.take("/", finished=True)
        boarding.take("\\", session="PM", finished=True, now=at(13, 20))
        morning = morning_of(EVERYTHING, school_id=boarding.school.pk, now=at(9, on=TUESDAY))
        assert [blank for blank in morning.blanks if blank.date == MONDAY] == []

    def test_printed_registers_show_a_dash_for_the_boarder_and_the_days_before(
        self, boarding: AClass
    ) -> None:
        register = class_register(
            EVERYTHING, school_id=boarding.school.pk, group_id=boarding.group.pk,
            first_day=MONDAY - dt.timedelta(days=7), last_day=TUESDAY, now=at(9),
        )  # fmt: skip
        callum = [row for row in register.pupils if row.pupil_id == boarding.callum.pk]
        assert [(row.first_day, row.last_day) for row in callum] == [
            (FIRST_DAY, MONDAY - dt.timedelta(days=1))
        ]
        week = week_of_group(
            EVERYTHING, school_id=boarding.school.pk, group_id=boarding.group.pk, date=MONDAY
        )
        assert [name for name, _ in week.rows] == [str(boarding.amina)]


class TestSpells:
    def test_end_the_day_before_the_pupil_is_a_day_pupil_again(self, boarding: AClass) -> None:
        board_from(boarding, boarding.callum, MONDAY + dt.timedelta(days=7), boards=False)
        (spell,) = Boarding.objects.all()
        assert (spell.first_day, spell.last_day) == (MONDAY, MONDAY + dt.timedelta(days=6))
        callum = [boarding.callum.pk]
        assert covered_on(boarding.school.pk, MONDAY + dt.timedelta(days=6), callum) == set()
        assert covered_on(boarding.school.pk, MONDAY + dt.timedelta(days=7), callum) == set(callum)

    def test_that_never_were_leave_no_trace(self, boarding: AClass) -> None:
        board_from(boarding, boarding.callum, MONDAY, boards=False)
        assert not Boarding.objects.exists()

    def test_cut_what_they_cover_out_of_a_span(self) -> None:
        def day(number: int) -> dt.date:
            return dt.date(2026, 9, number)

        boarding = [(day(3), day(4)), (day(8), None)]
        assert list(days_without(boarding, day(1), day(9))) == [(day(1), day(2)), (day(5), day(7))]
        assert list(days_without([], day(1), day(9))) == [(day(1), day(9))]
        assert list(days_without([(day(1), day(9))], day(1), day(9))) == []
        assert list(days_without([(day(9), day(9))], day(1), day(9))) == [(day(1), day(8))]


class TestEntriesMadeElsewhere:
    """Entries of the register that came in a file say who boarded when."""

    MADE = dt.date(2026, 10, 5)

    def spells(self, *said: object) -> list[tuple[dt.date, dt.date | None]]:
        return spells_of_entries([({"boarder": one}, self.MADE) for one in said], FIRST_DAY)

    def test_begin_with_the_day_they_name(self) -> None:
        assert self.spells(
            {"boards": False, "from": "2026-09-01"}, {"boards": True, "from": "2026-09-14"}
        ) == [(dt.date(2026, 9, 14), None)]

    def test_end_with_the_day_before_the_next(self) -> None:
        assert self.spells(
            {"boards": True, "from": "2026-09-01"}, {"boards": False, "from": "2026-09-14"}
        ) == [(FIRST_DAY, dt.date(2026, 9, 13))]

    def test_that_name_no_day_speak_from_the_start_and_then_from_when_they_were_made(self) -> None:
        assert self.spells(True) == [(FIRST_DAY, None)]
        assert self.spells(True, False) == [(FIRST_DAY, self.MADE - dt.timedelta(days=1))]

    def test_that_do_not_say_leave_a_day_pupil(self) -> None:
        assert self.spells(None, None) == []

    def test_of_a_day_pupil_never_board(self) -> None:
        assert self.spells(False) == []


class TestAmendingTheRegister:
    """Admitted as a boarder, or amended into one."""

    def amend(self, school: School, enrolment_id: int, change: Change) -> None:
        amend_admission_entry(
            school_id=school.pk, enrolment_id=enrolment_id, change=change, reason="Parent’s letter",
            by=an_actor("head", school), now=at(9),
        )  # fmt: skip

    def test_begins_with_the_starting_day_for_one_admitted_as_a_boarder(self) -> None:
        done = admitted(a_school(has_boarders=True), is_boarder=True)
        (spell,) = Boarding.objects.all()
        assert (spell.enrolment_id, spell.first_day, spell.last_day) == (done.enrolment_id, FIRST_DAY, None)

    def test_moves_with_an_amended_starting_day(self) -> None:
        school = a_school(has_boarders=True)
        done = admitted(school, is_boarder=True)
        later = FIRST_DAY + dt.timedelta(days=2)
        self.amend(school, done.enrolment_id, StartingDayChange(starting_day=later))
        assert Boarding.objects.get().first_day == later

    def test_says_from_which_day_and_the_days_before_are_as_they_were(self) -> None:
        school = a_school(has_boarders=True)
        done = admitted(school, is_boarder=False)
        self.amend(school, done.enrolment_id, BoardingChange(is_boarder=True, from_day=MONDAY))
        assert Enrolment.objects.get().is_boarder
        assert Boarding.objects.get().first_day == MONDAY
        entry = AdmissionEntry.objects.get(kind="amended")
        assert entry.original == {"boarder": {"boards": False, "from": FIRST_DAY.isoformat()}}
        assert entry.contents == {"boarder": {"boards": True, "from": MONDAY.isoformat()}}

    @pytest.mark.parametrize(
        ("from_day", "why"),
        [(FIRST_DAY - dt.timedelta(days=1), "before that"), (MONDAY + dt.timedelta(days=1), "has not come")],
    )
    def test_is_refused_before_the_start_and_ahead_of_time(self, from_day: dt.date, why: str) -> None:
        school = a_school(has_boarders=True)
        done = admitted(school, is_boarder=False)
        with pytest.raises(AmendmentRefused, match=why) as refused:
            self.amend(school, done.enrolment_id, BoardingChange(is_boarder=True, from_day=from_day))
        assert refused.value.faults[0][0] == "boards_from"

    def test_is_refused_where_nothing_was_chosen(self) -> None:
        school = a_school(has_boarders=True)
        done = admitted(school, is_boarder=True)
        with pytest.raises(AmendmentRefused, match="boards or is a day pupil"):
            self.amend(school, done.enrolment_id, BoardingChange(is_boarder=None, from_day=MONDAY))
        assert Enrolment.objects.get().is_boarder
