"""Leave of absence: who may give it, on whose request, for what, and the code it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import (
    PUPIL_REGISTRATION_2006,
    PUPIL_REGISTRATION_2024,
    PUPIL_REGISTRATION_AMENDMENT_2013,
    WORKING_TOGETHER_2024,
)
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar, Span

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

RULE = "leave_of_absence.may_be_given"
AUTHORISED_PERSON = PUPIL_REGISTRATION_2024.at("11(1)")
OTHER_SCHOOLS = WORKING_TOGETHER_2024.at("leave of absence")
ONLY_THESE = PUPIL_REGISTRATION_2024.at(
    "11(3)",
    note="As a council sums it up: leave is given only in the circumstances that regulation 11 sets out.",
)
APPROPRIATE_PERSON = PUPIL_REGISTRATION_2024.unconfirmed(
    "11(4)", "That a pupil over compulsory school age may ask for themselves."
)


class SchoolKind(StrEnum):
    """The kinds of school that regulation 11 tells apart."""

    MAINTAINED = "maintained"
    SPECIAL_NOT_MAINTAINED = "special_not_maintained"
    ACADEMY = "academy"
    INDEPENDENT = "independent"

    @property
    def is_bound(self) -> bool:
        """Whether regulation 11 binds the school as law."""
        return self in (SchoolKind.MAINTAINED, SchoolKind.SPECIAL_NOT_MAINTAINED)


class AskedBy(StrEnum):
    """Who asked for leave, or agreed to it."""

    PARENT_LIVED_WITH = "parent_lived_with"
    OTHER_PARENT = "other_parent"
    PUPIL = "pupil"
    NOBODY = "nobody"


class Purpose(StrEnum):
    """What leave is for. Each has one code."""

    PERFORMANCE = "performance"
    EMPLOYMENT_ABROAD = "employment_abroad"
    INTERVIEW = "interview"
    STUDY = "study"
    PART_TIME = "part_time"
    PART_TIME_NOT_OF_AGE = "part_time_not_of_age"
    EXCEPTIONAL = "exceptional"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Permitted:
    """One purpose for which leave may be given."""

    purpose: Purpose
    code: str
    title: str
    conditions: tuple[str, ...]
    citation: Citation

    def __str__(self) -> str:
        return f"{self.title}, code {self.code}. {' '.join(self.conditions)}"


_ASKED_BEFORE = "Asked for in advance."
_HOME_PARENT = "Asked for by a parent the pupil normally lives with."

PERMITTED = Dated(
    "Purposes for which leave of absence may be given",
    steps=[
        From(
            _FROM_2024,
            {
                one.purpose: one
                for one in (
                    Permitted(
                        Purpose.PERFORMANCE,
                        "C1",
                        "A regulated performance",
                        ("A performance licence from a local authority, or an exemption.",),
                        PUPIL_REGISTRATION_2024.at("11(2)(a)"),
                    ),
                    Permitted(
                        Purpose.EMPLOYMENT_ABROAD,
                        "C1",
                        "Regulated employment abroad",
                        ("A licence from a justice of the peace.",),
                        PUPIL_REGISTRATION_2024.at("11(2)(b)"),
                    ),
                    Permitted(
                        Purpose.INTERVIEW,
                        "J1",
                        "An interview for employment or for admission to another educational institution",
                        (_ASKED_BEFORE, _HOME_PARENT),
                        PUPIL_REGISTRATION_2024.at("11(4)"),
                    ),
                    Permitted(
                        Purpose.STUDY,
                        "S",
                        "Study for a public examination",
                        ("Agreed in advance.", _HOME_PARENT),
                        PUPIL_REGISTRATION_2024.at("11(5)"),
                    ),
                    Permitted(
                        Purpose.PART_TIME,
                        "C2",
                        "Temporary part-time education, of compulsory school age",
                        ("Agreed as regulation 11(6) sets out; see the part-time timetable.",),
                        PUPIL_REGISTRATION_2024.at("11(6)"),
                    ),
                    Permitted(
                        Purpose.PART_TIME_NOT_OF_AGE,
                        "X",
                        "Part-time education, not of compulsory school age",
                        ("Agreed.",),
                        PUPIL_REGISTRATION_2024.unconfirmed("11(7)", "The words of the paragraph."),
                    ),
                    Permitted(
                        Purpose.EXCEPTIONAL,
                        "C",
                        "Exceptional circumstances",
                        (
                            _ASKED_BEFORE,
                            _HOME_PARENT,
                            "The authorised person thinks the circumstances exceptional.",
                        ),
                        PUPIL_REGISTRATION_2024.unconfirmed("11(8)", "The number of the paragraph."),
                    ),
                    Permitted(
                        Purpose.APPOINTMENT,
                        "M",
                        "A medical or dental appointment",
                        (_ASKED_BEFORE, "For no longer than the appointment needs."),
                        PUPIL_REGISTRATION_2024.unconfirmed("11(8)", "The number of the paragraph."),
                    ),
                )
            },
            PUPIL_REGISTRATION_2024.at("11(2) to (8)"),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
HOLIDAY_LEAVE_DAYS = Dated(
    "School days of leave a school could give for a family holiday in a school year",
    steps=[
        From(
            date(2006, 9, 1),
            10,
            PUPIL_REGISTRATION_2006.at("7(3) and (4)"),
        ),
        From(date(2013, 9, 1), 0, PUPIL_REGISTRATION_AMENDMENT_2013.at("2")),
    ],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class LeaveRequest:
    """What was asked and what is known of it; None is not known yet."""

    purpose: Purpose
    days: Span
    school_kind: SchoolKind
    asked_on: date | None
    asked_by: AskedBy
    of_compulsory_school_age: bool = True
    decided_by_authorised_person: bool | None = None
    circumstances_exceptional: bool | None = None
    licensed_or_exempt: bool | None = None


@rule(
    RULE,
    title="Whether leave of absence may be given",
    says=(
        "Leave is given only in advance, by a person the proprietor has authorised, and only for a regulated "
        "performance or employment abroad, an interview, study for a public examination, a temporary "
        "part-time timetable, an appointment, or exceptional circumstances. A parent the pupil normally lives with "
        "asks, or a pupil over compulsory school age. A holiday is not exceptional, as a rule. The law binds "
        "maintained schools and special schools that no authority maintains; the guidance expects the same of "
        "the rest."
    ),
    first_day=_FROM_2024,
    cites=(AUTHORISED_PERSON, ONLY_THESE, OTHER_SCHOOLS),
)
def leave_may_be_given(request: LeaveRequest) -> Finding:
    """Find whether leave may be given for what is asked. The fact is `code`.

    A maintained school, or a special school that is not, is bound by regulation 11; others are expected to keep the
    same limits. A part-time timetable has more conditions: see `part_time_timetables`. Raises `NoRuleInForce` before
    19 August 2024.
    """
    permitted = PERMITTED.on(request.days.first_day)[request.purpose]
    limbs = tuple(_limbs(request))
    against = [words for holds, words, _ in limbs if holds is False]
    unknown = [(words, who) for holds, words, who in limbs if holds is None]
    met = False if against else None if unknown else True
    return Finding(
        RULE,
        met,
        tuple(against or [words for words, _ in unknown] or [f"{permitted.title}: code {permitted.code}."]),
        (permitted.citation, AUTHORISED_PERSON if request.school_kind.is_bound else OTHER_SCHOOLS),
        facts={"code": permitted.code, "bound_by_law": request.school_kind.is_bound},
        missing=tuple(Missing(words, who) for words, who in unknown) if met is None else (),
        would_change=("A different answer to what was asked, when, by whom and for what.",)
        if met
        else tuple(f"If it were otherwise: {words}" for words in against),
    )


def expected_return(leave_last_day: date, calendar: SchoolCalendar) -> date:
    """Answer the first school day after leave, from which the ten school days of ground (h) are counted.

    Raises `CalendarTooShort` where the calendar ends first.
    """
    return calendar.nth_school_day_after(leave_last_day, 1)


Limb = tuple[bool | None, str, str]


def _limbs(request: LeaveRequest) -> Iterator[Limb]:
    yield (
        request.decided_by_authorised_person,
        "The decision is not by a person the proprietor has authorised."
        if request.decided_by_authorised_person is False
        else "Who decides, and that the proprietor has authorised them",
        "the proprietor",
    )
    yield _asked_in_advance(request)
    yield from _asked_by_somebody_who_may(request)
    if request.purpose is Purpose.EXCEPTIONAL:
        yield (
            request.circumstances_exceptional,
            "The circumstances are not exceptional. A holiday is not, as a rule."
            if request.circumstances_exceptional is False
            else "Whether the circumstances of the request are exceptional",
            "the authorised person",
        )
    if request.purpose in (Purpose.PERFORMANCE, Purpose.EMPLOYMENT_ABROAD):
        yield (
            request.licensed_or_exempt,
            "There is no licence, and no exemption."
            if request.licensed_or_exempt is False
            else "The licence, or what exempts from one",
            "the parent or the licensing authority",
        )
    of_age_wanted = {Purpose.PART_TIME: True, Purpose.PART_TIME_NOT_OF_AGE: False}.get(request.purpose)
    if of_age_wanted is not None:
        word = "" if of_age_wanted else "not "
        yield (
            request.of_compulsory_school_age is of_age_wanted,
            f"The purpose is for pupils {word}of compulsory school age.",
            "the school",
        )


def _asked_in_advance(request: LeaveRequest) -> Limb:
    if request.asked_on is None:
        return None, "The day the leave was asked for or agreed", "the school"
    return (
        request.asked_on <= request.days.first_day,
        f"The leave starts on {day_in_words(request.days.first_day)} and was asked for on "
        f"{day_in_words(request.asked_on)}: it cannot be given after the event.",
        "the school",
    )


def _asked_by_somebody_who_may(request: LeaveRequest) -> Iterator[Limb]:
    if request.purpose in (Purpose.PERFORMANCE, Purpose.EMPLOYMENT_ABROAD, Purpose.APPOINTMENT):
        return
    may_ask = {AskedBy.PARENT_LIVED_WITH}
    if not request.of_compulsory_school_age:
        may_ask.add(AskedBy.PUPIL)
    yield (
        request.asked_by in may_ask,
        "It was not asked for by a parent the pupil normally lives with.",
        "a parent the pupil normally lives with",
    )
