"""Remote education is noted beside an absence: never B, looked at again, and counted in days of absence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.remote_to_review import remote_to_review
from onroll.service.pupil_record.timeline import Happening
from onroll.service.remote_education.actions.disposing import dispose_of_remote_notes
from onroll.service.remote_education.actions.noting import (
    Remote,
    note_remote_education,
    review_remote_education,
)
from onroll.service.remote_education.models import RemoteNote
from onroll.service.remote_education.queries.notes import remote_happenings, remote_note, remote_standing
from onroll.service.remote_education.refusals import RemoteRefused
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
FRIDAY, ONE_DAY = MONDAY + dt.timedelta(days=4), dt.timedelta(days=1)
REMOTE = Remote(
    MONDAY,
    FRIDAY,
    "illness",
    "I",
    "Two lessons a day, by post",
    "Mrs Begum and the SENCO",
    MONDAY + 2 * ONE_DAY,
)


@pytest.fixture
def oak() -> AClass:
    return AClass()


def note(oak: AClass, *, by: Any = None, **others: Any) -> RemoteNote:
    return note_remote_education(
        school_id=oak.school.pk,
        pupil_id=oak.amina.pk,
        remote=replace(REMOTE, **others),
        by=by or oak.officer,
        now=at(8),
    )


def review(oak: AClass, made: RemoteNote, next_on: dt.date | None, on: dt.date = MONDAY):
    return review_remote_education(
        school_id=oak.school.pk,
        note_id=made.pk,
        words="It goes well",
        next_on=next_on,
        by=oak.officer,
        now=at(9, on=on),
    )


def line(oak: AClass, made: RemoteNote, on: dt.date = MONDAY):
    found = remote_note(oak.officer.scope, school_id=oak.school.pk, note_id=made.pk, on=on)
    assert found is not None
    return found


class TestNoting:
    @pytest.mark.parametrize("code", ["B", "/", "V", "K", "L"])
    def test_refuses_every_code_of_attending_with_the_regulation(self, oak, code):
        with pytest.raises(RemoteRefused, match="A pupil learning at home is not attending") as refusal:
            note(oak, code=code)
        assert (refusal.value.field, refusal.value.citation.provision) == ("code", "10(11)")

    @pytest.mark.parametrize("code", ["I", "C", "E", "Y3", "O"])
    def test_takes_a_code_of_absence_and_of_not_being_able_to_come(self, oak, code):
        assert note(oak, code=code).code == code

    def test_leaves_the_register_as_it_is(self, oak):
        note(oak)
        assert not CurrentEntry.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"reason": "none"}, "reason"),
            ({"last_day": MONDAY - ONE_DAY}, "last_day-day"),
            ({"last_day": MONDAY + 120 * ONE_DAY}, "last_day-day"),
            ({"review_on": MONDAY - ONE_DAY}, "review_on-day"),
            ({"review_on": FRIDAY + ONE_DAY}, "review_on-day"),
            ({"code": ""}, "code"),
            ({"code": "QQ"}, "code"),
            ({"what": " "}, "what"),
            ({"agreed_with": ""}, "agreed_with"),
        ],
    )
    def test_says_where_something_is_wrong(self, oak, wrong, field):
        with pytest.raises(RemoteRefused) as refusal:
            note(oak, **wrong)
        assert refusal.value.field == field

    def test_says_all_that_is_wrong_at_once(self, oak):
        nothing = {
            "first_day": None,
            "last_day": None,
            "review_on": None,
            "code": "",
            "what": "",
            "agreed_with": "",
        }
        with pytest.raises(RemoteRefused) as refusal:
            note(oak, reason="", **nothing)
        assert set(refusal.value.faults) == {
            "first_day-day", "last_day-day", "reason", "code", "what", "agreed_with", "review_on-day",
        }  # fmt: skip

    def test_has_one_note_for_a_day(self, oak):
        made = note(oak)
        with pytest.raises(RemoteRefused, match="End that first"):
            note(oak, first_day=FRIDAY, review_on=FRIDAY)
        review(oak, made, None)
        assert note(oak, first_day=FRIDAY, review_on=FRIDAY).pk

    def test_is_for_the_office(self, oak):
        with pytest.raises(OutOfScope):
            note(oak, by=oak.teacher)


class TestItsDays:
    def test_are_the_sessions_of_absence_so_far(self, oak):
        made = note(oak)
        oak.take("I", "/")
        assert (line(oak, made).sessions, line(oak, made).days) == (1, "0½")
        oak.take("I", "\\", session="PM", now=at(13, 30))
        assert line(oak, made).days == "1"

    def test_name_what_the_register_has_as_an_activity(self, oak):
        made = note(oak)
        oak.take("/", "/")
        assert (len(line(oak, made).attending), line(oak, made).against_the_law) == (1, ())
        oak.amend(oak.amina, "B", note="Work at home", now=at(10))
        (wrong,) = line(oak, made).against_the_law
        assert (wrong.code, line(oak, made).sessions) == ("B", 0)

    def test_end_where_it_was_ended(self, oak):
        made = note(oak)
        review(oak, made, None)
        found = line(oak, made)
        assert (found.last_day, found.stands) == (MONDAY, False)


class TestLookingAgain:
    def test_is_a_duty_from_its_day_until_somebody_looked(self, oak):
        made = note(oak)
        on = made.review_on

        def duties(day: dt.date) -> list[Any]:
            return list(
                remote_to_review(morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(9, on=day)))
            )

        assert duties(on - ONE_DAY) == []
        assert duties(on)[0].title == "Look again at remote education: Amina Begum"
        review(oak, made, FRIDAY, on=on)
        assert duties(on) == []
        assert line(oak, made, on).looked_at_on == FRIDAY
        assert remote_standing(oak.officer.scope, school_id=oak.school.pk, on=FRIDAY) == (1, 1)

    @pytest.mark.parametrize("came", [dt.date(2026, 10, 28), dt.date(2026, 10, 22)])
    def test_is_still_a_duty_after_a_half_term_or_a_closure_in_which_its_day_came(self, oak, came):
        close_school(
            school_id=oak.school.pk, first_day=dt.date(2026, 10, 22), last_day=dt.date(2026, 10, 23), session="",
            is_planned=False, group_ids=(), code="Y4", reason="No heating", by=an_actor("head", oak.school),
            now=at(7, on=dt.date(2026, 10, 22)),
        )  # fmt: skip
        note(oak, last_day=dt.date(2026, 11, 6), review_on=came)
        back = at(9, on=dt.date(2026, 11, 2))
        (duty,) = remote_to_review(morning_of(oak.officer.scope, school_id=oak.school.pk, now=back))
        assert (duty.due.date(), duty.items[0].on) == (came, came)

    def test_is_no_duty_of_a_pupil_who_has_left(self, oak):
        made = note(oak)
        Enrolment.objects.filter(pupil=oak.amina).update(last_day=made.review_on - ONE_DAY)
        morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(9, on=made.review_on))
        assert list(remote_to_review(morning)) == []

    def test_is_after_today_and_within_its_days(self, oak):
        made = note(oak)
        for wrong in (MONDAY, FRIDAY + ONE_DAY):
            with pytest.raises(RemoteRefused, match="The next look is after today"):
                review(oak, made, wrong)
        review(oak, made, None)
        with pytest.raises(RemoteRefused, match="ended already"):
            review(oak, made, FRIDAY)

    def test_is_on_the_pupil_s_timeline_for_whoever_may_see_arrangements(self, oak):
        made = note(oak)
        review(oak, made, None)
        about = {"school_id": oak.school.pk, "pupil_id": oak.amina.pk}
        told: list[Happening] = remote_happenings(oak.officer.scope, **about)
        assert [one.what for one in told] == [
            "Remote education noted: 7 September 2026 to 11 September 2026",
            "Remote education ended",
        ]
        assert remote_happenings(oak.teacher.scope, **about) == []


def test_it_is_disposed_of_with_the_entries_of_the_time(oak):
    note(oak)
    later = dt.datetime(2033, 1, 3, 9, tzinfo=at(9).tzinfo)
    about = {"school_id": oak.school.pk, "by": an_actor("head", oak.school), "now": later}
    assert dispose_of_remote_notes(**about, before=FRIDAY) == 0
    assert dispose_of_remote_notes(**about, before=FRIDAY + ONE_DAY) == 1
    with pytest.raises(RemoteRefused):
        dispose_of_remote_notes(**about, before=later.date())


class TestThePages:
    @pytest.fixture
    def office(self, oak, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 20))
        client.force_login(a_user("attendance_officer", school=oak.school, name="Mrs A. Example"))
        return client

    def test_note_a_look_and_an_end(self, oak, office):
        base = f"/schools/{oak.school.pk}/remote/"
        assert "No remote education is noted" in words_of(office.get(base))
        assert "Amina Begum" in words_of(office.get(f"{base}new/", {"q": "amina"}))
        sent = {"reason": "illness", "code": "b", "what": "Two lessons", "agreed_with": "Mrs Begum"}
        for name, day in (("first_day", 7), ("last_day", 11), ("review_on", 9)):
            sent |= {f"{name}-day": day, f"{name}-month": 9, f"{name}-year": 2026}
        refused = office.post(f"{base}new/{oak.amina.pk}/", sent)
        assert refused.status_code == 422
        assert "A pupil learning at home is not attending, so code B" in words_of(refused)
        assert "10(11)" in words_of(refused)
        page = words_of(office.post(f"{base}new/{oak.amina.pk}/", {**sent, "code": "i"}, follow=True))
        assert "Noted. The register stays as it is" in page
        made = RemoteNote.objects.get()
        assert office.post(f"{base}{made.pk}/review/", {"words": ""}).status_code == 422
        page = words_of(office.post(f"{base}{made.pk}/review/", {"words": "Back on Tuesday"}, follow=True))
        assert "Back on Tuesday It ended." in page
        assert "over" in words_of(office.get(base))
