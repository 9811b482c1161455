"""Everything a role may be allowed: a noun and a verb each."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What a role may do within its scope."""

    TODAY_VIEW = "today.view"
    BOARD_VIEW = "registers board.view"
    REGISTER_VIEW = "register.view"
    REGISTER_TAKE = "register.take"
    REGISTER_AMEND = "register.amend"
    REGISTER_BULK_EDIT = "register.bulk edit"
    REGISTER_VERIFY = "register.verify"
    REGISTER_DISPOSE = "register.dispose"
    ARRIVAL_RECORD = "arrival.record"
    PLAN_MAKE = "plan.make"
    CLOSURE_MAKE = "closure.make"
    PUPIL_VIEW = "pupil.view"
    PUPIL_SAFEGUARDING_VIEW = "pupil safeguarding.view"
    PUPIL_SAFEGUARDING_EDIT = "pupil safeguarding.edit"
    PUPIL_CONTACTS_VIEW = "pupil contacts.view"
    PUPIL_EDIT = "pupil.edit"
    ROLL_VIEW = "roll.view"
    ROLL_ADMIT = "roll.admit"
    ROLL_AMEND = "roll.amend"
    ROLL_DELETE = "roll.delete"
    CALENDAR_VIEW = "calendar.view"
    CALENDAR_EDIT = "calendar.edit"
    CHECKS_VIEW = "checks.view"
    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    ROLES_GIVE = "roles.give"
    COVER_GIVE = "cover.give"
    MERGE_PROPOSE = "merge.propose"
    MERGE_DECIDE = "merge.decide"
    IMPORT_RUN = "import.run"
    EXPORT_RUN = "export.run"
    AUDIT_VIEW = "audit.view"
    SCHOOLS_VIEW = "schools.view"
    SCHOOL_EDIT = "school.edit"
