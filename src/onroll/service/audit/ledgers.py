"""Tables that only grow: database triggers refuse UPDATE and DELETE on them, whoever asks.

The triggers stand in a migration of each table's app. SQLite drops a table's triggers when a migration rebuilds the
table, so a migration that alters a ledger installs them again; a test compares the database with LEDGERS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Ledger:
    """An append-only table; `allowed_update` is an SQL condition on OLD and NEW under which UPDATE is let through."""

    table: str
    allowed_update: str = ""


#: Disposal empties an entry and names the act of disposal; its hash, and its place, stay.
DISPOSAL = (
    "OLD.disposed_by_id IS NULL AND NEW.disposed_by_id IS NOT NULL AND NEW.id = OLD.id AND NEW.hash = OLD.hash "
    "AND NEW.submission_id = OLD.submission_id AND NEW.school_id = OLD.school_id AND NEW.date = OLD.date "
    "AND NEW.session = OLD.session AND NEW.pupil_id IS NULL AND NEW.code = '' AND NEW.minutes_late IS NULL "
    "AND NEW.note = '' AND NEW.reason = '' AND NEW.made_by = '' AND NEW.replaces_id IS NULL AND NEW.made_at = OLD.made_at"
)

ATTENDANCE_ENTRIES = Ledger("attendance_register_attendanceentry", allowed_update=DISPOSAL)
SUBMISSIONS = Ledger("attendance_register_submission")
ADMISSION_ENTRIES = Ledger("admission_register_admissionentry")
#: Disposal empties a record of following up: its pupil and its words go, and its place stays.
EMPTIED = (
    "OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL AND NEW.id = OLD.id AND NEW.school_id = OLD.school_id "
    "AND NEW.made_at = OLD.made_at AND NEW.pupil_id IS NULL AND NEW.words = ''"
)
FOLLOW_UP = tuple(
    Ledger(f"absence_follow_up_{name}", allowed_update=EMPTIED)
    for name in ("contact", "reasongiven", "reasondecision", "step")
)
#: Disposal empties a decision on leave of its reasons and its plan; that there was one, and its outcome, stay.
LEAVE_DECISIONS = Ledger(
    "leave_of_absence_leavedecision",
    allowed_update=(
        "OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL AND NEW.id = OLD.id AND NEW.school_id = OLD.school_id "
        "AND NEW.child_id = OLD.child_id AND NEW.outcome = OLD.outcome AND NEW.at = OLD.at AND NEW.reasons = ''"
    ),
)
#: What a parent sent, and what was answered, lose their words and the parent; so does a wish of how to be reached.
_ANSWER_EMPTIED = (
    "OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL AND NEW.id = OLD.id AND NEW.school_id = OLD.school_id "
    "AND NEW.made_at = OLD.made_at AND NEW.words = ''"
)
_SENT_EMPTIED = f"{_ANSWER_EMPTIED} AND NEW.parent_id IS NULL"
FROM_PARENTS = (
    *(
        Ledger(f"parents_{name}", allowed_update=_SENT_EMPTIED)
        for name in ("markquestion", "detailcorrection", "letterreply")
    ),
    *(
        Ledger(f"parents_{name}", allowed_update=_ANSWER_EMPTIED)
        for name in ("markanswer", "detaildecision", "replyread")
    ),
)
CONTACT_WISHES = Ledger("people_contactwish", allowed_update=_SENT_EMPTIED)
LATENESS_STEPS = Ledger("lateness_latenessstep", allowed_update=EMPTIED)
NOTICES = tuple(
    Ledger(f"absence_notices_{name}", allowed_update=EMPTIED) for name in ("notice", "noticeevent")
)
MEDICAL_RECORDS = Ledger("medical_absence_medicalrecord", allowed_update=EMPTIED)
TIMETABLES = tuple(
    Ledger(f"part_time_timetables_{name}", allowed_update=EMPTIED)
    for name in ("parttimetimetable", "timetableevent")
)
#: Disposal empties a line of a weekly list of whom it names; that there was one stays.
LINE_DISPOSAL = (
    "OLD.disposed_at IS NULL AND NEW.disposed_at IS NOT NULL AND NEW.id = OLD.id AND NEW.school_id = OLD.school_id "
    "AND NEW.list_id = OLD.list_id AND NEW.upn = '' AND NEW.surname = '' AND NEW.forename = '' AND NEW.born IS NULL"
)
WEEKLY_LISTS = (
    Ledger("absence_notices_weeklylist"),
    Ledger("absence_notices_weeklylistline", allowed_update=LINE_DISPOSAL),
)
LESSONS = (
    Ledger("lessons_lessonregister"),
    Ledger("lessons_lessonmark", allowed_update=EMPTIED),
    Ledger("lessons_missingstep", allowed_update=EMPTIED),
)
EVENTS = Ledger("audit_event")
VIEWINGS = Ledger("access_viewing")
#: Disposal empties a message of everybody it names; that there was one, and what became of it, stays.
MESSAGE_DISPOSAL = (
    "OLD.body <> '' AND NEW.body = '' AND NEW.subject = '' AND NEW.recipient_name = '' AND NEW.address = '' "
    "AND NEW.pupil_id IS NULL AND NEW.recipient_id = 0 AND NEW.about = '' AND NEW.id = OLD.id AND NEW.school_id = OLD.school_id "
    "AND NEW.reference = OLD.reference AND NEW.template = OLD.template AND NEW.channel = OLD.channel "
    "AND NEW.asked_at = OLD.asked_at"
)
MESSAGES = Ledger("correspondence_message", allowed_update=MESSAGE_DISPOSAL)
MESSAGE_EVENTS = Ledger("correspondence_messageevent")
LEDGERS = (
    ATTENDANCE_ENTRIES,
    SUBMISSIONS,
    ADMISSION_ENTRIES,
    *FOLLOW_UP,
    LEAVE_DECISIONS,
    *FROM_PARENTS,
    CONTACT_WISHES,
    LATENESS_STEPS,
    *NOTICES,
    *TIMETABLES,
    *WEEKLY_LISTS,
    MEDICAL_RECORDS,
    *LESSONS,
    EVENTS,
    VIEWINGS,
    MESSAGES,
    MESSAGE_EVENTS,
)


def install(*ledgers: Ledger) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """Return a migration step that puts the triggers of those of these ledgers that are there in place, afresh."""

    def step(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        statements = _SQL[editor.connection.vendor]
        there = set(editor.connection.introspection.table_names())
        for ledger in ledgers:
            for statement in statements(ledger) if ledger.table in there else ():
                editor.execute(statement, params=None)  # a % in it is PostgreSQL's own

    return step


def lift(*ledgers: Ledger) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """Return the step back from `install`, for a migration whose columns the triggers name; on SQLite they are taken away.

    Whatever migration made the ledger puts them back when it is migrated again.
    """

    def step(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for ledger in ledgers:
                for verb in ("update", "delete"):
                    editor.execute(f"DROP TRIGGER IF EXISTS {ledger.table}_refuses_{verb}")

    return step


def _sqlite(ledger: Ledger) -> list[str]:
    unless = f"WHEN NOT ({ledger.allowed_update}) " if ledger.allowed_update else ""
    return [
        statement
        for verb, condition in (("UPDATE", unless), ("DELETE", ""))
        for statement in (
            f"DROP TRIGGER IF EXISTS {ledger.table}_refuses_{verb.lower()}",
            f"CREATE TRIGGER {ledger.table}_refuses_{verb.lower()} BEFORE {verb} ON {ledger.table} FOR EACH ROW {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{ledger.table} only grows: {verb} is refused'); END",
        )
    ]


def _postgresql(ledger: Ledger) -> list[str]:
    table = ledger.table
    unless = f"WHEN (NOT ({ledger.allowed_update})) " if ledger.allowed_update else ""
    refuse = f"{table}_refuses()"
    statements = [
        f"CREATE OR REPLACE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} only grows: % is refused', TG_OP; END $$",
    ]
    for verb, level, condition in (
        ("UPDATE", "ROW", unless),
        ("DELETE", "ROW", ""),
        ("TRUNCATE", "STATEMENT", ""),
    ):
        name = f"{table}_refuses_{verb.lower()}"
        statements += [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {level} {condition}EXECUTE FUNCTION {refuse}",
        ]
    return statements


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
