"""Disposal: what need be kept no longer is emptied for good, and the ledger still verifies."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.disposing import dispose_of_entries, preview_disposal
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.actions.refusals import DisposalRefused
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission
from onroll.service.attendance_register.projection import rebuild_projection
from onroll.service.attendance_register.verification import verify_register
from onroll.service.audit.models import Event
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import SERVICE

LONG_AGO = dt.date(2022, 9, 5)
#: The earliest day whose entries must still be kept on the Monday of these tests: three years before it.
KEPT_FROM = dt.date(2023, 9, 7)


@pytest.fixture
def oak(oak):
    """A class with two marks of long ago, one of them amended since the law still has amendments kept."""
    old = at(8, 50, on=LONG_AGO)
    import_entries(
        school_id=oak.school.pk,
        marks=[
            Mark(oak.amina.pk, LONG_AGO, "AM", "/", made_at=old),
            Mark(oak.callum.pk, LONG_AGO, "AM", "N", made_at=old),
        ],
        amendments=[Mark(oak.callum.pk, LONG_AGO, "AM", "I", reason="Letter", made_at=at(9, on=KEPT_FROM))],
        key=None,
        reason="",
        by=SERVICE,
        now=at(8),
    )
    oak.take("/", "N")
    return oak


def dispose(oak, before: dt.date = KEPT_FROM, *, by=SERVICE) -> int:
    return dispose_of_entries(school_id=oak.school.pk, before=before, by=by, now=at(17))


class TestDisposal:
    def test_empties_what_is_past_keeping_and_keeps_its_hash(self, oak):
        before = AttendanceEntry.objects.get(pupil=oak.amina, date=LONG_AGO)
        assert dispose(oak) == 1
        after = AttendanceEntry.objects.get(pk=before.pk)
        assert (after.pupil_id, after.code, bytes(after.hash)) == (None, "", bytes(before.hash))

    def test_leaves_the_ledger_whole(self, oak):
        dispose(oak)
        assert oak.is_whole()

    def test_takes_the_current_entry_too_and_a_rebuild_does_not_bring_it_back(self, oak):
        dispose(oak)
        assert not CurrentEntry.objects.filter(pupil=oak.amina, date=LONG_AGO).exists()
        rebuild_projection(school_id=oak.school.pk, by=SERVICE)
        assert oak.code(oak.amina, date=LONG_AGO) is None
        assert oak.is_whole()

    def test_keeps_what_an_amendment_still_kept_amended(self, oak):
        dispose(oak)
        assert oak.history(oak.callum, date=LONG_AGO) == ["N", "I"]

    def test_is_one_logged_act(self, oak):
        dispose(oak)
        sent = Submission.objects.latest("number")
        assert (sent.kind, Event.objects.get().details["entries"]) == ("disposal", 1)

    def test_does_nothing_the_second_time(self, oak):
        assert [dispose(oak), dispose(oak)] == [1, 0]
        assert Submission.objects.filter(kind="disposal").count() == 1

    def test_is_refused_for_what_must_still_be_kept(self, oak):
        with pytest.raises(DisposalRefused, match="7 September 2023"):
            dispose(oak, KEPT_FROM + dt.timedelta(days=1))
        assert oak.history(oak.amina, date=LONG_AGO) == ["/"]

    def test_is_the_head_s_to_do_and_not_the_office_s(self, oak):
        with pytest.raises(OutOfScope):
            dispose(oak, by=oak.officer)
        assert dispose(oak, by=an_actor("head", oak.school)) == 1

    def test_can_be_looked_at_first(self, oak):
        found = preview_disposal(SERVICE.scope, school_id=oak.school.pk, before=KEPT_FROM, on=MONDAY)
        assert (found.entries, found.first_day, found.last_day) == (1, LONG_AGO, LONG_AGO)
        assert oak.history(oak.amina, date=LONG_AGO) == ["/"]


EMPTY = (
    "UPDATE attendance_register_attendanceentry SET pupil_id = NULL, code = '', minutes_late = NULL, note = '',"
    " reason = '', made_by = '', replaces_id = NULL, disposed_by_id = %s WHERE id = %s"
)


class TestAnEntryEmptiedBehindTheServicesBack:
    def empty(self, entry: AttendanceEntry, disposed_by: int) -> None:
        CurrentEntry.objects.filter(entry=entry).delete()
        with connection.cursor() as cursor:
            cursor.execute(EMPTY, [disposed_by, entry.pk])

    def found(self, oak) -> list[str]:
        return [one.what for one in verify_register(SERVICE.scope, school_id=oak.school.pk).discrepancies]

    def test_is_found_where_no_disposal_says_so(self, oak):
        self.empty(AttendanceEntry.objects.get(pupil=oak.amina, date=MONDAY), Submission.objects.first().pk)
        assert "changed" in self.found(oak)

    def test_is_found_where_it_is_put_down_to_a_real_disposal(self, oak):
        dispose(oak)
        disposal = Submission.objects.get(kind="disposal")
        self.empty(AttendanceEntry.objects.get(pupil=oak.amina, date=MONDAY), disposal.pk)
        assert "changed" in self.found(oak)

    @pytest.mark.parametrize("kept", ["code = 'I'", "hash = hash || hash", "made_at = '2020-01-01 00:00:00'"])
    def test_is_refused_by_the_database_in_any_other_shape(self, oak, kept):
        entry = AttendanceEntry.objects.get(pupil=oak.amina, date=MONDAY)
        sql = (
            f"UPDATE attendance_register_attendanceentry SET disposed_by_id = 1, {kept} WHERE id = {entry.pk}"
        )
        cursor = connection.cursor()
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            cursor.execute(sql)
