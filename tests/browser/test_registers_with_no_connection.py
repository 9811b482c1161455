"""A register through a closed laptop: opened again with the network off, the server stopped or the session over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import expect

from onroll.service.access.models import User
from onroll.service.attendance_register.models import Submission
from tests.factories.access import PASSWORD, a_user
from tests.factories.moments import MONDAY
from tests.factories.registers import AClass
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll, screenshot
from tests.support.line import Line
from tests.support.register_page import address, codes, forget_errors, press, start

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

#: What a browser writes in its log when a request is not answered, as these tests bring about.
NOT_REACHED = ("net::ERR_", "401", "409")


@pytest.fixture
def a_class(transactional_db: None, at_ten_to_nine: None) -> AClass:
    """Two pupils, in the order of the register: Amina Begum, Callum Eyre."""
    return AClass()


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    line = Line(live_server.url)
    yield line
    line.cut()


@pytest.fixture
def marked(a_class: AClass, teacher: User, browse: Callable[..., Any], line: Line) -> Any:
    """A register with two marks that are not sent, in a browser that has the page for no connection."""
    page = browse(teacher)
    page.goto(f"{line.url}{address(a_class)}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    start(page)
    press(page, "/", "n")
    expect(page.locator("#state")).to_contain_text("2 marks not sent yet")
    yield page
    forget_errors(page, *NOT_REACHED)


def expect_the_page_for_no_connection(page: Any) -> None:
    expect(page.get_by_role("heading", name="Onroll cannot be reached")).to_be_visible()
    expect(page.locator("#kept")).to_contain_text("2 marks kept on this device, not sent yet")
    expect(page.locator("#registers")).to_contain_text(f"Morning register, Monday {MONDAY.day} ")


def save(page: Any) -> None:
    page.get_by_role("button", name="Save part done").click()
    page.locator(".govuk-notification-banner").wait_for()


class TestReopenedWithTheNetworkOff:
    def test_says_what_is_kept_and_goes_back_when_the_network_does(self, marked, a_class):
        marked.context.set_offline(True)
        marked.reload()
        expect_the_page_for_no_connection(marked)
        marked.context.set_offline(False)
        expect(marked.locator("#state")).to_contain_text("2 marks from before put back")
        save(marked)
        assert codes(a_class) == ["/", "N"]

    def test_opens_in_another_tab_as_after_a_closed_browser(self, marked, line, a_class):
        marked.context.set_offline(True)
        again = marked.context.new_page()
        again.goto(f"{line.url}{address(a_class)}")
        expect_the_page_for_no_connection(again)

    def test_says_so_on_today_too(self, marked, line, a_class):
        marked.context.set_offline(True)
        marked.goto(f"{line.url}/schools/{a_class.school.pk}/today/")
        expect_the_page_for_no_connection(marked)

    @pytest.mark.parametrize("viewport", [None, NARROWEST])
    def test_reads_at_every_width(self, marked, viewport):
        if viewport:
            marked.set_viewport_size(viewport)
        marked.context.set_offline(True)
        marked.reload()
        expect_the_page_for_no_connection(marked)
        screenshot(marked, f"no-connection-{'narrowest' if viewport else 'wide'}")
        assert_no_sideways_scroll(marked)
        assert_accessible(marked)


class TestReopenedWithTheServerStopped:
    def test_sends_by_itself_what_was_being_sent(self, marked, line, a_class):
        line.cut()
        marked.get_by_role("button", name="Save part done").click()
        expect(marked.locator("#state")).to_contain_text("Not sent yet")
        marked.reload()
        expect_the_page_for_no_connection(marked)
        assert codes(a_class) == ["", ""]
        line.mend()
        marked.get_by_role("button", name="Try now").click()
        marked.locator(".govuk-notification-banner").wait_for()
        assert codes(a_class) == ["/", "N"]
        assert Submission.objects.count() == 1

    def test_tries_by_itself(self, marked, line):
        line.cut()
        marked.reload()
        expect_the_page_for_no_connection(marked)
        expect(marked.locator("#trying")).to_contain_text("Trying again in 3 seconds")
        line.mend()
        expect(marked.locator("#state")).to_contain_text("2 marks from before put back")


class TestReopenedAfterTheSessionEnded:
    def test_comes_back_through_signing_in_with_every_mark(self, marked, line, a_class):
        marked.context.set_offline(True)
        marked.reload()
        expect_the_page_for_no_connection(marked)
        Session.objects.all().delete()
        marked.context.set_offline(False)
        marked.get_by_label("Username").fill("sample")
        marked.get_by_label("Password", exact=True).fill(PASSWORD)
        marked.get_by_role("button", name="Sign in", exact=True).click()
        expect(marked.locator("#state")).to_contain_text("2 marks from before put back")
        save(marked)
        assert codes(a_class) == ["/", "N"]

    def test_gives_nobody_elses_marks_to_whoever_signs_in(self, marked, line, a_class, browse):
        cover = a_user(
            "teacher", group=a_class.group, name="Ms C. Cover", username="cover", password=PASSWORD
        )
        Session.objects.all().delete()
        marked.goto(f"{line.url}{address(a_class)}")
        marked.get_by_label("Username").fill(cover.username)
        marked.get_by_label("Password", exact=True).fill(PASSWORD)
        marked.get_by_role("button", name="Sign in", exact=True).click()
        expect(marked.locator("#marked")).to_have_text("0 of 2 marked")


class TestAfterAReload:
    def test_leads_from_today_to_the_marks_not_sent(self, marked, line, a_class):
        marked.goto(f"{line.url}/schools/{a_class.school.pk}/today/")
        expect(marked.locator("#kept-here")).to_contain_text("2 marks not sent yet from this device")
        assert_accessible(marked)
        marked.get_by_role("link", name="Open the register to send").click()
        expect(marked.locator("#state")).to_contain_text("2 marks from before put back")

    def test_keeps_marks_that_the_server_refused(self, marked, a_class):
        marked.keyboard.press("Backspace")  # Callum is blank again, so the register cannot be finished
        with marked.expect_navigation():
            marked.get_by_role("button", name="Finish register").click()
        assert "No code yet" in marked.locator(f"#p{a_class.callum.pk}").inner_text()
        marked.goto(marked.url)
        expect(marked.locator("#state")).to_contain_text("1 mark from before put back")
        assert codes(a_class) == ["", ""]


class TestWhatTheBrowserKeeps:
    def test_names_nobody(self, marked, a_class):
        kept = marked.evaluate(
            """async () => {
                const found = [];
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys()) {
                        found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
                    }
                }
                return found;
            }"""
        )
        paths = {path for path, _ in kept}
        assert "/no-connection/" in paths
        assert all(path == "/no-connection/" or path.startswith("/static/build/") for path in paths)
        said = " ".join(text for _, text in kept) + marked.evaluate("JSON.stringify({...localStorage})")
        for name in ("Amina", "Begum", "Callum", "Eyre", "Sample", a_class.school.name, a_class.group.name):
            assert name not in said

    def test_covers_a_schools_pages_and_no_more(self, marked, line):
        scope = marked.evaluate("navigator.serviceWorker.ready.then(one => one.scope)")
        assert scope == f"{line.url}/schools/"


@pytest.mark.django_db
class TestThePageItself:
    def test_opens_for_nobody_under_the_same_policy(self):
        answer = Client().get("/no-connection/")
        assert answer.status_code == 200
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "Set-Cookie" not in answer

    def test_is_the_same_for_someone_signed_in_and_leaves_their_messages_be(self, teacher):
        client = Client()
        client.force_login(teacher)
        assert client.get("/no-connection/").content == Client().get("/no-connection/").content

    def test_lists_in_the_worker_parts_that_are_served(self):
        worker = Client().get("/no-connection.js")
        assert worker["Content-Type"].startswith("text/javascript")
        assert worker["Cache-Control"] == "no-cache"
        assert b'const KEPT = {"page": "/no-connection/"' in worker.content
