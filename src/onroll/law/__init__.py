"""The national rules of school attendance in England, dated and cited.

Standard library only. Each module is one subject; what is named here is the public way
in. Rules answer on a day, say what they rest on and, where a rule judges, why.
"""

from onroll.law.absence_measures import (
    PERSISTENT_ABSENCE,
    SEVERE_ABSENCE,
    PupilMeasures,
    SessionCount,
    counted_as,
    measures,
)
from onroll.law.admission_register import (
    AdmissionContents,
    MoveNotification,
    OtherSchoolNotification,
    ParentContents,
    faults_of_contents,
    faults_of_notification,
    starting_day,
)
from onroll.law.amendments import ProposedAmendment, faults_of_amendment
from onroll.law.attendance_codes import (
    NotInForce,
    UnknownCode,
    class_for_counting,
    code_on,
    codes_in_force,
    is_code,
    penalty_notice_codes,
)
from onroll.law.attendance_entries import SessionEntry
from onroll.law.citation import Citation, Confirmation, Instrument, Strength, Uncited
from onroll.law.code_meaning import CodeMeaning, Pupils, StatisticalClass
from onroll.law.dated import Announced, Dated, From, NoRuleInForce, Repealed
from onroll.law.dual_registration import (
    RegistrationKind,
    SchoolStay,
    main_school,
    mobile_child,
)
from onroll.law.entry_faults import ProposedEntry, faults_of_entry
from onroll.law.faults import Fault
from onroll.law.finding import Finding, Missing
from onroll.law.penalty_notices import ThresholdCount, threshold, threshold_count
from onroll.law.registers import (
    LONGEST_OPEN,
    PRESENT_CODES,
    Arrival,
    UnexplainedUntil,
    entry_for_arrival,
    faults_of_register_times,
    is_overdue,
    unexplained_until,
)
from onroll.law.retention import Preservation, preservation, preserve_until
from onroll.law.rules import Rule, all_dated_values, all_rules
from onroll.law.school_age import (
    CompulsorySchoolAge,
    compulsory_school_age,
    is_of_compulsory_school_age,
    school_leaving_date,
)
from onroll.law.school_time import (
    BOTH_SESSIONS,
    AcademicYear,
    CalendarTooShort,
    NoSessionThatDay,
    SchoolCalendar,
    Session,
    Span,
    week_of,
)

__all__ = [
    "BOTH_SESSIONS",
    "LONGEST_OPEN",
    "PERSISTENT_ABSENCE",
    "PRESENT_CODES",
    "SEVERE_ABSENCE",
    "AcademicYear",
    "AdmissionContents",
    "Announced",
    "Arrival",
    "CalendarTooShort",
    "Citation",
    "CodeMeaning",
    "CompulsorySchoolAge",
    "Confirmation",
    "Dated",
    "Fault",
    "Finding",
    "From",
    "Instrument",
    "Missing",
    "MoveNotification",
    "NoRuleInForce",
    "NoSessionThatDay",
    "NotInForce",
    "OtherSchoolNotification",
    "ParentContents",
    "Preservation",
    "ProposedAmendment",
    "ProposedEntry",
    "PupilMeasures",
    "Pupils",
    "RegistrationKind",
    "Repealed",
    "Rule",
    "SchoolCalendar",
    "SchoolStay",
    "Session",
    "SessionCount",
    "SessionEntry",
    "Span",
    "StatisticalClass",
    "Strength",
    "ThresholdCount",
    "Uncited",
    "UnexplainedUntil",
    "UnknownCode",
    "all_dated_values",
    "all_rules",
    "class_for_counting",
    "code_on",
    "codes_in_force",
    "compulsory_school_age",
    "counted_as",
    "entry_for_arrival",
    "faults_of_amendment",
    "faults_of_contents",
    "faults_of_entry",
    "faults_of_notification",
    "faults_of_register_times",
    "is_code",
    "is_of_compulsory_school_age",
    "is_overdue",
    "main_school",
    "measures",
    "mobile_child",
    "penalty_notice_codes",
    "preservation",
    "preserve_until",
    "school_leaving_date",
    "starting_day",
    "threshold",
    "threshold_count",
    "unexplained_until",
    "week_of",
]
