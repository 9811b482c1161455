"""A parent tells the school on a phone, before school, by their own link."""

from __future__ import annotations

import pytest

from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.parents.actions.links import make_parent_link
from tests.factories.moments import at
from tests.integration.leave_of_absence.conftest import AFamily
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll
from tests.support.register_page import let_it_be

pytestmark = pytest.mark.browser


@pytest.fixture
def family(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> AFamily:
    let_it_be(monkeypatch, 7, 40)
    return AFamily()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_says_that_a_child_is_ill_and_reads_that_it_waits(family, browse, scripts):
    secret = make_parent_link(
        school_id=family.school.pk, parent_id=family.mother.pk, by=family.officer, now=at(7)
    )
    page = browse(viewport=NARROWEST, java_script_enabled=scripts)
    page.goto(f"/parents/{secret}/")
    if scripts:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Amina will be away").click()
    if scripts:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Tell the school").click()
    assert page.get_by_text("Thank you. The school has been told about Amina").is_visible()
    assert page.get_by_text("The school has not read it yet").is_visible()
    assert ReasonGiven.objects.get().pupil == family.amina
