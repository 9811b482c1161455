"""A class at ten to nine on a Monday, its teacher, and its register open in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onroll.service.access.models import User
from tests.factories.access import PASSWORD, a_user
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.support.register_page import NAMES, address, let_it_be


@pytest.fixture
def at_ten_to_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    let_it_be(monkeypatch, 8, 50)


@pytest.fixture
def a_class(transactional_db: None, at_ten_to_nine: None) -> AClass:
    """Six pupils, in the order of the register: Begum, Carter, Dunn, Eyre, Fenn, Gray."""
    a_class = AClass()
    for forename, surname in NAMES:
        a_pupil_on_roll(a_class.school, a_class.group, forename, surname)
    return a_class


@pytest.fixture
def teacher(a_class: AClass) -> User:
    return a_user("teacher", group=a_class.group, name="Mr J. Sample", username="sample", password=PASSWORD)


@pytest.fixture
def register(a_class: AClass, teacher: User, browse: Callable[..., Any]) -> Any:
    """The class's register, open."""
    page = browse(teacher)
    page.goto(address(a_class))
    return page
