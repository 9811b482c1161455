"""The browser's own checks can fail: axe sees a fault, a wide page is seen, an error on a page is heard."""

import pytest

from tests.support.browser import PHONE, assert_accessible, assert_no_sideways_scroll, axe_violations

pytestmark = pytest.mark.browser

PAGE = '<!doctype html><html lang="en-GB"><head><title>A page</title></head><body><main><h1>A page</h1>{}</main></body></html>'


@pytest.fixture
def page(browse):
    return browse(viewport=PHONE)


class TestAxe:
    def test_passes_a_plain_page(self, page):
        page.set_content(PAGE.format(""))
        assert_accessible(page)

    def test_finds_a_picture_with_no_words(self, page):
        page.set_content(PAGE.format('<img src="data:,">'))
        assert [found["rule"] for found in axe_violations(page)] == ["image-alt"]


class TestSidewaysScroll:
    def test_is_refused_on_a_page_wider_than_the_window(self, page):
        page.set_content(PAGE.format('<div style="width: 2000px">wide</div>'))
        with pytest.raises(AssertionError, match="wide in a window of 375 px"):
            assert_no_sideways_scroll(page)


class TestAnErrorOnAPage:
    def test_is_heard(self, page):
        page.set_content(PAGE.format("<script>throw new Error('planted')</script>"))
        page.wait_for_function("document.readyState === 'complete'")
        assert page.page_errors == ["planted"]
        page.page_errors.clear()
