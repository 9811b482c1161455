"""Boarders in a school's files: marks they have no place for, and the days on which they board."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.admission_register.changes import BoardingChange
from onroll.service.admission_register.models import Boarding, Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.exchange.actions.exporting import export_school
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_school_folder(tmp_path / "in", SchoolFolder(pupils=6))


def board(folder: Path) -> str:
    """Let the first pupil of pupils.csv board; return the reference."""
    refs: list[str] = []

    def change(rows: list[dict[str, str]]) -> None:
        refs.append(rows[0]["pupil_ref"])

    edit(folder / "pupils.csv", change)
    text = (folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    text = [f"{text[0]},boarder", f"{text[1]},Y", *(f"{row},N" for row in text[2:])]
    (folder / "pupils.csv").write_bytes("\r\n".join([*text, ""]).encode())
    return refs[0]


class TestABoarderOfPupilsCsv:
    def test_has_every_mark_set_aside_with_its_cure_and_boards_from_the_start(self, folder: Path) -> None:
        ref = board(folder)
        changeset = sent(folder)
        aside = changeset.rows_set_aside.filter(file="attendance.csv")
        assert aside.exists()
        assert {row.what for row in aside} == {
            "The pupil boarded that day, and the attendance register covers every pupil but boarders."
        }
        accepted(changeset)
        enrolment = Enrolment.objects.get(pupil_ref=ref)
        assert Boarding.objects.get(enrolment=enrolment).first_day == enrolment.starting_day
        assert not CurrentEntry.objects.filter(pupil=enrolment.pupil).exists()


class TestAPupilWhoCameToBoard:
    def test_goes_out_and_comes_in_with_the_days_and_the_marks_before_them(
        self, folder: Path, tmp_path: Path
    ) -> None:
        school_id = accepted(sent(folder)).school_id
        enrolment = Enrolment.objects.order_by("pk").first()
        since = dt.date(2026, 6, 1)
        amend_admission_entry(
            school_id=school_id, enrolment_id=enrolment.pk, change=BoardingChange(is_boarder=True, from_day=since),
            reason="Parent’s letter", by=BY, now=NOW,
        )  # fmt: skip
        out = tmp_path / "out"
        out.mkdir()
        export_school(school_id=school_id, folder=out, by=BY, now=NOW)
        assert (out / "admission_entries.csv").exists()
        again = sent(out, school_id)
        assert list(again.rows_set_aside.values_list("file", "row", "what")) == []
