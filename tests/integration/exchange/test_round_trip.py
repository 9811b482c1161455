"""A canonical folder goes in and comes out the same, byte for byte."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from onroll.service.access.models import RoleHeld
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.attendance_register.verification import verify_register
from onroll.service.exchange.actions.exporting import export_school
from onroll.service.exchange.files import FILES
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import RegistrationGroup, School, SchoolSession
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent, summary
from tests.support.old_workbook import write_xls

pytestmark = pytest.mark.django_db


def exported(school_id: int, folder: Path) -> Path:
    folder.mkdir()
    export_school(school_id=school_id, folder=folder, by=BY, now=NOW)
    return folder


def assert_same(one: Path, other: Path) -> None:
    for name in FILES:
        file = f"{name}.csv"
        assert (one / file).exists() == (other / file).exists(), file
        if (one / file).exists():
            assert (one / file).read_bytes() == (other / file).read_bytes(), file


class TestACanonicalFolder:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_comes_out_as_it_went_in(self, tmp_path: Path, seed: int) -> None:
        folder = a_school_folder(tmp_path / "in", SchoolFolder(seed=seed, pupils=50))
        changeset = sent(folder)
        assert list(changeset.rows_set_aside.values_list("file", "row", "what")) == []
        assert accepted(changeset).state == Changeset.State.ACCEPTED
        assert_same(folder, exported(School.objects.get().pk, tmp_path / "out"))

    def test_changes_nothing_the_second_time(self, tmp_path: Path) -> None:
        folder = a_school_folder(tmp_path / "in")
        school_id = accepted(sent(folder)).school_id
        entries = AttendanceEntry.objects.count()
        again = sent(folder, school_id)
        assert {file["name"]: summary(again, file["name"]) for file in again.files} == {
            path.stem: {} for path in folder.iterdir()
        }
        assert accepted(again).state == Changeset.State.ACCEPTED
        assert AttendanceEntry.objects.count() == entries

    def test_leaves_a_whole_ledger_with_its_history(self, tmp_path: Path) -> None:
        folder = a_school_folder(tmp_path / "in")
        school_id = accepted(sent(folder)).school_id
        assert verify_register(BY.scope, school_id=school_id).is_whole
        amendments = len((folder / "amendments.csv").read_text().splitlines()) - 1
        assert AttendanceEntry.objects.filter(replaces__isnull=False).count() == amendments > 0
        assert AttendanceEntry.objects.filter(made_by="Mr Okello · Attendance officer").count() == amendments

    def test_may_leave_the_moment_and_person_blank(self, tmp_path: Path) -> None:
        folder = a_school_folder(tmp_path / "in")
        edit(
            folder / "attendance.csv",
            lambda rows: [row.update(recorded_at="", recorded_by="") for row in rows],
        )
        accepted(sent(folder))
        assert_same(folder, exported(School.objects.get().pk, tmp_path / "out"))

    def test_is_read_from_a_zip_and_from_a_workbook_alike(self, tmp_path: Path) -> None:
        import xlsxwriter

        folder = a_school_folder(tmp_path / "in", SchoolFolder(pupils=8))
        with xlsxwriter.Workbook(tmp_path / "school.xlsx", {"strings_to_numbers": False}) as book:
            for name in (path.stem for path in sorted(folder.iterdir())):
                sheet = book.add_worksheet(name)
                import csv

                with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                    for number, row in enumerate(csv.reader(stream)):
                        sheet.write_row(number, 0, row)
        shutil.make_archive(str(tmp_path / "school"), "zip", folder)
        school_id = accepted(sent(tmp_path / "school.xlsx")).school_id
        assert_same(folder, exported(school_id, tmp_path / "out"))
        again = sent(tmp_path / "school.zip", school_id)
        assert (again.to_change, again.set_aside_count) == (0, 0)

    def test_is_read_from_a_workbook_of_before_2007(self, tmp_path: Path) -> None:
        import csv

        folder = a_school_folder(tmp_path / "in", SchoolFolder(pupils=8))
        school_id = accepted(sent(folder)).school_id
        with (folder / "pupils.csv").open(encoding="utf-8", newline="") as stream:
            rows = [row[:] for row in csv.reader(stream)]
        rows[1][rows[0].index("surname")] = "Šimić"
        changeset = sent(write_xls(tmp_path / "school.xls", "pupils", rows), school_id)
        assert summary(changeset, "pupils") == {"changed": 1}
        accepted(changeset)
        assert Enrolment.objects.get(pupil_ref="P00001").pupil.legal_surname == "Šimić"


class TestAnImportedSchool:
    def test_can_take_its_register_at_once(self, tmp_path: Path) -> None:
        terms = ((dt.date(2026, 7, 6), dt.date(2026, 7, 20)),)
        accepted(sent(a_school_folder(tmp_path / "in", SchoolFolder(pupils=10, terms=terms))))
        school, group = School.objects.get(), RegistrationGroup.objects.order_by("name").first()
        # The folder's own marks of that afternoon are not in yet: it is ten in the morning.
        CurrentEntry.objects.filter(date=NOW.date()).delete()
        pupils = list(group.memberships.filter(last_day=None).values_list("pupil_id", flat=True))
        assert pupils
        assert SchoolSession.objects.filter(school=school, date=NOW.date(), session="AM").exists()
        taken = take_register(
            school_id=school.pk, group_id=group.pk, date=NOW.date(), session="AM",
            marks=[MarkGiven(pupil_id, "/") for pupil_id in pupils], finished=True, key=None,
            reason="Taken on paper during the move", by=BY, now=NOW,
        )  # fmt: skip
        assert taken.written == len(pupils)

    def test_has_people_who_hold_their_roles_and_are_still_to_be_invited(self, tmp_path: Path) -> None:
        accepted(sent(a_school_folder(tmp_path / "in")))
        held = RoleHeld.objects.select_related("user", "group")
        assert sorted((one.role, one.group.name if one.group else "") for one in held) == [
            ("attendance_officer", ""), ("head", ""), ("teacher", "1A"), ("teacher", "2A"),
        ]  # fmt: skip
        assert not any(one.user.has_usable_password() for one in held)

    def test_whose_registers_were_taken_here_goes_out_and_in_again(self, tmp_path: Path) -> None:
        terms = ((dt.date(2026, 7, 6), dt.date(2026, 7, 20)),)
        folder = a_school_folder(tmp_path / "in", SchoolFolder(pupils=10, terms=terms))
        (folder / "attendance.csv").unlink()
        (folder / "amendments.csv").unlink()
        accepted(sent(folder))
        school, group = School.objects.get(), RegistrationGroup.objects.order_by("name").first()
        pupils = list(group.memberships.filter(last_day=None).values_list("pupil_id", flat=True))
        first = [MarkGiven(pupil_id, "N" if number == 0 else "/") for number, pupil_id in enumerate(pupils)]
        take_register(
            school_id=school.pk, group_id=group.pk, date=dt.date(2026, 7, 17), session="AM", marks=first,
            finished=True, key=None, by=BY, now=NOW.replace(day=17, hour=8, minute=55),
        )  # fmt: skip
        entry = CurrentEntry.objects.get(code="N")
        take_register(
            school_id=school.pk, group_id=group.pk, date=dt.date(2026, 7, 17), session="AM",
            marks=[MarkGiven(entry.pupil_id, "L", 20, based_on=entry.entry_id)], finished=True, key=None,
            reason="Came in with a note", by=BY, now=NOW,
        )  # fmt: skip
        out = exported(school.pk, tmp_path / "out")
        assert ",N,L,Came in with a note," in (out / "amendments.csv").read_text()
        again = sent(out, school.pk)
        assert (again.to_change, again.set_aside_count) == (0, 0)
