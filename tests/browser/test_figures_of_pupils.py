"""A head goes through every sheet about pupils on the narrowest screen: ticks two, compares them, follows a count."""

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
    school = a_drawn_school(3, pupils=12)
    extract_registers(by=SERVICE, now=now)
    count_figures(by=SERVICE, now=now)
    return school


@pytest.mark.parametrize("scripts", [True, False])
def test_every_sheet_about_pupils_is_gone_through(
    scripts: bool, browse: Callable[..., Any], drawn: DrawnSchool
) -> None:
    page = browse(a_user("head", school=drawn.school), java_script_enabled=scripts, viewport=NARROWEST)

    def look(name: str) -> None:
        assert_no_sideways_scroll(page)
        if scripts:
            screenshot(page, f"figures-of-pupils-{name}")
            assert_accessible(page)

    page.goto(f"/schools/{drawn.school.pk}/figures/pupils/?short=given")
    page.get_by_role("link", name="Unauthorised", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Unauthorised")
    look("pupils")
    for forename in ("Pupil01", "Pupil02"):
        box = page.get_by_role("checkbox", name=f", {forename}")
        box.click()
        expect(box).to_be_checked()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.get_by_text("2 pupils of those ticked")).to_be_visible()
    look("before-and-after")
    for part, value in (("Day", "14"), ("Month", "9"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="Not compared: 2 pupils")).to_be_visible()
    look("not-compared")

    page.get_by_role("link", name="Near a threshold").click()
    expect(page.get_by_role("heading", name="Severe absence: 50% of possible sessions")).to_be_visible()
    look("near")
    page.get_by_role("link", name="Movers").click()
    page.locator("#bands td a").first.click()
    expect(page.locator("#who")).to_be_visible()
    look("movers")
    page.get_by_role("link", name="What if", exact=True).click()
    page.get_by_label("If it were, per cent").fill("a few")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("alert")).to_contain_text("“a few” is not a whole number")
    page.page_errors.clear()  # the browser notes the 422 of the refusal itself
    look("what-if-refused")
    page.get_by_label("If it were, per cent").fill("30")
    page.get_by_label("Penalty notice: sessions").fill("2")
    page.get_by_role("button", name="Show").click()
    expect(
        page.get_by_role("heading", name="2 sessions in 10 school weeks instead of 10 in 10")
    ).to_be_visible()
    look("what-if")
    page.get_by_role("link", name="Quality").click()
    expect(page.get_by_role("heading", name="Sessions missing")).to_be_visible()
    look("quality")
