"""Bulk edits: looked at first, made as one unit, and undone by amendment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.bulk_editing import (
    BulkEdit,
    Undoing,
    bulk_edit,
    preview_bulk_edit,
    preview_undo,
    undo_bulk_edit,
)
from onroll.service.attendance_register.actions.refusals import BulkEditRefused
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.moments import MONDAY, at

TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def edit(oak):
    """N to I for both pupils on Monday and Tuesday mornings, of which Monday's are taken."""
    oak.take("N", "N")
    return BulkEdit(
        pupil_ids=(oak.amina.pk, oak.callum.pk),
        first_day=MONDAY,
        last_day=TUESDAY,
        session="AM",
        from_codes=frozenset({"N"}),
        code="I",
        reason="Sickness bug",
    )


def preview(oak, edit: BulkEdit, *, now: dt.datetime | None = None):
    return preview_bulk_edit(
        oak.officer.scope, school_id=oak.school.pk, edit=edit, now=now or at(10, on=TUESDAY)
    )


def make(oak, edit: BulkEdit, *, key: str | None = None, looked_at: str | None = None) -> int:
    if looked_at is None:
        looked_at = preview(oak, edit).mark
    return bulk_edit(
        school_id=oak.school.pk,
        edit=edit,
        looked_at=looked_at,
        key=key,
        by=oak.officer,
        now=at(10, on=TUESDAY),
    ).pk


def undo(oak, submission_id: int) -> Undoing:
    return undo_bulk_edit(
        school_id=oak.school.pk, submission_id=submission_id, by=oak.officer, now=at(11, on=TUESDAY)
    )


class TestAPreview:
    def test_shows_every_change_and_writes_nothing(self, oak, edit):
        found = preview(oak, edit)
        assert [(mark.code, standing.code) for mark, standing in found.changes] == [("I", "N"), ("I", "N")]
        assert oak.history(oak.amina) == ["N"]

    def test_counts_what_says_so_already(self, oak, edit):
        oak.amend(oak.amina, "I")
        found = preview(oak, replace(edit, from_codes=frozenset({"N", "I"})))
        assert (len(found.changes), found.unchanged) == (1, 1)

    def test_reaches_blank_sessions_only_where_asked(self, oak, edit):
        assert len(preview(oak, replace(edit, from_codes=frozenset({""}))).changes) == 2  # Tuesday morning
        assert len(preview(oak, replace(edit, from_codes=frozenset({"", "N"}))).changes) == 4

    def test_shows_what_the_law_refuses(self, oak, edit):
        found = preview(oak, replace(edit, code="B"))
        assert (len(found.changes), {one.fault.name for one in found.refused}) == (0, {"note_missing"})

    def test_enters_present_as_each_session_needs(self, oak, edit):
        found = preview(
            oak,
            replace(edit, session="", code="/", from_codes=frozenset({"", "N"})),
            now=at(13, 0, on=TUESDAY),
        )
        assert {(mark.session, mark.code) for mark, _ in found.changes} == {("AM", "/"), ("PM", "\\")}

    def test_stops_at_sessions_that_have_not_opened(self, oak, edit):
        blank = replace(edit, from_codes=frozenset({""}), code="C")
        assert len(preview(oak, blank, now=at(8, 44, on=TUESDAY)).changes) == 0
        assert len(preview(oak, blank, now=at(8, 45, on=TUESDAY)).changes) == 2

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"last_day": MONDAY - dt.timedelta(days=1)}, "ends before it starts"),
            ({"last_day": TUESDAY + dt.timedelta(days=1)}, "make a plan"),
            ({"pupil_ids": ()}, "at least one pupil"),
        ],
    )
    def test_is_refused_with_its_cure(self, oak, edit, changed, words):
        with pytest.raises(BulkEditRefused, match=words):
            preview(oak, replace(edit, **changed))

    def test_is_not_for_teachers(self, oak, edit):
        with pytest.raises(OutOfScope):
            preview_bulk_edit(oak.teacher.scope, school_id=oak.school.pk, edit=edit, now=at(10, on=TUESDAY))


class TestABulkEdit:
    def test_is_one_submission_that_keeps_each_original(self, oak, edit):
        sent = Submission.objects.get(pk=make(oak, edit))
        entries = AttendanceEntry.objects.filter(submission=sent)
        assert [(one.code, one.replaces.code, one.reason) for one in entries] == [
            ("I", "N", "Sickness bug")
        ] * 2
        assert oak.is_whole()

    def test_writes_nothing_where_fewer_would_change_than_were_looked_at(self, oak, edit):
        looked_at = preview(oak, edit).mark
        oak.amend(oak.amina, "I")
        with pytest.raises(BulkEditRefused, match="changed since you looked"):
            make(oak, edit, looked_at=looked_at)
        assert oak.code(oak.callum) == "N"

    def test_writes_nothing_where_as_many_would_change_and_not_the_same(self, oak, edit):
        either = replace(edit, from_codes=frozenset({"N", "O"}))
        looked_at = preview(oak, either).mark
        oak.amend(oak.amina, "O")
        with pytest.raises(BulkEditRefused, match="changed since you looked"):
            make(oak, either, looked_at=looked_at)
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("O", "N")

    def test_is_refused_where_nothing_would_change(self, oak, edit):
        with pytest.raises(BulkEditRefused, match="Nothing would change"):
            make(oak, replace(edit, from_codes=frozenset({"L"})))

    def test_is_refused_without_a_reason(self, oak, edit):
        with pytest.raises(BulkEditRefused, match="Say why"):
            make(oak, replace(edit, reason=" "))

    def test_sent_twice_is_made_once(self, oak, edit):
        looked_at = preview(oak, edit).mark
        first, second = (make(oak, edit, key="a", looked_at=looked_at) for _ in range(2))
        assert first == second
        assert oak.history(oak.amina) == ["N", "I"]


class TestUndoing:
    def test_puts_back_what_was_there_as_amendments(self, oak, edit):
        done = make(oak, edit)
        undo(oak, done)
        sent = Submission.objects.get(undoes_id=done)
        assert (sent.kind, sent.entry_count, sent.reason) == ("undo", 2, "Undoing: Sickness bug")
        assert oak.history(oak.amina) == ["N", "I", "N"]
        assert oak.is_whole()

    def test_leaves_what_was_amended_since(self, oak, edit):
        done = make(oak, edit)
        oak.amend(oak.amina, "M", now=at(10, 30, on=TUESDAY))
        undone = undo(oak, done)
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("M", "N")
        assert oak.history(oak.amina) == ["N", "I", "M"]
        assert (len(undone.marks), undone.amended_since, undone.were_blank) == (1, 1, 0)

    def test_leaves_blanks_filled_and_counts_them(self, oak, edit):
        undone = undo(oak, make(oak, replace(edit, from_codes=frozenset({"", "N"}))))
        assert (len(undone.marks), undone.amended_since, undone.were_blank) == (2, 0, 2)

    def test_is_looked_at_first_and_writes_nothing(self, oak, edit):
        done = make(oak, edit)
        oak.amend(oak.amina, "M", now=at(10, 30, on=TUESDAY))
        found = preview_undo(oak.officer.scope, school_id=oak.school.pk, submission_id=done)
        assert ([mark.code for mark in found.marks], found.amended_since) == (["N"], 1)
        assert oak.code(oak.callum) == "I"

    def test_is_looked_at_by_nobody_who_may_not_undo_it(self, oak, edit):
        done = make(oak, edit)
        with pytest.raises(OutOfScope):
            preview_undo(oak.teacher.scope, school_id=oak.school.pk, submission_id=done)

    def test_puts_back_minutes_late_and_notes(self, oak, edit):
        oak.amend(oak.amina, "L", minutes_late=12)
        oak.amend(oak.callum, "B", note="At the college")
        undo(oak, make(oak, replace(edit, from_codes=frozenset({"L", "B"}))))
        assert [
            (one.code, one.minutes_late, one.note)
            for one in AttendanceEntry.objects.filter(submission__kind="undo").order_by("pk")
        ] == [("L", 12, ""), ("B", None, "At the college")]

    def test_of_an_edit_with_the_longest_reason_keeps_as_much_of_it_as_fits(self, oak, edit):
        done = make(oak, replace(edit, reason="x" * 300))
        undo(oak, done)
        assert len(Submission.objects.get(undoes_id=done).reason) == 300

    def test_is_refused_twice(self, oak, edit):
        done = make(oak, edit)
        undo(oak, done)
        with pytest.raises(BulkEditRefused, match="undone already"):
            undo(oak, done)

    def test_is_refused_where_only_blanks_were_filled(self, oak, edit):
        done = make(oak, replace(edit, from_codes=frozenset({""})))
        with pytest.raises(BulkEditRefused, match="filled blank sessions"):
            undo(oak, done)

    def test_is_of_bulk_edits_alone(self, oak, edit):
        with pytest.raises(BulkEditRefused, match="no such bulk edit"):
            undo(oak, Submission.objects.first().pk)
