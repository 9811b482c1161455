"""Taking a register without scripts: what the page holds, and what becomes of each way of sending it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.ledger import lock_ledger
from onroll.service.attendance_register.models import AttendanceEntry, Plan, Submission
from onroll.service.web.access.idle import WRITTEN_EVERY
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import form_of, words_of
from tests.support.statements import Statements


def address(a_class: AClass, session: str = "am", on: dt.date = MONDAY) -> str:
    return f"/schools/{a_class.school.pk}/registers/{a_class.group.pk}/{on.isoformat()}/{session}/"


@pytest.fixture
def teacher(a_class: AClass) -> User:
    return a_user("teacher", group=a_class.group, name="Mr J. Sample")


@pytest.fixture
def officer(a_class: AClass) -> User:
    return a_user("attendance_officer", school=a_class.school, name="Mrs A. Example")


class Register:
    """A register open in somebody's browser: fields are changed, then sent."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path
        self.page = client.get(path)
        self.fields = form_of(self.page)

    def mark(self, pupil, code: str, **others: str) -> Register:
        boxed = code in ("/", "\\", "N", "L")
        self.fields[f"c{pupil.pk}"] = code if boxed else ""
        self.fields[f"o{pupil.pk}"] = "" if boxed else code
        for letter, value in others.items():
            self.fields[f"{letter[0]}{pupil.pk}"] = value
        return self

    def send(self, do: str = "save", **others: str):
        return self.client.post(self.path, {**self.fields, "do": do, **others})


class TestTheRegisterPage:
    def test_opens_in_at_most_ten_statements_whatever_the_class_size(self, a_class, teacher, browse):
        client = browse(teacher)
        client.get("/account/")  # notes that the session is used, for the next five minutes
        counts = []
        for _ in range(2):
            with Statements() as statements:
                assert client.get(address(a_class)).status_code == 200
            counts.append(len(statements.counted))
            for number in range(28):
                a_pupil_on_roll(a_class.school, a_class.group, "Beth", f"Carter{number}")
        assert counts[0] == counts[1] <= 10, statements.counted

    def test_is_at_most_60_kb_for_thirty_pupils_with_a_full_strip(self, a_class, teacher, browse, morning):
        pupils = [a_pupil_on_roll(a_class.school, a_class.group, "Beth", f"Carter{n}") for n in range(28)]
        for day in range(5):
            on = MONDAY + dt.timedelta(days=day)
            for session in ("AM", "PM"):
                enter(a_class, pupils, on, session, "I")
        saturday = MONDAY + dt.timedelta(days=7)
        morning.is_at(8, 50, on=saturday)
        page = browse(teacher).get(address(a_class, on=saturday))
        assert page.content.count(b'class="disc"') == 30
        assert len(page.content) < 60_000

    def test_assumes_nobody_present(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class))
        assert "0 of 2 marked" in words_of(register.page)
        assert f"c{a_class.amina.pk}" not in register.fields

    def test_shows_a_plan_as_a_plan_and_fills_it_in_without_entering_it(self, a_class, teacher, browse):
        a_plan(a_class, a_class.amina, "C")
        register = Register(browse(teacher), address(a_class))
        assert "Leave agreed · C" in words_of(register.page)
        assert register.fields[f"o{a_class.amina.pk}"] == "C"
        assert not AttendanceEntry.objects.exists()

    def test_fills_in_what_a_plan_says_of_a_code_that_must_say_it_and_no_more(self, a_class, teacher, browse):
        a_plan(a_class, a_class.amina, "B", note="Construction, Tarn Works")
        a_plan(a_class, a_class.callum, "C", note="His grandmother’s funeral")
        register = Register(browse(teacher), address(a_class))
        assert register.fields[f"n{a_class.amina.pk}"] == "Construction, Tarn Works"
        assert f"n{a_class.callum.pk}" not in register.fields
        assert "funeral" not in words_of(register.page)

    def test_leaves_a_plan_for_the_office_where_the_role_may_not_enter_its_code(
        self, a_class, teacher, browse
    ):
        a_plan(a_class, a_class.amina, "Y5")
        register = Register(browse(teacher), address(a_class))
        page = words_of(register.page)
        assert "Leave agreed · Y5, waiting for the office to enter" in page
        assert "1 pupil waiting for the office. Amina Begum (Y5): the office enters what is planned." in page
        assert register.fields[f"o{a_class.amina.pk}"] == ""

    def test_says_who_took_it_and_starts_from_that(self, a_class, teacher, browse):
        a_class.take("/", "N")
        register = Register(browse(teacher), address(a_class))
        assert "Last saved by Mx A. Example at 8:50am." in words_of(register.page)
        assert register.fields[f"c{a_class.callum.pk}"] == "N"

    def test_says_the_day_too_where_it_was_taken_on_another(self, a_class, teacher, browse, morning):
        a_class.take("/", "N")
        morning.is_at(8, 50, on=MONDAY + dt.timedelta(days=1))
        page = words_of(Register(browse(teacher), address(a_class)).page)
        assert "Last saved by Mx A. Example on Mon 7 Sep, 8:50am" in page

    def test_offers_to_finish_or_to_save_part_done_until_it_is_finished(self, a_class, teacher, browse):
        a_class.take("/", "")
        page = words_of(Register(browse(teacher), address(a_class)).page)
        assert "Finish register Save part done Everyone else is present" in page
        a_class.take("", "/", finished=True)
        page = words_of(Register(browse(teacher), address(a_class)).page)
        assert "Save changes All of this is saved." in page
        assert "Save part done" not in page

    def test_says_how_long_it_stays_open_to_the_second_for_a_script(self, a_class, teacher, browse, morning):
        morning.is_at(9, 14)
        page = Register(browse(teacher), address(a_class)).page.content.decode()
        assert 'data-seconds="60"' in page
        assert "1 minute left" in page

    def test_says_that_the_school_does_not_meet_on_a_sunday(self, a_class, teacher, browse):
        sunday = MONDAY - dt.timedelta(days=1)
        assert "The school does not meet then" in words_of(browse(teacher).get(address(a_class, on=sunday)))

    def test_is_kept_by_no_browser(self, a_class, teacher, browse):
        assert "no-store" in browse(teacher).get(address(a_class)).headers["Cache-Control"]


class TestSavingARegister:
    def test_saves_thirty_marks_in_at_most_ten_statements(self, a_class, teacher, browse):
        pupils = [a_pupil_on_roll(a_class.school, a_class.group, "Beth", f"Carter{n}") for n in range(28)]
        with transaction.atomic():
            lock_ledger(a_class.school.pk)  # the school's ledger begins once, and not with this register
        register = Register(browse(teacher), address(a_class))
        for pupil in (a_class.amina, a_class.callum, *pupils):
            register.mark(pupil, "/")
        with Statements() as statements:
            assert register.send("finish").status_code == 302
        assert AttendanceEntry.objects.count() == 30
        assert len(statements.counted) <= 10, statements.counted

    @pytest.mark.parametrize("by", [{}, {"X-Requested-With": "fetch"}])
    def test_saves_in_as_few_when_its_page_was_opened_long_ago(
        self, a_class, teacher, browse, monkeypatch, by
    ):
        with transaction.atomic():
            lock_ledger(a_class.school.pk)
        opened_at = clock.real_now()
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        later = opened_at + dt.timedelta(seconds=WRITTEN_EVERY + 1)
        monkeypatch.setattr(clock, "real_now", lambda: later)
        with Statements() as statements:
            assert register.client.post(
                register.path, {**register.fields, "do": "save"}, headers=by
            ).status_code in (200, 302)
        assert a_class.code(a_class.amina) == "/"
        assert len(statements.counted) <= 10, statements.counted

    def test_keeps_blanks_blank_and_says_how_many(self, a_class, teacher, browse):
        client = browse(teacher)
        Register(client, address(a_class)).mark(a_class.amina, "/").send()
        assert a_class.code(a_class.callum) is None
        assert "1 mark saved at 8:50am. 1 pupil still blank." in words_of(client.get(address(a_class)))

    def test_does_not_finish_with_a_gap_and_points_at_it(self, a_class, teacher, browse):
        answer = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/").send("finish")
        assert answer.status_code == 409
        assert f'href="#p{a_class.callum.pk}">Callum Eyre: No code yet.' in answer.content.decode()
        assert a_class.code(a_class.amina) is None
        assert form_of(answer)[f"c{a_class.amina.pk}"] == "/"

    def test_counts_many_gaps_and_names_none_so_that_the_register_stays_in_sight(
        self, a_class, teacher, browse
    ):
        pupils = [
            a_pupil_on_roll(a_class.school, a_class.group, "Zed", name)
            for name in ("Ash", "Elm", "Oak", "Yew")
        ]
        page = Register(browse(teacher), address(a_class)).send("finish").content.decode()
        assert "6 pupils have no code yet" in page
        assert "Callum Eyre: No code yet." not in page
        assert all(f'id="p{pupil.pk}" class="bad"' in page for pupil in [a_class.amina, *pupils])

    def test_takes_minutes_with_l(self, a_class, teacher, browse):
        Register(browse(teacher), address(a_class)).mark(a_class.amina, "L", minutes="5").send()
        assert AttendanceEntry.objects.get().minutes_late == 5

    def test_drops_minutes_left_over_from_l(self, a_class, teacher, browse):
        client = browse(teacher)
        Register(client, address(a_class)).mark(a_class.amina, "L", minutes="5").send()
        Register(client, address(a_class)).mark(a_class.amina, "/").send()
        assert a_class.code(a_class.amina) == "/"

    def test_asks_for_minutes_in_figures(self, a_class, teacher, browse):
        answer = Register(browse(teacher), address(a_class)).mark(a_class.amina, "L", minutes="five").send()
        assert "Minutes late must be a whole number, such as 5; “five” is not." in words_of(answer)

    def test_refuses_a_row_with_its_cure_and_keeps_the_others_as_typed(self, a_class, teacher, browse):
        register = (
            Register(browse(teacher), address(a_class)).mark(a_class.amina, "K").mark(a_class.callum, "/")
        )
        answer = register.send()
        assert "Code K needs a note." in words_of(answer)
        assert f'name="n{a_class.amina.pk}"' in answer.content.decode()
        assert form_of(answer)[f"c{a_class.callum.pk}"] == "/"
        assert not AttendanceEntry.objects.exists()

    def test_refuses_two_codes_for_one_pupil(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        register.fields[f"o{a_class.amina.pk}"] = "I"
        assert "Two codes were given, / and I." in words_of(register.send())

    def test_takes_what_is_typed_over_a_box_that_was_stored(self, a_class, teacher, browse):
        a_class.take("N")
        register = Register(browse(teacher), address(a_class))
        register.fields[f"o{a_class.amina.pk}"] = "i"
        register.send()
        assert a_class.code(a_class.amina) == "I"

    def test_sent_twice_is_kept_once(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        assert [register.send().status_code for _ in range(2)] == [302, 302]
        assert Submission.objects.count() == 1

    def test_leaves_alone_what_its_sender_did_not_touch(self, a_class, teacher, browse):
        a_class.take("/", "")
        register = Register(browse(teacher), address(a_class)).mark(a_class.callum, "/")
        a_class.amend(a_class.amina, "I", now=at(8, 51))
        assert register.send().status_code == 302
        assert [a_class.code(a_class.amina), a_class.code(a_class.callum)] == ["I", "/"]

    def test_shows_what_somebody_else_entered_beside_what_was_sent(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        a_class.take("I", by=a_class.officer)
        answer = register.send()
        assert answer.status_code == 409
        assert "Mx A. Example entered I at 8:50am, while you had this open. You sent /." in words_of(answer)
        assert a_class.history(a_class.amina) == ["I"]

    def test_replaces_theirs_when_sent_again_from_the_page_that_showed_it(self, a_class, teacher, browse):
        client = browse(teacher)
        register = Register(client, address(a_class)).mark(a_class.amina, "/")
        a_class.take("I", by=a_class.officer)
        register.fields = form_of(register.send())
        register.mark(a_class.amina, "/").send()
        assert a_class.history(a_class.amina) == ["I", "/"]


class TestEveryoneStillBlank:
    def test_is_asked_about_first_and_by_name(self, a_class, teacher, browse):
        answer = Register(browse(teacher), address(a_class)).mark(a_class.amina, "N").send("fill")
        assert "Mark 1 pupil present?" in words_of(answer)
        assert "Callum Eyre" in words_of(answer)
        assert "Amina" not in words_of(answer)
        assert not AttendanceEntry.objects.exists()

    def test_says_so_where_nobody_is_blank(self, a_class, teacher, browse):
        register = (
            Register(browse(teacher), address(a_class)).mark(a_class.amina, "N").mark(a_class.callum, "/")
        )
        assert "Nobody is blank, so nobody was marked present." in words_of(register.send("fill"))
        assert a_class.code(a_class.callum) is None

    def test_fills_only_the_blanks(self, a_class, teacher, browse):
        Register(browse(teacher), address(a_class)).mark(a_class.amina, "N").send("fill-yes")
        assert [a_class.code(a_class.amina), a_class.code(a_class.callum)] == ["N", "/"]

    def test_marks_the_afternoon_with_its_own_code(self, a_class, teacher, browse, morning):
        morning.is_at(13, 5)
        Register(browse(teacher), address(a_class, "pm")).send("fill-yes")
        assert a_class.code(a_class.amina, session="PM") == "\\"

    def test_goes_back_with_everything_as_it_was(self, a_class, teacher, browse):
        answer = Register(browse(teacher), address(a_class)).mark(a_class.amina, "N").send("show")
        assert form_of(answer)[f"c{a_class.amina.pk}"] == "N"
        assert not AttendanceEntry.objects.exists()


class TestAfterClosing:
    def test_asks_why_an_entry_is_changing(self, a_class, teacher, browse, morning):
        a_class.take("N", "/")
        morning.is_at(9, 30)
        answer = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/").send()
        assert "Say why the entry is changing." in words_of(answer)
        assert a_class.history(a_class.amina) == ["N"]

    def test_amends_with_the_reason(self, a_class, teacher, browse, morning):
        a_class.take("N", "/")
        morning.is_at(9, 30)
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        assert register.send(reason="She was in the library").status_code == 302
        assert a_class.history(a_class.amina) == ["N", "/"]

    def test_asks_no_reason_for_a_first_entry(self, a_class, teacher, browse, morning: Morning):
        morning.is_at(9, 30)
        assert Register(browse(teacher), address(a_class)).mark(a_class.amina, "/").send().status_code == 302


class TestAScript:
    SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}

    def test_is_told_when_it_was_saved(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "/")
        answer = register.client.post(register.path, {**register.fields, "do": "save"}, headers=self.SCRIPT)
        assert answer.json() == {"saved": "8:50am"}

    def test_is_told_that_it_is_refused(self, a_class, teacher, browse):
        register = Register(browse(teacher), address(a_class)).mark(a_class.amina, "K")
        answer = register.client.post(register.path, {**register.fields, "do": "save"}, headers=self.SCRIPT)
        assert (answer.status_code, "note" in answer.json()["refused"]) == (409, True)

    def test_is_told_to_sign_in_and_where(self, a_class, client):
        answer = client.post(address(a_class), {"do": "save"}, headers=self.SCRIPT)
        assert answer.status_code == 401
        assert answer.json()["sign_in"].startswith("/sign-in/?next=/schools/")


class TestWhoMayTakeIt:
    def test_another_schools_register_does_not_exist(self, a_class, browse):
        other = AClass()
        stranger = a_user("head", school=other.school)
        assert browse(stranger).get(address(a_class)).status_code == 404

    def test_another_groups_teacher_is_told_which_roles_could(self, a_class, browse):
        teacher = a_user("teacher", group=a_group(a_class.school, "6 Ash", "6"))
        answer = browse(teacher).get(address(a_class))
        assert answer.status_code == 403
        assert "Attendance officer" in words_of(answer)

    def test_an_inspector_reads_and_sends_nothing(self, a_class, browse):
        inspector = a_user("inspector", school=a_class.school)
        client = browse(inspector)
        assert 'value="finish"' not in client.get(address(a_class)).content.decode()
        assert client.post(address(a_class), {"do": "save"}).status_code == 403


def enter(a_class: AClass, pupils: list, on: dt.date, session: str, code: str) -> None:
    take_register(
        school_id=a_class.school.pk,
        group_id=a_class.group.pk,
        date=on,
        session=session,
        marks=[MarkGiven(pupil.pk, code) for pupil in (a_class.amina, a_class.callum, *pupils)],
        finished=True,
        key=None,
        by=a_class.officer,
        now=at(8 if session == "AM" else 13, 50 if session == "AM" else 5, on=on),
    )


def a_plan(a_class: AClass, pupil, code: str, note: str = "") -> Plan:
    return Plan.objects.create(
        school=a_class.school,
        pupil=pupil,
        kind="leave",
        code=code,
        note=note,
        first_day=MONDAY,
        last_day=MONDAY,
        made_at=at(8),
        made_by_name="Mrs A. Example",
    )
