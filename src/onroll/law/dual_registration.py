"""Pupils registered at more than one school, and children whose families travel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.anniversaries import months_after
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import ABSENCE_STATISTICS, PUPIL_REGISTRATION_2024
from onroll.law.rules import rule
from onroll.law.school_time import Span

_FROM_2024 = date(2024, 8, 19)

MOBILE_CHILD = PUPIL_REGISTRATION_2024.at(
    "3(1)",
    note="What no fixed abode is, is the department's answer as a council and a charity give it: no settled home, or one that is "
    "not lived in for substantial periods.",
)
DUAL_REGISTRATION = PUPIL_REGISTRATION_2024.at("9(1)(a)")
COVERED = PUPIL_REGISTRATION_2024.at("10(1)")
DUE_ELSEWHERE = PUPIL_REGISTRATION_2024.at("10(3)", note="Code D.")
CODE_AT_THE_OTHER_SCHOOL = Dated(
    "Code for the sessions that a pupil’s other school expects",
    steps=[From(_FROM_2024, "D", DUE_ELSEWHERE)],
    reviewed_on=date(2026, 11, 28),
)

MAIN_SCHOOL_MONTHS = Dated(
    "Months looked back over for the main school of a mobile child",
    steps=[From(_FROM_2024, 18, PUPIL_REGISTRATION_2024.at("4"))],
    reviewed_on=date(2026, 11, 22),
)

# Codes of the school census for how a pupil is enrolled.
CENSUS = ABSENCE_STATISTICS.at("enrolment status")


class RegistrationKind(StrEnum):
    """How a pupil is registered at a school, by the code of the school census."""

    SINGLE = "C"
    MAIN = "M"
    SUBSIDIARY = "S"
    GUEST = "G"

    @property
    def in_words(self) -> str:
        """The kind as it is printed."""
        return _KIND_WORDS[self]

    @property
    def is_dual(self) -> bool:
        """Whether the pupil is registered at another school too."""
        return self in (RegistrationKind.MAIN, RegistrationKind.SUBSIDIARY)


_KIND_WORDS = {
    RegistrationKind.SINGLE: "registered at this school only",
    RegistrationKind.MAIN: "dual registered, main school",
    RegistrationKind.SUBSIDIARY: "dual registered, subsidiary school",
    RegistrationKind.GUEST: "guest, registered elsewhere",
}


@dataclass(frozen=True, slots=True)
class SchoolStay:
    """A stretch of time at one school. `while_travelling` is for a school on the road."""

    school: str
    days: Span
    while_travelling: bool = False


@rule(
    "admission_register.mobile_child",
    title="Whether a pupil is a mobile child",
    says=(
        "A mobile child is of compulsory school age, of no fixed abode, and has a parent whose trade or business requires "
        "travel from place to place. All three must hold. A family that has a home, and is away from it for substantial "
        "periods, is of no fixed abode too."
    ),
    first_day=_FROM_2024,
    cites=(MOBILE_CHILD,),
)
def mobile_child(
    *,
    is_of_compulsory_school_age: bool | None,
    has_fixed_abode: bool | None,
    parents_trade_requires_travel: bool | None,
) -> Finding:
    """Find whether a pupil is a mobile child (regulation 3(1)); None is not known yet."""
    limbs = [
        (is_of_compulsory_school_age, "of compulsory school age"),
        (
            None if has_fixed_abode is None else not has_fixed_abode,
            "of no fixed abode: without a settled home, or away from it for substantial periods",
        ),
        (
            parents_trade_requires_travel,
            "with a parent whose trade or business requires travel from place to place",
        ),
    ]
    against = [f"The pupil is not {what}." for holds, what in limbs if holds is False]
    unknown = [what for holds, what in limbs if holds is None]
    met = False if against else None if unknown else True
    return Finding(
        rule="admission_register.mobile_child",
        met=met,
        reasons=tuple(
            against
            or [f"It is not known whether the pupil is {what}." for what in unknown]
            or ["The pupil is " + ", ".join(what for _, what in limbs) + "."]
        ),
        citations=(MOBILE_CHILD,),
        missing=tuple(Missing(f"Whether the pupil is {what}", "a parent") for what in unknown)
        if met is None
        else (),
        would_change=()
        if met is None
        else ("A home that does not move, or a trade or business that asks for no travel.",)
        if met
        else ("A fact above that turns out to be otherwise.",),
    )


@rule(
    "admission_register.guest",
    title="Whose registers a guest is in",
    says=(
        "A pupil who attends two schools is registered at both where both schools agree: the attendance register covers "
        "registered pupils and nobody else. Each school records the sessions that it expects, and has code D for those of "
        "the other. Nobody who is registered here only is a guest, and a school’s own pupil is a guest of the other."
    ),
    first_day=_FROM_2024,
    cites=(DUAL_REGISTRATION, COVERED, DUE_ELSEWHERE),
)
def faults_of_guest(kind: RegistrationKind) -> tuple[Fault, ...]:
    """Find why a pupil registered so is no guest of this school; nothing where the pupil is one."""
    if kind is RegistrationKind.SINGLE:
        words = (
            "The admission register says registered at this school only. A guest is registered at the home school too, and "
            "both schools agree to it. Amend the registration, and name the home school; then add the guest."
        )
        return (Fault("guest_registered_here_only", words, DUAL_REGISTRATION),)
    if kind is RegistrationKind.MAIN:
        words = (
            "This is the pupil’s main school, so the other school has the guest. Place the pupil there under Provision "
            "elsewhere: the days there have code D, and that school answers for them."
        )
        return (Fault("guest_of_the_other_school", words, DUE_ELSEWHERE),)
    return ()


@rule(
    "admission_register.main_school",
    title="The main school of a mobile child",
    says=(
        "The main school of a mobile child is the one last attended, when not travelling, in the eighteen "
        "months before the day. It may not delete the child for being registered elsewhere too."
    ),
    first_day=_FROM_2024,
    cites=(MAIN_SCHOOL_MONTHS.newest.citation,),
)
def main_school(stays: Iterable[SchoolStay], *, on: date) -> str | None:
    """Answer the school last attended when not travelling, in the 18 months before a day.

    None where there was none. Raises `NoRuleInForce` before 19 August 2024.
    """
    looked_back_over = Span(months_after(on, -MAIN_SCHOOL_MONTHS.on(on)), on)
    at_home = [stay for stay in stays if not stay.while_travelling and stay.days.overlaps(looked_back_over)]
    return max(at_home, key=lambda stay: stay.days.last_day).school if at_home else None
