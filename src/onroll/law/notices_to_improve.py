"""The notice to improve: the last chance to take up support before a penalty notice or a prosecution."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.contents import Content, Contents, left_out
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay, SchoolCalendar, week_of

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

NOTICES_TO_IMPROVE = WORKING_TOGETHER_2024.at("the national framework: notices to improve")

LEAST_SCHOOL_WEEKS = Dated(
    "Fewest school weeks of an improvement period",
    steps=[From(_FROM_2024, 3, NOTICES_TO_IMPROVE)],
    reviewed_on=_REVIEWED_ON,
)
MOST_SCHOOL_WEEKS = Dated(
    "Most school weeks of an improvement period",
    steps=[From(_FROM_2024, 6, NOTICES_TO_IMPROVE)],
    reviewed_on=_REVIEWED_ON,
)


class AbsenceKind(StrEnum):
    """What kind of absence a notice would be about."""

    HOLIDAY = "holiday"
    IRREGULAR = "irregular"


class Support(StrEnum):
    """How things stand with the support of a family."""

    NOT_APPROPRIATE = "not_appropriate"
    NOT_OFFERED = "not_offered"
    REFUSED = "refused"
    NOT_WORKING = "not_working"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class ImprovementPeriod:
    """Whether a period is of a lawful length, and its last day (None where it is not allowed)."""

    allowed: bool
    last_day: date | None
    reason: str
    citations: tuple[Citation, ...]


CONTENTS = Dated[Contents](
    "What a notice to improve holds",
    steps=[
        From(
            _FROM_2024,
            (
                Content("attendance_record", "the attendance record and the details of the offences"),
                Content(
                    "benefits_and_duty",
                    "the benefits of regular attendance and the parent's duty (section 7)",
                ),
                Content("support_so_far", "the support provided so far"),
                Content(
                    "further_support", "further support on offer, and how to take up support refused before"
                ),
                Content(
                    "warning", "a warning that a penalty notice or prosecution may follow without improvement"
                ),
                Content("period", "a clear period for improvement"),
                Content("sufficient_improvement", "what sufficient improvement looks like in this case"),
                Content(
                    "grounds_for_early_notice", "the grounds for a penalty notice before the period ends"
                ),
            ),
            NOTICES_TO_IMPROVE,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "notices_to_improve.period",
    title="Whether an improvement period is allowed, and its last day",
    says=(
        "The improvement period is from three to six school weeks. Week one is the school week of its first "
        "day, and it ends with the last school day of its last week, or sooner where the local code caps it "
        "in school days."
    ),
    first_day=_FROM_2024,
    cites=(NOTICES_TO_IMPROVE,),
)
def period(
    *,
    starts_on: date,
    school_weeks: int,
    calendar: SchoolCalendar,
    local_maximum_school_days: int | None = None,
) -> ImprovementPeriod:
    """Answer whether a period of some school weeks is allowed, and the last day of it.

    Week one is the school week that holds the first day. The period ends with the last school day of its last
    week, or with the local maximum of school days counted from its first day, whichever is earlier. Raises
    `NoRuleInForce` before 19 August 2024, `NoSessionThatDay` where no school week holds the first day,
    `CalendarTooShort`, and `ValueError` for a maximum below 1.
    """
    least, most = LEAST_SCHOOL_WEEKS.on(starts_on), MOST_SCHOOL_WEEKS.on(starts_on)
    if local_maximum_school_days is not None and local_maximum_school_days < 1:
        raise ValueError("The local maximum must be at least 1 school day.")
    if not least <= school_weeks <= most:
        return ImprovementPeriod(
            False,
            None,
            f"An improvement period is from {least} to {counted(most, 'school week')}, not {school_weeks}. "
            "Choose a number between them.",
            (NOTICES_TO_IMPROVE,),
        )
    last_day = _last_day(starts_on, school_weeks, calendar, local_maximum_school_days)
    return ImprovementPeriod(
        True,
        last_day,
        f"{counted(school_weeks, 'school week')} from {day_in_words(starts_on)}, to {day_in_words(last_day)}.",
        (NOTICES_TO_IMPROVE,),
    )


def _last_day(
    starts_on: date, school_weeks: int, calendar: SchoolCalendar, local_maximum: int | None
) -> date:
    ends = [_last_day_of_week(starts_on, school_weeks, calendar)]
    if local_maximum is not None:
        from_start = [day for day in calendar.school_days if day >= starts_on]
        ends.append(from_start[local_maximum - 1] if len(from_start) >= local_maximum else None)
    known = [day for day in ends if day is not None]
    if not known:
        raise CalendarTooShort(
            f"The calendar does not reach {counted(school_weeks, 'school week')} from "
            f"{day_in_words(starts_on)}. Add the term dates that follow."
        )
    return min(known)


def _last_day_of_week(starts_on: date, number: int, calendar: SchoolCalendar) -> date | None:
    """Answer the last school day of the n-th school week from a day, or None past the calendar."""
    if week_of(starts_on) not in calendar.weeks:
        raise NoSessionThatDay(
            f"No school week holds {day_in_words(starts_on)}. Start the period in a week in which the school meets."
        )
    weeks = calendar.weeks[calendar.weeks.index(week_of(starts_on)) :]
    if len(weeks) < number:
        return None
    return max(day for day in calendar.school_days if week_of(day) == weeks[number - 1])


@rule(
    "notices_to_improve.needed",
    title="Whether a notice to improve is usually needed first",
    says=(
        "A notice to improve is usually sent before a penalty notice where support suits irregular attendance "
        "and was refused or is not working. It is not for a holiday. An authorised officer may leave it out "
        "where it is not expected to change behaviour."
    ),
    first_day=_FROM_2024,
    cites=(NOTICES_TO_IMPROVE,),
)
def needed(*, absence_kind: AbsenceKind, support: Support) -> Finding:
    """Find whether a notice to improve should usually be sent before a penalty notice.

    It should where support is appropriate for irregular attendance and has been refused or is not working. An
    authorised officer may leave it out in any case where it is not expected to change behaviour.
    """
    usually = absence_kind is AbsenceKind.IRREGULAR and support in (Support.REFUSED, Support.NOT_WORKING)
    return Finding(
        "notices_to_improve.needed",
        usually,
        (_why_needed(absence_kind, support),),
        (NOTICES_TO_IMPROVE,),
        facts={"absence_kind": str(absence_kind), "support": str(support)},
        would_change=(
            (
                "An officer's decision that a notice would not change behaviour, for example after an earlier one.",
            )
            if usually
            else ("Support for irregular attendance that is refused, or does not work.",)
        ),
    )


def _why_needed(absence_kind: AbsenceKind, support: Support) -> str:
    if absence_kind is AbsenceKind.HOLIDAY:
        return "Support is not what a holiday in term time calls for, so no notice to improve is needed."
    return {
        Support.NOT_APPROPRIATE: "Support is not appropriate, so a notice to improve has nothing to offer.",
        Support.NOT_OFFERED: "Support has not been offered yet. Offer it before any notice.",
        Support.REFUSED: "Support was offered and refused: a notice to improve is the last chance to take it up.",
        Support.NOT_WORKING: "Support is not working: a notice to improve is the last chance before enforcement.",
        Support.WORKING: "Support is working. Carry on with it; no notice is needed.",
    }[support]


@rule(
    "notices_to_improve.contents",
    title="What a notice to improve leaves out",
    says=(
        "A notice to improve holds eight things: the record and the offences, the benefits of attendance and "
        "the parent's duty, the support so far, further support, the warning, the period, what enough "
        "improvement is in this case, and the grounds for a notice before the period ends. The answer lists "
        "what is not there."
    ),
    first_day=_FROM_2024,
    cites=(NOTICES_TO_IMPROVE,),
)
def faults_of_notice(names: Collection[str]) -> tuple[Fault, ...]:
    """Find what a notice to improve leaves out, by the names of `CONTENTS`."""
    return left_out(CONTENTS, names, "A notice to improve must hold")


@rule(
    "notices_to_improve.penalty_notice_may_follow",
    title="Whether a penalty notice may follow a notice to improve",
    says=(
        "A penalty notice may follow once the period is over without enough improvement, or earlier where the "
        "grounds for an early notice that the notice itself states are met."
    ),
    first_day=_FROM_2024,
    cites=(NOTICES_TO_IMPROVE,),
)
def penalty_notice_may_follow(
    *,
    last_day: date,
    on: date,
    improved_sufficiently: bool | None,
    stated_grounds_met: bool | None = False,
) -> Finding:
    """Find whether a notice to improve no longer stands in the way of a penalty notice on a day.

    It does not once the period has ended without sufficient improvement, nor before when the grounds that the
    notice states for it are met. None is not known.
    """
    ended = on > last_day
    met = _may_follow(ended, improved_sufficiently, stated_grounds_met)
    asked = "the improvement was sufficient" if ended else "the grounds stated for an early notice are met"
    return Finding(
        "notices_to_improve.penalty_notice_may_follow",
        met,
        (_why_follow(met, ended, last_day, asked),),
        (NOTICES_TO_IMPROVE,),
        missing=(Missing(f"Whether {asked}", "the school"),) if met is None else (),
        would_change=()
        if met is None
        else ("A different judgement of the improvement.",)
        if ended
        else (f"The end of the period on {day_in_words(last_day)}.",),
    )


def _may_follow(ended: bool, improved: bool | None, stated_grounds_met: bool | None) -> bool | None:
    if not ended:
        return stated_grounds_met
    return None if improved is None else not improved


def _why_follow(met: bool | None, ended: bool, last_day: date, asked: str) -> str:
    if met is None:
        return f"It is not known whether {asked}."
    if not ended:
        return (
            "The grounds the notice states for an early penalty notice are met."
            if met
            else f"The period runs to {day_in_words(last_day)} and no ground for an earlier notice is met."
        )
    return (
        f"The period ended on {day_in_words(last_day)} without sufficient improvement."
        if met
        else "Attendance improved sufficiently. Close the notice and keep up the support."
    )
