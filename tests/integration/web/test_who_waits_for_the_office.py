"""A register with a pupil the office enters, taken without scripts."""

from __future__ import annotations

import pytest

from tests.factories.access import a_user
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of
from tests.integration.web.test_taking_a_register import Register, a_plan, address


@pytest.fixture
def teacher(a_class: AClass):
    return a_user("teacher", group=a_class.group, name="Mr J. Sample")


class TestEveryoneElseIsPresent:
    def test_leaves_who_waits_for_the_office_blank_and_finishes(self, a_class, teacher, browse):
        a_plan(a_class, a_class.amina, "Y5")
        register = Register(browse(teacher), address(a_class))
        asked = register.send("fill")
        assert "Callum Eyre" in words_of(asked)
        assert "Amina Begum" not in words_of(asked)
        register.send("fill-yes")
        assert (a_class.code(a_class.amina), a_class.code(a_class.callum)) == (None, "/")
        page = words_of(Register(browse(teacher), address(a_class)).page)
        assert "Register finished at 8:50am. 1 pupil waiting for the office." in page
