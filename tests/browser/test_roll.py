"""The admission register in a real browser: found, admitted to, amended, deleted from, copied, rolled over."""

import csv
import datetime as dt
import io
import re

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school
from tests.support.browser import PHONE, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def school(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    school = a_school()
    oak, six = a_group(school), a_group(school, "6 Elm", "6")
    admitted(school, "Begum", "Amina Noor", group_id=oak.pk, year_group="5", upn="H801200001001")
    admitted(school, "Carter", "Alfie James", sex="M", known_forename="Alf", group_id=oak.pk, year_group="5")
    admitted(school, "Šimić", "Ana", group_id=six.pk, year_group="6", born=dt.date(2015, 10, 1))
    return school


@pytest.fixture
def officer(school):
    return a_user("attendance_officer", school=school)


def entry_of(page, school, name):
    page.goto(f"/schools/{school.pk}/roll/")
    page.get_by_role("link", name=name).click()


class TestTheIndex:
    def test_lists_by_legal_surname_and_finds_any_name(self, browse, school, officer):
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/")
        assert page.locator("tbody th a").all_inner_texts() == [
            "Begum, Amina Noor",
            "Carter, Alfie James",
            "Šimić, Ana",
        ]
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        screenshot(page, "roll-index")
        page.get_by_label("Name, UPN, group, or school told of").fill("simic")
        page.get_by_role("button", name="Search").click()
        assert page.locator("tbody th a").all_inner_texts() == ["Šimić, Ana"]

    def test_shows_the_roll_of_a_past_day(self, browse, school, officer):
        page = browse(officer, viewport=PHONE)
        page.goto(f"/schools/{school.pk}/roll/?on=2026-08-31")
        expect(page.get_by_role("heading", name="Nobody is on roll that day")).to_be_visible()
        assert_accessible(page)
        assert_no_sideways_scroll(page)

    def test_gives_the_register_as_it_stood_with_every_cell_text(self, browse, school, officer):
        admitted(school, "=Danger", "Dee")
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/")
        with page.expect_download() as coming:
            page.get_by_role("button", name="CSV").click()
        rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8-sig"))))
        assert [row["legal_surname"] for row in rows] == ["'=Danger", "Begum", "Carter", "Šimić"]
        assert rows[1]["parent_1_emergency_numbers"] == "07700 900104"

    def test_prints_everybody(self, browse, school, officer):
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/print/?as_at=2026-11-20")
        expect(page.get_by_text("3 pupils on roll")).to_be_visible()
        assert_accessible(page)
        screenshot(page, "roll-print")


class TestAdmitting:
    def test_admits_with_everything_on_one_form_without_scripts(self, browse, school, officer):
        page = browse(officer, java_script_enabled=False)
        page.goto(f"/schools/{school.pk}/roll/admit/")
        _fill_pupil(page)
        page.get_by_label("Forename", exact=True).fill("Grace")
        page.get_by_label("Surname", exact=True).fill("Okafor")
        page.get_by_role("textbox", name="Mobile").fill("07700 900200")
        page.get_by_label("The pupil normally lives with them").check()
        page.get_by_label("Same address as the pupil").check()
        page.get_by_role("button", name="Add another parent").click()
        expect(page.get_by_text("Parent 2", exact=True)).to_be_visible()
        expect(page.get_by_label("Legal surname")).to_have_value("Okafor")
        page.get_by_label("No, this is the first").check()
        page.get_by_role("button", name="Admit the pupil").click()
        expect(page.get_by_role("heading", name="Ada Okafor")).to_be_visible()
        expect(page.get_by_text("Grace Okafor (parent)")).to_be_visible()
        expect(page.get_by_text("Still missing")).to_have_count(0)

    def test_names_what_is_missing_and_lets_the_name_go_on_with_gaps(self, browse, school, officer):
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/admit/")
        assert_accessible(page)
        screenshot(page, "roll-admit")
        _fill_pupil(page)
        page.get_by_role("button", name="Admit the pupil").click()
        _refused(page)
        expect(page.get_by_role("link", name="every parent known to the school")).to_be_visible()
        assert_accessible(page)
        screenshot(page, "roll-admit-refused")
        page.get_by_label("Admit the pupil now, and list what is missing").check()
        page.get_by_role("button", name="Admit the pupil").click()
        expect(page.get_by_role("heading", name="Still missing")).to_be_visible()
        assert_accessible(page)

    def test_asks_whether_it_is_a_child_already_known(self, browse, school, officer):
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/admit/")
        _fill_pupil(page, surname="Begum", forenames="Amina", born=("3", "3", "2017"))
        page.get_by_role("button", name="Admit the pupil").click()
        _refused(page)
        expect(page.get_by_text("Amina Noor Begum, born 3 March 2017")).to_be_visible()
        assert_accessible(page)
        page.get_by_label("None of them: another child").check()
        page.get_by_role("button", name="Admit the pupil").click()
        _refused(page)
        expect(page.get_by_label("Admit the pupil now, and list what is missing")).to_be_visible()

    def test_fits_a_phone(self, browse, school, officer):
        page = browse(officer, viewport=PHONE)
        page.goto(f"/schools/{school.pk}/roll/admit/")
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        screenshot(page, "roll-admit-phone")

    def test_starts_from_a_sisters_parents(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Begum, Amina Noor")
        page.get_by_role("link", name="Admit a brother or sister").click()
        expect(page.get_by_label("Surname", exact=True)).to_have_value("Begum")
        expect(page.get_by_role("textbox", name="Mobile")).to_have_value("07700 900104")


class TestAnEntry:
    def test_keeps_original_and_amended_side_by_side(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Begum, Amina Noor")
        assert_accessible(page)
        page.get_by_role("link", name="Amend address").click()
        page.get_by_label("Address").fill("9 High Street")
        page.get_by_role("button", name="Amend the register").click()
        _refused(page)
        expect(page.get_by_role("link", name="The reason for the amendment is missing")).to_be_visible()
        page.get_by_label("Reason for the amendment").fill("The family moved")
        page.get_by_role("button", name="Amend the register").click()
        page.get_by_text("Amended 1 time").click()
        expect(page.get_by_text("Original: 4 Mill Lane, Broadmere, AB1 2CD")).to_be_visible()
        expect(page.get_by_text("Reason: The family moved")).to_be_visible()
        assert_accessible(page)
        screenshot(page, "roll-entry")

    def test_can_be_amended_in_every_item(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Begum, Amina Noor")
        at_entry = page.url
        for item in (
            "name",
            "address",
            "sex",
            "born",
            "starting_day",
            "last_school",
            "registration",
            "mobile_child",
            "upn",
        ):
            page.goto(f"{at_entry}amend/{item}/")
            expect(page.get_by_role("button", name="Amend the register")).to_be_visible()
            assert_accessible(page)

    def test_amends_and_ends_a_parent(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Begum, Amina Noor")
        page.get_by_role("link", name="Add a parent").click()
        assert_accessible(page)
        page.get_by_label("Forename").fill("Tariq")
        page.get_by_label("Surname").fill("Begum")
        page.get_by_label("Reason for the amendment").fill("Named by the mother")
        page.get_by_role("button", name="Amend the register").click()
        expect(page.get_by_text("Tariq Begum (parent)", exact=True)).to_be_visible()
        page.get_by_role("link", name="No longer a parent (Tariq Begum)").click()
        assert_accessible(page)
        page.get_by_label("Reason for the amendment").fill("Entered by mistake")
        page.get_by_role("button", name="Amend the register").click()
        expect(page.get_by_text("Tariq Begum (parent)", exact=True)).to_have_count(0)

    def test_records_a_move_told_to_the_school(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Carter, Alfie James")
        page.get_by_role("link", name="Record a move").click()
        assert_accessible(page)
        page.get_by_label("Full name of the parent").fill("Lee Carter")
        page.get_by_label("The new address").fill("12 Quay Street")
        for part, value in (("Day", "1"), ("Month", "12"), ("Year", "2026")):
            page.get_by_label(part, exact=True).fill(value)
        page.get_by_role("button", name="Record it").click()
        expect(
            page.get_by_text("Will live with Lee Carter at 12 Quay Street from 1 December 2026", exact=True)
        ).to_be_visible()
        page.get_by_role("link", name=re.compile("^Amend.*what was told")).click()
        page.get_by_label("The new address").fill("21 Abbey Road")
        page.get_by_role("button", name="Amend the register").click()
        _refused(page)
        page.get_by_label("Reason for the amendment").fill("Misheard")
        page.get_by_role("button", name="Amend the register").click()
        page.get_by_role("link", name=re.compile("^Recorded in error.*21 Abbey Road")).click()
        page.get_by_label("Reason for the amendment").fill("Told of his cousin")
        page.get_by_role("button", name="Amend the register").click()
        expect(page.get_by_text("Recorded in error", exact=True)).to_be_visible()
        page.get_by_text("Amended 2 times").click()
        expect(page.get_by_text("Reason: Told of his cousin")).to_be_visible()
        assert_accessible(page)

    def test_is_deleted_only_on_a_ground_with_its_evidence(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Carter, Alfie James")
        page.get_by_role("link", name="Delete from the register").click()
        assert_accessible(page)
        screenshot(page, "roll-delete")
        page.get_by_role("button", name="Continue").click()
        _refused(page)
        expect(page.get_by_role("link", name="Choose the ground that applies")).to_be_visible()
        page.get_by_label("(a) Registered at another school").check()
        page.get_by_role("button", name="Continue").click()
        assert_accessible(page)
        screenshot(page, "roll-delete-facts")
        page.get_by_role("button", name="Delete the name at the end of today").click()
        _refused(page)
        expect(page.get_by_role("link", name="Say what shows that the ground is met")).to_be_visible()
        expect(
            page.get_by_role("link", name="Say whether the pupil is registered at another school")
        ).to_be_visible()
        page.get_by_role("group", name="The pupil is registered at another school").get_by_label(
            "Yes"
        ).check()
        page.get_by_role("group", name="A school attendance order naming this school").get_by_label(
            "No", exact=True
        ).check()
        page.get_by_role("group", name="It is agreed that the pupil be registered").get_by_label(
            "No", exact=True
        ).check()
        page.get_by_label("What shows this").fill("Email from the other school, 19 November")
        page.get_by_role("button", name="Delete the name at the end of today").click()
        expect(page.get_by_text("On roll until the end of today")).to_be_visible()
        page.get_by_role("link", name="Deleted by mistake: put the name back").click()
        assert_accessible(page)
        page.get_by_label("Reason for the amendment").fill("The wrong child")
        page.get_by_role("button", name="Amend the register").click()
        expect(page.get_by_role("heading", name="Deletion put right")).to_be_visible()

    def test_moves_to_another_group(self, browse, school, officer):
        page = browse(officer)
        entry_of(page, school, "Carter, Alfie James")
        page.get_by_role("link", name="Move group or year").click()
        assert_accessible(page)
        page.get_by_label("To the registration group").select_option("6 Elm")
        page.get_by_role("button", name="Move the pupil").click()
        _refused(page)
        expect(
            page.get_by_role("link", name="6 Elm is a group of Year 6, and the pupil is in Year 5")
        ).to_be_visible()
        page.get_by_label("The pupil is taught with another year").check()
        page.get_by_role("button", name="Move the pupil").click()
        expect(page.get_by_text("is moved")).to_be_visible()

    def test_reads_well_on_a_phone_and_on_paper(self, browse, school, officer):
        page = browse(officer, viewport=PHONE)
        entry_of(page, school, "Begum, Amina Noor")
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        screenshot(page, "roll-entry-phone")
        page.get_by_role("link", name="Print this entry").click()
        assert_accessible(page)


class TestTheRollOver:
    def test_is_looked_at_done_and_undone(self, browse, school, officer):
        page = browse(officer)
        page.goto(f"/schools/{school.pk}/roll/roll-over/")
        expect(page.get_by_role("heading", name="1 leaver")).to_be_visible()
        expect(page.get_by_label("New name of 5 Oak")).to_have_value("6 Oak")
        assert_accessible(page)
        screenshot(page, "roll-over")
        page.get_by_role("button", name="Move 2 pupils up").click()
        expect(page.get_by_text("2 pupils move up on 1 September 2027")).to_be_visible()
        page.get_by_role("link", name="Undo").click()
        assert_accessible(page)
        page.get_by_role("button", name="Undo the roll-over").click()
        expect(page.get_by_text("The roll-over is undone")).to_be_visible()


def _refused(page):
    """Wait for the page that says what to mend; the browser logs its status, as it should."""
    page.locator(".govuk-error-summary").wait_for()
    page.page_errors.clear()


def _fill_pupil(page, *, surname="Okafor", forenames="Ada", born=("4", "5", "2017")):
    page.get_by_label("Legal forenames").fill(forenames)
    page.get_by_label("Legal surname").fill(surname)
    page.get_by_label("Female").check()
    for part, value in zip(("day", "month", "year"), born, strict=True):
        page.locator(f"#born-{part}").fill(value)
    page.locator("#address").fill("1 New Road, Broadmere")
    page.get_by_label("The day agreed").check()
