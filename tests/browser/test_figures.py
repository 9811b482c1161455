"""A head opens a figure to the pupils and the entries behind it, and a governor reads the figures alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.extracts.extracting import extract_registers
from onroll.service.figures.counting import count_figures
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.registers import SERVICE
from tests.integration.figures.conftest import AFTER, a_drawn_school
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def drawn(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DrawnSchool:
    """A school with a fortnight of registers, counted on the Saturday after it."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    now = at(9, on=AFTER)
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((now - clock.real_now()).total_seconds()))
    school = a_drawn_school(3, pupils=14)
    extract_registers(by=SERVICE, now=now)
    count_figures(by=SERVICE, now=now)
    return school


@pytest.mark.parametrize(("width", "scripts"), [("wide", True), ("narrowest", False)])
def test_a_figure_is_opened_down_to_the_entry(
    width: str, scripts: bool, browse: Callable[..., Any], drawn: DrawnSchool
) -> None:
    viewport = {"wide": {}, "narrowest": {"viewport": NARROWEST}}[width]
    page = browse(a_user("head", school=drawn.school), java_script_enabled=scripts, **viewport)

    def look(name: str) -> None:
        assert_no_sideways_scroll(page)
        if scripts:
            screenshot(page, f"figures-{width}-{name}")
            assert_accessible(page)

    page.goto(f"/schools/{drawn.school.pk}/figures/")
    expect(page.get_by_text("7 September").or_(page.get_by_text("1 September 2026 to")).first).to_be_visible()
    look("overview")
    page.get_by_role("link", name="what is behind overall absence").click()
    expect(page.get_by_role("heading", name="Overall absence").first).to_be_visible()
    look("pupils")
    page.locator("#counted table a").first.click()
    expect(page.get_by_role("heading", name="In the figure", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Counted").first).to_be_visible()
    look("entries")
    page.locator("#counted table a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for sheet in ("groups", "patterns", "codes"):
        page.goto(f"/schools/{drawn.school.pk}/figures/{sheet}/")
        look(sheet)


def test_a_mark_of_a_chart_opens_by_pointer_and_the_tab_key_passes_it(
    browse: Callable[..., Any], drawn: DrawnSchool
) -> None:
    page = browse(a_user("head", school=drawn.school))
    page.goto(f"/schools/{drawn.school.pk}/figures/patterns/?small=shown")
    marks = page.locator(".chart a.opens")
    assert marks.count() > 8
    assert marks.evaluate_all("all => all.every(one => one.tabIndex === -1)")
    assert_accessible(page)
    mark = marks.filter(has_text="Authorised, Monday").first
    address = mark.get_attribute("href")
    mark.click()
    expect(page.locator("#counted")).to_be_visible()
    assert page.url.endswith(address)


def test_two_characteristics_are_crossed_by_keyboard_alone(
    browse: Callable[..., Any], drawn: DrawnSchool
) -> None:
    page = browse(a_user("head", school=drawn.school))
    page.goto(f"/schools/{drawn.school.pk}/figures/groups/?small=shown")
    page.get_by_label("By", exact=True).focus()
    page.keyboard.type("Sex")
    page.keyboard.press("Tab")
    page.keyboard.type("Year")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sex and year group")).to_be_visible()


def test_a_governor_reads_figures_and_opens_none(browse: Callable[..., Any], drawn: DrawnSchool) -> None:
    page = browse(a_user("governor", school=drawn.school))
    page.goto(f"/schools/{drawn.school.pk}/figures/")
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible()
    expect(page.locator("main a[href*='/open/']")).to_have_count(0)
    assert_accessible(page)
