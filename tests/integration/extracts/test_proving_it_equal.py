"""The proof: every part beside the registers, and the first place where the two differ."""

import json

import duckdb
import pytest
from typer.testing import CliRunner

from onroll.cli.main import app
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.comparing import compare_extracts
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import PupilMarker
from tests.factories.moments import MONDAY
from tests.integration.extracts.conftest import TUESDAY, compared, differences
from tests.support.extracts import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(oak, extract):
    """The class with two registers taken, extracted."""
    oak.take("/", "N")
    oak.take("/", "/", date=TUESDAY)
    extract()
    return oak


def alter(path, sql):
    """Write a part again with other rows, as no act of the service would."""
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE part AS SELECT * FROM read_parquet('{path}', hive_partitioning = false)")
        db.execute(sql)
        db.execute(f"COPY part TO '{path}' (FORMAT parquet)")


class TestParts:
    def test_are_equal_with_counts_and_a_hash_worked_out_on_both_sides(self, oak):
        entries = compared(oak.school)[0]
        assert (entries.table, entries.rows_in_registers, entries.rows_in_part) == ("entries", 4, 4)
        assert entries.hash_of_registers == entries.hash_of_part
        assert entries.is_equal

    @pytest.mark.parametrize(
        ("sql", "lacking", "beyond"),
        [
            ("UPDATE part SET code = 'I' WHERE date = '2026-09-08'", 2, 2),
            ("UPDATE part SET minutes_late = 4 WHERE date = '2026-09-08'", 2, 2),
            ("UPDATE part SET recorded_at = recorded_at + INTERVAL 1 SECOND WHERE date = '2026-09-08'", 2, 2),
            ("UPDATE part SET school = '999999' WHERE date = '2026-09-08'", 2, 2),
            ("DELETE FROM part WHERE date = '2026-09-08'", 2, 0),
            ("INSERT INTO part SELECT * FROM part WHERE date = '2026-09-08'", 0, 2),
        ],
    )
    def test_that_were_altered_are_named_by_school_date_and_session(self, oak, sql, lacking, beyond):
        alter(part("entries", oak.school.urn), sql)
        found = compared(oak.school)[0]
        assert (found.date, found.session, found.is_equal) == ("2026-09-08", "AM", False)
        assert found.hash_of_registers != found.hash_of_part
        assert found.difference == (
            f"Broadmere Primary School, 2026-09-08 AM: the registers have {lacking} entries rows that the part has not, "
            f"and the part {beyond} that the registers have not."
        )

    def test_are_named_by_the_first_place_of_several(self, oak):
        alter(part("entries", oak.school.urn), "UPDATE part SET code = 'I'")
        assert compared(oak.school)[0].date == str(MONDAY)

    def test_differ_where_the_projection_was_altered(self, oak):
        CurrentEntry.objects.filter(pupil=oak.callum, date=MONDAY).update(code="I")
        assert "2026-09-07 AM" in differences(oak.school)[0]

    def test_of_the_calendar_are_compared_too(self, oak):
        SchoolSession.objects.filter(school=oak.school, date=TUESDAY, session="PM").update(kind="inset")
        assert "2026-09-08 PM" in differences(oak.school)[0]

    def test_of_pupils_are_compared_too(self, oak):
        PupilMarker.objects.create(pupil=oak.amina, kind="fsm", first_day=MONDAY)
        assert "pupils rows" in differences(oak.school)[0]

    def test_behind_a_register_that_has_changed_say_so(self, oak):
        oak.amend(oak.callum, "I")
        assert (
            "The register has changed since it was extracted: run onroll extract"
            in differences(oak.school)[0]
        )

    def test_that_are_not_there_are_said_to_be_lacking(self, oak):
        part("pupils", oak.school.urn).unlink()
        assert differences(oak.school) == ["There is no such part. Run onroll extract."]

    def test_of_a_year_the_registers_have_not_are_found(self, oak):
        stray = part("entries", oak.school.urn, 2019)
        stray.parent.mkdir()
        stray.write_bytes(part("entries", oak.school.urn).read_bytes())
        assert "the part 2 that the registers have not" in differences(oak.school)[0]

    @pytest.mark.parametrize("kept", [0, 200])
    def test_cut_off_half_way_cannot_be_read(self, oak, kept):
        path = part("entries", oak.school.urn)
        path.write_bytes(path.read_bytes()[:kept])
        assert "The part cannot be read" in differences(oak.school)[0]

    def test_are_compared_by_nobody_who_may_not_verify_the_register(self, oak):
        with pytest.raises(OutOfScope):
            compare_extracts(oak.teacher.scope, school_id=oak.school.pk, on=TUESDAY)


class TestTheCommand:
    @pytest.fixture
    def onroll(self, monkeypatch):
        monkeypatch.setattr("onroll.service.start.start_service", lambda: None)
        return lambda *words: CliRunner().invoke(app, ["extract", *words])

    def test_says_that_all_is_equal(self, oak, onroll):
        done = onroll("--verify")
        assert (done.exit_code, done.stdout) == (0, "Broadmere Primary School: equal. 3 parts, 4 entries.\n")

    def test_ends_with_one_where_a_part_differs_and_says_where(self, oak, onroll):
        alter(part("entries", oak.school.urn), "DELETE FROM part")
        done = onroll("--verify", "--school", oak.school.urn)
        assert done.exit_code == 1
        assert (
            "NOT equal. 1 of 3 parts differ:\n  entries 2026/27: Broadmere Primary School, 2026-09-07 AM"
            in done.stdout
        )

    def test_tells_the_same_as_json(self, oak, onroll):
        told = json.loads(onroll("--verify", "--json").stdout)
        assert [(one["table"], one["is_equal"]) for one in told] == [
            ("entries", True), ("pupils", True), ("calendar", True),
        ]  # fmt: skip

    def test_refuses_a_school_that_is_not_here(self, oak, onroll):
        assert onroll("--school", "999999").exit_code == 2

    def test_extracts_and_says_what_it_wrote(self, oak, onroll):
        assert "1 school: 3 parts written with 4 entries" in onroll("--afresh").stdout
