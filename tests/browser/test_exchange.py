"""Import and export in a real browser: sent, read, reviewed, accepted; wide, on a phone and without scripts."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.jobs.worker import run_worker
from onroll.service.organisations.models import School
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.support.browser import NARROWEST, PHONE, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

NOW = at(10, on=dt.date(2026, 11, 20))
BY = Actor.service("import")


@pytest.fixture(autouse=True)
def a_data_folder_and_a_morning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_school_folder(tmp_path / "in", SchoolFolder(pupils=12))


@pytest.fixture
def school(folder: Path) -> School:
    changeset = send_files(school_id=None, files=uploads.files_at(folder), by=BY, now=NOW)
    found = read_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
    return accept_changeset(changeset_id=changeset.pk, by=BY, now=NOW, found=found).school


@pytest.fixture
def head(school: School) -> User:
    return a_user("head", school=school, name="Mrs H. Example")


def look(page: Any, name: str) -> None:
    screenshot(page, name)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def worked(page: Any, scripts: bool) -> None:
    """Do what waits. With scripts the page then shows it by itself; without, it is asked to."""
    run_worker(once=True)
    if not scripts:
        page.get_by_role("link", name="See how far it has come").click()


def changed(folder: Path) -> list[Path]:
    """Mend one name, add one pupil, and spoil two rows of marks; return the files to send."""
    pupils, marks = folder / "pupils.csv", folder / "attendance.csv"
    rows = pupils.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace("Abara", "Abara-Lund")
    new = rows[2].replace("P00002", "P00900").split(",")
    new[1] = ""
    pupils.write_text("\n".join([*rows, ",".join(new)]), encoding="utf-8")
    lines = marks.read_text(encoding="utf-8").splitlines()
    for place, wrong in ((5, "Q9"), (9, "Y")):
        cells = lines[place].split(",")
        cells[5] = wrong
        lines[place] = ",".join(cells)
    marks.write_text("\n".join(lines), encoding="utf-8")
    return [pupils, marks]


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({}, "wide"),
        ({"viewport": NARROWEST, "java_script_enabled": False}, "plain"),
    ],
)
class TestBringingFilesIn:
    def test_shows_what_would_change_and_accepts_it(
        self,
        browse: Callable[..., Any],
        folder: Path,
        school: School,
        head: User,
        options: dict[str, Any],
        name: str,
    ) -> None:
        scripts = options.get("java_script_enabled", True)
        page = browse(head, **options)
        page.goto(f"/schools/{school.pk}/exchange/")
        if scripts:
            look(page, f"exchange-{name}")
        page.get_by_label("The school’s files").set_input_files(changed(folder))
        page.get_by_role("button", name="Send and read").click()
        expect(page.get_by_text("Waiting to be read")).to_be_visible()
        if scripts:
            look(page, f"exchange-waiting-{name}")
        worked(page, scripts)
        expect(page.get_by_role("heading", name="Set aside: 2 rows")).to_be_visible()
        expect(page.get_by_text("is not a national attendance code").first).to_be_visible()
        if scripts:
            look(page, f"exchange-review-{name}")
        page.get_by_role("button", name="Accept these changes").click()
        worked(page, scripts)
        expect(page.get_by_text("Accepted by Mrs H. Example")).to_be_visible()
        assert school.enrolments.filter(pupil_ref="P00900").exists()
        assert school.enrolments.get(pupil_ref="P00001").pupil.legal_surname == "Abara-Lund"

    def test_says_why_it_will_not_read_a_file(
        self,
        browse: Callable[..., Any],
        folder: Path,
        school: School,
        head: User,
        options: dict[str, Any],
        name: str,
    ) -> None:
        pupils = folder / "pupils.csv"
        pupils.write_text(pupils.read_text().replace("surname,forename", "surname,surname"))
        page = browse(head, **options)
        page.goto(f"/schools/{school.pk}/exchange/")
        page.get_by_label("The school’s files").set_input_files([pupils])
        page.get_by_role("button", name="Send and read").click()
        run_worker(once=True)
        page.reload()
        expect(page.get_by_text("pupils.csv, row 1, column surname")).to_be_visible()
        if options.get("java_script_enabled", True):
            look(page, f"exchange-refused-{name}")


class TestSendingNothing:
    def test_asks_for_a_file(self, browse: Callable[..., Any], school: School, head: User) -> None:
        page = browse(head)
        page.goto(f"/schools/{school.pk}/exchange/")
        page.get_by_role("button", name="Send and read").click()
        assert "Nothing was sent" in page.get_by_role("alert").inner_text()
        page.page_errors[:] = [error for error in page.page_errors if "422" not in error]
        look(page, "exchange-nothing")


class TestTakingTheRecordOut:
    @pytest.mark.parametrize(("viewport", "name"), [(None, "wide"), (PHONE, "phone")])
    def test_gives_the_files_that_went_in(
        self,
        browse: Callable[..., Any],
        folder: Path,
        school: School,
        head: User,
        viewport: Any,
        name: str,
        tmp_path: Path,
    ) -> None:
        page = browse(head, **({"viewport": viewport} if viewport else {}))
        page.goto(f"/schools/{school.pk}/exchange/export/")
        look(page, f"exchange-export-{name}")
        with page.expect_download() as download:
            page.get_by_role("button", name="Export").click()
        download.value.save_as(tmp_path / "out.zip")
        with zipfile.ZipFile(tmp_path / "out.zip") as archive:
            for file in folder.iterdir():
                assert archive.read(file.name) == file.read_bytes(), file.name


class TestMarksFromAnotherSystem:
    @pytest.mark.parametrize(("viewport", "name"), [(None, "wide"), (PHONE, "phone")])
    def test_reads_strings_by_a_layout_and_keeps_it(
        self, browse: Callable[..., Any], school: School, head: User, viewport: Any, name: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "marks.csv"
        file.write_text("Name,Adno,Marks\nA,P00001,/\\IL/C\n")
        page = browse(head, **({"viewport": viewport} if viewport else {}))
        page.goto(f"/schools/{school.pk}/exchange/marks/?layout=weekly-herringbone")
        look(page, f"exchange-marks-{name}")
        for part, value in (("Day", "1"), ("Month", "10"), ("Year", "2025")):
            page.get_by_label(part, exact=True).fill(value)
        page.get_by_label("The file").set_input_files([file])
        page.get_by_label("Keep this layout as").fill("Old system")
        page.get_by_role("button", name="Send and read").click()
        run_worker(once=True)
        page.reload()
        expect(page.get_by_text("C on 3 October 2025 is a collapsed code")).to_be_visible()
        assert school.column_maps.get().name == "Old system"
