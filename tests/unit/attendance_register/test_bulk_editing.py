"""Bulk edits: looked at first, made as one unit, and undone by amendment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.bulk_editing import (
    BulkEdit,
    bulk_edit,
    preview_bulk_edit,
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


def make(
    oak, edit: BulkEdit, expected: int = 2, *, key: str | None = None, now: dt.datetime | None = None
) -> int:
    now = now or at(10, on=TUESDAY)
    return bulk_edit(school_id=oak.school.pk, edit=edit, expected=expected, key=key, by=oak.officer, now=now)


def undo(oak, submission_id: int) -> int:
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

    def test_writes_nothing_where_more_would_change_than_was_looked_at(self, oak, edit):
        oak.amend(oak.amina, "I")
        with pytest.raises(BulkEditRefused, match="changed since you looked"):
            make(oak, edit, expected=2)
        assert oak.code(oak.callum) == "N"

    def test_is_refused_where_nothing_would_change(self, oak, edit):
        with pytest.raises(BulkEditRefused, match="Nothing would change"):
            make(oak, replace(edit, from_codes=frozenset({"L"})), expected=0)

    def test_is_refused_without_a_reason(self, oak, edit):
        with pytest.raises(BulkEditRefused, match="Say why"):
            make(oak, replace(edit, reason=" "))

    def test_sent_twice_is_made_once(self, oak, edit):
        assert make(oak, edit, key="a") == make(oak, edit, key="a")
        assert oak.history(oak.amina) == ["N", "I"]


class TestUndoing:
    def test_puts_back_what_was_there_as_amendments(self, oak, edit):
        done = make(oak, edit)
        sent = Submission.objects.get(pk=undo(oak, done))
        assert (sent.kind, sent.undoes_id) == ("undo", done)
        assert oak.history(oak.amina) == ["N", "I", "N"]
        assert oak.is_whole()

    def test_leaves_what_was_amended_since(self, oak, edit):
        done = make(oak, edit)
        oak.amend(oak.amina, "M", now=at(10, 30, on=TUESDAY))
        undo(oak, done)
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("M", "N")

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
