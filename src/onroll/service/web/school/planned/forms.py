"""An arrangement as it was typed: read, and what is wrong with how it was typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict

from onroll.law.dated import NoRuleInForce
from onroll.law.planned_attendance import ASKED_OF_AN_ACTIVITY, Activity
from onroll.service.lessons.models import Week
from onroll.service.planned_attendance.draft import Draft
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes, day_asked
from onroll.service.whole_numbers import whole_numbers

#: Where a fault of the law is mended on the form.
FIELD_OF = {
    "days_backwards": "last_day-day",
    "after_the_event": "first_day-day",
    "too_long": "last_day-day",
    "no_session": "first_day-day",
    "no_week": "week",
    "days_not_set_apart": "last_day-day",
    "nature_missing": "title",
    "place_missing": "place",
    "supervisor_missing": "supervised_by",
    "not_supervised_by_staff": "supervised_by",
    "approval_missing": "approved_by",
    "agreement_missing": "agreed_on-day",
    "agreed_too_late": "agreed_on-day",
    "body_missing": "because",
    "trade_missing": "because",
}
_WORDS = ("title", "place", "because", "responsible", "telephone", "supervised_by", "approved_by")


@dataclass(slots=True)
class Typed:
    """What was typed: the draft, where it can be read, and the errors by field where it cannot."""

    draft: Draft | None
    pupil_ids: list[int]
    errors: dict[str, str] = field(default_factory=dict)


def activity_of(sent: QueryDict) -> Activity | None:
    """Return the kind that was chosen, None where none was."""
    asked = sent.get("activity", "")
    return Activity(asked) if asked in set(Activity) else None


def week_of_two(sent: QueryDict) -> str:
    """Return the week of two that was chosen; blank for every week."""
    asked = sent.get("week", "")
    return asked if asked in Week.values else ""


def read(sent: QueryDict, activity: Activity) -> Typed:
    """Read an arrangement as it was typed."""
    pupils = whole_numbers(sent.getlist("pupil"))
    days: dict[str, dt.date] = {}
    errors: dict[str, str] = {}
    for name, what in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            given = day_asked(sent, name, what) if name == "last_day" else date_from_boxes(sent, name, what)
        except DateNotGiven as refusal:
            errors[f"{name}-day"] = str(refusal)
        else:
            days[name] = given or days.get("first_day", dt.date.min)
    agreed_on = None
    try:
        agreed_on = day_asked(sent, "agreed_on", "the day it was agreed")
    except DateNotGiven as refusal:
        errors["agreed_on-day"] = str(refusal)
    if not errors:
        try:
            ASKED_OF_AN_ACTIVITY.on(days["first_day"])
        except NoRuleInForce:
            errors["first_day-day"] = (
                "That day is before the Regulations it would be judged by. Check the year."
            )
    if errors:
        return Typed(None, pupils, errors)
    weekdays = "".join(sorted(set(sent.getlist("weekday")) & set("12345"))) or "12345"
    draft = Draft(
        activity=activity,
        first_day=days["first_day"],
        last_day=days["last_day"],
        session=sent.get("session", "") if sent.get("session") in ("AM", "PM") else "",
        weekdays=weekdays,
        week=week_of_two(sent),
        is_supervised_by_staff="is_supervised_by_staff" in sent,
        agreed_on=agreed_on,
        **{name: sent.get(name, "").strip() for name in _WORDS},
    )
    return Typed(draft, pupils)
