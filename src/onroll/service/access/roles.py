"""Roles as data: what each is called, what it is for, and what it may do. Printed by `onroll access table`."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.law.code_uses import CODES_AT_THE_GATE, CODES_OF_A_TEACHER
from onroll.service.access.permissions import Permission as P  # noqa: N817 - a table of them

#: What a person at the front of a class can see for themselves; the office finds out the rest.
TEACHER_CODES = CODES_OF_A_TEACHER.newest.value
GATE_CODES = CODES_AT_THE_GATE.newest.value


@dataclass(frozen=True, slots=True)
class Role:
    """One role: a title people use, in a sentence what it is for, and its permissions."""

    key: str
    title: str
    description: str
    scopes: frozenset[str]
    permissions: frozenset[P]
    codes: frozenset[str] | None = frozenset()
    #: Held by people from outside, who always need a last day.
    is_visitor: bool = False
    #: A second step is required of whoever holds it.
    second_factor: bool = False


_READ_SCHOOL = frozenset(
    {
        P.TODAY_VIEW,
        P.BOARD_VIEW,
        P.REGISTER_VIEW,
        P.PUPIL_VIEW,
        P.ROLL_VIEW,
        P.CALENDAR_VIEW,
        P.CHECKS_VIEW,
        P.FIGURES_VIEW,
        P.SCHOOLS_VIEW,
    }
)
_TEACH = frozenset(
    {
        P.TODAY_VIEW,
        P.BOARD_VIEW,
        P.REGISTER_VIEW,
        P.REGISTER_TAKE,
        P.REGISTER_AMEND,
        P.PUPIL_VIEW,
        P.CALENDAR_VIEW,
        P.ABSENCE_VIEW,
        P.LESSONS_VIEW,
        P.LESSONS_TAKE,
    }
)
#: Seeing who comes late and how often, and saying where that worries somebody.
_LATENESS = frozenset({P.LATENESS_VIEW, P.CONCERN_RAISE})
#: Following up absences: who is called, what was said, and what the reason was.
_FOLLOW_UP = frozenset(
    {P.ABSENCE_VIEW, P.ABSENCE_DETAIL_VIEW, P.ABSENCE_FOLLOW_UP, P.NOTICE_SEND, P.REASON_ACCEPT}
)
_OFFICE = _READ_SCHOOL | _FOLLOW_UP | _LATENESS | {
    P.LATENESS_ACT, P.LESSONS_VIEW, P.LESSONS_TAKE, P.MISSING_FOLLOW_UP, P.AWARD_VIEW, P.AWARD_GIVE,
    P.REGISTER_TAKE, P.REGISTER_AMEND, P.REGISTER_BULK_EDIT, P.ARRIVAL_RECORD, P.PLAN_MAKE, P.CLOSURE_MAKE,
    P.PUPIL_CONTACTS_VIEW, P.PUPIL_EDIT, P.ROLL_ADMIT, P.ROLL_AMEND, P.ROLL_DELETE, P.PEOPLE_VIEW, P.MERGE_PROPOSE,
    P.COVER_GIVE, P.ROLL_COPY, P.EXPORT_RUN, P.RECONCILIATION_RUN, P.DUTY_MANAGE, P.MESSAGE_VIEW, P.MESSAGE_SEND, P.WORDING_EDIT,
    P.ARRANGEMENT_VIEW, P.PROVISION_ARRANGE, P.EXCLUSION_VIEW, P.LEAVE_VIEW, P.LEAVE_RECORD, P.PARENT_LINK_MAKE, P.PARENT_ANSWER,
    P.MEDICAL_VIEW, P.MEDICAL_RECORD, P.TIMETABLE_VIEW, P.TIMETABLE_RECORD,
}  # fmt: skip
_LEAD = _OFFICE | {
    P.PUPIL_SAFEGUARDING_VIEW,
    P.PUPIL_SAFEGUARDING_EDIT,
    P.ESCALATION_DECIDE,
    P.CALENDAR_EDIT,
    P.MERGE_DECIDE,
    P.REGISTER_VERIFY,
    P.IMPORT_RUN,
    P.WORDING_APPROVE,
    P.LATENESS_SET,
    P.LESSONS_MANAGE,
    P.AWARD_MAKE,
}
_SCHOOL = frozenset({"school"})
_AUTHORITY = frozenset({"authority", "district"})

_ALL = (
    Role("teacher", "Teacher", "Takes the register of their own groups and those they cover.",
         frozenset({"group"}), _TEACH, TEACHER_CODES),
    Role("tutor", "Tutor", "Takes their tutor group's register and knows its pupils' attendance.",
         frozenset({"group"}), _TEACH | _LATENESS | {P.PUPIL_CONTACTS_VIEW}, TEACHER_CODES),
    Role("gate", "Gate and reception", "Signs in pupils who arrive after the start.",
         _SCHOOL, frozenset({P.TODAY_VIEW, P.ARRIVAL_RECORD, P.CALENDAR_VIEW}), GATE_CODES),
    Role("attendance_officer", "Attendance officer", "Keeps the school's registers right, every day.",
         _SCHOOL, _OFFICE, None),
    Role("senior_attendance_champion", "Senior attendance champion", "Leads on attendance for the school.",
         _SCHOOL, _LEAD | {P.AUDIT_VIEW}, None),
    Role("head", "Head teacher", "Answers for both registers on behalf of the proprietor.",
         _SCHOOL, _LEAD | {P.AUDIT_VIEW, P.PEOPLE_EDIT, P.ROLES_GIVE, P.SCHOOL_EDIT, P.REGISTER_DISPOSE, P.LEAVE_DECIDE, P.TIMETABLE_AGREE,
                         P.EXCLUSION_DECIDE}, None),
    Role("safeguarding_lead", "Designated safeguarding lead", "Looks after pupils at risk of harm.",
         _SCHOOL, _READ_SCHOOL | _FOLLOW_UP | _LATENESS
         | {P.PUPIL_SAFEGUARDING_VIEW, P.PUPIL_SAFEGUARDING_EDIT, P.PUPIL_CONTACTS_VIEW, P.REGISTER_AMEND, P.ESCALATION_DECIDE,
            P.DUTY_MANAGE, P.MESSAGE_VIEW, P.MESSAGE_SEND, P.ARRANGEMENT_VIEW, P.EXCLUSION_VIEW, P.LEAVE_VIEW,
            P.MEDICAL_VIEW, P.MEDICAL_RECORD, P.TIMETABLE_VIEW, P.TIMETABLE_RECORD,
            P.LESSONS_VIEW, P.MISSING_FOLLOW_UP, P.AWARD_VIEW}, None),
    Role("senco", "SENCO", "Leads on special educational needs.",
         _SCHOOL, _READ_SCHOOL | _LATENESS
         | {P.AWARD_VIEW, P.PUPIL_CONTACTS_VIEW, P.PLAN_MAKE, P.ARRANGEMENT_VIEW, P.ABSENCE_VIEW, P.MESSAGE_VIEW, P.MEDICAL_VIEW, P.MEDICAL_RECORD, P.TIMETABLE_VIEW,
            P.TIMETABLE_RECORD}, frozenset()),
    Role("data_protection_officer", "Data protection officer", "Reads who did and who looked at what.",
         frozenset({"school", "trust", "authority"}), frozenset({P.TODAY_VIEW, P.AUDIT_VIEW, P.REGISTER_VERIFY, P.SCHOOLS_VIEW})),
    Role("governor", "Governor", "Holds the school to account on its figures, never on a named child.",
         frozenset({"school", "trust"}), frozenset({P.TODAY_VIEW, P.BOARD_VIEW, P.CALENDAR_VIEW, P.FIGURES_VIEW, P.SCHOOLS_VIEW})),
    Role("trust_lead", "Trust attendance lead", "Leads on attendance across a trust's schools.",
         frozenset({"trust"}), _READ_SCHOOL | {P.REGISTER_VERIFY, P.ROLL_COPY, P.EXPORT_RUN, P.RECONCILIATION_RUN}),
    Role("attendance_support_officer", "Authority attendance support officer", "Advises and meets the schools of a district or authority.",
         _AUTHORITY, frozenset(_READ_SCHOOL)),
    Role("legal_intervention_officer", "Authority legal intervention officer", "Decides on notices and prosecutions, from the registers.",
         _AUTHORITY, _READ_SCHOOL | {P.PUPIL_CONTACTS_VIEW, P.REGISTER_VERIFY}, second_factor=True),
    Role("missing_education_officer", "Authority missing education officer", "Traces children who may be missing education.",
         _AUTHORITY, _READ_SCHOOL | {P.PUPIL_CONTACTS_VIEW, P.PUPIL_SAFEGUARDING_VIEW}, second_factor=True),
    Role("virtual_school_officer", "Virtual School officer", "Follows the attendance of pupils with a social worker.",
         _AUTHORITY, _READ_SCHOOL | {P.PUPIL_SAFEGUARDING_VIEW}, second_factor=True),
    Role("administrator", "Administrator", "Sets the school up: people, roles, calendar, imports. Sees no pupil's record.",
         frozenset({"school", "trust", "authority"}),
         frozenset({P.TODAY_VIEW, P.CALENDAR_VIEW, P.CALENDAR_EDIT, P.PEOPLE_VIEW, P.PEOPLE_EDIT, P.ROLES_GIVE, P.COVER_GIVE,
                    P.IMPORT_RUN, P.EXPORT_RUN, P.SCHOOLS_VIEW, P.SCHOOL_EDIT, P.PUBLISHED_EDIT, P.CHECKS_VIEW, P.BOARD_VIEW})),
    Role("inspector", "Inspector", "Reads the registers, for as long as an inspection lasts (regulation 12).",
         frozenset({"school", "authority"}), _READ_SCHOOL | {P.ROLL_COPY, P.EXPORT_RUN, P.REGISTER_VERIFY}, is_visitor=True),
)  # fmt: skip

ROLES: dict[str, Role] = {role.key: role for role in _ALL}
