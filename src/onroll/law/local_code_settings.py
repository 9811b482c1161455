"""What a local code may say: each setting, its words, and how it is read from plain data such as TOML or JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial

from onroll.law.penalty_notice_issue import Issuer
from onroll.law.plain_words import listed


class NoticeToImproveIssuer(StrEnum):
    """Who sends the notice to improve."""

    SCHOOL = "school"
    AUTHORITY = "authority"


class Rhythm(StrEnum):
    """How often attendance is looked at while a notice to improve runs."""

    DAILY = "daily"
    WEEKLY = "weekly"
    AT_THE_END = "at_the_end"


class UnresolvedAtIssue(StrEnum):
    """What becomes of sessions with code N when a notice is to be issued."""

    HOLD_UP_THE_NOTICE = "hold_up_the_notice"
    LEFT_OUT = "left_out"
    COUNTED = "counted"


class ThirdTimeRoute(StrEnum):
    """What may follow when the threshold is met a third time in three years."""

    PROSECUTION = "prosecution"
    EDUCATION_SUPERVISION_ORDER = "education_supervision_order"
    PARENTING_ORDER = "parenting_order"
    ATTENDANCE_CONTRACT = "attendance_contract"
    FURTHER_SUPPORT = "further_support"


class Decider(StrEnum):
    """Who decides on a referral for legal intervention."""

    OFFICER = "officer"
    MANAGER = "manager"
    PANEL = "panel"


class DayKind(StrEnum):
    """In which days a deadline is counted."""

    SCHOOL_DAYS = "school_days"
    WORKING_DAYS = "working_days"


class Feedback(StrEnum):
    """How schools hear what became of a notice."""

    EACH_CASE = "each_case"
    TERMLY = "termly"


class FaultySetting(ValueError):
    """A setting that cannot be read: which, and what was wanted."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a setting is about, and the function that reads its value."""

    words: str
    read: Callable[[object, str], object]
    is_needed: bool = False


def _wanted(name: str, wanted: str, value: object) -> FaultySetting:
    return FaultySetting(f"{name}: wanted {wanted}, not {value!r}.")


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wanted(name, "words", value)
    return value.strip()


def _texts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wanted(name, "a list of words", value)
    return tuple(_text(one, name) for one in value)


def _yes_no(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise _wanted(name, "true or false", value)
    return value


def _number(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _wanted(name, "a whole number from 1", value)
    return value


def _day(value: object, name: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _wanted(name, "a day such as 2024-08-19", value) from None


def _one_of(kind: type[StrEnum], value: object, name: str) -> StrEnum:
    try:
        return kind(value if isinstance(value, str) else "")
    except ValueError:
        raise _wanted(name, listed([one.value for one in kind]), value) from None


def _some_of(kind: type[StrEnum], value: object, name: str) -> tuple[StrEnum, ...]:
    if not isinstance(value, list) or not value:
        raise _wanted(name, f"a list of {listed([one.value for one in kind])}", value)
    return tuple(_one_of(kind, one, name) for one in value)


SETTINGS = {
    "authority": Setting("the authority's name", _text, is_needed=True),
    "first_day": Setting("the first day it applies", _day, is_needed=True),
    "source": Setting("where it can be read, or how it is known", _text, is_needed=True),
    "notice_to_improve_issuer": Setting(
        "who sends the notice to improve", partial(_one_of, NoticeToImproveIssuer)
    ),
    "improvement_least_school_weeks": Setting("the fewest school weeks of an improvement period", _number),
    "improvement_most_school_weeks": Setting("the most school weeks of an improvement period", _number),
    "improvement_most_school_days": Setting("the most school days of an improvement period", _number),
    "improvement_review": Setting(
        "how often attendance is looked at in the period", partial(_one_of, Rhythm)
    ),
    "early_notice_after_school_days": Setting(
        "the school days of the period after which a penalty notice may be considered", _number
    ),
    "notice_to_improve_for_leave": Setting(
        "whether a notice to improve may answer leave not granted", _yes_no
    ),
    "issuers": Setting("who issues penalty notices", partial(_some_of, Issuer)),
    "referral_days": Setting("the days in which a school refers", _number),
    "referral_days_are": Setting("which days those are", partial(_one_of, DayKind)),
    "referral_counted_from": Setting("what those days are counted from", _text),
    "answer_days": Setting("the working days in which the authority answers", _number),
    "evidence": Setting("the evidence wanted with a referral", _texts),
    "decided_by": Setting("who decides on a referral", partial(_one_of, Decider)),
    "consultation_required": Setting("whether a school must consult before it refers", _yes_no),
    "unresolved_at_issue": Setting(
        "what becomes of sessions with code N at issue", partial(_one_of, UnresolvedAtIssue)
    ),
    "leave_least_sessions": Setting("the fewest sessions of leave not granted for a notice", _number),
    "leave_sessions_consecutive": Setting("whether those must be consecutive", _yes_no),
    "third_time_routes": Setting("what may follow at the third time", partial(_some_of, ThirdTimeRoute)),
    "notices_below_threshold": Setting("whether notices may be issued below the threshold", _yes_no),
    "straight_to_prosecution": Setting("whether a case may go straight to prosecution", _yes_no),
    "feedback": Setting("how schools hear what became of a notice", partial(_one_of, Feedback)),
    "instalments": Setting("whether a notice may be paid in parts", _yes_no),
}
