"""Files wait as a changeset; accepting it is one transaction, and nothing else touches the record."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path

import pytest

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import AttendanceEntry, Closure, CurrentEntry
from onroll.service.audit.models import Event
from onroll.service.exchange import uploads
from onroll.service.exchange.actions import accepting
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.cancelling import cancel_changeset, remove_old_changesets
from onroll.service.exchange.actions.exporting import export_school
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.refusals import NotThatState
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.models import Changeset
from onroll.service.exchange.queries.changesets import changeset_page, set_aside_csv
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from tests.factories.people import an_actor
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import BY, NOW, accepted, edit, sent, summary

pytestmark = pytest.mark.django_db
State = Changeset.State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_school_folder(tmp_path / "in", SchoolFolder(pupils=12))


@pytest.fixture
def school(folder: Path) -> School:
    accepted(sent(folder))
    return School.objects.get()


class TestAChangeset:
    def test_touches_nothing_until_it_is_accepted(self, folder: Path) -> None:
        changeset = sent(folder)
        assert changeset.state == State.READY
        assert (School.objects.count(), Pupil.objects.count(), AttendanceEntry.objects.count()) == (0, 0, 0)

    def test_keeps_its_files_under_a_random_name_until_it_is_accepted(
        self, folder: Path, data_folder: Path
    ) -> None:
        changeset = sent(folder)
        (kept,) = (data_folder / "uploads").iterdir()
        assert len(kept.name) == 32
        accepted(changeset)
        assert list((data_folder / "uploads").iterdir()) == []

    def test_may_be_cancelled_and_leaves_nothing_behind(self, folder: Path, data_folder: Path) -> None:
        changeset = cancel_changeset(changeset_id=sent(folder).pk, by=BY, now=NOW)
        assert changeset.state == State.CANCELLED
        assert list((data_folder / "uploads").iterdir()) == []
        with pytest.raises(NotThatState, match="“cancelled”, so they cannot be accepted"):
            accepted(changeset)

    def test_accepted_twice_is_accepted_once(self, folder: Path) -> None:
        changeset = accepted(sent(folder))
        accepted(changeset)
        assert Event.objects.filter(name="exchange.changeset.accepted").count() == 1

    def test_of_files_sent_twice_is_one(self, folder: Path) -> None:
        assert sent(folder).pk == sent(folder).pk

    def test_says_why_its_files_are_refused(self, folder: Path, data_folder: Path) -> None:
        edit(folder / "pupils.csv", lambda rows: rows[3].update(laestab="9202999"))
        changeset = sent(folder)
        assert changeset.state == State.REFUSED
        assert changeset.message.startswith(
            "pupils.csv, row 5, column laestab, “9202999”: This row is of another school"
        )
        assert list((data_folder / "uploads").iterdir()) == []

    def test_of_a_school_nobody_knows_asks_for_school_csv(self, folder: Path) -> None:
        (folder / "school.csv").unlink()
        assert "Send school.csv with the other files" in sent(folder).message

    def test_of_marks_without_a_calendar_asks_for_one(self, folder: Path) -> None:
        (folder / "calendar.csv").unlink()
        assert "The school has no calendar yet" in sent(folder).message

    def test_of_no_file_is_refused_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(FileRefused, match=r"Nothing was sent\. Choose"):
            sent(tmp_path / "empty")

    def test_of_unknown_files_names_those_it_knows(self, tmp_path: Path) -> None:
        (tmp_path / "lunch.csv").write_text("a,b\n")
        assert sent(tmp_path / "lunch.csv").message.startswith(
            "None of what was sent (lunch.csv) is a file Onroll knows. Name the files school.csv"
        )

    def test_nobody_decides_on_is_cleared_away(self, folder: Path, data_folder: Path) -> None:
        changeset = sent(folder)
        assert remove_old_changesets(before=NOW + dt.timedelta(days=1), by=BY, now=NOW) == 1
        changeset.refresh_from_db()
        assert changeset.state == State.CANCELLED
        assert list((data_folder / "uploads").iterdir()) == []


class TestAFaultHalfWay:
    @pytest.mark.parametrize(
        "step", ["land_calendar", "land_staff", "land_pupils", "land_parents", "land_marks", "record_event"]
    )
    def test_leaves_the_record_untouched_and_can_be_resumed(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        changeset = sent(folder)

        def killed(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(accepting, step, killed)
            with pytest.raises(KeyboardInterrupt):
                accepted(changeset)
        changeset.refresh_from_db()
        assert changeset.state == State.ACCEPTING
        assert (School.objects.count(), Pupil.objects.count(), AttendanceEntry.objects.count()) == (0, 0, 0)
        assert accepted(changeset).state == State.ACCEPTED
        assert AttendanceEntry.objects.count() > 0

    def test_of_ours_says_so_and_can_be_done_again(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changeset = sent(folder)
        monkeypatch.setattr(accepting, "land_marks", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accepted(changeset)
        changeset.refresh_from_db()
        assert changeset.state == State.READY
        assert "nothing was changed" in changeset.message

    def test_while_reading_is_read_again(self, folder: Path) -> None:
        changeset = send_files(school_id=None, files=uploads.files_at(folder), by=BY, now=NOW)
        Changeset.objects.update(state=State.READING)
        assert read_changeset(changeset_id=changeset.pk, by=BY, now=NOW) is not None


class TestWhoMay:
    def test_bring_files_in(self, folder: Path, school: School) -> None:
        officer, champion = (
            an_actor("attendance_officer", school),
            an_actor("senior_attendance_champion", school),
        )
        with pytest.raises(OutOfScope):
            send_files(school_id=school.pk, files=uploads.files_at(folder), by=officer, now=NOW)
        edit(folder / "pupils.csv", lambda rows: rows[0].update(surname="Lund"))
        changeset = send_files(school_id=school.pk, files=uploads.files_at(folder), by=champion, now=NOW)
        read_changeset(changeset_id=changeset.pk, by=champion, now=NOW)
        assert (
            accept_changeset(changeset_id=changeset.pk, by=champion, now=NOW).decided_by_name == champion.name
        )

    def test_make_a_school(self, folder: Path, school: School) -> None:
        with pytest.raises(OutOfScope, match="not on record"):
            send_files(school_id=None, files=uploads.files_at(folder), by=an_actor("head", school), now=NOW)

    def test_take_which_files_out(self, school: School, tmp_path: Path) -> None:
        administrator = an_actor("administrator", school)
        assert set(export_school(school_id=school.pk, folder=tmp_path, by=administrator, now=NOW)) == {
            "school",
            "calendar",
            "staff",
        }
        with pytest.raises(OutOfScope, match="pupils"):
            export_school(school_id=school.pk, folder=tmp_path, by=administrator, now=NOW, files=["pupils"])

    def test_see_protective_columns(self, school: School, tmp_path: Path) -> None:
        officer = an_actor("attendance_officer", school)
        assert not officer.scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school.pk)
        export_school(school_id=school.pk, folder=tmp_path, by=officer, now=NOW)
        header = (tmp_path / "pupils.csv").read_text().splitlines()[0].split(",")
        assert not {"lac", "plac", "cin", "cpp"} & set(header)
        assert sent(tmp_path, school.pk).to_change == 0

    def test_see_another_schools_changesets(self, folder: Path, school: School) -> None:
        edit(folder / "pupils.csv", lambda rows: rows[0].update(dob="soon"))
        changeset = sent(folder, school.pk)
        head = an_actor("head", school)
        assert changeset_page(head.scope, school_id=school.pk, changeset_id=changeset.pk + 1) is None
        with pytest.raises(OutOfScope):
            changeset_page(head.scope, school_id=school.pk + 1, changeset_id=changeset.pk)


class TestTheListOfRowsSetAside:
    def test_has_every_row_with_its_cure_and_no_formula(self, folder: Path, school: School) -> None:
        def spoil(rows: list[dict[str, str]]) -> None:
            rows[0].update(dob="=1+1")
            rows[1].update(dob="soon")

        edit(folder / "pupils.csv", spoil)
        changeset = sent(folder, school.pk)
        lines = list(set_aside_csv(BY.scope, school_id=school.pk, changeset_id=changeset.pk))
        assert lines[0] == "file,row,column,value,what is wrong,what to do\r\n"
        assert lines[1].startswith(
            "pupils.csv,2,dob,'=1+1,It is not a date written year-month-day.,Write a date such as"
        )


class TestMarksOfAnotherSystem:
    PROFILE = {
        "layout": "strings",
        "columns": {"pupil_ref": "Adno", "marks": "Marks"},
        "first_day": "2025-09-03",
        "scheme": "weekdays",
    }

    @pytest.fixture
    def empty(self, folder: Path) -> School:
        for name in ("attendance", "amendments"):
            (folder / f"{name}.csv").unlink()
        accepted(sent(folder))
        return School.objects.get()

    def test_are_entered_by_their_layout(self, empty: School, tmp_path: Path) -> None:
        file = tmp_path / "marks.csv"
        file.write_text("Printed 4 October\nName,Adno,Marks\nA,P00001,/\\IL/-\nB,P00002,/\\//\nC,P00003,/\n")
        changeset = sent(file, empty.pk, dict(self.PROFILE))
        assert summary(changeset, "attendance") == {"new": 8, "set_aside": 2}
        aside = {row.row: row.what for row in changeset.rows_set_aside.all()}
        assert "/ belongs to the other half of the day" in aside[4]
        assert "the last day is cut short" in aside[5]
        accepted(changeset)
        marks = CurrentEntry.objects.filter(pupil__enrolments__pupil_ref="P00001").order_by("date", "session")
        assert "".join(marks.values_list("code", flat=True)) == "/\\IL/"

    def test_say_of_a_staggered_start_that_the_pupil_s_group_was_not_due(
        self, empty: School, tmp_path: Path
    ) -> None:
        first_day = dt.date(2025, 9, 3)
        closure = Closure.objects.create(
            school=empty, first_day=first_day, last_day=first_day, is_planned=True, code="#", reason="Staggered start",
            made_at=NOW, made_by_name="Mx A. Example",
        )  # fmt: skip
        member = RegistrationGroupMembership.objects.filter(pupil__enrolments__pupil_ref="P00001")
        closure.groups.set(member.values_list("group_id", flat=True))
        others = RegistrationGroupMembership.objects.exclude(group__in=closure.groups.all())
        other = (
            Enrolment.objects.filter(pupil__in=others.values("pupil_id")).order_by("pupil_ref")[0].pupil_ref
        )
        file = tmp_path / "marks.csv"
        file.write_text(f"Adno,Marks\nP00001,##/\\\n{other},##/\\\n")
        changeset = sent(file, empty.pk, dict(self.PROFILE))
        assert summary(changeset, "attendance") == {"new": 6, "set_aside": 1}
        assert [row.row for row in changeset.rows_set_aside.all()] == [3, 3]
        accepted(changeset)
        marks = CurrentEntry.objects.order_by("date", "session").values_list("code", flat=True)
        assert "".join(marks.filter(pupil__enrolments__pupil_ref="P00001")) == "##/\\"
        assert "".join(marks.filter(pupil__enrolments__pupil_ref=other)) == "/\\"

    def test_may_be_one_a_row_under_any_headings(self, empty: School, tmp_path: Path) -> None:
        file = tmp_path / "rows.csv"
        file.write_text(
            "Adno,Day,Half,Mark\nP00001,03/09/2025,Morning,I\nP00001,3 Sept,Morning,I\nP00001,03/09/2025,Afternoon,-\n"
        )
        profile = {
            "layout": "rows", "columns": {"pupil_ref": "Adno", "date": "Day", "session": "Half", "code": "Mark"},
            "date_format": "%d/%m/%Y", "sessions": {"AM": "Morning", "PM": "Afternoon"},
        }  # fmt: skip
        changeset = sent(file, empty.pk, profile)
        assert summary(changeset, "attendance") == {"new": 1, "set_aside": 1}

    def test_need_the_headings_of_their_layout(self, empty: School, tmp_path: Path) -> None:
        file = tmp_path / "marks.csv"
        file.write_text("Name,Number,Marks\nA,P00001,/\\\n")
        assert (
            "No row among the first 20 has the heading Adno"
            in sent(file, empty.pk, dict(self.PROFILE)).message
        )

    def test_leave_minutes_and_notes_that_their_layout_does_not_have(
        self, empty: School, tmp_path: Path
    ) -> None:
        file = tmp_path / "rows.csv"
        file.write_text("Adno,Day,Half,Mark,Late,Note\nP00001,2025-09-03,AM,L,12,Bus broke down\n")
        columns = {"pupil_ref": "Adno", "date": "Day", "session": "Half", "code": "Mark"}
        profile = {"layout": "rows", "columns": {**columns, "minutes_late": "Late", "note": "Note"}}
        accepted(sent(file, empty.pk, profile))
        strings = tmp_path / "marks.csv"
        strings.write_text("Adno,Marks\nP00001,L-\n")
        assert sent(strings, empty.pk, dict(self.PROFILE)).to_change == 0

    def test_of_a_pupil_nobody_knows_are_one_row_set_aside(self, empty: School, tmp_path: Path) -> None:
        file = tmp_path / "marks.csv"
        file.write_text("Adno,Marks\nX9,/\\/\\/\\\n")
        assert sent(file, empty.pk, dict(self.PROFILE)).rows_set_aside.get().what == (
            "No pupil of this school has this id."
        )

    def test_may_have_days_that_a_workbook_keeps_as_days(self, empty: School, tmp_path: Path) -> None:
        import xlsxwriter

        with xlsxwriter.Workbook(tmp_path / "marks.xlsx") as book:
            sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.write_row(0, 0, ["Adno", "Day", "Half", "Mark"])
            sheet.write_row(1, 0, ["P00001", "", "AM", "M"])
            sheet.write_datetime(1, 1, dt.datetime(2025, 9, 3), day)  # noqa: DTZ001 - a cell has no zone
        profile = {
            "layout": "rows", "columns": {"pupil_ref": "Adno", "date": "Day", "session": "Half", "code": "Mark"},
            "date_format": "%d/%m/%Y",
        }  # fmt: skip
        assert summary(sent(tmp_path / "marks.xlsx", empty.pk, profile), "attendance") == {"new": 1}


class TestRowsThatLeanOnOthers:
    def test_say_that_what_they_lean_on_was_set_aside(self, folder: Path) -> None:
        edit(folder / "pupils.csv", lambda rows: rows[0].update(dob="03/09/2019"))
        edit(folder / "parents.csv", lambda rows: rows[3].update(postcode="Norwich"))
        edit(folder / "calendar.csv", lambda rows: rows[0].update(register_opens="9.00"))
        said = {
            (row.file, row.what) for row in sent(folder).rows_set_aside.exclude(what__contains="leans on")
        }
        assert {file for file, _ in said} == {"pupils.csv", "parents.csv", "calendar.csv", "amendments.csv"}
        leaning = sent(folder).rows_set_aside.filter(what__contains="leans on").values_list("file", "what")
        assert {
            ("relationships.csv", "The row it leans on in pupils.csv was set aside."),
            ("relationships.csv", "The row it leans on in parents.csv was set aside."),
            ("attendance.csv", "The row it leans on in pupils.csv was set aside."),
            ("attendance.csv", "The row it leans on in calendar.csv was set aside."),
        } <= set(leaning)


class TestTwoPeopleAtOnce:
    def test_a_refusal_does_not_undo_what_the_other_accepted(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changeset = sent(folder)

        def the_other_was_first(*_: object, **__: object) -> None:
            Changeset.objects.filter(pk=changeset.pk).update(
                state=State.ACCEPTED, decided_at=NOW, decided_by_name="The other"
            )
            raise RuntimeError

        monkeypatch.setattr(accepting.transaction, "atomic", lambda: nullcontext())
        monkeypatch.setattr(accepting, "_accept", the_other_was_first)
        with pytest.raises(RuntimeError):
            accepted(changeset)
        changeset.refresh_from_db()
        assert (changeset.state, changeset.decided_by_name) == (State.ACCEPTED, "The other")
