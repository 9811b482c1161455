"""Published figures in a real browser: an administrator loads a release, accepts it and lists the neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.organisations.models import Authority
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import an_authority
from tests.factories.published import an_authoritys, england, kept_back, region
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll, screenshot
from tests.support.published_files import write

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

THIS_YEAR = ("202627", "Academic year")


@pytest.fixture(autouse=True)
def a_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(10, on=dt.date(2026, 11, 20))
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((now - clock.real_now()).total_seconds()))


@pytest.fixture
def authority(transactional_db: None) -> Authority:
    return an_authority("Fenmarsh")


def a_file(folder: Path, code: str) -> Path:
    counts = {"Primary": {"/": 940, "I": 40, "O": 20}, "Special": {"/": 860, "I": 100, "O": 40}}
    rows = []
    for phase, held in counts.items():
        rows += [
            england(phase, held, period=THIS_YEAR, pa_perc="13.6"),
            region(phase, held, period=THIS_YEAR, pa_perc="14.1"),
            an_authoritys(phase, held, code, "Fenmarsh", period=THIS_YEAR, pa_perc="15.0"),
            an_authoritys(phase, held, "811", "Uphill", period=THIS_YEAR),
            kept_back(an_authoritys(phase, held, "812", "Downhill", period=THIS_YEAR)),
        ]
    return write(folder / "week-44.csv", rows)


def look(page: Any, name: str) -> None:
    screenshot(page, name)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize(("width", "scripts"), [("wide", True), ("narrowest", False)])
def test_a_release_is_read_looked_at_and_put_in_use(
    width: str, scripts: bool, browse: Callable[..., Any], authority: Authority, tmp_path: Path
) -> None:
    viewport = {"wide": {}, "narrowest": {"viewport": NARROWEST}}[width]
    page = browse(a_user("administrator", authority=authority), java_script_enabled=scripts, **viewport)
    show: Callable[[str], None] = (
        (lambda name: look(page, f"published-{width}-{name}"))
        if scripts
        else (lambda _: assert_no_sideways_scroll(page))
    )

    page.goto(f"/authorities/{authority.pk}/")
    page.get_by_role("link", name="Published figures").click()
    expect(page.get_by_role("heading", name="Nothing has been loaded yet")).to_be_visible()
    page.get_by_role("link", name="List the statistical neighbours").click()
    page.get_by_label("Authorities, a line each").fill("811, Uphill\n812, Downhill")
    page.get_by_label("Where the list comes from").fill("A made-up tool, 2026")
    show("neighbours")
    page.get_by_role("button", name="Keep this list").click()

    page.get_by_role("link", name="Load a release").click()
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the file")
    page.page_errors.clear()
    page.get_by_label("The file").set_input_files(a_file(tmp_path, authority.code))
    page.get_by_label("The release").fill("Pupil attendance in schools, week 44")
    show("load")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("and all agree")).to_be_visible()
    show("release")
    page.get_by_role("button", name="Put it in use").click()

    expect(page.get_by_role("table", name="Overall absence")).to_contain_text("6.0%without Downhill")
    expect(page.get_by_role("table", name="Pupils persistently absent")).to_contain_text("13.6%")
    show("compared")
