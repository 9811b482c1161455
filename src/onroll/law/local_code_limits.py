"""What a local code may not change: the national values, and the bounds on what it may decide."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onroll.law import notices_to_improve, penalty_notice_amounts, penalty_notice_limit, penalty_notices
from onroll.law.attendance_codes import penalty_notice_codes
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.instruments import ONROLL
from onroll.law.local_code_settings import SETTINGS
from onroll.law.notices_to_improve import NOTICES_TO_IMPROVE
from onroll.law.penalty_notice_amounts import AMOUNTS_OF_2024, FROM_RECEIPT
from onroll.law.penalty_notice_issue import CASE_BY_CASE, ISSUERS, LOCAL_CODE, Issuer
from onroll.law.penalty_notice_limit import LIMIT
from onroll.law.penalty_notice_states import PAYMENT
from onroll.law.penalty_notices import NATIONAL_FRAMEWORK
from onroll.law.plain_words import counted, listed
from onroll.law.support_first import SUPPORT_FIRST

_FROM_2024 = date(2024, 8, 19)

SCHOOL_DAYS_OF_A_WEEK = Dated(
    "School days taken for a full school week where a local code caps a period in school days",
    steps=[From(_FROM_2024, 5, ONROLL.at("school days in a full school week"))],
    reviewed_on=date(2026, 11, 22),
)


@dataclass(frozen=True, slots=True)
class SettingFault(Fault):
    """A fault of one setting of a local code, by the setting's name."""

    setting: str


@dataclass(frozen=True, slots=True)
class NationalValue:
    """A value that no local code may change; `value` answers it for the first day of the code."""

    words: str
    value: Callable[[date], Any]
    citation: Citation


NATIONAL_VALUES = {
    "threshold_sessions": NationalValue(
        "the sessions of the threshold", penalty_notices.THRESHOLD_SESSIONS.on, NATIONAL_FRAMEWORK
    ),
    "threshold_school_weeks": NationalValue(
        "the school weeks of the threshold", penalty_notices.THRESHOLD_SCHOOL_WEEKS.on, NATIONAL_FRAMEWORK
    ),
    "threshold_codes": NationalValue(
        "the codes of the threshold", lambda day: sorted(penalty_notice_codes(day)), NATIONAL_FRAMEWORK
    ),
    "notice_follows_threshold_by_itself": NationalValue(
        "whether a notice follows the threshold by itself", lambda _: False, CASE_BY_CASE
    ),
    "support_first": NationalValue("whether support comes first", lambda _: True, SUPPORT_FIRST),
    "most_notices": NationalValue(
        "the notices a parent may have for a child", penalty_notice_limit.MOST_NOTICES.on, LIMIT
    ),
    "years_looked_back": NationalValue(
        "the years in which notices count", penalty_notice_limit.YEARS_LOOKED_BACK.on, LIMIT
    ),
    "first_notice_reduced": NationalValue(
        "the reduced amount of a first notice",
        lambda day: penalty_notice_amounts.FIRST_NOTICE.on(day).reduced,
        AMOUNTS_OF_2024,
    ),
    "first_notice_full": NationalValue(
        "the full amount of a first notice",
        lambda day: penalty_notice_amounts.FIRST_NOTICE.on(day).full,
        AMOUNTS_OF_2024,
    ),
    "second_notice": NationalValue(
        "the amount of a second notice",
        lambda day: penalty_notice_amounts.SECOND_NOTICE.on(day).full,
        AMOUNTS_OF_2024,
    ),
    "days_at_the_reduced_amount": NationalValue(
        "the days to pay the reduced amount",
        penalty_notice_amounts.DAYS_AT_THE_REDUCED_AMOUNT.on,
        FROM_RECEIPT,
    ),
    "days_to_pay": NationalValue("the days to pay", penalty_notice_amounts.DAYS_TO_PAY.on, FROM_RECEIPT),
}


def faults_against_national_law(settings: Mapping[str, object]) -> tuple[SettingFault, ...]:
    """Find where plain settings of a local code weaken national law, or say what no local code decides."""
    given = settings.get("first_day")
    first_day = _as_day(given) or _FROM_2024
    if first_day < _FROM_2024:
        return (
            SettingFault(
                "before_the_framework",
                "A local code under the national framework cannot start before 19 August 2024. Give a later first day.",
                NATIONAL_FRAMEWORK,
                "first_day",
            ),
        )
    return (
        *_unknown(settings),
        *_changed_values(settings, first_day),
        *_improvement_period(settings, first_day),
        *_people_and_routes(settings),
        *_leave(settings, first_day),
        *_payment(settings),
    )


def _as_day(given: object) -> date | None:
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            return None
    return given if isinstance(given, date) and not isinstance(given, datetime) else None


def _unknown(settings: Mapping[str, object]) -> Iterator[SettingFault]:
    for name in settings:
        if name not in SETTINGS and name not in NATIONAL_VALUES:
            yield SettingFault(
                f"{name}_unknown",
                f"{name} is not something a local code decides. Take it out, or mend its name.",
                LOCAL_CODE,
                name,
            )


def _changed_values(settings: Mapping[str, object], first_day: date) -> Iterator[SettingFault]:
    for name, national in NATIONAL_VALUES.items():
        if name not in settings:
            continue
        value, given = national.value(first_day), settings[name]
        if not _same(given, value):
            yield SettingFault(
                f"{name}_changed",
                f"{national.words[0].upper()}{national.words[1:]}: national law says {_shown(value)}, so a local code "
                f"cannot say {_shown(given)}. Take it out.",
                national.citation,
                name,
            )


def _improvement_period(settings: Mapping[str, object], first_day: date) -> Iterator[SettingFault]:
    fewest, most = (
        notices_to_improve.LEAST_SCHOOL_WEEKS.on(first_day),
        notices_to_improve.MOST_SCHOOL_WEEKS.on(first_day),
    )
    least_given = _whole(settings, "improvement_least_school_weeks")
    most_given = _whole(settings, "improvement_most_school_weeks")
    for name, weeks in (
        ("improvement_least_school_weeks", least_given),
        ("improvement_most_school_weeks", most_given),
    ):
        if weeks is not None and not fewest <= weeks <= most:
            yield SettingFault(
                f"{name}_outside",
                f"An improvement period is from {fewest} to {counted(most, 'school week')}, not {weeks}. "
                "Choose a number between them.",
                NOTICES_TO_IMPROVE,
                name,
            )
    if least_given and most_given and least_given > most_given:
        yield SettingFault(
            "improvement_school_weeks_reversed",
            "The fewest school weeks of a period cannot be more than the most. Change one of them.",
            NOTICES_TO_IMPROVE,
            "improvement_least_school_weeks",
        )
    school_days = fewest * SCHOOL_DAYS_OF_A_WEEK.on(first_day)
    for name, words in (
        ("improvement_most_school_days", "An improvement period cannot be capped"),
        ("early_notice_after_school_days", "A penalty notice cannot be planned for every case"),
    ):
        days = _whole(settings, name)
        if days is not None and days < school_days:
            yield SettingFault(
                f"{name}_too_short",
                f"{words} at {counted(days, 'school day')}: the shortest period is {counted(fewest, 'school week')}, "
                f"{school_days} school days. Choose {school_days} or more.",
                NOTICES_TO_IMPROVE,
                name,
            )


def _people_and_routes(settings: Mapping[str, object]) -> Iterator[SettingFault]:
    for one in _list(settings, "issuers"):
        if one not in [issuer.value for issuer in Issuer]:
            yield SettingFault(
                "issuers_outside",
                f"{one} may not issue penalty notices. National law names "
                f"{listed([issuer.value for issuer in Issuer])}.",
                ISSUERS,
                "issuers",
            )
    if "penalty_notice" in _list(settings, "third_time_routes"):
        yield SettingFault(
            "third_time_routes_barred",
            "A third penalty notice in three years cannot be issued, so it cannot be a route. Take it out.",
            LIMIT,
            "third_time_routes",
        )


def _leave(settings: Mapping[str, object], first_day: date) -> Iterator[SettingFault]:
    sessions, threshold = (
        _whole(settings, "leave_least_sessions"),
        penalty_notices.THRESHOLD_SESSIONS.on(first_day),
    )
    if sessions is not None and sessions > threshold:
        yield SettingFault(
            "leave_least_sessions_too_many",
            f"A notice must be considered at {counted(threshold, 'session')}, so a local code cannot wait for "
            f"{sessions}. Choose {threshold} or fewer.",
            NATIONAL_FRAMEWORK,
            "leave_least_sessions",
        )


def _payment(settings: Mapping[str, object]) -> Iterator[SettingFault]:
    if settings.get("instalments") is True:
        yield SettingFault(
            "instalments_allowed",
            "A notice is discharged by payment of the amount in its time, not in parts. Take instalments out.",
            PAYMENT,
            "instalments",
        )


def _same(given: object, value: object) -> bool:
    if isinstance(given, list) and isinstance(value, list):
        return sorted(map(str, given)) == sorted(map(str, value))
    return type(given) is type(value) and given == value


def _whole(settings: Mapping[str, object], name: str) -> int | None:
    value = settings.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _list(settings: Mapping[str, object], name: str) -> list[object]:
    value = settings.get(name)
    return value if isinstance(value, list) else []


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return listed(map(str, value)) if isinstance(value, list) and value else str(value)
