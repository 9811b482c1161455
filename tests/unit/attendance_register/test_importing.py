"""Importing what another system recorded: the same history, and nothing new the second time."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE

WEDNESDAY = MONDAY + dt.timedelta(days=2)


def mark(pupil, code: str, **others) -> Mark:
    return Mark(pupil.pk, MONDAY, "AM", code, **others)


def load(oak, marks, amendments=(), *, key: str | None = None, by=SERVICE) -> int:
    return import_entries(
        school_id=oak.school.pk,
        marks=marks,
        amendments=amendments,
        key=key,
        reason="From the school's own file",
        by=by,
        now=at(9, on=WEDNESDAY),
    )


class TestImporting:
    def test_keeps_when_and_by_whom_an_entry_was_made_elsewhere(self, oak):
        load(oak, [mark(oak.amina, "/", made_at=at(8, 52), made_by="R. Example")])
        entry = AttendanceEntry.objects.get()
        assert (entry.made_at, entry.made_by, entry.submission.made_at) == (
            at(8, 52),
            "R. Example",
            at(9, on=WEDNESDAY),
        )

    def test_takes_the_import_s_moment_where_the_file_gives_none(self, oak):
        load(oak, [mark(oak.amina, "/")])
        assert AttendanceEntry.objects.get().made_at == at(9, on=WEDNESDAY)

    def test_amends_what_stands_differently_and_says_why(self, oak):
        oak.take("/", "N")
        assert load(oak, [mark(oak.amina, "/"), mark(oak.callum, "I")]) == 1
        new = AttendanceEntry.objects.latest("pk")
        assert (oak.history(oak.callum), new.replaces.code, new.reason) == (
            ["N", "I"],
            "N",
            "From the school's own file",
        )

    def test_amends_an_entry_whose_note_alone_differs(self, oak):
        load(oak, [mark(oak.amina, "I", note="Cold")])
        assert load(oak, [mark(oak.amina, "I", note="Cold, and back on Friday")]) == 1
        assert load(oak, [mark(oak.amina, "I", note="Cold, and back on Friday")]) == 0
        assert [entry.note for entry in AttendanceEntry.objects.order_by("pk")] == [
            "Cold",
            "Cold, and back on Friday",
        ]

    def test_leaves_the_ledger_whole(self, oak):
        oak.take("/", "N")
        load(oak, [mark(oak.amina, "/"), mark(oak.callum, "I")])
        assert oak.is_whole()

    def test_is_not_for_those_who_take_registers(self, oak):
        with pytest.raises(OutOfScope):
            load(oak, [mark(oak.amina, "/")], by=oak.officer)


class TestImportedAmendments:
    def amendments(self, oak) -> list[Mark]:
        return [
            mark(oak.callum, "I", reason="Rang", made_at=at(11)),
            mark(oak.amina, "L", minutes_late=4, reason="Came", made_at=at(11)),
            mark(oak.callum, "M", reason="Letter", made_at=at(12)),
        ]

    def test_live_through_the_history_in_its_order(self, oak):
        assert load(oak, [mark(oak.amina, "N"), mark(oak.callum, "N")], self.amendments(oak)) == 5
        assert (oak.history(oak.callum), oak.history(oak.amina)) == (["N", "I", "M"], ["N", "L"])
        assert oak.is_whole()

    def test_each_name_the_entry_they_replace(self, oak):
        load(oak, [mark(oak.callum, "N")], self.amendments(oak))
        rows = AttendanceEntry.objects.filter(pupil=oak.callum).order_by("pk")
        assert [row.replaces.code if row.replaces else None for row in rows] == [None, "N", "I"]

    @pytest.mark.parametrize("keys", [("a", "a"), ("a", "b"), (None, None)])
    def test_change_nothing_when_loaded_again(self, oak, keys):
        for key in keys:
            load(oak, [mark(oak.amina, "N"), mark(oak.callum, "N")], self.amendments(oak), key=key)
        assert oak.history(oak.callum) == ["N", "I", "M"]
        assert oak.history(oak.amina) == ["N", "L"]


class TestLoadingAgain:
    def test_makes_no_submission(self, oak):
        marks = [mark(oak.amina, "/"), mark(oak.callum, "I")]
        assert [load(oak, marks), load(oak, marks)] == [2, 0]
        assert Submission.objects.count() == 1

    def test_under_one_key_is_kept_once_whatever_it_holds(self, oak):
        assert [load(oak, [mark(oak.amina, "/")], key="a"), load(oak, [mark(oak.amina, "N")], key="a")] == [
            1,
            0,
        ]
        assert oak.history(oak.amina) == ["/"]

    def test_does_not_bring_back_what_was_amended_since(self, oak):
        load(oak, [mark(oak.amina, "N")], key="a")
        oak.amend(oak.amina, "I", now=at(10, on=WEDNESDAY))
        load(oak, [mark(oak.amina, "N")], key="a")
        assert oak.code(oak.amina) == "I"
