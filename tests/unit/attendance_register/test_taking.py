"""Taking a register: regulation 10, sent once or twice, by one person or two."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.refusals import (
    AmendmentNotYours,
    ConflictingEntries,
    NoSuchSession,
    ReasonNeeded,
    RegisterHasGaps,
    RegisterNotOpen,
)
from onroll.service.attendance_register.actions.taking import MarkGiven, Taken, take_register
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak():
    """A class of two whose register opens at 8:45 and closes at 9:15."""
    return Class()


class Class:
    def __init__(self) -> None:
        self.school = a_school()
        self.group = a_group(self.school)
        self.amina = a_pupil_on_roll(self.school, self.group, "Amina", "Begum")
        self.callum = a_pupil_on_roll(self.school, self.group, "Callum", "Eyre")
        self.teacher = an_actor("teacher", self.school, self.group)
        self.officer = an_actor("attendance_officer", self.school)

    def take(
        self, *marks: MarkGiven, now: dt.datetime = at(8, 50), finished: bool = False, **others
    ) -> Taken:
        given = {"by": self.teacher, "key": None, "date": MONDAY, "session": "AM", **others}
        return take_register(
            school_id=self.school.pk, group_id=self.group.pk, marks=marks, finished=finished, now=now, **given
        )

    def code(self, pupil) -> str | None:
        row = CurrentEntry.objects.filter(pupil=pupil, date=MONDAY, session="AM").first()
        return row.code if row else None


class TestTakingARegister:
    def test_enters_what_was_sent_and_leaves_the_rest_blank(self, oak):
        taken = oak.take(MarkGiven(oak.amina.pk, "/"))
        assert (taken.written, oak.code(oak.amina), oak.code(oak.callum)) == (1, "/", None)

    def test_cannot_finish_with_a_gap(self, oak):
        with pytest.raises(RegisterHasGaps) as refusal:
            oak.take(MarkGiven(oak.amina.pk, "/"), finished=True)
        assert refusal.value.pupil_ids == [oak.callum.pk]
        assert not AttendanceEntry.objects.exists()

    def test_finishes_when_everyone_has_a_code(self, oak):
        oak.take(MarkGiven(oak.amina.pk, "/"), MarkGiven(oak.callum.pk, "N"), finished=True)
        assert Submission.objects.get().finished

    def test_can_be_finished_later_without_a_new_mark(self, oak):
        marks = (MarkGiven(oak.amina.pk, "/"), MarkGiven(oak.callum.pk, "N"))
        oak.take(*marks)
        oak.take(*marks, finished=True, now=at(8, 55))
        oak.take(*marks, finished=True, now=at(8, 56))
        assert [row.finished for row in Submission.objects.order_by("number")] == [False, True]

    def test_refuses_before_the_register_opens(self, oak):
        with pytest.raises(RegisterNotOpen):
            oak.take(MarkGiven(oak.amina.pk, "/"), now=at(8, 44))
        assert oak.take(MarkGiven(oak.amina.pk, "/"), now=at(8, 45)).written == 1

    def test_refuses_a_day_the_school_does_not_meet(self, oak):
        with pytest.raises(NoSuchSession):
            oak.take(MarkGiven(oak.amina.pk, "/"), date=MONDAY - dt.timedelta(days=1))

    def test_refuses_a_code_the_law_has_not_and_writes_nothing(self, oak):
        with pytest.raises(RegisterRefused) as refusal:
            oak.take(MarkGiven(oak.amina.pk, "/"), MarkGiven(oak.callum.pk, "H"))
        assert refusal.value.by_pupil[oak.callum.pk].name == "code_not_in_force"
        assert not AttendanceEntry.objects.exists()

    def test_refuses_a_code_the_role_may_not_use(self, oak):
        with pytest.raises(RegisterRefused) as refusal:
            oak.take(MarkGiven(oak.callum.pk, "G"))
        assert refusal.value.by_pupil[oak.callum.pk].name == "code_not_for_role"

    def test_refuses_another_group_s_teacher(self, oak):
        other = an_actor("teacher", oak.school, a_group(oak.school, "6 Ash", "6"))
        with pytest.raises(OutOfScope):
            oak.take(MarkGiven(oak.amina.pk, "/"), by=other)

    def test_refuses_a_pupil_of_another_group(self, oak):
        stranger = a_pupil_on_roll(oak.school, a_group(oak.school, "6 Ash", "6"))
        with pytest.raises(RegisterRefused):
            oak.take(MarkGiven(stranger.pk, "/"))


class TestSendingTwice:
    def test_keeps_the_first_and_answers_as_it_did(self, oak):
        first = oak.take(MarkGiven(oak.amina.pk, "/"), key="a")
        oak.take(MarkGiven(oak.amina.pk, "N", based_on=AttendanceEntry.objects.get().pk), key="b")
        again = oak.take(MarkGiven(oak.amina.pk, "/"), key="a")
        assert again == Taken(first.submission_id, 1, 0, sent_before=True)
        assert oak.code(oak.amina) == "N"

    def test_writes_nothing_for_marks_that_stand(self, oak):
        oak.take(MarkGiven(oak.amina.pk, "/"))
        assert oak.take(MarkGiven(oak.amina.pk, "/")) == Taken(None, 0, 1)
        assert AttendanceEntry.objects.count() == 1


class TestTwoPeopleAtOnce:
    def test_refuses_to_write_over_an_entry_its_sender_had_not_seen(self, oak):
        oak.take(MarkGiven(oak.callum.pk, "L", minutes_late=5), by=oak.officer)
        with pytest.raises(ConflictingEntries) as refusal:
            oak.take(MarkGiven(oak.callum.pk, "N"))
        assert [(one.sent, one.standing.code) for one in refusal.value.conflicts] == [("N", "L")]

    def test_agrees_where_both_entered_the_same(self, oak):
        oak.take(MarkGiven(oak.amina.pk, "/"), by=oak.officer)
        assert oak.take(MarkGiven(oak.amina.pk, "/")).unchanged == 1


class TestChangingAnEntry:
    def change(self, oak, *, now: dt.datetime, by=None, reason: str = "") -> None:
        oak.take(MarkGiven(oak.callum.pk, "N"))
        seen = CurrentEntry.objects.get(pupil=oak.callum).entry_id
        oak.take(MarkGiven(oak.callum.pk, "/", based_on=seen), now=now, by=by or oak.teacher, reason=reason)

    def test_is_a_correction_until_the_register_closes(self, oak):
        self.change(oak, now=at(9, 15))
        new = AttendanceEntry.objects.latest("pk")
        assert (new.code, new.replaces.code, new.submission.kind) == ("/", "N", "taking")

    def test_is_an_amendment_with_a_reason_after_it(self, oak):
        with pytest.raises(ReasonNeeded):
            self.change(oak, now=at(9, 16))

    def test_keeps_original_amended_reason_when_name_and_role(self, oak):
        self.change(oak, now=at(9, 16), reason="Was in the library")
        new = AttendanceEntry.objects.latest("pk")
        assert (new.replaces.code, new.code, new.reason) == ("N", "/", "Was in the library")
        sent = new.submission
        assert (sent.kind, sent.made_at, sent.made_by_name, sent.made_by_role) == (
            "amendment",
            at(9, 16),
            "Mx A. Example",
            "teacher",
        )

    def test_is_the_office_s_alone_from_the_next_day(self, oak):
        tomorrow = at(8, 50, on=MONDAY + dt.timedelta(days=1))
        with pytest.raises(AmendmentNotYours):
            self.change(oak, now=tomorrow, reason="Was here")
        oak.take(now=tomorrow)
        seen = CurrentEntry.objects.get(pupil=oak.callum).entry_id
        mark = MarkGiven(oak.callum.pk, "/", based_on=seen)
        assert oak.take(mark, by=oak.officer, reason="Was here", now=tomorrow).written == 1


class TestTheCostOfASave:
    def test_does_not_grow_with_the_class(self, oak):
        few = self.statements(oak, [oak.amina, oak.callum], "AM", at(8, 50))
        more = [a_pupil_on_roll(oak.school, oak.group, f"Child{n}", "Vale") for n in range(28)]
        many = self.statements(oak, [oak.amina, oak.callum, *more], "PM", at(13, 5))
        assert many == few <= 7

    def statements(self, oak, pupils, session, now) -> int:
        oak.take(now=at(8, 45))
        code = "/" if session == "AM" else "\\"
        with Statements() as sent:
            oak.take(
                *(MarkGiven(pupil.pk, code) for pupil in pupils),
                session=session,
                now=now,
                finished=True,
                key=session,
            )
        return len(sent.counted)
