"""The record of duties: what is to do, what waits and why, and how each thing was settled."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest

from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SERVICE = Actor.service("Duties")
FIFTH_DAY = MONDAY + dt.timedelta(days=7)
FRIDAY = MONDAY + dt.timedelta(days=11)


@pytest.fixture
def unexplained(a_class: AClass, morning) -> AClass:
    """Amina's absence of Monday morning has reached its fifth school day without a reason; the rest was taken."""
    a_class.take("N", "/", finished=True)
    SchoolSession.objects.exclude(date=MONDAY, session="AM").filter(date__lt=FIFTH_DAY).delete()
    held = SchoolSession.objects.get(date=MONDAY)
    for ahead in range(1, 5):
        held.pk, held.date = None, MONDAY + dt.timedelta(days=ahead)
        held.save()
        a_class.take("/", "/", date=held.date, finished=True)
    morning.is_at(8, 46, on=FIFTH_DAY)
    return a_class


def key_of(a_class: AClass) -> str:
    return f"reason_not_established/{a_class.amina.pk}/{MONDAY}/AM"


def look(a_class: AClass, hour: int = 8, minute: int = 46, *, on: dt.date = FIFTH_DAY) -> None:
    recheck_duties(school_id=a_class.school.pk, by=SERVICE, now=at(hour, minute, on=on), thorough=True)


def about(client, school: str, a_class: AClass) -> str:
    return words_of(client.get(f"{school}/duties/about/?{urlencode({'key': key_of(a_class)})}"))


def send(client, school: str, a_class: AClass, **fields: str):
    return client.post(f"{school}/duties/about/", {"key": key_of(a_class), **fields})


def until(day: dt.date) -> dict[str, str]:
    return {"until-day": str(day.day), "until-month": str(day.month), "until-year": str(day.year)}


class TestTheList:
    def test_says_what_is_to_do_by_when_and_whose_it_is(self, unexplained, officer, school):
        look(unexplained)
        page = words_of(officer.get(f"{school}/duties/"))
        assert "1 thing to do, 0 of them overdue" in page
        assert (
            "Amina Begum: Reason to establish for an absence Mon 7 Sep Attendance office Mon 14 Sep To do"
            in page
        )

    def test_says_how_a_thing_was_settled_and_by_whom(self, unexplained, officer, school, morning):
        look(unexplained)
        unexplained.amend(unexplained.amina, "I", now=at(9, 30, on=FIFTH_DAY))
        look(unexplained, 9, 31)
        morning.is_at(9, 32, on=FIFTH_DAY)
        page = words_of(officer.get(f"{school}/duties/?which=settled"))
        assert f"Entered as I by {unexplained.officer.name} on 14 September 2026 at 9:30am." in page

    def test_makes_one_line_of_what_says_the_same_of_one_pupil(self, unexplained, officer, school):
        unexplained.amend(unexplained.callum, "N")
        unexplained.amend(unexplained.amina, "N", date=MONDAY + dt.timedelta(days=1), now=at(8, on=FIFTH_DAY))
        look(unexplained, 9, on=FRIDAY)
        page = words_of(officer.get(f"{school}/duties/"))
        assert "Amina Begum: Reason to establish for an absence (2) Mon 7 Sep to Tue 8 Sep" in page
        assert "Callum Eyre: Reason to establish for an absence Mon 7 Sep" in page

    def test_says_that_nothing_is_left_and_where_to_look(self, a_class, officer, school):
        assert "Nothing is left to do" in words_of(officer.get(f"{school}/duties/"))


class TestADuty:
    def test_can_be_put_off_with_the_reason_and_comes_back_by_itself(
        self, unexplained, officer, school, morning
    ):
        answer = send(
            officer, school, unexplained, do="put_off", reason="Meeting on Thursday", **until(FRIDAY)
        )
        assert answer.status_code == 302
        page = about(officer, school, unexplained)
        assert "Put off until Fri 18 Sep" in page
        assert "Put off. Until 18 September 2026: Meeting on Thursday" in page
        today = words_of(officer.get(f"{school}/today/"))
        assert ("establish the reason" in today, "1 duty put off or set aside" in today) == (False, True)
        morning.is_at(8, 46, on=FRIDAY)
        assert "establish the reason" in words_of(officer.get(f"{school}/today/"))

    @pytest.mark.parametrize(
        ("day", "reason", "refusal"),
        [
            (FIFTH_DAY, "Later", "Choose a day after 14 September 2026"),
            (FIFTH_DAY + dt.timedelta(days=43), "Later", "Choose a day within 42 days"),
            (FRIDAY, " ", "Say why it can wait"),
        ],
    )
    def test_is_put_off_to_a_later_day_not_too_far_and_with_a_reason(
        self, unexplained, officer, school, day, reason, refusal
    ):
        answer = send(officer, school, unexplained, do="put_off", reason=reason, **until(day))
        assert (answer.status_code, refusal in words_of(answer)) == (409, True)
        assert not DutyEvent.objects.filter(what="put off").exists()

    def test_may_be_put_off_as_far_as_the_forty_second_day(self, unexplained, officer, school):
        last = FIFTH_DAY + dt.timedelta(days=42)
        assert (
            send(officer, school, unexplained, do="put_off", reason="Away", **until(last)).status_code == 302
        )

    def test_that_the_law_asks_for_cannot_be_set_aside(self, unexplained, officer, school):
        answer = send(officer, school, unexplained, do="set_aside", aside_reason="Tired of it")
        assert answer.status_code == 409
        assert "The law asks for this, so it cannot be set aside." in words_of(answer)

    def test_can_be_taken_up_again_before_its_day(self, unexplained, officer, school):
        send(officer, school, unexplained, do="put_off", reason="Meeting", **until(FRIDAY))
        send(officer, school, unexplained, do="take_up")
        assert "establish the reason" in words_of(officer.get(f"{school}/today/"))

    def test_handed_on_comes_first_for_whoever_has_it(self, unexplained, officer, school, browse):
        colleague = a_user("senior_attendance_champion", school=unexplained.school, name="Mr B. Example")
        send(officer, school, unexplained, do="hand_on", user=str(colleague.pk))
        page = words_of(browse(colleague).get(f"{school}/today/"))
        assert "Handed to you" in page
        assert "Mr B. Example today" in page

    def test_is_not_handed_to_somebody_of_another_school(self, unexplained, officer, school):
        stranger = a_user(name="Ms C. Elsewhere")
        answer = send(officer, school, unexplained, do="hand_on", user=str(stranger.pk))
        assert "Choose a person who holds a role in this school today." in words_of(answer)

    def test_done_meanwhile_is_refused_and_nothing_is_kept(self, unexplained, officer, school):
        unexplained.amend(unexplained.amina, "I", now=at(9, on=FIFTH_DAY))
        answer = officer.post(
            f"{school}/duties/about/",
            {"key": key_of(unexplained), "do": "put_off", "reason": "Later", **until(FRIDAY)},
        )
        assert answer.status_code == 404
        assert not DutyRecord.objects.exists()

    def test_names_no_pupil_of_another_school(self, unexplained, browse):
        elsewhere = AClass()
        officer = browse(a_user("attendance_officer", school=elsewhere.school))
        answer = officer.get(
            f"/schools/{elsewhere.school.pk}/duties/about/?{urlencode({'key': key_of(unexplained)})}"
        )
        assert answer.status_code == 404

    def test_is_to_read_only_for_who_may_not_manage_it(self, unexplained, browse, school):
        reader = browse(a_user("senco", school=unexplained.school))
        assert "Put it off" not in about(reader, school, unexplained)
        assert send(reader, school, unexplained, do="take_up").status_code == 403


class TestTheWeek:
    def test_counts_what_was_found_settled_in_time_and_left(self, unexplained, officer, school, morning):
        look(unexplained)
        unexplained.amend(unexplained.amina, "I", now=at(9, on=FIFTH_DAY))
        look(unexplained, 9, 1)
        morning.is_at(15, on=FRIDAY)
        page = words_of(officer.get(f"{school}/duties/week/"))
        assert "Mon 14 Sep to Sun 20 Sep" in page
        assert "Reasons to establish 1 1 1 0 0 0" in page

    def test_counts_what_was_settled_after_its_day_as_not_in_time(
        self, unexplained, officer, school, morning
    ):
        look(unexplained)
        late = FIFTH_DAY + dt.timedelta(days=1)
        unexplained.amend(unexplained.amina, "I", now=at(9, on=late))
        look(unexplained, 9, 1, on=late)
        morning.is_at(15, on=FRIDAY)
        assert "Reasons to establish 1 1 0 0 0 0" in words_of(officer.get(f"{school}/duties/week/"))

    def test_lists_what_is_overdue(self, unexplained, officer, school, morning):
        look(unexplained)
        morning.is_at(15, on=FRIDAY)
        page = words_of(officer.get(f"{school}/duties/week/"))
        assert "Overdue What About Whose By Amina Begum: Reason to establish for an absence" in page

    def test_of_another_time_is_found_by_its_day(self, unexplained, officer, school):
        page = words_of(officer.get(f"{school}/duties/week/?of={MONDAY.isoformat()}"))
        assert "Mon 7 Sep to Sun 13 Sep" in page
