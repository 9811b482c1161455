"""What is planned of a pupil ahead: visits, work experience, interviews, examinations, observance, travel with a parent.

What each asks for, and what is wrong with one before it is made. Which pupils it may be for is asked pupil by pupil.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.attendance_codes import code_on
from onroll.law.citation import Citation
from onroll.law.code_meaning import StatisticalClass
from onroll.law.dated import Dated, From
from onroll.law.dual_registration import MOBILE_CHILD
from onroll.law.faults import Fault
from onroll.law.instruments import EDUCATION_ACT_1996, PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 27)

APPROVED_ACTIVITY = PUPIL_REGISTRATION_2024.at("10(11)")
VISIT = PUPIL_REGISTRATION_2024.at("10(3)", note="Table 2")
AGREED_AHEAD = PUPIL_REGISTRATION_2024.at("11(1)")
LAST_YEARS = PUPIL_REGISTRATION_2024.unconfirmed("10(11)", "That it is meant for years 10 and 11 only.")
STUDY = PUPIL_REGISTRATION_2024.at("11(5)", note="It names no year.")
YEAR_OF_STUDY = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8, code S",
    "That study leave is for year 11 and above was read of the department's advice before 2024, and of no law.",
)
SET_APART = EDUCATION_ACT_1996.at("444(3)(c)")
IN_PERSON = WORKING_TOGETHER_2024.unconfirmed(
    "remote education", "The words on how remote education is recorded were not read."
)


class Activity(StrEnum):
    """What may be arranged ahead for several pupils at once."""

    VISIT = "visit"
    SPORT = "sport"
    WORK_EXPERIENCE = "work experience"
    OTHER = "other activity"
    EXAMINATION = "examination"
    STUDY_LEAVE = "study leave"
    INTERVIEW = "interview"
    OBSERVANCE = "observance"
    TRAVELLING = "travelling"


@dataclass(frozen=True, slots=True)
class Asks:
    """What one kind asks for: its code, whether it is supervised and where, the years and days it may be for."""

    activity: Activity
    code: str
    plan: str
    title: str
    conditions: tuple[str, ...]
    citation: Citation
    supervised: bool = False
    by_school_staff: bool = False
    agreed_with_parents: bool = False
    first_year: int | None = None
    most_days: int | None = None

    def __str__(self) -> str:
        return f"{self.title}, code {self.code}. {' '.join(self.conditions)}"


_SUPERVISED = "Approved by the school and supervised by somebody fit to keep it safe."
_AHEAD = "Asked for or agreed in advance, with a parent the pupil normally lives with."

ASKED_OF_AN_ACTIVITY = Dated(
    "What each kind of arrangement made ahead asks for",
    steps=[
        From(
            _FROM_2024,
            {
                one.activity: one
                for one in (
                    Asks(
                        Activity.VISIT,
                        "V",
                        "visit",
                        "Educational visit or trip",
                        ("Arranged by or for the school and supervised by its staff.",),
                        VISIT,
                        supervised=True,
                        by_school_staff=True,
                    ),
                    Asks(
                        Activity.SPORT,
                        "P",
                        "sport",
                        "Sporting activity",
                        (_SUPERVISED,),
                        APPROVED_ACTIVITY,
                        supervised=True,
                    ),
                    Asks(
                        Activity.WORK_EXPERIENCE,
                        "W",
                        "work experience",
                        "Work experience",
                        (_SUPERVISED, "For the last two years of compulsory schooling and after."),
                        LAST_YEARS,
                        supervised=True,
                        first_year=10,
                    ),
                    Asks(
                        Activity.OTHER,
                        "B",
                        "off-site",
                        "Other approved educational activity",
                        (_SUPERVISED, "Say what the activity is."),
                        APPROVED_ACTIVITY,
                        supervised=True,
                    ),
                    Asks(
                        Activity.EXAMINATION,
                        "B",
                        "off-site",
                        "Public examination at another place",
                        (_SUPERVISED, "Say which examination it is."),
                        APPROVED_ACTIVITY,
                        supervised=True,
                    ),
                    Asks(
                        Activity.STUDY_LEAVE,
                        "S",
                        "leave",
                        "Study leave for public examinations",
                        (_AHEAD,),
                        STUDY,
                        agreed_with_parents=True,
                        first_year=11,
                    ),
                    Asks(
                        Activity.INTERVIEW,
                        "J1",
                        "leave",
                        "Interviews for employment or for another place of education",
                        (_AHEAD,),
                        PUPIL_REGISTRATION_2024.at("11(4)"),
                        agreed_with_parents=True,
                    ),
                    Asks(
                        Activity.OBSERVANCE,
                        "R",
                        "leave",
                        "Religious observance",
                        (
                            "A day exclusively set apart for it by the religious body a parent belongs to; a longer "
                            "celebration needs leave for the rest.",
                        ),
                        SET_APART,
                        most_days=1,
                    ),
                    Asks(
                        Activity.TRAVELLING,
                        "T",
                        "leave",
                        "Travelling with a parent who travels for work",
                        (
                            "Only for a mobile child, whose parent’s trade or business requires it: with no settled home, or one "
                            "that the family is away from for substantial periods.",
                        ),
                        MOBILE_CHILD,
                    ),
                )
            },
            PUPIL_REGISTRATION_2024.at("10(3), 10(11) and 11"),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What somebody is about to arrange; words that are blank were not given."""

    activity: Activity
    first_day: date
    last_day: date
    made_on: date
    title: str
    place: str = ""
    supervised_by: str = ""
    is_supervised_by_staff: bool = False
    approved_by: str = ""
    agreed_on: date | None = None
    #: The religious body that sets the day apart, or the trade that a parent travels for.
    because: str = ""


@rule(
    "planned_attendance.arrangement",
    title="What an arrangement made ahead must say",
    says=(
        "A visit, a sporting activity, work experience or another activity away from school counts as attending only "
        "where it is educational, approved by the school and supervised by somebody fit to; a visit by the school’s own "
        "staff. Study leave and interviews are agreed in advance with a parent. A day of religious observance is one "
        "that a religious body sets apart; a longer celebration needs leave. Nothing is arranged after the event."
    ),
    first_day=_FROM_2024,
    cites=(APPROVED_ACTIVITY, VISIT, AGREED_AHEAD, SET_APART, MOBILE_CHILD),
)
def faults_of_arrangement(arrangement: Arrangement) -> tuple[Fault, ...]:
    """Find everything wrong with an arrangement, whomever it is for. Raises `NoRuleInForce` before 19 August 2024."""
    asks = ASKED_OF_AN_ACTIVITY.on(arrangement.first_day)[arrangement.activity]
    return (
        *_faults_of_days(arrangement, asks),
        *_faults_of_supervision(arrangement, asks),
        *_faults_of_agreement(arrangement, asks),
    )


@rule(
    "planned_attendance.pupil",
    title="Whom an arrangement made ahead may be for",
    says=(
        "Work experience is for year 10 and above, study leave for year 11 and above, and travelling with a parent for a "
        "child whom the admission register calls a mobile child. What else a code asks of the pupil’s age is judged of "
        "each entry."
    ),
    first_day=_FROM_2024,
    cites=(LAST_YEARS, YEAR_OF_STUDY, MOBILE_CHILD),
)
def faults_of_pupil(
    activity: Activity, *, year_group: int | None, is_mobile_child: bool = False, on: date
) -> tuple[Fault, ...]:
    """Find why an arrangement may not be for a pupil of a year group; None is not known. Raises `NoRuleInForce`."""
    asks = ASKED_OF_AN_ACTIVITY.on(on)[activity]
    if activity is Activity.TRAVELLING and not is_mobile_child:
        words = (
            f"Code {asks.code} is for a mobile child alone, and the admission register does not say that this pupil is one. "
            "Amend it under Roll where it is so; otherwise leave the pupil out, and record a request for leave."
        )
        return (Fault("not_a_mobile_child", words, asks.citation),)
    if asks.first_year is None or (year_group is not None and year_group >= asks.first_year):
        return ()
    is_in = f"is in year {year_group}" if year_group is not None else "has no year group on record"
    return (
        Fault(
            "year_too_young",
            f"{asks.title} is for year {asks.first_year} and above, and this pupil {is_in}. Leave the pupil out, or "
            "choose another kind.",
            YEAR_OF_STUDY if activity is Activity.STUDY_LEAVE else asks.citation,
        ),
    )


@rule(
    "planned_attendance.remote_education",
    title="How remote education is recorded",
    says=(
        "A pupil who is taught at home by the school is absent: the code is that of the reason for the absence. It is "
        "never an approved educational activity, which is supervised in person. What was offered may be noted."
    ),
    first_day=_FROM_2024,
    cites=(APPROVED_ACTIVITY, IN_PERSON),
)
def faults_of_remote_education(code: str, *, on: date) -> tuple[Fault, ...]:
    """Find why a session of remote education may not have a code. Raises `UnknownCode`, `NotInForce`."""
    meaning = code_on(code, on)
    if not meaning.statistical_class.is_attending:
        return ()
    is_activity = meaning.statistical_class is StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
    why = "an approved activity is supervised in person" if is_activity else "the pupil is not in school"
    return (
        Fault(
            "remote_education_is_absence",
            f"A pupil learning at home is not attending, so code {code} ({meaning.title}) cannot be used: {why}. Enter "
            "the reason for the absence, and note what was offered.",
            APPROVED_ACTIVITY,
        ),
    )


def _faults_of_days(arrangement: Arrangement, asks: Asks) -> Iterator[Fault]:
    first, last = arrangement.first_day, arrangement.last_day
    if last < first:
        words = f"It ends before it starts. Give a last day on or after {day_in_words(first)}."
        yield Fault("days_backwards", words, AGREED_AHEAD)
        return
    if first < arrangement.made_on:
        words = (
            f"It starts on {day_in_words(first)}, which is past: nothing is arranged after the event. Amend the register "
            "for days that have been."
        )
        yield Fault("after_the_event", words, AGREED_AHEAD)
    days = (last - first).days + 1
    if asks.most_days is not None and days > asks.most_days:
        words = (
            f"Only a day set apart by the religious body counts, and this is {counted(days, 'day')}. Make an arrangement "
            "for each such day; record a request for leave for the others."
        )
        yield Fault("days_not_set_apart", words, asks.citation)


def _faults_of_supervision(arrangement: Arrangement, asks: Asks) -> Iterator[Fault]:
    if not arrangement.title.strip():
        yield Fault("nature_missing", "Say what it is: the register and the families read it.", asks.citation)
    if not asks.supervised:
        return
    if not arrangement.place.strip():
        yield Fault("place_missing", "Say where it is: it is away from the school.", asks.citation)
    if not arrangement.supervised_by.strip():
        yield Fault(
            "supervisor_missing",
            "Say who supervises. Without somebody the school judges fit to, it does not count as attending.",
            asks.citation,
        )
    elif asks.by_school_staff and not arrangement.is_supervised_by_staff:
        yield Fault(
            "not_supervised_by_staff",
            "A visit is supervised by the school’s own staff. Choose another approved activity where somebody else "
            "supervises.",
            asks.citation,
        )
    if not arrangement.approved_by.strip():
        yield Fault("approval_missing", "Say who approved it for the school.", asks.citation)


def _faults_of_agreement(arrangement: Arrangement, asks: Asks) -> Iterator[Fault]:
    if asks.agreed_with_parents:
        if arrangement.agreed_on is None:
            yield Fault(
                "agreement_missing",
                "Give the day on which it was agreed with a parent each pupil normally lives with.",
                asks.citation,
            )
        elif arrangement.agreed_on > min(arrangement.first_day, arrangement.made_on):
            yield Fault(
                "agreed_too_late",
                f"It was agreed in advance or not at all: by {day_in_words(arrangement.first_day)}, and not after today.",
                AGREED_AHEAD,
            )
    if arrangement.activity is Activity.OBSERVANCE and not arrangement.because.strip():
        words = "Say which religious body sets the day apart: it is the one that a parent belongs to."
        yield Fault("body_missing", words, asks.citation)
    if arrangement.activity is Activity.TRAVELLING and not arrangement.because.strip():
        words = "Say which trade or business the parent travels for. Proof is asked for only on genuine and reasonable doubt."
        yield Fault("trade_missing", words, asks.citation)
