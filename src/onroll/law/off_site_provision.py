"""Education that a school arranges elsewhere: what must be seen to before it stands, its code, and who answers each day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import day_in_words
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 27)

ACTIVITY = PUPIL_REGISTRATION_2024.at("10(11)")
BY_AN_AUTHORITY = PUPIL_REGISTRATION_2024.at("10(3)", note="Table 2")
CHECKED = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8, code B", "The words on agreements, safeguarding checks and same-day notice were not read."
)


class ArrangedBy(StrEnum):
    """Who stands behind education elsewhere: it decides the code."""

    SCHOOL = "school"
    AUTHORITY = "authority"
    OTHER_SCHOOL = "other school"


@dataclass(frozen=True, slots=True)
class CodeElsewhere:
    """The code of education elsewhere, the kind of plan that holds it, and when it is right."""

    code: str
    plan: str
    title: str
    condition: str

    def __str__(self) -> str:
        return f"{self.title}, code {self.code}. {self.condition}"


CODE_ELSEWHERE = Dated(
    "Code of education elsewhere, by who stands behind it",
    steps=[
        From(
            _FROM_2024,
            {
                ArrangedBy.SCHOOL: CodeElsewhere(
                    "B",
                    "off-site",
                    "Arranged by this school",
                    "The pupil is registered here and is supervised there.",
                ),
                ArrangedBy.AUTHORITY: CodeElsewhere(
                    "K",
                    "off-site",
                    "Arranged by a local authority",
                    "Not at a school where the pupil is registered.",
                ),
                ArrangedBy.OTHER_SCHOOL: CodeElsewhere(
                    "D",
                    "other school",
                    "Another school where the pupil is also registered",
                    "That school records the attendance; it is never code B here.",
                ),
            },
            BY_AN_AUTHORITY,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


class Check(StrEnum):
    """What a school sees to before a pupil goes to a provider, and again."""

    AGREEMENT = "agreement"
    SAFEGUARDING = "safeguarding"
    REGISTRATION = "registration"
    TIMES = "times"
    CONTACT = "contact"

    @property
    def in_words(self) -> str:
        """What it is, as it is printed."""
        return _CHECK_WORDS[self]


_CHECK_WORDS = {
    Check.AGREEMENT: "Written agreement",
    Check.SAFEGUARDING: "Safeguarding",
    Check.REGISTRATION: "Registration where the law asks for it",
    Check.TIMES: "Times agreed",
    Check.CONTACT: "Who reports absence, and how",
}
_SHOWN = {
    Check.AGREEMENT: "a written agreement says how absence is managed and attendance reported",
    Check.SAFEGUARDING: "the provider’s safeguarding was checked",
    Check.REGISTRATION: "the provider is registered as a school where it must be",
    Check.TIMES: "the days and times are agreed",
    Check.CONTACT: "somebody there reports absence on the day",
}
#: For another school the registration and its own safeguarding are not this school's to check.
_OF_ANOTHER_SCHOOL = (Check.AGREEMENT, Check.TIMES, Check.CONTACT)


def checks_asked(arranged_by: ArrangedBy) -> tuple[Check, ...]:
    """Answer the checks that are asked for, by who stands behind the education."""
    return _OF_ANOTHER_SCHOOL if arranged_by is ArrangedBy.OTHER_SCHOOL else tuple(Check)


@rule(
    "off_site_provision.may_stand",
    title="Whether pupils may be educated at a provider",
    says=(
        "A school that has pupils educated elsewhere agrees in writing how absence is managed and reported, checks the "
        "provider’s safeguarding and its registration where the law asks for one, agrees the times, and knows who there "
        "reports absence the same day. Each is looked at again by the day set for it."
    ),
    first_day=_FROM_2024,
    cites=(ACTIVITY, CHECKED),
)
def may_stand(arranged_by: ArrangedBy, checked_until: Mapping[Check, date | None], *, on: date) -> Finding:
    """Find whether a provider's checks stand on a day; a check that lapsed before it does not. The fact is `lapsed`.

    `checked_until` has each check that was made, and the last day it is good for: None is no day.
    """
    asked = checks_asked(arranged_by)
    lapsed = tuple(
        check for check in asked if check in checked_until and (last := checked_until[check]) and last < on
    )
    points = tuple(
        Point(
            None if check not in checked_until else check not in lapsed,
            _SHOWN[check] + _until(checked_until.get(check)),
            "the school",
        )
        for check in asked
    )
    absent = tuple(check for check in asked if check not in checked_until)
    return find_all(
        "off_site_provision.may_stand",
        points,
        (ACTIVITY, CHECKED),
        facts={"lapsed": lapsed, "absent": absent},
    )


@rule(
    "off_site_provision.answer",
    title="What a provider’s answer of the day does to the register",
    says=(
        "A provider tells the school the same day who came. A pupil who came has the code of the place; one who did not "
        "has the code of the absence, N until the reason is known. Another school keeps its own register of a pupil who "
        "is registered there, so its answer changes nothing here."
    ),
    first_day=_FROM_2024,
    cites=(ACTIVITY, CHECKED),
)
def code_of_answer(arranged_by: ArrangedBy, *, came: bool, no_reason_yet: str, on: date) -> str:
    """Answer the code that an answer leads to. Raises `NoRuleInForce` before 19 August 2024."""
    elsewhere = CODE_ELSEWHERE.on(on)[arranged_by]
    if came or arranged_by is ArrangedBy.OTHER_SCHOOL:
        return elsewhere.code
    return no_reason_yet


def _until(last: date | None) -> str:
    return f", until {day_in_words(last)}" if last else ""
