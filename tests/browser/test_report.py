"""The report of `onroll analyse`, opened as a file: for everybody, on a phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.analysis.test_analyse_command import marks, run, write_csv
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def report(tmp_path: Path) -> str:
    """Give the address of a report of twelve pupils of three schools over seven weeks."""
    rows = [
        row
        for number in range(12)
        for row in marks(f"P{number}", "/ \\ I I L \\ O O / \\ " * 7, f"S{number % 3}")
    ]
    run(write_csv(tmp_path / "entries.csv", rows), "--by", "school", "--no-suppress", "--out", tmp_path)
    return (tmp_path / "report.html").as_uri()


def test_axe_finds_nothing(browse: Callable[..., Any], report: str) -> None:
    page = browse()
    page.goto(report)
    page.get_by_text("Table of 7 weeks").click()
    expect(page.get_by_role("rowheader", name="Week of 8 Sep 2025")).to_be_visible()
    assert_accessible(page)


def test_fits_the_narrowest_screen(browse: Callable[..., Any], report: str) -> None:
    page = browse(viewport=NARROWEST)
    page.goto(report)
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_paper_shows_every_table(browse: Callable[..., Any], report: str) -> None:
    page = browse()
    page.goto(report)
    week = page.get_by_role("rowheader", name="Week of 8 Sep 2025")
    expect(week).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Week of 8 Sep 2025", exact=True)).to_be_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('table')].every(one => one.getBoundingClientRect().height > 0)"
    )
