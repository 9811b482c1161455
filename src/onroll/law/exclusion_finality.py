"""When a permanent exclusion takes final effect, so that the name may be deleted on ground (o)."""

from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar

PUPIL_EXCLUSIONS_2012 = Instrument(
    name="School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012",
    short_name="Pupil Exclusions Regulations 2012",
    link="https://www.legislation.gov.uk/uksi/2012/1033",
    in_force_from=date(2012, 9, 1),
    strength=Strength.LAW,
    divisions="regulation",
)
TIME_TO_APPLY = PUPIL_EXCLUSIONS_2012.at("Schedule 1, paragraph 2(1)")
FINALITY = PUPIL_EXCLUSIONS_2012.unconfirmed(
    "7",
    "The school days to apply in were read (Schedule 1, paragraph 2(1)), and for a pupil referral unit that no review is "
    "arranged after them (regulation 16(2)). That the name stays on roll until then was not read.",
)

SCHOOL_DAYS_TO_ASK_FOR_REVIEW = Dated(
    "School days in which parents may apply for a review of a decision not to reinstate",
    steps=[From(PUPIL_EXCLUSIONS_2012.in_force_from, 15, TIME_TO_APPLY)],
    reviewed_on=date(2026, 11, 28),
)

RULE = "admission_register.exclusion_final"


@dataclass(frozen=True, slots=True)
class ExclusionSteps:
    """What has happened since a permanent exclusion. A day is None where it has not happened.

    `review_determined_on` is the day an application was determined or abandoned, with any reconsideration complete.
    """

    reinstatement_considered_on: date | None
    parents_notified_on: date | None = None
    parents_will_not_apply_on: date | None = None
    review_applied_for_on: date | None = None
    review_determined_on: date | None = None


@rule(
    RULE,
    title="Whether a permanent exclusion has taken final effect",
    says=(
        "A permanent exclusion is final once the governing board has declined to reinstate and either the "
        "parents have said in writing that they will not ask for a review, or a review is over, or fifteen "
        "school days have passed since they were told with no application. Until then the pupil stays on "
        "roll."
    ),
    first_day=PUPIL_EXCLUSIONS_2012.in_force_from,
    cites=(FINALITY, TIME_TO_APPLY),
)
def exclusion_final(steps: ExclusionSteps, calendar: SchoolCalendar, *, as_at: date) -> Finding:
    """Find whether a permanent exclusion at a state-funded school is final on a day.

    The governing board has decided not to reinstate, and parents have said in writing that they will not apply, a
    review is over, or fifteen school days have passed since they were notified with no application. The fifteen are
    counted from the day after notice; the day after the last of them is the first on which the exclusion is final.
    """
    if steps.reinstatement_considered_on is None or steps.reinstatement_considered_on > as_at:
        return _not_final("The governing board has not considered reinstatement.")
    if _by(steps.review_determined_on, as_at):
        return _final("The review is over, and any reconsideration complete.")
    if _by(steps.review_applied_for_on, as_at):
        return _not_final("A review has been applied for, and is not over.")
    if _by(steps.parents_will_not_apply_on, as_at):
        return _final("The parents have said in writing that they will not apply for a review.")
    if steps.parents_notified_on is None:
        return Finding(
            RULE,
            None,
            ("It is not known when the parents were notified of the decision not to reinstate.",),
            (FINALITY,),
            missing=(Missing("The day the parents were notified", "the governing board"),),
        )
    allowed = SCHOOL_DAYS_TO_ASK_FOR_REVIEW.newest.value
    passed = calendar.school_days_since(steps.parents_notified_on, as_at)
    words = (
        f"{counted(passed, 'school day')} after notice was given on {day_in_words(steps.parents_notified_on)}, with no "
        f"application for a review; {allowed} are allowed."
    )
    is_over = passed > allowed or (passed == allowed and not calendar.is_school_day(as_at))
    return _final(words) if is_over else _not_final(words)


_WHAT_ENDS_IT = (
    "The parents saying in writing that they will not apply for a review.",
    "The end of a review, or of the school days to ask for one.",
)


def _by(day: date | None, as_at: date) -> bool:
    return day is not None and day <= as_at


def _final(reason: str) -> Finding:
    return Finding(
        RULE,
        True,
        (reason,),
        (FINALITY,),
        would_change=("An application for review that was made in time and has come to light.",),
    )


def _not_final(reason: str) -> Finding:
    return Finding(
        RULE, False, (f"{reason} Keep the pupil on roll.",), (FINALITY,), would_change=_WHAT_ENDS_IT
    )
