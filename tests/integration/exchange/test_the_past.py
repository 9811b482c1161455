"""What pupils.csv has no column for goes in and comes out too: names, markers, groups, and the register's own entries."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from onroll.service.admission_register.contents import fold
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import School
from onroll.service.people.models import Parent, PupilMarker, Relationship
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.factories.school_past import with_a_past
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent, summary
from tests.integration.exchange.test_round_trip import exported

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_a_past(a_school_folder(tmp_path / "in", SchoolFolder(pupils=12)))


def bring_in(folder: Path) -> School:
    changeset = sent(folder)
    assert list(changeset.rows_set_aside.values_list("file", "row", "column", "what")) == []
    assert accepted(changeset).state == Changeset.State.ACCEPTED, changeset.message
    return School.objects.get()


def second() -> Enrolment:
    return Enrolment.objects.get(pupil_ref="P00002")


class TestAPast:
    def test_comes_out_as_it_went_in_and_changes_nothing_again(self, folder: Path, tmp_path: Path) -> None:
        school = bring_in(folder)
        out = exported(school.pk, tmp_path / "out")
        assert {path.name for path in out.iterdir()} == {path.name for path in folder.iterdir()}
        for path in folder.iterdir():
            assert (out / path.name).read_bytes() == path.read_bytes(), path.name
        again = sent(folder, school.pk)
        assert {file["name"]: summary(again, file["name"]) for file in again.files} == {
            path.stem: {} for path in folder.iterdir()
        }

    def test_is_on_the_register_with_who_when_and_why(self, folder: Path) -> None:
        bring_in(folder)
        entries = AdmissionEntry.objects.filter(enrolment=second()).order_by("pk")
        assert [(entry.kind, entry.made_by_name, entry.made_on) for entry in entries] == [
            ("admitted", "Ms Ruth Hartnell", dt.date(2025, 9, 3)),
            ("notified", "Ms Ruth Hartnell", dt.date(2025, 9, 15)),
            ("amended", "Ms Ruth Hartnell", dt.date(2025, 9, 20)),
        ]
        said = fold(entries.values_list("contents", "original"))
        assert said["name"]["known_surname"] == "Begum-Hale"
        assert said["parents"][0]["parent_id"] == Parent.objects.get(source_ref="R00002").pk
        assert said["notifications"][0]["address"] == "9, Mill Lane"
        assert entries[2].original["name"]["surname"] == "Hale"

    def test_is_in_the_working_rows(self, folder: Path) -> None:
        bring_in(folder)
        pupil = second().pupil
        assert pupil.former_names.get().surname == "Hale"
        assert (pupil.known_surname, pupil.address) == ("Begum-Hale", "4, Quay Street")
        markers = pupil.markers.values_list("kind", "first_day", "last_day")
        assert set(markers) == {
            ("child protection", dt.date(2025, 9, 4), dt.date(2025, 9, 18)),
            ("fsm", dt.date(2025, 9, 3), dt.date(2025, 9, 10)),
            ("young carer", dt.date(2025, 9, 8), None),
        }
        first = Enrolment.objects.get(pupil_ref="P00001").pupil
        places = first.group_memberships.values_list("group__name", "group__first_day", "last_day")
        assert list(places) == [
            ("1A", dt.date(2024, 9, 1), dt.date(2025, 8, 31)),
            ("1A", dt.date(2025, 9, 1), None),
        ]

    def test_of_a_school_that_has_none_is_not_written(self, tmp_path: Path) -> None:
        plain = a_school_folder(tmp_path / "plain", SchoolFolder(pupils=12))
        out = exported(bring_in(plain).pk, tmp_path / "out")
        assert {path.name for path in out.iterdir()} == {path.name for path in plain.iterdir()}


class TestAMarker:
    def test_ends_by_its_file(self, folder: Path) -> None:
        school = bring_in(folder)
        edit(folder / "markers.csv", lambda rows: rows[2].update(last_day="2025-12-01"))
        changeset = sent(folder, school.pk)
        assert summary(changeset, "markers") == {"changed": 1}
        accepted(changeset)
        assert PupilMarker.objects.get(kind="young carer").last_day == dt.date(2025, 12, 1)
        assert sent(folder, school.pk).to_change == 0

    def test_that_pupils_csv_denies_is_set_aside(self, folder: Path) -> None:
        edit(folder / "markers.csv", lambda rows: rows[1].update(last_day=""))
        changeset = sent(folder)
        assert changeset.rows_set_aside.get().what.startswith(
            "pupils.csv says that fsm is not true of the pupil"
        )

    def test_is_not_begun_twice_for_a_pupil_who_comes_back(self, tmp_path: Path) -> None:
        folder = a_school_folder(tmp_path / "in", SchoolFolder(pupils=3))
        (folder / "attendance.csv").unlink()
        (folder / "amendments.csv").unlink()

        def leave_and_return(rows: list[dict[str, str]]) -> None:
            back = {**rows[0], "entry_date": "2025-09-22"}
            rows[0].update(leaving_date="2025-09-12", leaving_reason="b")
            rows.append(back)

        edit(folder / "pupils.csv", leave_and_return)
        school = bring_in(folder)
        pupil = Enrolment.objects.filter(pupil_ref="P00001").first().pupil
        kinds = list(pupil.markers.values_list("kind", flat=True))
        assert len(kinds) == len(set(kinds))
        assert sent(folder, school.pk).to_change == 0


class TestEntriesOfTheRegister:
    @pytest.mark.parametrize(
        ("row", "change", "says"),
        [
            (0, {"kind": "amended"}, "begin with admitted"),
            (0, {"entry_date": "2025-09-04"}, "no spell on the roll from this day"),
            (2, {"contents": '{"colour": "blue"}'}, "The register has no item colour"),
            (2, {"contents": "blue"}, "It is not JSON"),
            (2, {"contents": '{"name": "Begum"}'}, "What it states of name is not in the form"),
            (2, {"original": '{"born": "soon"}'}, "What it states of born is not in the form"),
            (0, {"contents": '{"name": {"surname": "Hale", "forenames": "Ana"}}'}, "does not state address"),
            (
                1,
                {"kind": "amended"},
                "An entry of kind notified states one notification, and no other entry does",
            ),
            (2, {"contents": '{"notifications": []}'}, "states all there are by then, 1, and this states 0"),
            (
                2,
                {"kind": "deleted", "contents": '{"deletion": {"ground": "b", "last_day": "2025-09-25"}}'},
                "By the entries the last day on roll",
            ),
        ],
    )
    def test_that_do_not_follow_are_set_aside_together(
        self, folder: Path, row: int, change: dict[str, str], says: str
    ) -> None:
        edit(folder / "admission_entries.csv", lambda rows: rows[row].update(change))
        changeset = sent(folder)
        faults = list(changeset.rows_set_aside.filter(file="admission_entries.csv"))
        assert any(says in fault.what for fault in faults)
        accepted(changeset)
        assert {entry.made_by_name for entry in second().entries.all()} <= {"import", "Ms Ruth Hartnell"}

    def test_of_a_pupil_on_record_are_not_added_to(self, folder: Path) -> None:
        school = bring_in(folder)

        def add(rows: list[dict[str, str]]) -> None:
            rows.append({**rows[2], "made_at": "2026-01-05T09:00:00+00:00"})

        edit(folder / "admission_entries.csv", add)
        changeset = sent(folder, school.pk)
        assert "read only when a pupil first comes onto the record" in changeset.rows_set_aside.get().what
        assert changeset.to_change == 0


class TestARelationship:
    def test_keeps_what_is_withheld_and_restricted(self, folder: Path, tmp_path: Path) -> None:
        school = bring_in(folder)
        Relationship.objects.filter(pupil=second().pupil).update(
            may_see=False, address_withheld=True, restriction="Order of 3 May 2025: no contact", has_care=True
        )
        out = exported(school.pk, tmp_path / "out")
        assert ",record_withheld,address_withheld,restriction" in (out / "relationships.csv").read_text()
        edit(folder / "parents.csv", lambda rows: rows[1].update(mobile="07700 900777"))
        accepted(sent(folder, school.pk))
        relationship = Relationship.objects.filter(pupil=second().pupil).first()
        assert (relationship.may_see, relationship.restriction) == (False, "Order of 3 May 2025: no contact")

    def test_that_has_ended_may_be_corrected(self, folder: Path) -> None:
        edit(folder / "relationships.csv", lambda rows: rows[0].update(last_day="2025-09-20"))
        school = bring_in(folder)
        edit(folder / "relationships.csv", lambda rows: rows[0].update(relationship="stepmother"))
        accepted(sent(folder, school.pk))
        assert Relationship.objects.get(last_day__isnull=False).relationship == "stepmother"
        assert sent(folder, school.pk).to_change == 0

    def test_that_has_ended_does_not_stop_the_parent_being_corrected(self, folder: Path) -> None:
        edit(folder / "relationships.csv", lambda rows: rows[0].update(last_day="2025-09-20"))
        edit(folder / "relationships.csv", lambda rows: rows.__delitem__(1))
        school = bring_in(folder)
        edit(folder / "parents.csv", lambda rows: rows[0].update(email="new@home.example", surname="Lund"))
        accepted(sent(folder, school.pk))
        assert Parent.objects.get(source_ref="R00001").surname == "Lund"
        assert sent(folder, school.pk).to_change == 0


class TestAnAmendedEntry:
    def test_goes_out_with_the_notes_it_had_and_comes_in_again(self, folder: Path, tmp_path: Path) -> None:
        school = bring_in(folder)
        mark = CurrentEntry.objects.filter(code="/").order_by("date", "pupil_id").first()
        for note in ("Went home ill", ""):
            amend_entry(
                school_id=school.pk, pupil_id=mark.pupil_id, date=mark.date, session=mark.session, code="I",
                note=note, reason="Told at noon", by=BY, now=NOW,
            )  # fmt: skip
        out = exported(school.pk, tmp_path / "out")
        with (out / "amendments.csv").open(encoding="utf-8", newline="") as stream:
            told = [row for row in csv.DictReader(stream) if row["reason"] == "Told at noon"]
        assert [(row["original_code"], row["original_note"]) for row in told] == [
            ("/", ""),
            ("I", "Went home ill"),
        ]
        assert sent(out, school.pk).to_change == 0
        assert AttendanceEntry.objects.filter(note="Went home ill").count() == 1
