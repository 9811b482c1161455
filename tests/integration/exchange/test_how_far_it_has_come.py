"""While files are read or accepted their page says how far that has come, and asks again by itself."""

from __future__ import annotations

import pytest
import xlsxwriter
from django.test import Client

from onroll.service.exchange import uploads
from onroll.service.exchange.actions import reading
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.models import Changeset
from onroll.service.exchange.progress import opening, percent_accepted
from onroll.service.exchange.reading.workbooks import sheets_of
from tests.factories.access import a_user
from tests.factories.organisations import a_school
from tests.integration.exchange.conftest import BY, NOW
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def changeset(school, tmp_path):
    (tmp_path / "pupils.csv").write_text("pupil_ref\nP1\n", encoding="utf-8")
    return send_files(school_id=school.pk, files=uploads.files_at(tmp_path / "pupils.csv"), by=BY, now=NOW)


@pytest.fixture
def administrator(school):
    client = Client()
    client.force_login(a_user("administrator", school=school))
    return client


def part(administrator, changeset):
    return administrator.get(f"/schools/{changeset.school_id}/exchange/changesets/{changeset.pk}/progress/")


def state(changeset, value):
    Changeset.objects.filter(pk=changeset.pk).update(state=value)


class TestHowFarItHasCome:
    def test_is_waiting_until_a_worker_begins(self, administrator, changeset):
        page = part(administrator, changeset)
        assert "Waiting to be read." in words_of(page)
        assert 'hx-trigger="every 1s"' in page.content.decode()
        assert 'max="100" value="0"' in page.content.decode()

    def test_is_told_in_rows_once_it_is_being_read(self, administrator, changeset):
        state(changeset, Changeset.State.READING)
        uploads.write_progress(changeset.folder, "marks.csv", 12_500)
        assert "Being read: marks.csv, 12,500 rows" in words_of(part(administrator, changeset))

    def test_is_told_of_the_whole_where_the_file_s_rows_can_be_counted(self, administrator, school, tmp_path):
        (tmp_path / "pupils.csv").write_text("pupil_ref\n" + "P\n" * 99, encoding="utf-8")
        (tmp_path / "attendance.csv").write_text("pupil_ref\n" + "P\n" * 299, encoding="utf-8")
        changeset = send_files(school_id=school.pk, files=uploads.files_at(tmp_path), by=BY, now=NOW)
        state(changeset, Changeset.State.READING)
        uploads.write_progress(changeset.folder, "attendance.csv", 100)
        page = part(administrator, changeset)
        assert "Being read: attendance.csv, 100 of 299 rows" in words_of(page)
        assert 'max="100" value="50"' in page.content.decode()
        uploads.write_progress(changeset.folder, "pupils.csv", 0)
        assert 'max="100" value="0"' in part(administrator, changeset).content.decode()

    def test_is_told_of_the_whole_of_a_workbook_once_it_is_open(
        self, administrator, school, tmp_path, monkeypatch
    ):
        with xlsxwriter.Workbook(tmp_path / "all.xlsx") as book:
            pupils, notes = book.add_worksheet("pupils"), book.add_worksheet("Notes")
            for number in range(41):
                pupils.write_row(number, 0, ["9261001", f"P{number}"] if number else ["laestab", "pupil_ref"])
            notes.write(0, 0, "Not ours")
        changeset = send_files(school_id=school.pk, files=uploads.files_at(tmp_path), by=BY, now=NOW)
        monkeypatch.setattr(reading, "assess", lambda *_args, **_others: None)
        reading.assess_changeset(changeset, now=NOW)
        state(changeset, Changeset.State.READING)
        uploads.write_progress(changeset.folder, "all.xlsx [pupils]", 10)
        page = part(administrator, changeset)
        assert "Being read: all.xlsx [pupils], 10 of 40 rows" in words_of(page)
        # Opening it was the first part: 30 of a hundred, and 10 of the 41 lines are about 17 of the others.
        assert 'max="100" value="47"' in page.content.decode()
        assert [path.name for path in uploads.kept_files(changeset.folder)] == ["all.xlsx"]

    def test_is_told_by_the_sheet_while_a_workbook_is_opened(self, administrator, school, tmp_path):
        (tmp_path / "all.xlsx").write_bytes(b"PK")
        changeset = send_files(school_id=school.pk, files=uploads.files_at(tmp_path), by=BY, now=NOW)
        state(changeset, Changeset.State.READING)
        assert 'max="100" value="0"' in part(administrator, changeset).content.decode()
        uploads.write_progress(changeset.folder, opening("all.xlsx", 2, 4), 50)
        page = part(administrator, changeset)
        assert words_of(page) == "Being read: opening all.xlsx, sheet 2 of 4"
        assert 'max="100" value="15"' in page.content.decode()

    def test_is_at_the_beginning_while_a_workbook_is_opened_again_to_be_accepted(
        self, administrator, changeset
    ):
        state(changeset, Changeset.State.ACCEPTING)
        uploads.write_progress(changeset.folder, opening("all.xlsx", 1, 1), 50)
        page = part(administrator, changeset)
        assert "opening all.xlsx, sheet 1 of 1" in words_of(page)
        assert 'max="100" value="0"' in page.content.decode()

    def test_is_told_as_one_piece_while_it_is_accepted(self, administrator, changeset):
        state(changeset, Changeset.State.ACCEPTING)
        assert "Being accepted, all in one piece" in words_of(part(administrator, changeset))

    def test_leads_to_the_whole_page_once_it_is_done(self, administrator, changeset):
        state(changeset, Changeset.State.READY)
        answer = part(administrator, changeset)
        assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")


class TestOpeningAWorkbook:
    def test_tells_each_sheet_and_never_goes_back(self, tmp_path):
        with xlsxwriter.Workbook(tmp_path / "all.xlsx") as book:
            for name in ("pupils", "Empty", "attendance"):
                sheet = book.add_worksheet(name)
                for number in range(0 if name == "Empty" else 12_000):
                    sheet.write(number, 0, "P")
        told: list[tuple[str, int]] = []
        sheets = sheets_of(tmp_path / "all.xlsx", "all.xlsx", lambda what, done: told.append((what, done)))
        assert [(sheet.file, len(sheet.held)) for sheet in sheets] == [
            ("pupils", 12_000),
            ("attendance", 12_000),
        ]
        assert list(dict(told)) == [opening("all.xlsx", number, 3) for number in (1, 2, 3)]
        behind = [done for _, done in told]
        assert behind == sorted(behind)
        assert behind[0] == 0
        assert behind[-1] < 100


class TestWhatIsDone:
    def test_leads_an_administrator_on_to_what_the_school_still_needs(self, administrator, changeset):
        page = f"/schools/{changeset.school_id}/exchange/changesets/{changeset.pk}/"
        Changeset.objects.filter(pk=changeset.pk).update(
            state=Changeset.State.ACCEPTED, decided_at=NOW, decided_by_name="Ms A. Example"
        )
        assert "Next: what still stops this school starting" in words_of(administrator.get(page))


class TestTheBar:
    FILES = [
        {"name": "pupils", "file": "pupils.csv", "rows": 100, "new": 100, "changed": 0},
        {"name": "attendance", "file": "marks.csv", "rows": 900, "new": 700, "changed": 100},
    ]

    @pytest.mark.parametrize(
        ("doing", "done", "percent"),
        [
            ("", 0, None),
            ("pupils.csv", 0, 0),
            ("marks.csv", 400, 10),
            ("people", 0, 20),
            ("attendance register", 0, 40),
            ("attendance register", 400, 70),
            ("attendance register", 900, 100),
        ],
    )
    def test_fills_from_the_files_to_the_last_entry(self, doing, done, percent):
        assert percent_accepted(self.FILES, doing, done) == percent

    def test_is_drawn_while_files_are_accepted(self, administrator, changeset):
        Changeset.objects.filter(pk=changeset.pk).update(state=Changeset.State.ACCEPTING, files=self.FILES)
        uploads.write_progress(changeset.folder, "attendance register", 400)
        assert 'max="100" value="70"' in part(administrator, changeset).content.decode()

    def test_only_moves_while_nobody_knows_how_much_there_is(self, administrator, changeset):
        state(changeset, Changeset.State.READING)
        uploads.write_progress(changeset.folder, "marks.csv", 12_500)
        assert "value=" not in part(administrator, changeset).content.decode()

    def test_begins_anew_when_what_was_read_is_accepted(self, administrator, changeset):
        state(changeset, Changeset.State.READY)
        uploads.write_progress(changeset.folder, "marks.csv", 12_500)
        administrator.post(f"/schools/{changeset.school_id}/exchange/changesets/{changeset.pk}/accept/")
        assert uploads.read_progress(changeset.folder) == ("", 0)
