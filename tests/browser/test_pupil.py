"""A pupil's page in a real browser: read, opened, printed; wide, on a phone, and without scripts."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import amend_admission_entry
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.people.models import PupilMarker
from tests.factories.access import a_user
from tests.factories.admissions import a_parent_given, admitted
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school, set_terms
from tests.factories.people import an_actor
from tests.factories.pupil_years import enter_year
from tests.support.browser import NARROWEST, PHONE, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

TODAY = dt.date(2027, 3, 12)
SUMMER = ((dt.date(2027, 4, 12), dt.date(2027, 5, 28)), (dt.date(2027, 6, 7), dt.date(2027, 7, 20)))


def both(day, code):
    return {(day, "AM"): code, (day, "PM"): code}


def weekdays(first, days):
    return [first + dt.timedelta(days=n) for n in range(days)]


@pytest.fixture
def on_a_friday_in_march(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def alfie(on_a_friday_in_march):
    school = a_school()
    set_terms(school, SUMMER)
    group = a_group(school)
    done = admitted(
        school,
        "Carter",
        "Alfie James",
        sex="M",
        group_id=group.pk,
        year_group="5",
        parents=(
            a_parent_given("Carter", "Sam", checked_on=dt.date(2026, 9, 4), email="sam@example.org"),
            a_parent_given(
                "Carter", "Lee", title="Mr", relationship="Father", lives_with=False, contact_order=2,
                mobile="07700 900187", address="12 Quay Street, Broadmere", may_be_sent=False,
                restriction="Letters go separately, by order of the court",
            ),
        ),
    )  # fmt: skip
    PupilMarker.objects.create(pupil_id=done.pupil_id, kind="sen support", first_day=dt.date(2026, 9, 1))
    PupilMarker.objects.create(pupil_id=done.pupil_id, kind="child in need", first_day=dt.date(2026, 9, 1))
    codes = {}
    for day in weekdays(dt.date(2026, 9, 21), 5):
        codes |= both(day, "I")
    for day in (dt.date(2026, 11, 9), dt.date(2026, 11, 16)):
        codes |= {(day, "AM"): "U", (day, "PM"): "O"}
    for day in weekdays(dt.date(2026, 11, 25), 3):
        codes |= both(day, "G")
    codes |= (
        both(dt.date(2026, 12, 7), "V") | both(dt.date(2027, 1, 13), "Y4") | both(dt.date(2027, 2, 8), "M")
    )
    codes |= {(dt.date(2027, 3, 10), "PM"): "N", (dt.date(2027, 3, 1), "AM"): "N"}
    enter_year(
        school,
        done.pupil_id,
        codes,
        last_day=TODAY,
        skip=frozenset({(dt.date(2027, 3, 8), "PM"), (TODAY, "PM")}),
    )
    officer = an_actor("attendance_officer", school)
    make_plan(
        school_id=school.pk, pupil_id=done.pupil_id, kind="visit", code="V",
        first_day=dt.date(2027, 3, 16), last_day=dt.date(2027, 3, 17), by=officer, now=at(9, on=TODAY),
    )  # fmt: skip
    amend_admission_entry(
        school_id=school.pk, enrolment_id=done.enrolment_id,
        change=changes.AddressChange(address="9 High Street, Broadmere", postcode="AB1 2CE"),
        reason="The family moved", by=officer, now=at(9, on=dt.date(2027, 1, 20)),
    )  # fmt: skip
    done_at = f"/schools/{school.pk}/pupils/{done.pupil_id}/"
    return school, done_at


def focused(page):
    """Return the session that the keyboard is at, and what it is called."""
    return tuple(
        page.evaluate(
            """() => {
                const link = document.activeElement;
                const [day, session] = link.getAttribute("href").split("/entries/")[1].split("/");
                return [`${day}/${session}`, link.querySelector("title").textContent];
            }"""
        )
    )


def in_sight(page):
    """Say whether the session that Tab stops at lies within the box, clear of the names of the days."""
    return page.evaluate(
        """() => {
            const box = document.querySelector(".onroll-hb").getBoundingClientRect();
            const days = document.querySelector(".hb-days").getBoundingClientRect();
            const cell = document.querySelector('svg.hb a[tabindex="0"] rect').getBoundingClientRect();
            return cell.left >= days.right - 1 && cell.right <= box.right + 1;
        }"""
    )


class TestThePupilPage:
    def test_shows_the_year_what_the_law_says_and_whom_to_call(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school))
        page.goto(address)
        met = school.sessions.filter(kind="school", date__lte=TODAY).count()
        # This afternoon has not come, so it has no cell to open; a blank has.
        expect(page.locator("svg.hb a")).to_have_count(met - 1)
        expect(page.get_by_text("ten school weeks: 10 sessions G N O U, threshold 10")).to_have_count(1)
        expect(
            page.get_by_role(
                "heading", name="Penalty-notice threshold was met on 27 November 2026, and is not now"
            )
        ).to_be_visible()
        expect(page.get_by_text("07700 900104").first).to_be_visible()
        expect(page.get_by_text("Child in need")).to_be_visible()
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        screenshot(page, "pupil-desktop")

    def test_fits_a_phone_and_scrolls_the_year_in_its_own_box(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school), viewport=PHONE)
        page.goto(address)
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        screenshot(page, "pupil-phone")

    def test_keeps_what_protects_from_a_teacher_and_contacts_too(self, browse, alfie):
        school, address = alfie
        group = school.registration_groups.get()
        page = browse(a_user("teacher", group=group))
        page.goto(address)
        expect(page.get_by_text("SEN support")).to_be_visible()
        expect(page.get_by_text("Child in need")).to_have_count(0)
        expect(page.get_by_role("heading", name="Parents")).to_have_count(0)

    def test_opens_a_figure_to_its_entries_without_scripts(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school), java_script_enabled=False)
        page.goto(address)
        page.get_by_role("link", name="unauthorised sessions").click()
        expect(page.get_by_role("heading", name="Unauthorised absence of Alfie Carter")).to_be_visible()
        expect(page.get_by_text("Counted: unauthorised absence.").first).to_be_visible()
        page.locator("summary", has_text="Not counted at all").click()
        expect(page.get_by_text("Not counted: no entry was made for this session.")).to_be_visible()

    def test_reads_what_a_figure_counts_on_the_narrowest_phone(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school), viewport=NARROWEST)
        page.goto(f"{address}figures/absence/")
        box = page.locator(".onroll-scroll").first
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
        assert_no_sideways_scroll(page)
        assert_accessible(page)

    def test_reaches_every_entry_by_keyboard_through_the_table(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school))
        page.goto(address)
        page.locator("summary", has_text="The year as a table").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.getAttribute('href')")
        assert focused.endswith("/entries/2027-03-08/am/")

    def test_moves_over_the_year_with_the_arrows_from_one_tab_stop(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school))
        page.goto(address)
        expect(page.locator('svg.hb a[tabindex="0"]')).to_have_count(1)
        page.locator('svg.hb a[tabindex="0"]').focus()
        assert focused(page) == ("2027-03-12/am", "Fri 12 Mar AM: / Present (morning)")
        for keys, session in (
            ("ArrowLeft", "2027-03-05/am"),
            ("ArrowUp", "2027-03-04/pm"),
            ("ArrowDown", "2027-03-05/am"),
            ("ArrowDown", "2027-03-05/pm"),
            ("ArrowDown", "2027-03-05/pm"),
            ("Home", "2026-09-04/pm"),
            ("Control+End", "2027-03-12/am"),
            ("ArrowRight", "2027-03-12/am"),
        ):
            page.keyboard.press(keys)
            assert focused(page)[0] == session, keys
        expect(page.locator('svg.hb a[tabindex="0"]')).to_have_count(1)
        assert_accessible(page)
        screenshot(page, "pupil-by-keyboard")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").strip() == "The year as a table"

    def test_finds_the_next_session_of_a_code_by_its_letter_and_opens_it(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school))
        page.goto(address)
        page.locator('svg.hb a[tabindex="0"]').focus()
        page.keyboard.press("n")
        assert focused(page)[0] == "2027-03-01/am"
        page.keyboard.press("n")
        assert focused(page) == ("2027-03-10/pm", "Wed 10 Mar PM: N Reason not yet established")
        assert page.locator(".onroll-hb-says").inner_text() == "Wed 10 Mar PM: N Reason not yet established"
        page.keyboard.press("Enter")
        page.wait_for_url("**/entries/2027-03-10/pm/")

    def test_brings_what_the_arrows_reach_into_sight_on_a_phone(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school), viewport=PHONE)
        page.goto(address)
        latest = page.locator('svg.hb a[tabindex="0"]')
        assert in_sight(page)
        latest.focus()
        page.keyboard.press("Control+Home")
        assert focused(page)[0] == "2026-09-01/am"
        assert in_sight(page)
        assert_accessible(page)

    def test_makes_a_plan_and_cancels_it(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("attendance_officer", school=school))
        page.goto(f"{address}plans/new/")
        assert_accessible(page)
        page.get_by_label("What is planned").select_option("leave")
        page.get_by_label("Code", exact=True).select_option("C")
        page.get_by_role("button", name="Make the plan").click()
        expect(page.get_by_text("Leave agreed, code C")).to_be_visible()
        screenshot(page, "pupil-plan-made")
        page.get_by_role("link", name="Cancel").last.click()
        assert_accessible(page)
        page.get_by_role("button", name="Cancel the plan").click()
        expect(page.get_by_text("Plan cancelled.")).to_be_visible()

    def test_says_what_to_mend_in_a_plan(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("attendance_officer", school=school))
        page.goto(f"{address}plans/new/")
        page.get_by_role("button", name="Make the plan").click()
        page.locator(".govuk-error-summary").wait_for()
        # The browser logs the refusal's status, as it should.
        page.page_errors.clear()
        expect(page.get_by_role("link", name="Choose what the plan is.")).to_be_visible()
        assert_accessible(page)

    def test_prints_the_year(self, browse, alfie):
        school, address = alfie
        page = browse(a_user("head", school=school))
        page.goto(f"{address}print/")
        page.emulate_media(media="print")
        assert_accessible(page)
        screenshot(page, "pupil-print")


class TestTheListOfPupils:
    def test_finds_by_any_name(self, browse, alfie):
        school, _ = alfie
        page = browse(a_user("head", school=school))
        page.goto(f"/schools/{school.pk}/pupils/")
        assert_accessible(page)
        page.get_by_label("Name, former name, UPN or group").fill("cart alf")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="Alfie Carter")).to_be_visible()
        screenshot(page, "pupils-list")

    def test_says_what_to_do_when_nobody_fits(self, browse, alfie):
        school, _ = alfie
        page = browse(a_user("head", school=school), viewport=PHONE)
        page.goto(f"/schools/{school.pk}/pupils/?q=zzz")
        expect(page.get_by_role("heading", name="Nobody fits")).to_be_visible()
        assert_accessible(page)
        assert_no_sideways_scroll(page)
