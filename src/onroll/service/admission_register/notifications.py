"""Notifications under regulation 8(3) as values: what one says, which one is meant, and what it says once put right. Pure.

A notification is never taken off the register. One recorded wrongly is amended; one that should not have been recorded
stays, and says that it was recorded in error. So its number, counted from the first of the entry, never changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onroll.law.admission_register import (
    NOTIFICATIONS,
    MoveNotification,
    OtherSchoolNotification,
    faults_of_notification,
)
from onroll.law.citation import Citation

Notification = MoveNotification | OtherSchoolNotification

#: What may be said of a notification beyond its contents, by what it is of.
MANNERS = {"move": ("instead", "as well"), "other school": ("registered", "will attend")}

#: What is true of a notification that should not have been recorded.
IN_ERROR = "in_error"

_FIELDS = {
    "parent_name_missing": "parent_name",
    "new_address_missing": "address",
    "expected_from_missing": "expected_from",
    "school_name_missing": "school_name",
    "first_attended_or_due_on_missing": "first_attended_or_due_on",
}


def kind_of(notification: Notification) -> str:
    """Say what a notification is of, as the register holds it."""
    return "move" if isinstance(notification, MoveNotification) else "other school"


def notification_contents(notification: Notification, manner: str = "", told_by: str = "") -> dict[str, Any]:
    """Return what the register holds of a notification."""
    said = {
        **_particulars(notification),
        "told_by": told_by,
        **({"manner": manner} if manner else {}),
    }
    return {"of": kind_of(notification), **said}


def faults_in_notification(notification: Notification, manner: str) -> list[tuple[str, str, Citation | None]]:
    """Find what a notification lacks: the field to mend, the message and the citation."""
    if manner not in ("", *MANNERS[kind_of(notification)]):
        return [("manner", "Choose one of the answers, or leave it open.", None)]
    return [
        (_FIELDS[fault.name], fault.message, fault.citation) for fault in faults_of_notification(notification)
    ]


def fault_of_number(
    said: Sequence[Mapping[str, Any]], number: int, of: str = ""
) -> Iterator[tuple[str, str, Citation]]:
    """Find why the notification of a number cannot be put right; `of` is what it is to be of, blank for any."""
    if not 1 <= number <= len(said):
        yield "change", "The entry has no such notification. Open the entry again.", NOTIFICATIONS
    elif said[number - 1].get(IN_ERROR):
        message = "It is recorded in error already. If it does hold, record it again."
        yield "change", message, NOTIFICATIONS
    elif of and said[number - 1]["of"] != of:
        message = "A move cannot become another school, nor the reverse. Say it was recorded in error, and record the other."
        yield "change", message, NOTIFICATIONS


def with_number(
    said: Sequence[Mapping[str, Any]] | None, number: int, more: Mapping[str, Any], *, keep: bool = False
) -> list[dict[str, Any]]:
    """Return the notifications with one of them saying something else; `keep` leaves what it said and adds to it."""
    return [
        {**(one if keep else {}), **more} if at == number else dict(one)
        for at, one in enumerate(said or (), start=1)
    ]


def changed_between(
    original: Sequence[Mapping[str, Any]] | None, amended: Sequence[Mapping[str, Any]] | None
) -> list[tuple[int, Mapping[str, Any], Mapping[str, Any]]]:
    """Return what an amendment changed: number, what that notification said, and what it says then."""
    pairs = zip(original or (), amended or (), strict=False)
    return [(number, was, then) for number, (was, then) in enumerate(pairs, start=1) if was != then]


def searchable(said: Mapping[str, Any]) -> str:
    """Return the words by which a notification is found: the school, the parent, the address."""
    return " ".join(str(said.get(key, "")) for key in ("school_name", "parent_name", "address"))


def _particulars(notification: Notification) -> dict[str, str]:
    if isinstance(notification, MoveNotification):
        return {
            "parent_name": notification.parent_name,
            "address": notification.address,
            "from": _iso(notification.expected_from),
        }
    return {
        "school_name": notification.school_name,
        "from": _iso(notification.first_attended_or_due_on),
    }


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
