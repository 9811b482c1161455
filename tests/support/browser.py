"""A real browser against a live server: sign in, look, and let axe judge.

@pytest.mark.browser
def test_says_which_registers_are_missing(browse, head):
    page = browse(head)
    page.goto("/")
    assert_accessible(page)
"""

import functools
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import chromium

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RESULTS = ROOT / "test-results"

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
NARROWEST = {"width": 320, "height": 640}

#: How long a busy machine may keep a page from showing what is expected of it.
MOST_MS = 30_000

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(config, items):
    """Skip the browser tests, visibly, where there is no browser; in CI let them fail."""
    if chromium.find() is None and os.environ.get("CI", "").lower() not in {"1", "true"}:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def _chromium() -> Iterator:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=MOST_MS)
    _clicks_wait_for_the_page()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()
        _until_everything_is_answered()


def _until_everything_is_answered() -> None:
    """Wait until the server has let go of what the browser had open: stopped before, it would close the tests' own database under it."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=MOST_MS / 1_000)


def _clicks_wait_for_the_page() -> None:
    """Let a click that leads to another page return when that page stands.

    Left to itself a click returns once the next page has begun to come: what is asked of it next, such as whether a
    heading shows, may be answered from a page that is still empty.
    """
    from playwright.sync_api import Locator

    for name in ("click", "press"):
        setattr(Locator, name, _then_the_page_stands(getattr(Locator, name)))


def _then_the_page_stands(act: Callable) -> Callable:
    @functools.wraps(act)
    def and_wait(locator, *given, **named):
        page = locator.page
        act(locator, *given, **named)
        if not page.is_closed():
            page.wait_for_load_state("load")

    return and_wait


@pytest.fixture
def browse(live_server, _chromium) -> Iterator[Callable]:
    """Give `browse(user)`: a page of a fresh browser, signed in as that user, or as nobody.

    The server comes first, so that it goes last: a browser that is closed asks it for nothing any more.

    `viewport`, `java_script_enabled` and the rest go to the browser's context. Any error the page logs fails the test.
    """
    contexts = []
    errors: list[str] = []

    def open_page(user=None, *, viewport=DESKTOP, **options):
        context = _chromium.new_context(
            base_url=live_server.url, viewport=viewport, locale="en-GB", **options
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(MOST_MS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(_told(message)) if message.type == "error" else None)
        page.page_errors = errors
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, f"the page logged errors: {errors}"


def _told(message) -> str:
    """Say what a page logged, and of which address."""
    return f"{message.text} {message.location.get('url', '')}".strip()


def session_cookie(user, address: str) -> dict[str, str]:
    """Make the cookie of a session in which this user has signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


def wait_until_it_stands(page) -> None:
    """Wait for the page and its styles: a click returns as soon as the next page has begun to come."""
    page.wait_for_load_state("load")


def axe_violations(page) -> list[dict]:
    """Return what axe finds on the page as it stands now."""
    wait_until_it_stands(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
        # Sent over to each page anew it would take as long as all it looks for.
        page.context.add_init_script(path=AXE)
    found = page.evaluate(
        # Nothing it looks for needs styles or sounds fetched over again.
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})",
        AXE_TAGS,
    )
    return [
        {
            "rule": violation["id"],
            "help": violation["help"],
            "where": [node["html"][:160] for node in violation["nodes"]],
        }
        for violation in found["violations"]
    ]


def assert_accessible(page) -> None:
    """Fail where axe finds anything on the page as it stands now."""
    violations = axe_violations(page)
    assert not violations, f"axe on {page.url}: {json.dumps(violations, indent=1)}"


def assert_no_sideways_scroll(page) -> None:
    """Fail where the page is wider than the window."""
    wait_until_it_stands(page)
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window} px"


def screenshot(page, name: str) -> None:
    """Keep a picture of the whole page in test-results/ where ONROLL_PICTURES is set: nobody looks at them in CI."""
    if os.environ.get("ONROLL_PICTURES"):
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=RESULTS / f"{name}.png", full_page=True)


@functools.cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")
