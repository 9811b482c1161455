"""Children who may be missing education: enquiries, referral, and what comes next.

The order of steps and its deadlines are local practice, and are dated as such.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation, Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import EDUCATION_ACT_1996
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

CHILDREN_MISSING_EDUCATION_2024 = Instrument(
    name="Children missing education",
    short_name="Children missing education (2024)",
    link="https://www.gov.uk/government/publications/children-missing-education",
    in_force_from=_FROM_2024,
    strength=Strength.STATUTORY_GUIDANCE,
    edition="August 2024 edition",
)
LOCAL_PRACTICE = Instrument(
    name="Councils' arrangements for children missing education",
    short_name="Local practice on missing education",
    link="",
    in_force_from=_FROM_2024,
    strength=Strength.LOCAL,
)

IDENTIFY = EDUCATION_ACT_1996.at("436A")
GUIDANCE = CHILDREN_MISSING_EDUCATION_2024.unconfirmed(
    "enquiries", "Whether an edition later than August 2024 is in force."
)
STEPS = LOCAL_PRACTICE.at("steps and deadlines")

HOURS_TO_REFER = Dated(
    "Hours in which a child at high risk is referred",
    steps=[From(_FROM_2024, 24, STEPS)],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_DAYS_OF_SCHOOL_ENQUIRIES = Dated(
    "School days in which the school makes its own enquiries",
    steps=[From(_FROM_2024, 5, STEPS)],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_DAYS_OF_JOINT_ENQUIRIES = Dated(
    "School days in which the school and the authority enquire jointly",
    steps=[From(_FROM_2024, 10, STEPS)],
    reviewed_on=_REVIEWED_ON,
)


class Enquiries(StrEnum):
    """What enquiries have been made."""

    NONE = "none"
    SCHOOL_ALONE = "school_alone"
    JOINT = "joint"


class Risk(StrEnum):
    """How great the risk to the child is thought to be."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Step(StrEnum):
    """What to do next for a child who has gone."""

    DELETION_RETURN = "deletion_return"
    REFER_NOW = "refer_now"
    SCHOOL_ENQUIRIES = "school_enquiries"
    JOINT_ENQUIRIES = "joint_enquiries"
    DECIDE_GROUND = "decide_ground"

    @property
    def in_words(self) -> str:
        """What to do, as a sentence."""
        return _STEP_WORDS[self]


_STEP_WORDS = {
    Step.DELETION_RETURN: "Check the ground for deletion and make the deletion return.",
    Step.REFER_NOW: "Refer the child to the local authority now; call the police where there is danger.",
    Step.SCHOOL_ENQUIRIES: "Make the school's own enquiries.",
    Step.JOINT_ENQUIRIES: "Enquire jointly with the local authority.",
    Step.DECIDE_GROUND: "Decide with the local authority whether a ground for deletion is met.",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step and how long it may take; a deadline that does not apply is None."""

    step: Step
    deadline_hours: int | None
    deadline_school_days: int | None
    citations: tuple[Citation, ...]


@rule(
    "missing_education.next_step",
    title="What to do next for a pupil who has gone",
    says=(
        "The first that fits: where the destination is known or home education was notified in writing, the "
        "deletion return; where the risk is high, refer at once, within twenty-four hours; where nothing was "
        "asked, the school's own enquiries, five school days; then joint enquiries, ten school days; then "
        "decide on a ground together. Steps and times are local practice."
    ),
    first_day=_FROM_2024,
    cites=(STEPS, GUIDANCE),
)
def next_step(
    *, known_destination: bool, written_home_education_notice: bool, enquiries: Enquiries, risk: Risk
) -> NextStep:
    """Answer the first step that fits, by local practice."""
    step = _first_that_fits(known_destination or written_home_education_notice, enquiries, risk)
    school_days = {
        Step.SCHOOL_ENQUIRIES: SCHOOL_DAYS_OF_SCHOOL_ENQUIRIES,
        Step.JOINT_ENQUIRIES: SCHOOL_DAYS_OF_JOINT_ENQUIRIES,
    }
    return NextStep(
        step,
        HOURS_TO_REFER.newest.value if step is Step.REFER_NOW else None,
        school_days[step].newest.value if step in school_days else None,
        (STEPS, GUIDANCE),
    )


def _first_that_fits(is_settled: bool, enquiries: Enquiries, risk: Risk) -> Step:
    if is_settled:
        return Step.DELETION_RETURN
    if risk is Risk.HIGH:
        return Step.REFER_NOW
    return {
        Enquiries.NONE: Step.SCHOOL_ENQUIRIES,
        Enquiries.SCHOOL_ALONE: Step.JOINT_ENQUIRIES,
        Enquiries.JOINT: Step.DECIDE_GROUND,
    }[enquiries]


@rule(
    "missing_education.child",
    title="Whether a child is missing education",
    says=(
        "A child is missing education who is of compulsory school age, not registered at a school and not "
        "receiving a suitable education otherwise. All three must hold."
    ),
    first_day=date(2007, 2, 27),
    cites=(IDENTIFY,),
)
def missing_education(
    *,
    of_compulsory_school_age: bool | None,
    registered_at_a_school: bool | None,
    suitably_educated_otherwise: bool | None,
) -> Finding:
    """Find whether a child is missing education (section 436A); None is not known yet."""
    limbs = (
        (of_compulsory_school_age, "of compulsory school age", "a parent"),
        (_opposite(registered_at_a_school), "not registered at a school", "the local authority"),
        (
            _opposite(suitably_educated_otherwise),
            "not receiving suitable education otherwise",
            "the local authority",
        ),
    )
    against = [f"It is not so that the child is {words}." for holds, words, _ in limbs if holds is False]
    unknown = [(words, who) for holds, words, who in limbs if holds is None]
    met = False if against else None if unknown else True
    return Finding(
        "missing_education.child",
        met,
        tuple(
            against
            or [f"It is not known whether the child is {words}." for words, _ in unknown]
            or ["The child is " + ", ".join(words for _, words, _ in limbs) + "."]
        ),
        (IDENTIFY,),
        missing=tuple(Missing(f"Whether the child is {words}", who) for words, who in unknown)
        if met is None
        else (),
        would_change=()
        if met is None
        else ("Registration at a school, or news that a suitable education is given.",)
        if met
        else ("A fact above that turns out to be otherwise.",),
    )


def _opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
