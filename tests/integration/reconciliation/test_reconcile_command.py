"""`onroll reconcile`: the same comparison as on the pages, at a terminal, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from onroll.cli import reconcile
from onroll.service import clock
from onroll.service.audit.models import Event
from onroll.service.reconciliation.models import Comparison
from tests.factories.moments import MONDAY
from tests.integration.reconciliation.conftest import NOW, TUESDAY, marks_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def in_service(monkeypatch):
    monkeypatch.setattr("onroll.service.start.start_service", lambda **_: None)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def run(*words):
    return CliRunner().invoke(reconcile.app, [str(word) for word in words])


@pytest.fixture
def file(a_class, tmp_path):
    """Their marks: as ours on Monday, and Amina present on Tuesday where we have her ill."""
    path = tmp_path / "marks.csv"
    path.write_text(
        marks_of(
            a_class,
            ("Amina", MONDAY, "AM", "/"),
            ("Callum", MONDAY, "AM", "I"),
            ("Amina", TUESDAY, "AM", "/"),
            ("Callum", TUESDAY, "AM", "/"),
        )
    )
    return path


class TestMarks:
    def test_print_every_session_the_two_do_not_count_alike_and_exit_1(self, a_class, file):
        told = run("marks", a_class.school.urn, file)

        assert told.exit_code == 1, told.output
        (row,) = csv.DictReader(io.StringIO(told.stdout))
        assert (row["Date"], row["Session"], row["Here"], row["There"]) == (
            TUESDAY.isoformat(), "AM", "I", "/",
        )  # fmt: skip
        assert row["Attended, here less there"] == "-1"
        assert "Attended: 2 here, 3 there, a difference of -1" in told.stderr

    def test_print_the_same_as_json_with_numbers_as_numbers(self, a_class, file):
        (row,) = json.loads(run("marks", a_class.school.urn, file, "--json").stdout)

        assert (row["Here"], row["There"], row["Authorised absence, here less there"]) == ("I", "/", 1)

    def test_exit_0_where_nothing_differs_once_a_sign_is_said_to_mean_another(self, a_class, file):
        file.write_text(
            file.read_text().replace(f"{TUESDAY.isoformat()},AM,/\n", f"{TUESDAY.isoformat()},AM,ill\n", 1)
        )

        told = run("marks", a_class.school.urn, file, "--means", "ill = I")

        assert told.exit_code == 0, told.output
        assert len(told.stdout.splitlines()) == 1

    def test_are_forgotten_afterwards_unless_they_are_to_be_kept_and_leave_their_events(self, a_class, file):
        run("marks", a_class.school.urn, file)
        assert not Comparison.objects.exists()
        run("marks", a_class.school.urn, file, "--keep")
        assert Comparison.objects.get().state == "ready"
        assert (
            Event.objects.filter(name="reconciliation.file.sent", actor_name="onroll reconcile").count() == 2
        )


class TestTotals:
    def test_print_whose_differ_with_both_sides(self, a_class, tmp_path):
        path = tmp_path / "totals.csv"
        refs = [pupil.enrolments.get().pupil_ref for pupil in (a_class.amina, a_class.callum)]
        path.write_text(f"Who,Possible marks\n{refs[0]},3\n{refs[1]},2\n")

        told = run(
            "totals", a_class.school.urn, path, "--from", MONDAY, "--to", TUESDAY,
            "--name", "Who", "--figure", "possible=Possible marks",
        )  # fmt: skip

        assert told.exit_code == 1, told.output
        (row,) = csv.DictReader(io.StringIO(told.stdout))
        assert (row["In the file"], row["Possible sessions, here"], row["Possible sessions, there"]) == (
            refs[0], "2", "3",
        )  # fmt: skip


class TestWhatCannotBeCompared:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["marks", "{urn}", "nowhere.csv"], "There is no file nowhere.csv"),
            (["marks", "999999", "{file}"], "No school here has the URN 999999"),
            (["marks", "{urn}", "{file}", "--means", "H"], "says nothing of a sign"),
            (["marks", "{urn}", "{file}", "--code", "Mark"], "Mark"),
            (
                ["totals", "{urn}", "{file}", "--from", "2026-09-08", "--to", "2026-09-07"],
                "is before the first",
            ),
            (["totals", "{urn}", "{file}", "--from", "soon", "--to", "2026-09-07"], "“soon” is not a day"),
            (
                ["totals", "{urn}", "{file}", "--from", "2026-09-07", "--to", "2026-09-08", "--by", "house"],
                "by “house”",
            ),
            (
                [
                    "totals",
                    "{urn}",
                    "{file}",
                    "--from",
                    "2026-09-07",
                    "--to",
                    "2026-09-08",
                    "--figure",
                    "luck=Luck",
                ],
                "no figure “luck”",
            ),
        ],
    )
    def test_is_said_in_words_and_exits_2(self, a_class, file, words, said):
        told = run(*(word.format(urn=a_class.school.urn, file=file) for word in words))

        assert told.exit_code == 2, told.output
        assert said in told.stderr
        assert not Comparison.objects.exists()
