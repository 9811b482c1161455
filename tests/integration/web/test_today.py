"""Today, for each who opens it: what waits, why, by when, and what can be done about it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.models import AttendanceEntry, Plan
from onroll.service.duties.models import Reminder
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import PupilMarker
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, an_authority
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(a_class: AClass, browse):
    return browse(a_user("attendance_officer", school=a_class.school, name="Mrs A. Example"))


def today(client, a_class: AClass) -> str:
    answer = client.get(f"/schools/{a_class.school.pk}/today/")
    assert answer.status_code == 200
    return words_of(answer)


class TestTheOffice:
    def test_is_told_of_a_register_not_taken_ten_minutes_after_it_opened(self, a_class, officer, morning):
        morning.is_at(8, 54)
        assert "5 Oak has not been taken" not in today(officer, a_class)
        morning.is_at(8, 55)
        assert (
            "5 Oak has not been taken It closes in 20 minutes. 2 pupils with no entry. Regulation 10(1)"
            in today(officer, a_class)
        )

    def test_is_told_how_long_ago_a_missing_register_closed(self, a_class, officer, morning):
        morning.is_at(9, 24)
        assert "The morning register closed 9 minutes ago." in today(officer, a_class)

    def test_is_told_of_a_register_left_part_done(self, a_class, officer, morning):
        a_class.take("/")
        assert "5 Oak is part done: 1 of 2 blank" in today(officer, a_class)

    def test_has_a_register_left_part_done_among_what_comes_first_once_it_should_be_finished(
        self, a_class, officer, morning
    ):
        a_class.take("/")
        morning.is_at(8, 54)
        assert "Now Kind" not in today(officer, a_class)
        morning.is_at(8, 55)
        assert "Now Kind What and why Who By Do Register 5 Oak is part done" in today(officer, a_class)

    def test_reads_the_morning_in_numbers(self, a_class, officer):
        a_class.take("/", "N")
        page = today(officer, a_class)
        assert "1 of 1 registers taken" in page
        assert "1 absent with no reason yet (N)" in page

    def test_sees_it_empty_and_say_that_it_is_done(self, a_class, officer):
        SchoolSession.objects.filter(date__lt=MONDAY).delete()
        a_class.take("/", "/", finished=True)
        assert "All done for now Every register due is taken" in today(officer, a_class)

    def test_is_told_on_the_fifth_school_day_of_code_n_and_not_before(self, a_class, officer, morning):
        take_all_week(a_class, first="N")
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=4))
        assert "establish the reason" not in today(officer, a_class)
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=7))
        page = today(officer, a_class)
        assert "Amina Begum: establish the reason, or code N becomes O" in page
        assert (
            "1 session with no reason, from Monday 7 September. The last day that code N may stand is today."
            in page
        )

    def test_is_told_of_blanks_of_earlier_days(self, a_class, officer, morning):
        a_class.take("/")
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=1))
        assert "5 Oak: 1 pupil blank on Monday 7 September, morning" in today(officer, a_class)

    def test_enters_what_was_planned_once_the_register_has_closed(self, a_class, officer, morning):
        a_plan(a_class)
        a_class.take("", "/")
        morning.is_at(9, 16)
        assert "1 planned absence to enter" in today(officer, a_class)
        officer.post(
            f"/schools/{a_class.school.pk}/today/enter-plans/", {"date": MONDAY.isoformat(), "session": "AM"}
        )
        assert a_class.code(a_class.amina) == "C"
        assert "1 planned absence entered." in today(officer, a_class)

    def test_sees_no_safeguarding_that_its_role_does_not_see(self, a_class, officer, browse):
        PupilMarker.objects.create(pupil=a_class.amina, kind="social worker", first_day=MONDAY)
        assert "Has a social worker" not in today(officer, a_class)
        lead = browse(a_user("safeguarding_lead", school=a_class.school))
        page = today(lead, a_class)
        assert "1 priority pupils not yet seen" in page
        assert "Amina Begum Has a social worker · no entry yet" in page

    def test_is_told_how_many_reasons_are_due_and_how_many_overdue(self, a_class, officer, morning):
        take_all_week(a_class, first="N")
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=7))
        assert "1 reason to find by today Today" in today(officer, a_class)
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=8))
        page = today(officer, a_class)
        assert "1 reason to find by today; 1 overdue" in page
        assert "overdue Mon 14 Sep" in page

    def test_reminds_of_every_register_still_to_come_with_one_button(self, a_class, officer, morning):
        other = a_group(a_class.school, "6 Ash", "6")
        a_pupil_on_roll(a_class.school, other, "Daisy", "Fenn")
        morning.is_at(9)
        page = officer.get(f"/schools/{a_class.school.pk}/today/")
        assert "Remind all 2" in words_of(page)
        a_class.take("/", "/", finished=True)
        assert "Remind all" not in today(officer, a_class)

    def test_is_shown_the_first_eight_registers_to_come_and_the_rest_on_asking(
        self, a_class, officer, morning
    ):
        for number in range(8):
            group = a_group(a_class.school, f"6 Ash {number}", "6")
            a_pupil_on_roll(a_class.school, group, f"Daisy{number}", "Fenn")
        morning.is_at(9)
        assert "1 more to do now" in today(officer, a_class)

    def test_gives_a_script_the_part_that_changes_and_leaves_what_was_done_to_be_read(
        self, a_class, officer, morning
    ):
        morning.is_at(9)
        address = f"/schools/{a_class.school.pk}/today/"
        fields = {"date": MONDAY.isoformat(), "session": "AM", "group": a_class.group.pk, "back": "today"}
        officer.post(f"/schools/{a_class.school.pk}/registers/remind/", fields)
        part = officer.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
        assert "5 Oak has not been taken" in part
        assert "Reminded 5 Oak." in today(officer, a_class)


class TestAnInspector:
    def test_is_offered_to_open_an_entry_and_not_to_change_it(self, a_class, browse, morning):
        take_all_week(a_class, first="N")
        morning.is_at(8, 46, on=MONDAY + dt.timedelta(days=7))
        page = today(browse(a_user("inspector", school=a_class.school)), a_class)
        assert "Open the entry" in page
        assert "Record reason" not in page

    def test_reads_of_what_is_others_to_do_and_has_no_empty_place_for_a_button(
        self, a_class, officer, browse, morning
    ):
        a_plan(a_class)
        a_class.take("", "/")
        morning.is_at(9, 16)
        assert "To read only" not in today(officer, a_class)
        page = today(browse(a_user("inspector", school=a_class.school)), a_class)
        assert "1 planned absence to enter" in page
        assert "To read only" in page


class TestReminding:
    def test_is_seen_by_the_teacher_until_the_register_is_taken(self, a_class, officer, browse, morning):
        morning.is_at(9)
        officer.post(
            f"/schools/{a_class.school.pk}/registers/remind/",
            {"date": MONDAY.isoformat(), "session": "AM", "group": a_class.group.pk},
        )
        assert Reminder.objects.get().made_by_name == "Mrs A. Example"
        teacher = browse(a_user("teacher", group=a_class.group))
        assert "The office asked for it at 9:00am." in today(teacher, a_class)
        a_class.take("/", "/", finished=True, now=at(9, 1))
        assert "The office asked" not in today(teacher, a_class)

    def test_is_refused_to_a_teacher_of_another_class(self, a_class, browse):
        inspector = browse(a_user("inspector", school=a_class.school))
        answer = inspector.post(
            f"/schools/{a_class.school.pk}/registers/remind/", {"group": a_class.group.pk}
        )
        assert (answer.status_code, Reminder.objects.count()) == (403, 0)


class TestATeacher:
    def test_has_a_button_to_take_each_register(self, a_class, browse):
        assert "Take 5 Oak, morning" in today(browse(a_user("teacher", group=a_class.group)), a_class)

    def test_is_told_when_all_are_taken(self, a_class, browse):
        a_class.take("/", "/", finished=True)
        assert "All your registers are taken" in today(
            browse(a_user("teacher", group=a_class.group)), a_class
        )

    def test_sees_no_other_class(self, a_class, browse):
        a_group(a_class.school, "6 Ash", "6")
        assert "6 Ash" not in today(browse(a_user("teacher", group=a_class.group)), a_class)


class TestAGovernor:
    def test_is_not_told_that_no_register_opened_where_it_may_not_know(self, a_class, browse):
        page = today(browse(a_user("data_protection_officer", school=a_class.school)), a_class)
        assert "8:50am Nothing here waits for you" in page

    def test_sees_figures_and_never_a_named_child(self, a_class, browse):
        a_class.take("N", "/")
        page = today(browse(a_user("governor", school=a_class.school)), a_class)
        assert "1 of 1 registers taken" in page
        assert "Amina" not in page


class TestAnAdministrator:
    def test_is_led_to_what_the_school_needs_before_it_starts(self, a_class, browse):
        page = today(browse(a_user("administrator", school=a_class.school)), a_class)
        assert "What stops this school starting" in page
        assert "Pupils, parents, staff and marks of another system come in as files" in page
        assert "Amina" not in page


class TestThoseWithManySchools:
    def test_an_officer_sees_this_mornings_registers_by_school(self, a_class, browse):
        a_class.take("/", "N")
        officer = browse(a_user("attendance_support_officer", authority=a_class.school.authority))
        answer = officer.get("/", follow=True)
        assert answer.redirect_chain == [(f"/authorities/{a_class.school.authority_id}/", 302)]
        assert "Broadmere Primary School North Morning 1 of 1 Taken 2 0 1" in words_of(answer)

    def test_another_authority_does_not_exist(self, a_class, browse):
        officer = browse(a_user("attendance_support_officer", authority=a_class.school.authority))
        assert officer.get(f"/authorities/{an_authority().pk}/").status_code == 404

    def test_someone_without_a_role_is_told_what_to_do(self, a_class, browse):
        answer = browse(a_user()).get("/")
        assert (answer.status_code, "You hold no role today" in words_of(answer)) == (403, True)


def take_all_week(a_class: AClass, *, first: str) -> None:
    """Take the mornings and afternoons of a week: Amina's first as given, everyone present from then on."""
    for day in range(5):
        on = MONDAY + dt.timedelta(days=day)
        a_class.take(first if day == 0 else "/", "/", date=on, now=at(8, 50, on=on))
        a_class.take("\\", "\\", date=on, session="PM", now=at(13, 5, on=on))
    assert AttendanceEntry.objects.count() == 20


def a_plan(a_class: AClass) -> Plan:
    return Plan.objects.create(
        school=a_class.school,
        pupil=a_class.amina,
        kind="leave",
        code="C",
        first_day=MONDAY,
        last_day=MONDAY,
        made_at=at(8),
        made_by_name="Mrs A. Example",
    )
