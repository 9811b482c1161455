"""A parent tells the school on a phone, before school, by their own link."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.correspondence.actions.asking import ask_to_send
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.organisations.models import School
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.parents.models import LetterReply, MarkAnswer
from onroll.service.people.models import ContactDetail
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
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
    page.get_by_label("Ill, in body or mind").check()
    page.get_by_role("button", name="Tell the school").click()
    assert page.get_by_text("Thank you. The school has been told about Amina").is_visible()
    assert page.get_by_text("The school has not read it yet").is_visible()
    done = page.locator("main > :first-child")
    expect(done).to_contain_text("Thank you. The school has been told about Amina")
    expect(done).to_have_role("alert")
    if scripts:
        expect(done).to_be_focused()
    assert ReasonGiven.objects.get().pupil == family.amina


@pytest.fixture
def written_to(family: AFamily) -> AFamily:
    """The family on a morning on which Amina was away, and a text went to her mother."""
    School.objects.filter(pk=family.school.pk).update(telephone="01632 960100")
    ContactDetail.objects.create(
        parent=family.mother, kind="mobile", value="07700 900111", first_day=FIRST_DAY
    )
    family.a_class.take("N", "/")
    ask_to_send(
        school_id=family.school.pk, template="absence-no-reason", pupil_id=family.amina.pk, about="absence",
        channel="text", on=MONDAY, facts={"session": "this morning"}, by=family.officer, now=at(10),
    )  # fmt: skip
    for one in Message.objects.all():
        MessageEvent.objects.create(
            message=one, school=one.school, kind="sent", at=one.asked_at, by_name="Sending"
        )
    return family


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_questions_a_mark_answers_a_text_and_says_how_to_be_reached_and_the_office_answers(
    written_to, browse, monkeypatch, scripts
):
    let_it_be(monkeypatch, 12, 0)
    family = written_to
    secret = make_parent_link(
        school_id=family.school.pk, parent_id=family.mother.pk, by=family.officer, now=at(11)
    )

    def look(page) -> None:
        if scripts:
            assert_accessible(page)
            assert_no_sideways_scroll(page)

    page = browse(viewport=NARROWEST, java_script_enabled=scripts)
    page.goto(f"/parents/{secret}/")
    page.get_by_text("What was missed").first.click()
    look(page)
    page.get_by_role("link", name="Is this wrong?").first.click()
    page.get_by_label("What happened").fill("She was at the dentist")
    look(page)
    page.get_by_role("button", name="Ask the school").click()
    expect(page.get_by_text("The school has not answered yet.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Text message").click()
    page.get_by_label("Write to the school about this").fill("Back at two")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_text("The school has not read it yet.")).to_be_visible()
    look(page)
    page.goto(f"/parents/{secret}/contact/")
    look(page)
    page.get_by_label("A text").check()
    page.get_by_role("button", name="Keep this").click()
    page.goto(f"/parents/{secret}/contact/correct/")
    look(page)
    page.get_by_label("The new number").fill("07700 900333")
    page.get_by_role("button", name="Send it to the school").click()
    expect(page.get_by_text("Mobile number 07700 900333")).to_be_visible()
    look(page)

    office = browse(a_user("attendance_officer", school=family.school), java_script_enabled=scripts)
    listed = f"/schools/{family.school.pk}/absences/parents/"
    office.goto(listed)
    look(office)
    office.get_by_role("link", name="Amina Begum").click()
    look(office)
    office.get_by_label("Leave it as it is").check()
    office.get_by_label("The answer, and why").fill("We have no note of it.")
    office.get_by_role("button", name="Answer the parent").click()
    office.get_by_role("table", name="Contact details").get_by_role("link").first.click()
    look(office)
    office.goto(listed)
    office.get_by_role("table", name="Answers that nobody has read").get_by_role("link").first.click()
    look(office)
    office.get_by_label("A line back").fill("See you at two")
    office.get_by_role("button", name="Mark as read").click()
    expect(office.get_by_text("See you at two")).to_be_visible()
    assert (MarkAnswer.objects.count(), LetterReply.objects.get().read.words) == (1, "See you at two")
    page.goto(f"/parents/{secret}/")
    expect(page.get_by_text("We have no note of it.")).to_be_visible()
