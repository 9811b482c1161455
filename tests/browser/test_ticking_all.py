"""All of a long list is ticked at one press of a key: in the browser where a script runs, and by the server where none does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.access import a_user
from tests.factories.organisations import a_group
from tests.factories.registers import AClass
from tests.support.keyboard import Keyboard
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def moving(transactional_db: None, monkeypatch: pytest.MonkeyPatch, browse: Any) -> Any:
    """Give `moving(scripts)`: the head's page that moves pupils of a class to another."""

    def at(scripts: bool) -> Keyboard:
        let_it_be(monkeypatch, 8, 50)
        oak = AClass()
        a_group(oak.school, "5 Elm")
        page = browse(a_user("head", school=oak.school), java_script_enabled=scripts)
        page.goto(f"/schools/{oak.school.pk}/groups/{oak.group.pk}/move/")
        return Keyboard(page)

    return at


def ticked(keys: Keyboard) -> int:
    return int(keys.page.locator("input[name=pupil]:checked").count())


def test_a_script_ticks_without_asking_the_server_and_says_how_many(moving):
    keys = moving(True)
    sent: list[str] = []
    keys.page.on("request", lambda request: sent.append(request.method))
    keys.tab_to("Tick all")
    keys.press("Space")
    assert (ticked(keys), keys.page.locator("[data-ticked]").inner_text()) == (2, "2 of 2 ticked")
    keys.tab_to("Tick none")
    keys.press("Enter")
    assert (ticked(keys), keys.page.locator("[data-ticked]").inner_text()) == (0, "0 of 2 ticked")
    assert sent == []


def test_the_server_ticks_where_no_script_runs(moving):
    keys = moving(False)
    keys.follow("Tick all", "Space")
    assert ticked(keys) == 2
    keys.follow("Tick none", "Space")
    assert ticked(keys) == 0
