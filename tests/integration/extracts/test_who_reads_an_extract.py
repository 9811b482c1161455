"""An extract is read within a scope, and says how fresh it is."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connection

from onroll.law.school_time import AcademicYear
from onroll.service.access import row_security
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts import reading
from onroll.service.extracts.account import account_of
from onroll.service.extracts.extracting import extract_registers
from onroll.service.extracts.queries import freshness, parts, pupils_behind, schools_behind
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.factories.registers import SERVICE, AClass
from tests.integration.extracts.conftest import TONIGHT, TUESDAY
from tests.support.extracts import part, rows

pytestmark = pytest.mark.django_db

YEAR = AcademicYear.starting_in(2026)
BOARD = {"permission": Permission.BOARD_VIEW}


@pytest.fixture
def oak(oak, extract):
    """The class with a register taken, extracted in the night."""
    oak.take("/", "N")
    extract()
    return oak


def fresh(oak, by=None):
    return freshness((by or oak.officer).scope, school_ids=[oak.school.pk], **BOARD)


class TestParts:
    def test_are_found_for_a_school_in_reach(self, oak):
        found = parts(oak.officer.scope, "entries", year=YEAR, school_ids=[oak.school.pk], **BOARD)
        assert found == [part("entries", oak.school.urn)]

    def test_are_none_for_a_year_without_an_extract(self, oak):
        assert (
            parts(oak.officer.scope, "entries", year=YEAR.previous, school_ids=[oak.school.pk], **BOARD) == []
        )

    def test_are_refused_for_another_school(self, oak):
        other = AClass()
        with pytest.raises(OutOfScope):
            parts(
                oak.officer.scope, "entries", year=YEAR, school_ids=[oak.school.pk, other.school.pk], **BOARD
            )

    def test_are_refused_to_a_teacher_of_one_class(self, oak):
        with pytest.raises(OutOfScope):
            parts(oak.teacher.scope, "entries", year=YEAR, school_ids=[oak.school.pk], **BOARD)

    def test_are_refused_without_the_permission(self, oak):
        with pytest.raises(OutOfScope):
            parts(
                an_actor("gate", oak.school).scope, "pupils", permission=Permission.PUPIL_VIEW, year=YEAR,
                school_ids=[oak.school.pk],
            )  # fmt: skip


class TestWhoseRowARowIs:
    def test_leads_back_to_the_pupil_and_the_school(self, oak):
        scope = oak.officer.scope
        behind = pupils_behind(scope, permission=Permission.PUPIL_VIEW, school_ids=[oak.school.pk])
        assert {behind[row] for row in rows("entries", "school", "pupil")} == {oak.amina.pk, oak.callum.pk}
        assert schools_behind(scope, school_ids=[oak.school.pk], **BOARD) == {oak.school.urn: oak.school.pk}

    def test_leads_to_the_row_that_was_kept_of_two(self, oak):
        again = a_pupil_on_roll(oak.school, oak.group, "Amina", "Begum", last_day=MONDAY)
        again.folded_into = oak.amina
        again.save()
        behind = pupils_behind(
            oak.officer.scope, permission=Permission.PUPIL_VIEW, school_ids=[oak.school.pk]
        )
        assert sorted(behind.values()) == [oak.amina.pk, oak.callum.pk]

    def test_is_not_told_to_a_governor(self, oak):
        with pytest.raises(OutOfScope):
            pupils_behind(
                an_actor("governor", oak.school).scope,
                permission=Permission.PUPIL_VIEW,
                school_ids=[oak.school.pk],
            )


class TestFreshness:
    def test_says_when_a_part_was_made_and_that_nothing_changed_since(self, oak):
        (found,) = fresh(oak)
        assert (found.year, found.entries, found.made_at, found.equal_at) == (YEAR, 2, TONIGHT, TONIGHT)
        assert found.is_fresh

    def test_moves_on_with_an_extraction_that_had_nothing_to_write(self, oak, extract):
        later = TONIGHT + dt.timedelta(days=1)
        extract(now=later)
        (found,) = fresh(oak)
        assert (found.made_at, found.equal_at) == (TONIGHT, later)

    def test_ends_with_the_next_change_of_a_register(self, oak):
        moment = at(8, 50, on=TUESDAY)
        oak.take("/", "/", date=TUESDAY, now=moment)
        (found,) = fresh(oak)
        assert found.changed_at == moment
        assert not found.is_fresh

    def test_does_not_end_with_the_closing_of_a_register(self, oak):
        close_register(school_id=oak.school.pk, date=MONDAY, session="AM", by=SERVICE, now=at(10))
        assert fresh(oak)[0].is_fresh

    def test_of_one_year_does_not_end_with_a_register_of_another(self, oak, extract):
        import_entries(
            school_id=oak.school.pk, marks=[Mark(oak.amina.pk, dt.date(2026, 7, 1), "AM", "/")], key=None, reason="",
            by=SERVICE, now=at(9),
        )  # fmt: skip
        extract()
        oak.take("/", "/", date=TUESDAY)
        assert [found.is_fresh for found in fresh(oak)] == [True, False]

    def test_of_every_year_ends_with_an_import(self, oak):
        import_entries(
            school_id=oak.school.pk, marks=[Mark(oak.amina.pk, TUESDAY, "AM", "/")], key=None, reason="",
            by=SERVICE, now=at(9, on=TUESDAY),
        )  # fmt: skip
        assert not fresh(oak)[0].is_fresh

    def test_is_none_for_a_school_without_an_extract(self, oak):
        other = AClass()
        assert fresh(other) == []

    def test_is_none_where_the_account_is_of_another_database(self, oak):
        account = account_of(oak.school.urn)
        account.school_id += 1
        account.keep()
        assert fresh(oak) == []

    def test_is_refused_for_another_school(self, oak):
        with pytest.raises(OutOfScope):
            fresh(oak, by=AClass().officer)


class TestExtracting:
    def test_is_refused_to_whoever_may_not_export_the_record(self, oak):
        with pytest.raises(OutOfScope):
            extract_registers(by=oak.teacher, now=TONIGHT, school_ids=[oak.school.pk])


@pytest.mark.postgres
class TestExtractingWhereAConnectionSeesNoSchool:
    def test_sees_every_row_for_as_long_as_it_takes(self, oak):
        row_security.limit_to([])
        try:
            extract_registers(by=SERVICE, now=TONIGHT, afresh=True)
            assert not CurrentEntry.objects.exists()
        finally:
            row_security.lift()
        assert len(rows("entries")) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestReading:
    def test_is_of_one_moment_while_others_write(self, oak):
        def write() -> None:
            oak.take("/", "/", date=TUESDAY, now=at(8, 50, on=TUESDAY))
            connection.close()

        with reading.one_moment():
            before = reading.ledger_end(oak.school.pk)
            another = Thread(target=write)
            another.start()
            another.join()
            assert reading.ledger_end(oak.school.pk) == before
        assert reading.ledger_end(oak.school.pk)[0] == before[0] + 1
