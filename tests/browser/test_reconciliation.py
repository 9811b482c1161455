"""Comparing with another system in a real browser: sent, compared by the job, narrowed, opened to a pupil, read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.jobs.worker import run_worker
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.reconciliation.conftest import TUESDAY, marks_of
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((at(12, on=TUESDAY) - clock.real_now()).total_seconds()))


@pytest.fixture
def a_class(transactional_db: None) -> AClass:
    a_class = AClass()
    a_class.take("/", "I", by=a_class.officer)
    a_class.take("I", "/", date=TUESDAY, by=a_class.officer)
    return a_class


def look(page: Any, name: str) -> None:
    screenshot(page, name)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def a_file(folder: Path, a_class: AClass) -> Path:
    path = folder / "their-marks.csv"
    path.write_text(
        marks_of(
            a_class,
            ("Amina", MONDAY, "AM", "O"),
            ("Amina", TUESDAY, "AM", "I"),
            ("Amina", TUESDAY, "PM", "P1"),
            ("Callum", MONDAY, "AM", "I"),
            ("Z999", MONDAY, "AM", "/"),
            ("Callum", MONDAY + dt.timedelta(days=1), "EV", "/"),
        )
    )
    return path


@pytest.mark.parametrize(("width", "scripts"), [("wide", True), ("narrowest", False)])
def test_marks_are_sent_compared_narrowed_and_opened(
    width: str, scripts: bool, browse: Callable[..., Any], a_class: AClass, tmp_path: Path
) -> None:
    viewport = {"wide": {}, "narrowest": {"viewport": NARROWEST}}[width]
    officer = a_user("attendance_officer", school=a_class.school)
    page = browse(officer, java_script_enabled=scripts, **viewport)

    def show(name: str) -> None:
        if scripts:
            look(page, f"comparison-{width}-{name}")
        else:
            assert_no_sideways_scroll(page)

    page.goto(f"/schools/{a_class.school.pk}/exchange/")
    page.get_by_role("link", name="Compare with another system").click()
    show("first")
    page.get_by_role("link", name="Compare marks").click()
    page.get_by_label("The file", exact=True).set_input_files(a_file(tmp_path, a_class))
    show("marks")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Waiting to be compared.")).to_be_visible()
    run_worker(once=True)
    if not scripts:
        page.get_by_role("link", name="See how far it has come").click()

    figures = page.get_by_role("table", name="What each side counts")
    expect(figures).to_contain_text("Unauthorised absence")
    expect(page.get_by_text("Signs: P1 (1).")).to_be_visible()
    show("result")

    page.get_by_label("Kind").select_option("another code")
    page.get_by_role("button", name="Show").click()
    rows = page.get_by_role("table", name="Sessions that differ")
    expect(rows).to_contain_text("Amina Begum")
    expect(rows).not_to_contain_text("Z999")

    page.get_by_label("What the other system’s own signs mean").fill("P1 = \\")
    page.get_by_role("button", name="Compare again").click()
    run_worker(once=True)
    if not scripts:
        page.get_by_role("link", name="See how far it has come").click()
    expect(page.get_by_text("4 sessions explain the whole of the difference, over 3 pupils.")).to_be_visible()
    page.get_by_role("link", name="Amina Begum").first.click()
    expect(page.get_by_role("heading", name="Amina Begum").first).to_be_visible()


def test_totals_are_sent_and_compared(browse: Callable[..., Any], a_class: AClass, tmp_path: Path) -> None:
    page = browse(a_user("attendance_officer", school=a_class.school))
    path = tmp_path / "totals.csv"
    path.write_text(f"pupil,possible,attended\n{a_class.amina.enrolments.get().pupil_ref},2,2\n")

    page.goto(f"/schools/{a_class.school.pk}/comparisons/")
    page.get_by_role("link", name="Compare totals").click()
    page.get_by_label("The file", exact=True).set_input_files(path)
    for end, day in (("first", "7"), ("last", "8")):
        for part, typed in (("day", day), ("month", "9"), ("year", "2026")):
            page.locator(f"#{end}_day-{part}").fill(typed)
    for heading in ("Authorised absence", "Unauthorised absence", "Late"):
        page.get_by_label(heading, exact=True).fill("")
    look(page, "comparison-wide-totals-form")
    page.get_by_role("button", name="Compare").click()
    run_worker(once=True)

    expect(page.get_by_text("2 rows differ, and 0 agree.")).to_be_visible()
    expect(page.get_by_role("table", name="Whose totals differ")).to_contain_text("Not in the file")
    look(page, "comparison-wide-totals")
