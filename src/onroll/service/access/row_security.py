"""PostgreSQL's second lock: a row is there only for whoever the setting `app.schools` names its school to.

The setting holds ids ("3,7"), or "*" for the service itself. Commands, jobs and migrations connect with "*". A web process
connects with nothing, so that it sees no row until its request's scope is known (web.access.middleware). A query without
a scope, or SQL by hand, finds nothing of another school, and cannot write to one. On SQLite the first lock stands alone.

A table with a school's rows is listed in PROTECTED or OPEN; a test compares them with the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from onroll.service.hand_written import prepared_cursor

SETTING = "app.schools"

_OF_A_SCHOOL = "school_id = ANY ((SELECT onroll_schools())::bigint[])"
_OF_A_SCHOOL_OR_NONE = f"(school_id IS NULL OR {_OF_A_SCHOOL})"
#: A pupil is a school's while some enrolment, past or present, is. One on no roll yet is about to be admitted.
_OF_A_PUPIL = "(EXISTS (SELECT 1 FROM admission_register_enrolment e WHERE e.pupil_id = {pupil}) OR NOT onroll_was_enrolled({pupil}))"
_PUPIL = (
    "(EXISTS (SELECT 1 FROM admission_register_enrolment e WHERE e.pupil_id IN (people_pupil.id, folded_into_id)) "
    "OR (folded_into_id IS NULL AND NOT onroll_was_enrolled(people_pupil.id)))"
)
_PARENT = (
    "(EXISTS (SELECT 1 FROM people_relationship r WHERE r.parent_id IN (people_parent.id, folded_into_id)) "
    "OR (folded_into_id IS NULL AND NOT onroll_has_children(people_parent.id)))"
)
_OF_A_COMPARISON = "EXISTS (SELECT 1 FROM reconciliation_comparison c WHERE c.id = comparison_id)"

#: Each protected table, and what makes a row of it a school's. The policies of pupils and parents rest on those above them.
PROTECTED: dict[str, str] = {
    "absence_follow_up_contact": _OF_A_SCHOOL,
    "absence_follow_up_reasondecision": _OF_A_SCHOOL,
    "absence_follow_up_reasongiven": _OF_A_SCHOOL,
    "absence_follow_up_step": _OF_A_SCHOOL,
    "absence_notices_notice": _OF_A_SCHOOL,
    "absence_notices_noticeevent": _OF_A_SCHOOL,
    "absence_notices_noticesettings": _OF_A_SCHOOL,
    "absence_notices_weeklylist": _OF_A_SCHOOL,
    "absence_notices_weeklylistline": _OF_A_SCHOOL,
    "access_viewing": _OF_A_SCHOOL,
    "admission_register_admissionentry": _OF_A_SCHOOL,
    "admission_register_boarding": _OF_A_SCHOOL,
    "admission_register_enrolment": _OF_A_SCHOOL,
    "admission_register_rollover": _OF_A_SCHOOL,
    "attendance_register_attendanceentry": _OF_A_SCHOOL,
    "attendance_register_closure": _OF_A_SCHOOL,
    "attendance_register_closure_groups": (
        "EXISTS (SELECT 1 FROM attendance_register_closure c WHERE c.id = attendance_register_closure_groups.closure_id)"
    ),
    "attendance_register_currententry": _OF_A_SCHOOL,
    "attendance_register_ledgerhead": _OF_A_SCHOOL,
    "attendance_register_plan": _OF_A_SCHOOL,
    "attendance_register_submission": _OF_A_SCHOOL,
    "audit_event": _OF_A_SCHOOL_OR_NONE,
    "duties_checkedschool": _OF_A_SCHOOL,
    "duties_dutyevent": _OF_A_SCHOOL,
    "duties_dutyrecord": _OF_A_SCHOOL,
    "correspondence_message": _OF_A_SCHOOL,
    "correspondence_messageevent": _OF_A_SCHOOL,
    "correspondence_messagesettings": _OF_A_SCHOOL,
    "correspondence_parentlanguage": _OF_A_SCHOOL,
    "correspondence_waiting": _OF_A_SCHOOL,
    "correspondence_wording": _OF_A_SCHOOL,
    "duties_reminder": _OF_A_SCHOOL,
    "exchange_changeset": _OF_A_SCHOOL_OR_NONE,
    "exchange_columnmap": _OF_A_SCHOOL,
    "exchange_exclusion": _OF_A_SCHOOL,
    "exchange_sentreference": _OF_A_SCHOOL,
    "exchange_setaside": "EXISTS (SELECT 1 FROM exchange_changeset c WHERE c.id = changeset_id)",
    "lateness_latenesssettings": _OF_A_SCHOOL,
    "lateness_latenessstep": _OF_A_SCHOOL,
    "lessons_lesson": _OF_A_SCHOOL,
    "lessons_weekcycle": _OF_A_SCHOOL,
    "lessons_lessonmark": _OF_A_SCHOOL,
    "lessons_lessonregister": _OF_A_SCHOOL,
    "lessons_lessonskept": _OF_A_SCHOOL,
    "lessons_missingstep": _OF_A_SCHOOL,
    "lessons_teachinggroup": _OF_A_SCHOOL,
    "lessons_teachinggroupmember": _OF_A_SCHOOL,
    "leave_of_absence_leavechild": _OF_A_SCHOOL,
    "leave_of_absence_leavedecision": _OF_A_SCHOOL,
    "leave_of_absence_leaverequest": _OF_A_SCHOOL,
    "exclusions_exclusion": _OF_A_SCHOOL,
    "exclusions_exclusionstep": _OF_A_SCHOOL,
    "remote_education_remotenote": _OF_A_SCHOOL,
    "remote_education_remotereview": _OF_A_SCHOOL,
    "guests_gueststay": _OF_A_SCHOOL,
    "guests_guesttold": _OF_A_SCHOOL,
    "off_site_provision_answerdecision": _OF_A_SCHOOL,
    "off_site_provision_placement": _OF_A_SCHOOL,
    "off_site_provision_provider": _OF_A_SCHOOL,
    "off_site_provision_provideranswer": _OF_A_SCHOOL,
    "off_site_provision_providercheck": _OF_A_SCHOOL,
    "off_site_provision_providerlink": _OF_A_SCHOOL,
    "planned_attendance_arrangedpupil": _OF_A_SCHOOL,
    "planned_attendance_arrangement": _OF_A_SCHOOL,
    "medical_absence_medicalrecord": _OF_A_SCHOOL,
    "part_time_timetables_parttimetimetable": _OF_A_SCHOOL,
    "part_time_timetables_timetableevent": _OF_A_SCHOOL,
    "part_time_timetables_timetableplan": _OF_A_SCHOOL,
    "organisations_calendarchange": _OF_A_SCHOOL,
    "organisations_schoolsession": _OF_A_SCHOOL,
    "organisations_sessiontimes": _OF_A_SCHOOL,
    "parents_accountaccess": _OF_A_SCHOOL,
    "parents_addressproof": _OF_A_SCHOOL,
    "parents_detailcorrection": _OF_A_SCHOOL,
    "parents_detaildecision": _OF_A_SCHOOL,
    "parents_letterreply": _OF_A_SCHOOL,
    "parents_markanswer": _OF_A_SCHOOL,
    "parents_markquestion": _OF_A_SCHOOL,
    "parents_parentlink": _OF_A_SCHOOL,
    "parents_replyread": _OF_A_SCHOOL,
    "people_contactwish": _OF_A_SCHOOL,
    "people_mergeproposal": _OF_A_SCHOOL,
    "people_staffmember": _OF_A_SCHOOL_OR_NONE,
    "people_yeargroupmembership": _OF_A_SCHOOL,
    "people_registrationgroupmembership": (
        "EXISTS (SELECT 1 FROM organisations_registrationgroup g WHERE g.id = group_id AND g."
        + _OF_A_SCHOOL
        + ")"
    ),
    "figures_savedview": _OF_A_SCHOOL_OR_NONE,
    "recognition_award": _OF_A_SCHOOL,
    "recognition_awardgiven": _OF_A_SCHOOL,
    "reconciliation_comparison": _OF_A_SCHOOL,
    "reconciliation_sessionfound": _OF_A_COMPARISON,
    "reconciliation_totalsfound": _OF_A_COMPARISON,
    "reconciliation_rowsetaside": _OF_A_COMPARISON,
    "people_pupil": _PUPIL,
    "people_formername": _OF_A_PUPIL.format(pupil="people_formername.pupil_id"),
    "people_pupilmarker": _OF_A_PUPIL.format(pupil="people_pupilmarker.pupil_id"),
    "people_partnerlink": _OF_A_PUPIL.format(pupil="people_partnerlink.pupil_id"),
    "people_relationship": _OF_A_PUPIL.format(pupil="people_relationship.pupil_id"),
    "people_parent": _PARENT,
    "people_contactdetail": "EXISTS (SELECT 1 FROM people_parent p WHERE p.id = people_contactdetail.parent_id)",
}

#: Tables with a school's rows that every signed-in person's request must read to find out what that person may read.
OPEN = {
    "access_roleheld": "read to find a person's scope",
    "organisations_registrationgroup": "joined to find a person's scope; a class and its year, and no child",
}

_LOOKS_PAST = """CREATE OR REPLACE FUNCTION {name}(bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
    DECLARE before text := coalesce(current_setting('app.schools', true), ''); found_any boolean;
    BEGIN
        PERFORM set_config('app.schools', '*', true);
        SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} = $1) INTO found_any;
        PERFORM set_config('app.schools', before, true);
        RETURN found_any;
    END $$"""
_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION onroll_every_school() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT coalesce(current_setting('app.schools', true) = '*', false) $$""",
    """CREATE OR REPLACE FUNCTION onroll_schools() RETURNS bigint[] LANGUAGE sql STABLE AS
    $$ SELECT CASE WHEN coalesce(given, '') IN ('', '*') THEN '{}' ELSE string_to_array(given, ',')::bigint[] END
       FROM (SELECT current_setting('app.schools', true) AS given) AS setting $$""",
    # These two look past the lock, and answer no more than whether there is any row at all.
    _LOOKS_PAST.format(name="onroll_was_enrolled", table="admission_register_enrolment", column="pupil_id"),
    _LOOKS_PAST.format(name="onroll_has_children", table="people_relationship", column="parent_id"),
)


def protect(*tables: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """Return a migration step that puts the lock on those of these tables that are there; nothing to do on SQLite.

    A migration that makes a table with a school's rows ends with this step.
    """

    def step(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for function in _FUNCTIONS:
            editor.execute(function)
        there = set(editor.connection.introspection.table_names())
        for table in tables:
            if table in there:
                for statement in _lock(table):
                    editor.execute(statement)

    return step


def _lock(table: str) -> list[str]:
    # The owner is bound too (FORCE); each SELECT in brackets is worked out once a statement, not once a row.
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS of_schools_in_reach ON {table}",
        f"CREATE POLICY of_schools_in_reach ON {table} USING ((SELECT onroll_every_school()) OR {PROTECTED[table]})",
    ]


def close_by_default() -> None:
    """Let this process's new connections see no school's rows until someone's scope says which: for web servers."""
    settings = connections.settings[DEFAULT_DB_ALIAS]
    if settings["ENGINE"].endswith("postgresql"):
        options = settings.get("OPTIONS", {})
        closed = options.get("options", f"-c {SETTING}=*").replace(f"{SETTING}=*", f"{SETTING}=")
        settings["OPTIONS"] = {**options, "options": closed}


def limit_to(school_ids: Iterable[int]) -> None:
    """Let this connection see the rows of these schools and no others, until `lift`."""
    _set(",".join(str(school_id) for school_id in sorted(school_ids)))


@contextmanager
def limited_to(school_ids: Iterable[int]) -> Iterator[None]:
    """Let this connection see the rows of these schools and no others for a while: for who is known by a secret alone."""
    if connection.vendor != "postgresql":
        yield
        return
    limit_to(school_ids)
    try:
        yield
    finally:
        lift()


def lift() -> None:
    """Put this connection back to what its process connected with."""
    if (
        connection.vendor == "postgresql"
        and connection.connection is not None
        and not connection.needs_rollback
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"RESET {SETTING}")


@contextmanager
def over_every_school() -> Iterator[None]:
    """Let a domain action look past the lock for what it must: whether a pupil, by UPN, is known at another school."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_setting('{SETTING}', true)")
        before = cursor.fetchone()[0] or ""
    _set("*")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _set(before)


def _set(value: str) -> None:
    if connection.vendor == "postgresql":
        with prepared_cursor() as cursor:
            cursor.execute(f"SELECT set_config('{SETTING}', %s, false)", [value])
