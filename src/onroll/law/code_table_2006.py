"""The codes before 19 August 2024, so that an old session keeps its meaning.

The Pupil Registration Regulations 2006 required present, attending, authorised,
unauthorised or unable to attend; the letters came from the department's guidance.
"""

from onroll.law.code_meaning import CodeMeaning, StatisticalClass, code_table
from onroll.law.instruments import (
    ATTENDANCE_CODES_2009,
    PUPIL_REGISTRATION_2006,
)
from onroll.law.school_time import Session

_PRESENT = StatisticalClass.PRESENT
_ACTIVITY = StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
_AUTHORISED = StatisticalClass.AUTHORISED_ABSENCE
_UNAUTHORISED = StatisticalClass.UNAUTHORISED_ABSENCE
_NOT_POSSIBLE = StatisticalClass.NOT_POSSIBLE
_NOT_COLLECTED = StatisticalClass.NOT_COLLECTED

_REGISTER = PUPIL_REGISTRATION_2006.at("6")
_CODES = ATTENDANCE_CODES_2009.at("the list of codes")
_CODE_F = ATTENDANCE_CODES_2009.unconfirmed("the list of codes", "The day on which code F was withdrawn.")

CODES_2006 = code_table(
    CodeMeaning(
        "/",
        "Present (morning)",
        "In school when the morning register was taken.",
        _PRESENT,
        _REGISTER,
        session=Session.AM,
    ),
    CodeMeaning(
        "\\",
        "Present (afternoon)",
        "In school when the afternoon register was taken.",
        _PRESENT,
        _REGISTER,
        session=Session.PM,
    ),
    CodeMeaning(
        "L",
        "Late, before the register closed",
        "Arrived after the register was called and before it closed.",
        _PRESENT,
        _CODES,
        minutes_may_be_given=True,
    ),
    CodeMeaning(
        "B",
        "Educated off site",
        "Educated off site, supervised, and not at another school of registration.",
        _ACTIVITY,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "J",
        "Interview",
        "At an interview for a job or for a place at another school or college.",
        _ACTIVITY,
        _CODES,
        conditions=("Counted as attending until 18 August 2024.",),
        may_be_planned=True,
    ),
    CodeMeaning(
        "P",
        "Sporting activity",
        "At an approved sporting activity.",
        _ACTIVITY,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "V",
        "Educational visit or trip",
        "On an organised visit or trip.",
        _ACTIVITY,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "W",
        "Work experience",
        "On work experience.",
        _ACTIVITY,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "D",
        "Dual registered, at the other school",
        "Due at another school where the pupil was also registered.",
        _NOT_POSSIBLE,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "C",
        "Other authorised circumstances",
        "On leave for a reason that no other code covered.",
        _AUTHORISED,
        _CODES,
        conditions=("Covered performances and part-time timetables too.",),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "E",
        "Excluded",
        "Excluded, with no other provision made.",
        _AUTHORISED,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "F",
        "Agreed extended family holiday",
        "On a family holiday longer than ten days that the school agreed.",
        _AUTHORISED,
        _CODE_F,
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "H",
        "Authorised family holiday",
        "On a family holiday that the school agreed.",
        _AUTHORISED,
        _CODES,
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "I",
        "Illness",
        "Ill, and not at an appointment.",
        _AUTHORISED,
        _CODES,
    ),
    CodeMeaning(
        "M",
        "Medical or dental appointment",
        "At a medical or dental appointment.",
        _AUTHORISED,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "R",
        "Religious observance",
        "A day set apart by the parent's religious body.",
        _AUTHORISED,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "S",
        "Study leave",
        "On study leave for a public examination.",
        _AUTHORISED,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "T",
        "Traveller absence",
        "Travelling with a parent in the course of the parent's trade.",
        _AUTHORISED,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "G",
        "Holiday not agreed",
        "On a family holiday that the school had not agreed, or longer than agreed.",
        _UNAUTHORISED,
        _CODES,
    ),
    CodeMeaning(
        "N",
        "Reason not yet provided",
        "Absent, and nobody had said why yet.",
        _UNAUTHORISED,
        _CODES,
    ),
    CodeMeaning(
        "O",
        "Unauthorised absence",
        "Absent, and no other code applied.",
        _UNAUTHORISED,
        _CODES,
    ),
    CodeMeaning(
        "U",
        "Arrived after the register closed",
        "Arrived after the register closed.",
        _UNAUTHORISED,
        _CODES,
        minutes_may_be_given=True,
    ),
    CodeMeaning(
        "X",
        "Not required to attend",
        "Not of compulsory school age and not timetabled; from 2020 to 2022 also "
        "absence because of coronavirus.",
        _NOT_POSSIBLE,
        _CODES,
        may_be_planned=True,
    ),
    CodeMeaning(
        "Y",
        "Unable to attend in exceptional circumstances",
        "The site was closed, transport failed, travel was disrupted or the pupil was in custody.",
        _NOT_POSSIBLE,
        _CODES,
    ),
    CodeMeaning(
        "Z",
        "Prospective pupil",
        "Set up before the pupil came onto the admission register.",
        _NOT_COLLECTED,
        _CODES,
        may_be_planned=True,
        in_the_regulations=False,
    ),
    CodeMeaning(
        "#",
        "Planned closure",
        "A holiday, training day or other session that the school planned not to hold, or not for some of its pupils.",
        _NOT_COLLECTED,
        _CODES,
        may_be_planned=True,
        in_the_regulations=False,
    ),
)
