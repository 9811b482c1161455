"""A school's messages in a browser, with scripts and without: written, sent, read; one that failed, sent again; words approved by another."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message, MessageEvent, Wording
from tests.factories.access import a_user
from tests.factories.correspondence import a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.support.browser import assert_accessible, assert_no_sideways_scroll
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])


@pytest.fixture
def oak(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> AClass:
    """A class on a Monday on which nobody knows why Amina is away; her mother has a number."""
    let_it_be(monkeypatch, 9, 40)
    oak = AClass()
    oak.school.telephone = "01632 960100"
    oak.school.save()
    oak.mother = a_parent(oak.amina)
    oak.take("N", "/")
    return oak


@with_and_without
def test_a_text_is_written_seen_sent_and_read_and_one_that_failed_goes_again(oak, browse, scripts):
    page = browse(a_user("attendance_officer", school=oak.school), java_script_enabled=scripts)

    def look() -> None:
        if scripts:
            assert_accessible(page)
            assert_no_sideways_scroll(page)

    page.goto(f"/schools/{oak.school.pk}/messages/")
    page.get_by_role("link", name="Send a message").click()
    page.get_by_role("link", name="Absence with no reason yet").click()
    page.get_by_label("About which pupils").select_option("no-reason-am")
    page.get_by_role("button", name="Show what would be sent").click()
    expect(page.get_by_text("Amina is not in school this morning, Monday 7 September")).to_be_visible()
    look()
    page.get_by_role("button", name="Send those ticked").click()
    expect(page.get_by_text("1 message is on the way.")).to_be_visible()

    send_due(by=Actor.service("Sending"), now=at(9, 41))
    page.get_by_role("link", name="Absence with no reason yet").first.click()
    expect(page.get_by_text("It has not left this machine")).to_be_visible()
    look()

    sent = Message.objects.get()
    MessageEvent.objects.create(
        message=sent,
        school=oak.school,
        kind="failed",
        at=at(9, 42),
        by_name="Sending",
        detail="No such number.",
    )
    page.reload()
    expect(page.get_by_text("Not delivered: No such number.")).to_be_visible()
    look()
    oak.mother.contact_details.filter(kind="mobile").update(value="07700 900999")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("on its way again, to 07700 900999")).to_be_visible()
    assert Message.objects.count() == 2


@with_and_without
def test_words_are_written_by_one_and_approved_by_another(oak, browse, scripts):
    officer = browse(a_user("attendance_officer", school=oak.school), java_script_enabled=scripts)
    wording = f"/schools/{oak.school.pk}/messages/wording/call-back/"
    officer.goto(wording)
    officer.get_by_role("link", name="Write our own for the text in English").click()
    officer.get_by_label("Words").fill("{school}: please ring us about {pupil} at noon on {telephone}.")
    officer.get_by_role("button", name="Keep this version for approval").click()
    expect(officer.get_by_text("Version 1 is kept. It is used once it is approved.")).to_be_visible()
    assert Wording.objects.get().is_approved is None
    assert officer.get_by_role("button", name="Approve version 1").count() == 0

    head = browse(a_user("head", school=oak.school), java_script_enabled=scripts)
    head.goto(wording)
    if scripts:
        assert_accessible(head)
        assert_no_sideways_scroll(head)
    head.get_by_role("button", name="Approve version 1").click()
    expect(head.get_by_text("Version 1 is in use from now on.")).to_be_visible()
    head.goto(
        f"/schools/{oak.school.pk}/messages/send/call-back/?whom=pupil-{oak.amina.pk}&channel=text&on={MONDAY}"
    )
    expect(head.get_by_text("please ring us about Amina at noon on 01632 960100")).to_be_visible()


@with_and_without
def test_a_letter_is_taken_out_as_a_word_document(oak, browse, scripts):
    page = browse(a_user("attendance_officer", school=oak.school), java_script_enabled=scripts)
    page.goto(
        f"/schools/{oak.school.pk}/messages/send/welcome-back/?whom=pupil-{oak.amina.pk}&channel=letter"
    )
    if scripts:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word, to edit").click()
    assert taken.value.suggested_filename == "welcome-back-2026-09-07.docx"


@with_and_without
def test_an_email_from_a_parent_is_noted_for_a_pupil_and_waits(oak, browse, scripts):
    page = browse(a_user("attendance_officer", school=oak.school), java_script_enabled=scripts)
    page.goto(f"/schools/{oak.school.pk}/absences/reasons/")
    page.get_by_role("link", name="Note what came by email").click()
    page.get_by_label("Pupil’s name").fill("Callum")
    page.get_by_role("button", name="Find").click()
    if scripts:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Callum").click()
    expect(page.get_by_role("heading", name="Note a reason")).to_be_visible()
    assert page.get_by_label("How it came").input_value() == "email"
