"""Verifying the ledger: whoever changes it behind the service's back is found, and the session is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission
from onroll.service.attendance_register.projection import rebuild_projection
from onroll.service.attendance_register.verification import verify_register
from onroll.service.audit.ledgers import LEDGERS
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db
SERVICE = Actor.service("test")
ENTRIES = "attendance_register_attendanceentry"
SUBMISSIONS = "attendance_register_submission"


@pytest.fixture
def school():
    """A school of one class of three, two mornings taken, the first closed."""
    school = a_school()
    group = a_group(school)
    pupils = [a_pupil_on_roll(school, group, name, "Vale") for name in ("Amina", "Callum", "Daisy")]
    teacher = an_actor("teacher", school, group)
    for day in (MONDAY, MONDAY + dt.timedelta(days=1)):
        take_register(
            school_id=school.pk,
            group_id=group.pk,
            date=day,
            session="AM",
            marks=[MarkGiven(pupil.pk, "/") for pupil in pupils],
            finished=True,
            key=None,
            by=teacher,
            now=at(8, 50, on=day),
        )
        if day == MONDAY:
            close_register(school_id=school.pk, date=MONDAY, session="AM", by=SERVICE, now=at(9, 16))
    return school


def found(school) -> list[tuple[str, str | None, str | None]]:
    verification = verify_register(SERVICE.scope, school_id=school.pk)
    return [(one.what, one.date, one.session) for one in verification.discrepancies]


def tamper(*statements: str, values: tuple[object, ...] = ()) -> None:
    """Change the ledger as someone with the database's own keys would: past the triggers."""
    with connection.cursor() as cursor:
        for table in (ENTRIES, SUBMISSIONS):
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            else:
                cursor.execute(f"DROP TRIGGER {table}_refuses_update")
                cursor.execute(f"DROP TRIGGER {table}_refuses_delete")
        for statement in statements:
            cursor.execute(statement, values)
            assert cursor.rowcount >= 1


class TestAnUntouchedLedger:
    def test_is_whole(self, school):
        verification = verify_register(SERVICE.scope, school_id=school.pk)
        assert (verification.is_whole, verification.entries, verification.submissions) == (True, 6, 3)

    def test_ends_on_the_seal_of_its_last_submission(self, school):
        last = Submission.objects.latest("number")
        assert verify_register(SERVICE.scope, school_id=school.pk).head == bytes(last.seal).hex()


class TestATamperedLedger:
    def test_shows_a_changed_entry(self, school):
        tamper(f"UPDATE {ENTRIES} SET code = 'I' WHERE id = (SELECT MIN(id) FROM {ENTRIES})")
        assert ("changed", "2026-09-07", "AM") in found(school)

    def test_shows_a_changed_entry_whose_hash_was_made_anew(self, school):
        entry = AttendanceEntry.objects.order_by("pk")[0]
        forged = seals.entry_hash(
            school.pk,
            entry.pupil_id,
            "2026-09-07",
            "AM",
            "I",
            None,
            "",
            "",
            None,
            seals.seconds(entry.made_at),
            "",
        )
        tamper(f"UPDATE {ENTRIES} SET code = 'I', hash = %s WHERE id = %s", values=(forged, entry.pk))
        assert ("re-ordered", "2026-09-07", "AM") in found(school)

    def test_shows_a_removed_entry(self, school):
        removed = AttendanceEntry.objects.order_by("pk")[1].pk
        CurrentEntry.objects.filter(entry_id=removed).delete()
        tamper(f"DELETE FROM {ENTRIES} WHERE id = %s", values=(removed,))
        assert ("removed", "2026-09-07", "AM") in found(school)
        assert ("seal", "2026-09-07", "AM") in found(school)

    def test_shows_an_inserted_entry(self, school):
        columns = (
            "submission_id, school_id, pupil_id, date, session, code, note, reason, made_at, made_by, hash"
        )
        tamper(
            f"INSERT INTO {ENTRIES} ({columns}) SELECT submission_id, school_id, pupil_id, date, session, 'I', note, "
            f"reason, made_at, made_by, hash FROM {ENTRIES} WHERE id = (SELECT MAX(id) FROM {ENTRIES})"
        )
        assert ("inserted", "2026-09-08", "AM") in found(school)

    def test_shows_entries_put_in_another_order(self, school):
        first, second = AttendanceEntry.objects.order_by("pk").values_list("pk", flat=True)[:2]
        tamper(
            f"UPDATE {ENTRIES} SET (pupil_id, hash) = (SELECT o.pupil_id, o.hash FROM {ENTRIES} o"
            f" WHERE o.id = %s + %s - {ENTRIES}.id) WHERE id IN (%s, %s)",
            values=(first, second, first, second),
        )  # fmt: skip
        assert ("re-ordered", "2026-09-07", "AM") in found(school)

    def test_shows_a_removed_submission(self, school):
        tamper(f"DELETE FROM {SUBMISSIONS} WHERE number = 2")
        assert ("seal", "2026-09-08", "AM") in found(school)

    def test_shows_a_last_submission_removed_with_all_its_entries(self, school):
        CurrentEntry.objects.filter(date="2026-09-08").delete()
        tamper(
            f"DELETE FROM {ENTRIES} WHERE date = '2026-09-08'", f"DELETE FROM {SUBMISSIONS} WHERE number = 3"
        )
        assert found(school) == [("removed", None, None)]

    def test_shows_who_took_a_register_changed(self, school):
        tamper(f"UPDATE {SUBMISSIONS} SET made_by_name = 'Someone Else' WHERE number = 1")
        assert found(school) == [("changed", "2026-09-07", "AM")]

    def test_shows_a_projection_that_differs_and_it_can_be_rebuilt(self, school):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE attendance_register_currententry SET code = 'I' WHERE date = '2026-09-08'")
        assert found(school) == [("projection", "2026-09-08", "AM")] * 3
        assert rebuild_projection(school_id=school.pk, by=SERVICE) == 6
        assert found(school) == []

    def test_says_the_session_and_the_moment_by_the_clock_on_the_wall(self, school):
        tamper(f"UPDATE {SUBMISSIONS} SET seal = digest WHERE number = 1")
        (first, *_) = verify_register(SERVICE.scope, school_id=school.pk).discrepancies
        assert first.message.startswith(
            "Submission 1, register taken for 2026-09-07 AM, sent 7 September 2026 at 8:50am: "
        )


class TestASubmissionOfManySessions:
    """An import's entries are of many sessions: what is missing is placed by the numbers around it."""

    @pytest.fixture
    def imported(self):
        school = a_school()
        pupil = a_pupil_on_roll(school, a_group(school), "Amina", "Vale")
        marks = [
            Mark(pupil.pk, MONDAY + dt.timedelta(days=day), half, present)
            for day in range(3)
            for half, present in (("AM", "/"), ("PM", "\\"))
        ]
        import_entries(
            school_id=school.pk, marks=marks, key=None, reason="From the old system", by=SERVICE,
            now=at(16, on=MONDAY + dt.timedelta(days=4)),
        )  # fmt: skip
        return school

    def test_names_the_session_beside_a_removed_entry_though_the_projection_was_cleaned_too(self, imported):
        entry = AttendanceEntry.objects.order_by("pk")[2]
        CurrentEntry.objects.filter(entry_id=entry.pk).delete()
        tamper(f"DELETE FROM {ENTRIES} WHERE id = {entry.pk}")
        ((what, date, session),) = found(imported)
        assert (what, date, session) == ("removed", MONDAY.isoformat(), "PM")

    def test_names_the_session_that_the_projection_still_has(self, imported):
        entry = AttendanceEntry.objects.order_by("pk")[2]
        tamper(f"DELETE FROM {ENTRIES} WHERE id = {entry.pk}")
        tuesday = (MONDAY + dt.timedelta(days=1)).isoformat()
        assert ("projection", tuesday, "AM") in found(imported)

    def test_names_no_session_where_the_numbers_do_not_say(self, imported):
        entry = AttendanceEntry.objects.order_by("pk").last()
        CurrentEntry.objects.filter(entry_id=entry.pk).delete()
        tamper(f"DELETE FROM {ENTRIES} WHERE id = {entry.pk}")
        assert found(imported) == [("removed", None, None)]

    def test_names_the_session_of_a_changed_entry(self, imported):
        tamper(f"UPDATE {ENTRIES} SET code = 'O' WHERE date = '{MONDAY}' AND session = 'PM'")
        assert ("changed", MONDAY.isoformat(), "PM") in found(imported)


class TestTheDatabaseItself:
    @pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.table)
    def test_has_the_triggers_of_every_ledger(self, ledger):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                    [ledger.table],
                )
                assert cursor.fetchone() == (2,)
            else:
                cursor.execute(
                    "SELECT COUNT(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
                    [ledger.table],
                )
                assert cursor.fetchone() == (3,)

    @pytest.mark.parametrize("sql", [f"UPDATE {ENTRIES} SET code = 'I'", f"DELETE FROM {ENTRIES}",
                                     f"UPDATE {SUBMISSIONS} SET reason = 'x'", f"DELETE FROM {SUBMISSIONS}"])  # fmt: skip
    def test_refuses_to_change_a_ledger_by_sql(self, school, sql):
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
        assert AttendanceEntry.objects.count() == 6
