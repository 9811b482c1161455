"""An authority's code of conduct for penalty notices, as data: what it may decide, checked against national law.

A setting left out is one the code says nothing about, and the national rule alone applies. An attempt to weaken
national law is refused with the citation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from onroll.law import penalty_notices
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import ONROLL
from onroll.law.local_code_limits import SettingFault, faults_against_national_law
from onroll.law.local_code_settings import (
    SETTINGS,
    DayKind,
    Decider,
    FaultySetting,
    Feedback,
    NoticeToImproveIssuer,
    Rhythm,
    ThirdTimeRoute,
    UnresolvedAtIssue,
)
from onroll.law.notices_to_improve import NOTICES_TO_IMPROVE, ImprovementPeriod, period
from onroll.law.penalty_notice_issue import LOCAL_CODE, Issuer
from onroll.law.penalty_notices import ThresholdCount
from onroll.law.plain_words import counted
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar

_FROM_2024 = date(2024, 8, 19)

UNRESOLVED_SESSIONS = ONROLL.at("sessions with code N where the local code is silent")


class WeakensNationalLaw(ValueError):
    """A local code that cannot be kept: what is wrong with it, setting by setting, each with its citation."""

    def __init__(self, faults: tuple[SettingFault, ...]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCode:
    """One edition of one authority's arrangements, from a first day. Made by `read_local_code`."""

    authority: str
    first_day: date
    source: str
    notice_to_improve_issuer: NoticeToImproveIssuer | None = None
    improvement_least_school_weeks: int | None = None
    improvement_most_school_weeks: int | None = None
    improvement_most_school_days: int | None = None
    improvement_review: Rhythm | None = None
    early_notice_after_school_days: int | None = None
    notice_to_improve_for_leave: bool | None = None
    issuers: tuple[Issuer, ...] = ()
    referral_days: int | None = None
    referral_days_are: DayKind | None = None
    referral_counted_from: str | None = None
    answer_days: int | None = None
    evidence: tuple[str, ...] = ()
    decided_by: Decider | None = None
    consultation_required: bool | None = None
    unresolved_at_issue: UnresolvedAtIssue | None = None
    leave_least_sessions: int | None = None
    leave_sessions_consecutive: bool | None = None
    third_time_routes: tuple[ThirdTimeRoute, ...] = ()
    notices_below_threshold: bool | None = None
    straight_to_prosecution: bool | None = None
    feedback: Feedback | None = None
    instalments: bool | None = None

    def __post_init__(self) -> None:
        faults = faults_against_national_law(self.settings)
        if faults:
            raise WeakensNationalLaw(faults)

    @property
    def settings(self) -> dict[str, object]:
        """The code as plain data, without what it says nothing about; `read_local_code` reads it back."""
        kept = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: _plain(value) for name, value in kept if value not in (None, ())}

    def improvement_period(
        self, *, starts_on: date, school_weeks: int, calendar: SchoolCalendar
    ) -> ImprovementPeriod:
        """Answer a period by this code, as `notices_to_improve.period` does by national rules alone."""
        least, most = self.improvement_least_school_weeks, self.improvement_most_school_weeks
        if (least and school_weeks < least) or (most and school_weeks > most):
            return ImprovementPeriod(
                False,
                None,
                f"{self.authority} gives {_weeks(least, most)}, not {school_weeks}. Choose as its code says.",
                (NOTICES_TO_IMPROVE, LOCAL_CODE),
            )
        return period(
            starts_on=starts_on,
            school_weeks=school_weeks,
            calendar=calendar,
            local_maximum_school_days=self.improvement_most_school_days,
        )


@rule(
    "local_code.weakens_nothing",
    title="What in a local code weakens national law or cannot be read",
    says=(
        "An authority's code may decide who sends and issues, how cases are referred, what evidence is "
        "wanted, how long between three and six weeks improvement is given, and what follows at the third "
        "time. It may not change the threshold, the amounts, the days to pay, the limit of two notices in "
        "three years or that support comes first."
    ),
    first_day=_FROM_2024,
    cites=(LOCAL_CODE,),
)
def faults_of_local_code(settings: Mapping[str, object]) -> tuple[SettingFault, ...]:
    """Find what is wrong with a local code given as plain data: wrong types, unknown settings, weakened law."""
    _, faults = _read(settings)
    return faults


def read_local_code(settings: Mapping[str, object]) -> LocalCode:
    """Answer the local code that some plain data holds. Raises `WeakensNationalLaw` where it cannot be kept."""
    values, faults = _read(settings)
    if faults:
        raise WeakensNationalLaw(faults)
    return LocalCode(**values)


@rule(
    "local_code.enough_at_issue",
    title="Whether enough sessions count when a penalty notice is to be issued",
    says=(
        "A session with code N counts towards considering a notice. At issue the local code says whether it "
        "is counted, left out or holds the notice up; where the code is silent it holds it up until the "
        "reason is known."
    ),
    first_day=_FROM_2024,
    cites=(LOCAL_CODE, UNRESOLVED_SESSIONS),
)
def enough_at_issue(count: ThresholdCount, code: LocalCode | None, *, as_at: date) -> Finding:
    """Find whether the threshold still holds at issue, by how the local code counts sessions with code N.

    Where the code says nothing, or there is none, such a session holds up the notice. Raises `NoRuleInForce`
    before 19 August 2024.
    """
    way = (code and code.unresolved_at_issue) or UnresolvedAtIssue.HOLD_UP_THE_NOTICE
    is_ours = code is None or code.unresolved_at_issue is None
    needed = penalty_notices.THRESHOLD_SESSIONS.on(as_at)
    known = len(count.sessions) - count.unresolved
    met = _enough(way, known, count.unresolved, needed)
    return Finding(
        "local_code.enough_at_issue",
        met,
        (_why_enough(way, known, count.unresolved, needed),),
        (LOCAL_CODE, UNRESOLVED_SESSIONS) if is_ours else (LOCAL_CODE,),
        facts={"sessions": known, "unresolved": count.unresolved, "needed": needed},
        entries=count.sessions,
        missing=(Missing("The reason for each session with code N", "the school"),) if met is None else (),
        would_change=() if met is None else ("An amendment of a session counted, or one more session.",),
    )


def _enough(way: UnresolvedAtIssue, known: int, unresolved: int, needed: int) -> bool | None:
    if way is UnresolvedAtIssue.COUNTED:
        return known + unresolved >= needed
    if way is UnresolvedAtIssue.LEFT_OUT or not unresolved:
        return known >= needed
    return False if known + unresolved < needed else None


def _why_enough(way: UnresolvedAtIssue, known: int, unresolved: int, needed: int) -> str:
    told = f"{counted(known, 'session')} with a known reason and {unresolved} with code N; the threshold is {needed}."
    return (
        {
            UnresolvedAtIssue.COUNTED: f"{told} The local code counts those with code N.",
            UnresolvedAtIssue.LEFT_OUT: f"{told} The local code leaves out those with code N.",
            UnresolvedAtIssue.HOLD_UP_THE_NOTICE: f"{told} Find the reason for each before a notice is issued.",
        }[way]
        if unresolved
        else told
    )


def _read(settings: Mapping[str, object]) -> tuple[dict[str, Any], tuple[SettingFault, ...]]:
    values: dict[str, Any] = {}
    faults = list(faults_against_national_law(settings))
    for name, setting in SETTINGS.items():
        if settings.get(name) is None:
            if setting.is_needed:
                faults.append(_fault("missing", name, f"A local code needs {setting.words}. Give it."))
            continue
        try:
            values[name] = setting.read(settings[name], name)
        except FaultySetting as wrong:
            # National law has spoken already where it names the same setting.
            if not any(fault.setting == name for fault in faults):
                faults.append(_fault("unreadable", name, str(wrong)))
    return values, tuple(faults)


def _fault(kind: str, name: str, message: str) -> SettingFault:
    return SettingFault(f"{name}_{kind}", message, LOCAL_CODE, name)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _weeks(least: int | None, most: int | None) -> str:
    if least == most:
        return counted(most or 0, "school week")
    return " and ".join(
        words
        for words in (
            f"at least {counted(least, 'school week')}" if least else "",
            f"at most {counted(most, 'school week')}" if most else "",
        )
        if words
    )
