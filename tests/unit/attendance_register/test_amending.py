"""Amending an entry: the original stays for good, with who, in what role, when and why (regulation 6)."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.refusals import (
    AmendmentRefused,
    NoSuchSession,
    RegisterNotOpen,
)
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil

TUESDAY = MONDAY + dt.timedelta(days=1)


class TestAnAmendment:
    def test_keeps_the_original_and_names_it(self, oak):
        oak.take("/", "N")
        oak.amend(oak.callum, "I")
        new = AttendanceEntry.objects.latest("pk")
        assert (oak.history(oak.callum), new.replaces.code, oak.code(oak.callum)) == (["N", "I"], "N", "I")

    def test_keeps_the_reason_the_name_the_role_and_the_moment(self, oak):
        oak.take("/", "N")
        sent = Submission.objects.get(pk=oak.amend(oak.callum, "I", now=at(10, on=TUESDAY)))
        assert (sent.kind, sent.reason, sent.made_by_name, sent.made_by_role, sent.made_at) == (
            "amendment",
            "A parent rang",
            "Mx A. Example",
            "attendance_officer",
            at(10, on=TUESDAY),
        )

    def test_may_fill_a_session_left_blank(self, oak):
        oak.take("/")
        oak.amend(oak.callum, "I")
        assert (oak.code(oak.callum), AttendanceEntry.objects.latest("pk").replaces) == ("I", None)

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_is_refused_without_a_reason(self, oak, reason):
        oak.take("/", "N")
        with pytest.raises(AmendmentRefused) as refusal:
            oak.amend(oak.callum, "I", reason=reason)
        assert refusal.value.faults[0].name == "reason_missing"
        assert oak.history(oak.callum) == ["N"]

    def test_is_refused_where_it_changes_nothing(self, oak):
        oak.take("/", "N")
        with pytest.raises(AmendmentRefused, match="same as the original"):
            oak.amend(oak.callum, "N")

    def test_of_the_note_alone_is_a_change(self, oak):
        oak.take("/", "N")
        oak.amend(oak.callum, "B", note="At the pool")
        oak.amend(oak.callum, "B", note="At the sports hall")
        assert oak.history(oak.callum) == ["N", "B", "B"]

    def test_is_judged_as_any_entry_is(self, oak):
        oak.take("/", "N")
        with pytest.raises(RegisterRefused) as refusal:
            oak.amend(oak.callum, "B")
        assert refusal.value.by_pupil[oak.callum.pk].name == "note_missing"

    def test_is_refused_where_the_school_did_not_meet(self, oak):
        with pytest.raises(NoSuchSession):
            oak.amend(oak.callum, "I", date=MONDAY - dt.timedelta(days=1))

    def test_is_refused_for_a_pupil_not_on_roll(self, oak):
        with pytest.raises(RegisterRefused) as refusal:
            oak.amend(a_pupil(), "I")
        assert {one.fault.name for one in refusal.value.refused} == {"pupil_not_on_roll"}

    def test_is_for_those_who_may_amend_in_the_whole_school(self, oak):
        oak.take("/", "N")
        with pytest.raises(OutOfScope):
            oak.amend(oak.callum, "I", by=oak.teacher)


class TestAnAmendmentBeforeItsSession:
    """What will happen is a plan, and never an entry, even in a code that can be planned."""

    def test_is_refused_until_the_register_opens(self, oak):
        with pytest.raises(RegisterNotOpen, match="Make a plan"):
            oak.amend(oak.callum, "C", date=TUESDAY, now=at(8, 44, on=TUESDAY))
        assert oak.history(oak.callum, date=TUESDAY) == []

    def test_is_made_from_then_on(self, oak):
        oak.amend(oak.callum, "C", date=TUESDAY, now=at(8, 45, on=TUESDAY))
        assert oak.code(oak.callum, date=TUESDAY) == "C"


class TestSentTwice:
    def test_is_kept_once(self, oak):
        oak.take("/", "N")
        first = oak.amend(oak.callum, "I", key="a")
        assert oak.amend(oak.callum, "I", key="a") == first
        assert oak.history(oak.callum) == ["N", "I"]

    def test_does_not_undo_what_somebody_amended_in_between(self, oak):
        oak.take("/", "N")
        first = oak.amend(oak.callum, "I", key="a")
        oak.amend(oak.callum, "M")
        assert oak.amend(oak.callum, "I", key="a") == first
        assert oak.code(oak.callum) == "M"
