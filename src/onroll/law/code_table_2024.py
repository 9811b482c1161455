"""The attendance and absence codes in force since 19 August 2024.

Pupil Registration Regulations 2024, regulation 10 and its tables; Z and # are
administrative codes of the guidance. Parts of Table 3 and of regulation 10(4) to (11)
are still to be read in the enactment, and those rows say so.
"""

from onroll.law.citation import Citation
from onroll.law.code_meaning import CodeMeaning, Pupils, StatisticalClass, code_table
from onroll.law.dual_registration import MOBILE_CHILD
from onroll.law.instruments import EDUCATION_ACT_1996, PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.school_time import Session

_PRESENT = StatisticalClass.PRESENT
_ACTIVITY = StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
_AUTHORISED = StatisticalClass.AUTHORISED_ABSENCE
_UNAUTHORISED = StatisticalClass.UNAUTHORISED_ABSENCE
_NOT_POSSIBLE = StatisticalClass.NOT_POSSIBLE
_NOT_COLLECTED = StatisticalClass.NOT_COLLECTED

_PRESENCE = PUPIL_REGISTRATION_2024.at("10(2)")
_TABLE_2 = PUPIL_REGISTRATION_2024.at("10(3)", note="Table 2")
_TABLE_3 = PUPIL_REGISTRATION_2024.at("10(3)", note="Table 3")
_GUIDANCE = WORKING_TOGETHER_2024.at("chapter 8")
_OF_A_CLOSURE = PUPIL_REGISTRATION_2024.at("10(3)", note="Table 3, as a council restates it.")


def _conditions_unconfirmed(provision: str = "10(3)") -> Citation:
    return PUPIL_REGISTRATION_2024.unconfirmed(
        provision,
        "The code, its name and its class are confirmed; the exact conditions are not.",
    )


CODES_2024 = code_table(
    CodeMeaning(
        "/",
        "Present (morning)",
        "In school when the morning register began to be taken.",
        _PRESENT,
        _PRESENCE,
        session=Session.AM,
    ),
    CodeMeaning(
        "\\",
        "Present (afternoon)",
        "In school when the afternoon register began to be taken.",
        _PRESENT,
        _PRESENCE,
        session=Session.PM,
    ),
    CodeMeaning(
        "L",
        "Late, before the register closed",
        "Absent when the register began to be taken; arrived before it closed.",
        _PRESENT,
        _PRESENCE,
        minutes_may_be_given=True,
    ),
    CodeMeaning(
        "K",
        "Education provided by the local authority",
        "Attending provision that a local authority arranged, not at this school or "
        "another where the pupil is registered.",
        _ACTIVITY,
        _TABLE_2,
        conditions=(
            "Say what the provision is.",
            "Arranged under section 19 of the Education Act 1996, or under an EHC plan.",
            "The pupil attended it: where not, use the code for the absence.",
        ),
        note_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "V",
        "Educational visit or trip",
        "On a visit or trip arranged by or for the school and supervised by its staff.",
        _ACTIVITY,
        _TABLE_2,
        conditions=("Arranged by or for the school.", "Supervised by school staff."),
        may_be_planned=True,
    ),
    CodeMeaning(
        "P",
        "Sporting activity",
        "At an approved sporting activity away from the school.",
        _ACTIVITY,
        PUPIL_REGISTRATION_2024.at("10(11)"),
        conditions=(
            "Away from the school, educational, and approved by it.",
            "Supervised by somebody fit to keep it safe.",
        ),
        may_be_planned=True,
    ),
    CodeMeaning(
        "W",
        "Work experience",
        "On work experience approved by the school.",
        _ACTIVITY,
        PUPIL_REGISTRATION_2024.unconfirmed("10(11)", "That it is meant for years 10 and 11 only."),
        conditions=(
            "Approved by the school and safely supervised.",
            "Meant for the last two years of compulsory schooling.",
        ),
        may_be_planned=True,
    ),
    CodeMeaning(
        "B",
        "Other approved educational activity",
        "At another approved educational activity away from the school.",
        _ACTIVITY,
        PUPIL_REGISTRATION_2024.at("10(11)"),
        conditions=(
            "Say what the activity is.",
            "Away from the school, educational, and approved by it.",
            "Supervised in person by somebody fit to keep it safe: never for learning at home.",
        ),
        note_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "D",
        "Dual registered, at the other school",
        "Due at another school where the pupil is also registered.",
        _NOT_POSSIBLE,
        _TABLE_2,
        conditions=("Only for sessions at which the other school expects the pupil.",),
        may_be_planned=True,
    ),
    CodeMeaning(
        "C1",
        "Regulated performance or employment abroad",
        "On leave for a licensed performance or licensed employment abroad.",
        _AUTHORISED,
        PUPIL_REGISTRATION_2024.at("11(2)"),
        conditions=(
            "Leave given in advance.",
            "A licence of an authority or an exemption for a performance; a licence of a justice of the peace for work "
            "abroad.",
        ),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "C2",
        "Part-time timetable",
        "Not due to attend, under an agreed temporary part-time timetable.",
        _AUTHORISED,
        PUPIL_REGISTRATION_2024.at("11(6)"),
        conditions=(
            "Agreed with a parent the pupil normally lives with.",
            "Only for sessions the timetable leaves out.",
        ),
        leave_required=True,
        may_be_planned=True,
        pupils=Pupils.OF_COMPULSORY_SCHOOL_AGE,
    ),
    CodeMeaning(
        "C",
        "Leave in exceptional circumstances",
        "On leave that the school gave because the circumstances were exceptional.",
        _AUTHORISED,
        PUPIL_REGISTRATION_2024.unconfirmed(
            "11(8)", "The test is confirmed; the number of its paragraph is not."
        ),
        conditions=(
            "Asked for in advance by a parent the pupil normally lives with.",
            "The school judges the circumstances exceptional and decides how long. A holiday is not exceptional, as a rule.",
        ),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "J1",
        "Interview",
        "On leave for an interview for a job or a place at another institution.",
        _AUTHORISED,
        PUPIL_REGISTRATION_2024.at("11(4)"),
        conditions=("Asked for in advance.",),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "M",
        "Medical or dental appointment",
        "On leave for a medical or dental appointment.",
        _AUTHORISED,
        _TABLE_3,
        conditions=(
            "Leave given; away only as long as the appointment needs.",
            "Not where the pupil was at registration and left later: the entry stays present.",
        ),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "S",
        "Study leave",
        "On leave to study for a public examination.",
        _AUTHORISED,
        PUPIL_REGISTRATION_2024.at(
            "11(5)",
            note="That it ends with the last public examination is as a council restates the guidance.",
        ),
        conditions=(
            "Agreed in advance.",
            "For public examinations, not mocks; normally for Year 11 while they last.",
            "Up to the day of the pupil’s last examination. After it use C, where leave was given.",
        ),
        leave_required=True,
        may_be_planned=True,
    ),
    CodeMeaning(
        "X",
        "Not required to attend, not of compulsory school age",
        "Below or above compulsory school age and not timetabled for the session.",
        _NOT_POSSIBLE,
        _conditions_unconfirmed("11(7)"),
        conditions=(
            "Only for sessions at which the pupil is not timetabled: nursery, rising five or sixth form.",
        ),
        may_be_planned=True,
        pupils=Pupils.NOT_OF_COMPULSORY_SCHOOL_AGE,
    ),
    CodeMeaning(
        "I",
        "Illness",
        "Unable to attend because of physical or mental illness.",
        _AUTHORISED,
        _conditions_unconfirmed(),
        conditions=(
            "Not for an appointment: use M.",
            "A parent's word is enough, as a rule. Ask for evidence only on genuine and reasonable doubt.",
        ),
    ),
    CodeMeaning(
        "R",
        "Religious observance",
        "A day set apart for religious observance by the parent's religious body.",
        _AUTHORISED,
        EDUCATION_ACT_1996.at(
            "444(3)(c)", note="What a day set apart is; the code is in Table 3 of regulation 10(3)."
        ),
        conditions=(
            "The body is the one the parent belongs to, and the day is set apart for nothing else.",
            "Further days need leave: use C where it was given.",
        ),
        may_be_planned=True,
    ),
    CodeMeaning(
        "T",
        "Parent travelling for occupational purposes",
        "A mobile child travelling with a parent in the course of the parent's trade.",
        _AUTHORISED,
        MOBILE_CHILD,
        conditions=(
            "Only for a mobile child: of no fixed abode, with a parent whose trade or business requires travel.",
            "A family with a home that it is away from for substantial periods is of no fixed abode too.",
            "Parent and pupil are travelling for it. Ask for proof only on genuine and reasonable doubt.",
            "The two hundred attendances are part of a defence, and no limit on this code.",
        ),
        may_be_planned=True,
        pupils=Pupils.OF_COMPULSORY_SCHOOL_AGE,
        mobile_child_required=True,
    ),
    CodeMeaning(
        "E",
        "Suspended or permanently excluded",
        "Suspended or permanently excluded, with no other provision made yet.",
        _AUTHORISED,
        _conditions_unconfirmed(),
        conditions=(
            "The pupil is still on roll.",
            "Until provision starts, at the latest on the sixth school day: then the code of the place.",
        ),
        may_be_planned=True,
    ),
    CodeMeaning(
        "Q",
        "Lack of access arrangements",
        "Unable to attend because travel that the authority owed was not arranged.",
        _NOT_POSSIBLE,
        _conditions_unconfirmed(),
        conditions=(
            "The authority had a duty to make travel arrangements and has not met it; or the school is beyond walking "
            "distance and no suitable transport, boarding or nearer school was arranged.",
        ),
    ),
    CodeMeaning(
        "Y1",
        "Transport normally provided not available",
        "Home is beyond walking distance and the transport provided did not run.",
        _NOT_POSSIBLE,
        _TABLE_3,
        conditions=("The school or the authority normally provides the transport.",),
    ),
    CodeMeaning(
        "Y2",
        "Widespread disruption to travel",
        "A local, national or international emergency disrupted travel.",
        _NOT_POSSIBLE,
        _TABLE_3,
    ),
    CodeMeaning(
        "Y3",
        "Part of the school closed",
        "Part of the premises is unavoidably closed and the pupil cannot be accommodated in the rest.",
        _NOT_POSSIBLE,
        _OF_A_CLOSURE,
    ),
    CodeMeaning(
        "Y4",
        "Whole school unexpectedly closed",
        "The school was due to meet and had to close.",
        _NOT_POSSIBLE,
        _OF_A_CLOSURE,
        conditions=("Not for a planned closure: use #.",),
    ),
    CodeMeaning(
        "Y5",
        "Criminal justice detention",
        "In police detention, remanded to youth detention or serving a sentence.",
        _NOT_POSSIBLE,
        _conditions_unconfirmed(),
    ),
    CodeMeaning(
        "Y6",
        "Public health guidance or law",
        "Attending would go against public health guidance or the law.",
        _NOT_POSSIBLE,
        _conditions_unconfirmed(),
        conditions=("Guidance of the government on infection, or a law, on attending or travelling.",),
    ),
    CodeMeaning(
        "Y7",
        "Other unavoidable cause",
        "Another emergency that affects the pupil, and none of Y1 to Y6.",
        _NOT_POSSIBLE,
        _conditions_unconfirmed(),
        conditions=("Say what the cause is.", "It affects the pupil, not the parent."),
        note_required=True,
    ),
    CodeMeaning(
        "G",
        "Holiday not granted",
        "Away on holiday without leave.",
        _UNAUTHORISED,
        _TABLE_3,
        counts_towards_penalty_notice=True,
    ),
    CodeMeaning(
        "N",
        "Reason not yet established",
        "Absent, and nobody knows why yet.",
        _UNAUTHORISED,
        PUPIL_REGISTRATION_2024.at("10(7)"),
        conditions=("To be replaced within five school days: by the reason, or by O.",),
        counts_towards_penalty_notice=True,
    ),
    CodeMeaning(
        "O",
        "Absent in other or unknown circumstances",
        "Absent, and no other code applies or the reason was never established.",
        _UNAUTHORISED,
        _TABLE_3,
        conditions=("Only where no other code applies.",),
        counts_towards_penalty_notice=True,
    ),
    CodeMeaning(
        "U",
        "Arrived after the register closed",
        "Arrived after the register closed and before the session ended.",
        _UNAUTHORISED,
        _TABLE_3,
        conditions=("Only where no other code applies.",),
        counts_towards_penalty_notice=True,
        minutes_may_be_given=True,
    ),
    CodeMeaning(
        "Z",
        "Prospective pupil",
        "Set up before the starting day; not yet on the admission register.",
        _NOT_COLLECTED,
        _GUIDANCE,
        conditions=("Never from the starting day on.",),
        may_be_planned=True,
        in_the_regulations=False,
    ),
    CodeMeaning(
        "#",
        "Planned closure of the whole school",
        "A holiday, training day or other day on which the school planned not to meet.",
        _NOT_COLLECTED,
        _GUIDANCE,
        may_be_planned=True,
        in_the_regulations=False,
    ),
)
