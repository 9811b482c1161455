"""What a second set of files changes: a row at a time, as amendments, and never by what it leaves out."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.exchange.actions.refusals import ChangedSinceReview
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import School
from onroll.service.people.models import PupilMarker, StaffMember
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent, summary

pytestmark = pytest.mark.django_db
State = Changeset.State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_school_folder(tmp_path / "in", SchoolFolder(pupils=12))


def first_mark() -> CurrentEntry:
    """Return what stands for the first pupil on the first morning."""
    return CurrentEntry.objects.get(
        pupil__enrolments__pupil_ref="P00001", date=dt.date(2025, 9, 3), session="AM"
    )


@pytest.fixture
def school(folder: Path) -> School:
    accepted(sent(folder))
    return School.objects.get()


def to_come(rows: list[dict[str, str]]) -> None:
    """Add a pupil who starts in the September to come."""
    rows.append({**rows[0], "pupil_ref": "P99999", "upn": "", "entry_date": "2026-09-01"})


def without_column(path: Path, name: str) -> None:
    """Take a column out of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(
            stream, [one for one in rows[0] if one != name], extrasaction="ignore", lineterminator="\r\n"
        )
        writer.writeheader()
        writer.writerows(rows)


class TestWhatIsChanged:
    def test_of_a_pupil_is_an_amendment_of_the_admission_register(self, folder: Path, school: School) -> None:
        def change(rows: list[dict[str, str]]) -> None:
            rows[0].update(
                surname="Abara-Lund",
                registration_group="2A",
                fsm="N",
                cpp="Y",
                postcode="NR2 3CD",
                nc_year="2",
            )

        edit(folder / "pupils.csv", change)
        changeset = sent(folder, school.pk)
        assert summary(changeset, "pupils") == {"changed": 1}
        assert accepted(changeset).message == ""
        pupil = Enrolment.objects.get(pupil_ref="P00001").pupil
        assert (pupil.legal_surname, pupil.postcode) == ("Abara-Lund", "NR2 3CD")
        assert pupil.group_memberships.get(last_day=None).group.name == "2A"
        assert set(pupil.markers.filter(last_day=None).values_list("kind", flat=True)) >= {
            PupilMarker.Kind.CHILD_PROTECTION
        }
        assert AdmissionEntry.objects.filter(kind="amended").count() == 1
        assert sent(folder, school.pk).to_change == 0

    def test_that_the_register_refuses_names_the_row_that_brings_it(
        self, folder: Path, school: School
    ) -> None:
        edit(folder / "pupils.csv", to_come)
        accepted(sent(folder, school.pk))
        edit(folder / "pupils.csv", lambda rows: rows[-1].update(starting_day_by="attended"))
        changeset = accepted(sent(folder, school.pk))
        assert changeset.message.startswith(
            "Nothing was changed. pupils.csv, row 14: The pupil cannot have first attended on 1 September 2026"
        )

    def test_that_names_another_school_for_a_pupil_registered_here_only_is_set_aside(
        self, folder: Path, school: School
    ) -> None:
        def change(rows: list[dict[str, str]]) -> None:
            for row in rows:
                row.update(other_school="")
            rows[0].update(enrol_status="C", other_school="Westerdale School")
            rows[1].update(enrol_status="", other_school="Westerdale School")
            rows[2].update(enrol_status="M", other_school="Westerdale School")
            to_come(rows)
            rows[-1].update(enrol_status="C", other_school="Westerdale School")

        edit(folder / "pupils.csv", change)
        changeset = accepted(sent(folder, school.pk))
        assert changeset.state == State.ACCEPTED, changeset.message
        aside = changeset.rows_set_aside.filter(file="pupils.csv")
        assert [(one.row, one.column) for one in aside] == [(row, "other_school") for row in (2, 3, 14)]
        assert {one.cure for one in aside} == {
            "Give enrol_status M, S or G: what this school is to a pupil of both. Or leave other_school blank."
        }
        named = Enrolment.objects.filter(other_school="Westerdale School")
        assert list(named.values_list("pupil_ref", "registration")) == [("P00003", "main")]

    def test_without_the_column_of_registration_leaves_it_as_it_is(
        self, folder: Path, school: School
    ) -> None:
        Enrolment.objects.filter(pupil_ref="P00001").update(registration="main", other_school="Westerdale")
        edit(folder / "pupils.csv", lambda rows: rows[0].update(other_school="Lindmere School"))
        without_column(folder / "pupils.csv", "enrol_status")
        changeset = accepted(sent(folder, school.pk))
        assert changeset.state == State.ACCEPTED, changeset.message
        first = Enrolment.objects.get(pupil_ref="P00001")
        assert (first.registration, first.other_school) == ("main", "Lindmere School")

    @pytest.mark.parametrize(("column", "value"), [("urn", "150002"), ("authority", "Elsewhere")])
    def test_is_never_what_a_school_stands_under(
        self, folder: Path, school: School, column: str, value: str
    ) -> None:
        edit(folder / "school.csv", lambda rows: rows[0].update({column: value}))
        changeset = sent(folder, school.pk)
        assert summary(changeset, "school") == {"set_aside": 1}
        assert "a file does not change that" in changeset.rows_set_aside.get().what

    @pytest.mark.parametrize("blank", ["upn", "registration_group", "nc_year", "sen", "enrol_status"])
    def test_is_nothing_where_a_cell_that_cannot_be_blank_is(
        self, folder: Path, school: School, blank: str
    ) -> None:
        edit(folder / "pupils.csv", lambda rows: [row.update({blank: ""}) for row in rows[6:7]])
        accepted(sent(folder, school.pk))
        assert sent(folder, school.pk).to_change == 0

    def test_of_staff_and_the_last_day_of_a_role(self, folder: Path, school: School) -> None:
        edit(folder / "staff.csv", lambda rows: rows[0].update(surname="Newname", last_day="2026-07-31"))
        accepted(sent(folder, school.pk))
        person = StaffMember.objects.get(staff_ref="S001")
        assert person.surname == "Newname"
        assert person.user.roles_held.get().last_day == dt.date(2026, 7, 31)
        assert sent(folder, school.pk).to_change == 0

    def test_never_deletes_a_name_from_the_register(self, folder: Path, school: School) -> None:
        edit(
            folder / "pupils.csv", lambda rows: rows[0].update(leaving_date="2025-10-01", leaving_reason="b")
        )
        changeset = sent(folder, school.pk)
        assert summary(changeset, "pupils") == {"set_aside": 1}
        assert "deleted on a ground of regulation 9" in changeset.rows_set_aside.get().what

    def test_is_left_alone_where_the_file_leaves_the_column_out(self, folder: Path, school: School) -> None:
        text = (folder / "parents.csv").read_text().splitlines()
        (folder / "parents.csv").write_text("parent_ref,surname,forename\n" + "\n".join(
            ",".join(line.split(",")[place] for place in (0, 2, 3)) for line in text[1:]
        ))  # fmt: skip
        assert sent(folder, school.pk).to_change == 0

    def test_of_a_mark_amends_it_and_an_older_file_does_not_amend_it_back(
        self, folder: Path, school: School, tmp_path: Path
    ) -> None:
        before = (folder / "attendance.csv").read_bytes()
        (folder / "amendments.csv").unlink()
        edit(folder / "attendance.csv", lambda rows: rows[0].update(code="M", minutes_late=""))
        changeset = sent(folder, school.pk)
        assert summary(changeset, "attendance") == {"changed": 1}
        accepted(changeset)
        entry = CurrentEntry.objects.get(
            pupil__enrolments__pupil_ref="P00001", date=dt.date(2025, 9, 3), session="AM"
        ).entry
        assert (entry.code, entry.reason) == ("M", "Brought up to date from the school's own file")
        assert entry.replaces is not None
        (folder / "attendance.csv").write_bytes(before)
        assert summary(sent(folder, school.pk), "attendance") == {"behind": 1}

    def test_of_a_note_alone_is_an_amendment_that_is_seen_first(self, folder: Path, school: School) -> None:
        (folder / "amendments.csv").unlink()
        edit(folder / "attendance.csv", lambda rows: rows[0].update(note="Rang at nine, back tomorrow"))
        changeset = sent(folder, school.pk)
        assert summary(changeset, "attendance") == {"changed": 1}
        sample = next(file for file in changeset.files if file["name"] == "attendance")["samples_changed"]
        assert sample == [
            {"key": "P00001 2025-09-03 AM", "columns": [["note", "", "Rang at nine, back tomorrow"]]}
        ]
        accepted(changeset)
        entry = first_mark().entry
        assert (entry.note, entry.replaces.note, entry.code == entry.replaces.code) == (
            "Rang at nine, back tomorrow",
            "",
            True,
        )
        assert sent(folder, school.pk).to_change == 0

    def test_of_a_note_that_was_amended_here_since_is_not_amended_back(
        self, folder: Path, school: School
    ) -> None:
        mark = first_mark()
        amend_entry(
            school_id=school.pk, pupil_id=mark.pupil_id, date=mark.date, session="AM", code=mark.code,
            minutes_late=mark.minutes_late, note="Mother rang", reason="Note added", by=BY, now=NOW,
        )  # fmt: skip
        changeset = sent(folder, school.pk)
        assert summary(changeset, "attendance") == {"behind": 1}

    def test_is_never_minutes_or_a_note_that_the_file_has_no_column_for(
        self, folder: Path, school: School
    ) -> None:
        mark = CurrentEntry.objects.filter(code="L", minutes_late__isnull=False).first()
        assert mark is not None
        keep = ("pupil_ref", "laestab", "date", "session", "code")
        with (folder / "attendance.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        with (folder / "attendance.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, keep, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        assert sent(folder, school.pk).to_change == 0

    def test_by_hand_since_is_not_undone_by_the_same_file(self, folder: Path, school: School) -> None:
        entry = CurrentEntry.objects.filter(code="/").first()
        amend_entry(
            school_id=school.pk,
            pupil_id=entry.pupil_id,
            date=entry.date,
            session="AM",
            code="I",
            reason="Was ill",
            by=BY,
            now=NOW,
        )
        changeset = sent(folder, school.pk)
        assert summary(changeset, "attendance") == {"behind": 1}
        assert changeset.to_change == 0

    def test_since_the_review_is_reviewed_again(self, folder: Path, school: School) -> None:
        edit(folder / "attendance.csv", lambda rows: rows[0].update(code="M", minutes_late=""))
        changeset = sent(folder, school.pk)
        mark = CurrentEntry.objects.get(
            pupil__enrolments__pupil_ref="P00001", date=dt.date(2025, 9, 3), session="AM"
        )
        amend_entry(
            school_id=school.pk,
            pupil_id=mark.pupil_id,
            date=mark.date,
            session="AM",
            code="M",
            reason="Dentist",
            by=BY,
            now=NOW,
        )
        with pytest.raises(ChangedSinceReview):
            accepted(changeset)
        changeset.refresh_from_db()
        assert (changeset.state, changeset.to_change) == (State.READY, 0)
        assert changeset.message.startswith("The school's record has changed since these files were read")

    def test_that_the_record_itself_refuses_says_why_and_changes_nothing(
        self, folder: Path, school: School
    ) -> None:
        edit(
            folder / "calendar.csv",
            lambda rows: rows[0].update(kind="holiday", register_opens="", register_closes=""),
        )
        (folder / "attendance.csv").unlink()
        (folder / "amendments.csv").unlink()
        changeset = accepted(sent(folder, school.pk))
        assert changeset.state == State.READY
        assert changeset.message.startswith(
            "Nothing was changed. Pupils have attendance entries on 3 September 2025."
        )

    def test_that_the_register_refuses_names_the_row(self, folder: Path, school: School) -> None:
        edit(folder / "pupils.csv", lambda rows: rows[1].update(registration_group="1A"))
        school.registration_groups.filter(name="1A").update(last_day=dt.date(2025, 12, 31))
        changeset = accepted(sent(folder, school.pk))
        assert changeset.state == State.READY
        assert changeset.message.startswith(
            "Nothing was changed. pupils.csv, row 3: That group does not run on 20 July 2026."
        )


class TestAmendments:
    def test_that_come_later_are_added_to_the_entry_they_amend(self, folder: Path, school: School) -> None:
        def amend(rows: list[dict[str, str]]) -> None:
            rows[:] = [
                {
                    "pupil_ref": mark["pupil_ref"], "laestab": mark["laestab"], "date": mark["date"], "session": mark["session"],
                    "original_code": "/", "amended_code": "I", "reason": "Rang at noon", "amended_at": "2026-01-05T12:00:00+00:00",
                    "amended_by": "Mr Okello", "amended_role": "",
                }
            ]  # fmt: skip

        mark: dict[str, str] = {}

        def change(rows: list[dict[str, str]]) -> None:
            row = next(row for row in rows if row["code"] == "/")
            row.update(code="I")
            mark.update(row)

        edit(folder / "attendance.csv", change)
        edit(folder / "amendments.csv", amend)
        changeset = sent(folder, school.pk)
        assert summary(changeset, "amendments") == {"new": 1}
        accepted(changeset)
        entry = AttendanceEntry.objects.get(reason="Rang at noon")
        assert (entry.replaces.code, entry.code, entry.made_by) == ("/", "I", "Mr Okello")

    @pytest.mark.parametrize(
        ("row", "change", "says"),
        [
            (1, {"original_code": "M"}, "The amendment before it left code L"),
            (1, {"amended_code": "R"}, "The entry that stands has code"),
            (0, {"amended_at": "2025-08-01T09:00:00"}, "was first recorded on"),
            (1, {"amended_code": "Q9"}, "not a national attendance code"),
            (1, {"date": "2025-09-06"}, "There is no entry for this pupil and session"),
        ],
    )
    def test_that_do_not_follow_are_set_aside(
        self, folder: Path, row: int, change: dict[str, str], says: str
    ) -> None:
        edit(folder / "amendments.csv", lambda rows: rows[row].update(change))
        changeset = sent(folder)
        assert any(says in one.what for one in changeset.rows_set_aside.filter(file="amendments.csv"))
