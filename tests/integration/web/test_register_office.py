"""The office's pages of the registers: the board, an entry, the gate sheet, plans, closures, bulk edits, paper."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.models import Closure, Submission
from onroll.service.people.models import RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.integration.web.pages import days, words_of

pytestmark = pytest.mark.django_db


DAY = dt.timedelta(days=1)


class TestTheBoard:
    def test_says_how_every_register_stands(self, a_class, officer, school):
        a_class.take("/", "N")
        page = words_of(officer.get(f"{school}/registers/"))
        assert "All 1 register taken." in page
        assert "5 Oak Mx A. Example, 8:50am Taken 2 of 2 1 1" in page

    def test_gives_a_script_the_table_alone(self, officer, school):
        part = officer.get(f"{school}/registers/", headers={"HX-Request": "true"})
        assert part.content.decode().lstrip().startswith('<div id="board"')

    def test_goes_to_any_day_and_session(self, a_class, officer, school):
        page = words_of(officer.get(f"{school}/registers/?date=2026-09-08&session=PM"))
        assert "Tuesday 8 September 2026, afternoon" in page
        assert "Not yet open" in page

    def test_takes_an_odd_address_for_the_present_session(self, officer, school):
        assert "Monday 7 September 2026, morning" in words_of(
            officer.get(f"{school}/registers/?date=soon&session=XX")
        )

    def test_shows_a_teacher_their_own_groups_alone(self, a_class, browse, school):
        page = words_of(browse(a_user("teacher", group=a_class.group)).get(f"{school}/registers/"))
        assert "5 Oak" in page
        assert "Remind" not in page

    def test_reminds_of_every_register_to_come_in_the_order_of_the_school(self, a_class, officer, school):
        for name, year_group in (("10 Ash", "10"), ("Acorns", "R"), ("Mixed", "")):
            a_pupil_on_roll(a_class.school, a_group(a_class.school, name, year_group))
        page = words_of(officer.get(f"{school}/registers/"))
        assert "Still to come: Acorns, 5 Oak, 10 Ash, Mixed." in page
        bulk_edit = words_of(officer.get(f"{school}/registers/bulk-edit/"))
        assert "Acorns 5 Oak 10 Ash Mixed" in bulk_edit


class TestAnEntry:
    def address(self, a_class) -> str:
        return f"/schools/{a_class.school.pk}/pupils/{a_class.amina.pk}/entries/{MONDAY.isoformat()}/am/"

    def test_shows_every_entry_with_who_when_role_and_reason(self, a_class, officer):
        a_class.take("N", "/")
        a_class.amend(a_class.amina, "I", reason="Her mother rang")
        page = words_of(officer.get(self.address(a_class)))
        assert "I Illness" in page
        assert (
            "Reason: Her mother rang Mx A. Example, attendance officer, 8 September 2026 at 10:00am" in page
        )
        assert "N Reason not yet established" in page

    def test_is_amended_with_a_reason(self, a_class, officer):
        a_class.take("N", "/")
        answer = officer.post(self.address(a_class), {"code": "I", "reason": "Her mother rang"}, follow=True)
        assert "Amended to I." in words_of(answer)
        assert a_class.history(a_class.amina) == ["N", "I"]

    def test_is_read_by_a_tutor_whose_group_the_pupil_joined_since_and_not_amended(
        self, a_class, browse, morning
    ):
        a_class.take("N")
        tuesday = MONDAY + dt.timedelta(days=1)
        RegistrationGroupMembership.objects.filter(pupil=a_class.amina).update(first_day=tuesday)
        morning.is_at(9, on=tuesday)
        tutor = browse(a_user("tutor", group=a_class.group))
        assert "Ask the attendance officer to amend it." in words_of(tutor.get(self.address(a_class)))
        assert tutor.post(self.address(a_class), {"code": "I", "reason": "Ill"}).status_code == 403

    def test_is_refused_to_a_tutor_of_another_group(self, a_class, browse):
        tutor = browse(a_user("tutor", group=a_group(a_class.school, "5 Elm")))
        assert tutor.get(self.address(a_class)).status_code == 403

    def test_is_not_amended_without_one(self, a_class, officer):
        a_class.take("N", "/")
        answer = officer.post(self.address(a_class), {"code": "I", "reason": " "})
        assert answer.status_code == 409
        assert 'href="#reason"' in answer.content.decode()
        assert a_class.history(a_class.amina) == ["N"]

    def test_asks_for_a_code(self, a_class, officer):
        assert "Choose the code that is right." in words_of(
            officer.post(self.address(a_class), {"reason": "x"})
        )

    def test_of_a_pupil_of_no_roll_does_not_exist(self, a_class, officer):
        other = AClass()
        path = f"/schools/{a_class.school.pk}/pupils/{other.amina.pk}/entries/{MONDAY.isoformat()}/am/"
        assert officer.get(path).status_code == 404


class TestTheGateSheet:
    @pytest.mark.parametrize("words", ["ami", "beg", "ab", "5 oak", "amina beg"])
    def test_finds_a_pupil(self, officer, school, words):
        assert "Amina Begum" in words_of(officer.get(f"{school}/gate/", {"q": words}))

    def test_puts_those_who_are_not_in_before_those_who_are(self, a_class, officer, school):
        a_class.take("/", "")
        page = words_of(officer.get(f"{school}/gate/?q=5 Oak"))
        assert page.index("Callum Eyre 5 Oak Arrived") < page.index("Amina Begum 5 Oak · marked / in already")

    def test_says_so_where_nobody_matches(self, officer, school):
        assert "Nobody on roll today matches “zz”." in words_of(officer.get(f"{school}/gate/", {"q": "zz"}))

    def test_signs_in_now_with_one_button(self, a_class, officer, school, morning):
        morning.is_at(9, 4)
        page = words_of(officer.post(f"{school}/gate/", {"pupil": a_class.amina.pk, "q": "am"}, follow=True))
        assert "Signed in at 9:04am: L, 19 minutes late." in page
        assert "Amina Begum 9:04am L 19 min" in page

    def test_marks_u_after_closing_and_l_at_closing(self, a_class, officer, school, morning):
        morning.is_at(9, 30)
        officer.post(f"{school}/gate/", {"pupil": a_class.amina.pk, "at": "9.15"})
        officer.post(f"{school}/gate/", {"pupil": a_class.callum.pk, "at": "916"})
        assert [a_class.code(a_class.amina), a_class.code(a_class.callum)] == ["L", "U"]

    def test_is_kept_once_where_the_button_is_pressed_twice(self, a_class, officer, school, morning):
        morning.is_at(9, 4)
        for _ in range(2):
            officer.post(f"{school}/gate/", {"pupil": a_class.amina.pk, "key": "once"})
        assert Submission.objects.count() == 1

    def test_asks_for_a_time_it_can_read(self, a_class, officer, school):
        answer = officer.post(f"{school}/gate/", {"pupil": a_class.amina.pk, "at": "late"})
        assert "Enter the time of arrival like 9:24" in words_of(answer)

    def test_offers_no_button_for_a_pupil_who_is_in(self, a_class, officer, school):
        a_class.take("/")
        assert "in already" in words_of(officer.get(f"{school}/gate/", {"q": "amina"}))

    def test_prints(self, a_class, officer, school, morning):
        morning.is_at(9, 4)
        officer.post(f"{school}/gate/", {"pupil": a_class.amina.pk, "note": "Bus broke down"})
        assert "Amina Begum 9:04am L 19 Bus broke down" in words_of(officer.get(f"{school}/gate/print/"))


class TestClosures:
    FIELDS = {"code": "Y4", "reason": "Boiler failed", **days(MONDAY)}

    def test_are_looked_at_before_anything_is_written(self, a_class, officer, school):
        a_class.take("/")
        page = words_of(officer.post(f"{school}/registers/closures/", {**self.FIELDS, "do": "preview"}))
        assert "1 entry for 1 pupil still blank" in page
        assert "1 mark already made is kept" in page
        assert "1 session, entered when it comes" in page
        assert not Closure.objects.exists()

    def test_keep_marks_already_made(self, a_class, officer, school):
        a_class.take("/")
        officer.post(f"{school}/registers/closures/", {**self.FIELDS, "do": "close"})
        assert [a_class.code(a_class.amina), a_class.code(a_class.callum)] == ["/", "Y4"]

    def test_are_what_the_registers_and_today_say_first(self, a_class, officer, school):
        board = f"{school}/registers/"
        assert "The school is closed" not in words_of(officer.get(board))
        officer.post(f"{school}/registers/closures/", {**self.FIELDS, "do": "close"})
        said = "The school is closed today: Boiler failed. These are the registers of"
        assert said in words_of(officer.get(board))
        assert said not in words_of(officer.get(f"{board}?date=2026-09-08&session=AM"))
        today = words_of(officer.get(f"{school}/today/"))
        assert "the school is closed today: Boiler failed" in today
        assert "no register has opened today" not in today

    def test_of_a_morning_are_said_to_be_of_it(self, a_class, officer, school):
        officer.post(f"{school}/registers/closures/", {**self.FIELDS, "session": "AM", "do": "close"})
        assert "the school is closed this morning: Boiler failed" in words_of(officer.get(f"{school}/today/"))

    def test_are_withdrawn(self, a_class, officer, school):
        officer.post(f"{school}/registers/closures/", {**self.FIELDS, "do": "close"})
        closure = Closure.objects.get()
        page = words_of(officer.post(f"{school}/registers/closures/{closure.pk}/withdraw/", follow=True))
        assert "Closure withdrawn" in page
        again = words_of(officer.get(f"{school}/registers/closures/{closure.pk}/withdraw/", follow=True))
        assert "This closure is withdrawn already" in again

    def test_ask_before_they_are_withdrawn(self, a_class, officer, school):
        officer.post(f"{school}/registers/closures/", {**self.FIELDS, "do": "close"})
        closure = Closure.objects.get()
        page = words_of(officer.get(f"{school}/registers/closures/{closure.pk}/withdraw/"))
        assert "Withdraw the closure of Mon 7 Sep?" in page
        assert "The whole school: Y4, Boiler failed." in page
        assert "a bulk edit amends every Y4 of these days at once" in page
        assert Closure.objects.get().withdrawn_at is None

    def test_are_of_every_group_of_a_year_ticked(self, a_class, officer, school):
        beside = a_group(a_class.school, "5 Ash", a_class.group.year_group)
        a_group(a_class.school, "6 Elm", "6")
        page = words_of(officer.get(f"{school}/registers/closures/"))
        assert "All of Year 5" in page
        assert "All of Year 6" not in page
        sent = {**self.FIELDS, "code": "Y3", "year": a_class.group.year_group, "do": "close"}
        officer.post(f"{school}/registers/closures/", sent)
        assert set(Closure.objects.get().groups.all()) == {a_class.group, beside}

    def test_name_a_year_that_is_whole_and_the_rest_one_by_one(self, a_class, officer, school):
        a_group(a_class.school, "5 Ash", a_class.group.year_group)
        elm, _ = a_group(a_class.school, "6 Elm", "6"), a_group(a_class.school, "6 Fir", "6")
        sent = {**self.FIELDS, "code": "Y3", "year": a_class.group.year_group, "group": elm.pk}
        assert "Who Year 5, 6 Elm" in words_of(officer.post(f"{school}/registers/closures/", sent))
        officer.post(f"{school}/registers/closures/", {**sent, "do": "close"})
        assert "Year 5, 6 Elm. By" in words_of(officer.get(f"{school}/registers/closures/"))
        withdraw = f"{school}/registers/closures/{Closure.objects.get().pk}/withdraw/"
        assert "Year 5, 6 Elm: Y3, Boiler failed." in words_of(officer.get(withdraw))

    def test_of_a_part_stand_in_the_day_of_the_calendar_until_withdrawn(self, a_class, officer, school):
        a_group(a_class.school, "6 Elm", "6")
        sent = {**self.FIELDS, "code": "Y3", "group": a_class.group.pk, "do": "close"}
        officer.post(f"{school}/registers/closures/", sent)
        said = "Not for everyone 5 Oak closed: Y3, Boiler failed. Withdraw"
        day = f"{school}/calendar/{MONDAY}/"
        assert said in words_of(officer.get(day))
        assert "Not for everyone" not in words_of(officer.get(f"{school}/calendar/{MONDAY + DAY}/"))
        officer.post(f"{school}/registers/closures/{Closure.objects.get().pk}/withdraw/")
        assert "Not for everyone" not in words_of(officer.get(day))

    def test_never_take_groups_that_have_ended_for_the_whole_school(self, a_class, officer, school):
        answer = officer.post(f"{school}/registers/closures/", {**self.FIELDS, "year": "13", "do": "close"})
        assert "No group chosen is here" in words_of(answer)
        assert not Closure.objects.exists()

    def test_of_a_part_are_refused_without_its_groups_and_keep_what_was_typed(self, a_class, officer, school):
        answer = officer.post(f"{school}/registers/closures/", {**self.FIELDS, "code": "Y3", "do": "preview"})
        assert "Choose the groups that cannot be taken in, or choose Y4." in words_of(answer)
        assert b'value="Boiler failed"' in answer.content

    def test_say_what_is_missing(self, officer, school):
        page = words_of(officer.post(f"{school}/registers/closures/", {"do": "preview"}))
        assert "Enter the first day closed." in page
        assert "Say why the school is closed." in page


class TestPaper:
    def test_prints_a_register(self, a_class, officer, school):
        a_class.take("/", "N")
        page = words_of(officer.get(f"{school}/registers/{a_class.group.pk}/{MONDAY}/am/print/"))
        assert "Last saved by Mx A. Example" in page
        assert "Callum Eyre N" in page

    def test_says_on_which_day_a_register_was_taken(self, a_class, officer, school):
        a_class.take("/", "N")
        page = words_of(officer.get(f"{school}/registers/{a_class.group.pk}/{MONDAY}/am/print/"))
        assert "by Mx A. Example on Mon 7 Sep, 8:50am." in page

    def test_prints_a_list_to_take_on_paper(self, a_class, officer, school):
        a_class.take("/", "N")
        page = words_of(officer.get(f"{school}/registers/{a_class.group.pk}/{MONDAY}/am/print/?blank=yes"))
        assert "Callum Eyre" in page
        assert "Callum Eyre N" not in page

    def test_leaves_a_line_for_who_takes_it_by_hand_until_it_is_taken(self, a_class, officer, school):
        address = f"{school}/registers/{a_class.group.pk}/{MONDAY.isoformat()}/am/print/"
        assert "Taken by at Pupil" in words_of(officer.get(address))
        a_class.take("/", "N")
        assert "Taken by at Pupil" not in words_of(officer.get(address))
        assert "Taken by at Pupil" in words_of(officer.get(f"{address}?blank=yes"))

    def test_prints_every_register_of_a_session(self, a_class, officer, school):
        assert "5 Oak, Monday 7 September 2026" in words_of(
            officer.get(f"{school}/registers/print/{MONDAY}/am/")
        )

    def test_prints_a_week_on_one_sheet(self, a_class, officer, school):
        a_class.take("I", "/")
        a_class.take("\\", "\\", session="PM", now=at(13, 5))
        page = words_of(officer.get(f"{school}/registers/{a_class.group.pk}/{MONDAY}/week/"))
        assert "Amina Begum I \\" in page


class TestADayNoSchoolKeeps:
    @pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2026-02-30"])
    def test_is_at_no_address(self, a_class, officer, school, day):
        assert officer.get(f"{school}/registers/{a_class.group.pk}/{day}/week/").status_code == 404
        assert officer.get(f"{school}/calendar/{day}/").status_code == 404

    @pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
    def test_begins_outside_three_centuries(self, a_class, officer, school, day):
        assert officer.get(f"{school}/registers/{a_class.group.pk}/{day}/week/").status_code == 200
        assert officer.get(f"{school}/calendar/{day}/").status_code == 200
