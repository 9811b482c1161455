"""What was done about an absence, in lines: when, by whom, in words, and what was said for those who may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onroll.service.absence_follow_up.models import Contact, ReasonDecision, Step
from onroll.service.absence_follow_up.queries.records import Reason, Records


@dataclass(frozen=True, slots=True)
class Line:
    """One thing done about an absence: when, by whom, in words, and its details for those who may read them."""

    at: dt.datetime
    by: str
    what: str
    details: tuple[str, ...] = ()
    contact_id: int | None = None
    is_corrected: bool = False


def lines_of(records: Records, sees_detail: bool) -> Iterator[Line]:
    """Yield what was done about an absence, the last first; what was said only where `sees_detail`."""
    lines = [
        *(contact_line(one, sees_detail, is_corrected=False) for one in records.contacts),
        *(contact_line(one, sees_detail, is_corrected=True) for one in records.corrected),
        *(line for one in records.reasons for line in reason_lines(one, sees_detail)),
        *(step_line(one) for one in records.steps),
    ]
    # What was done at one moment was done in this order, so that turned round the last of it comes first.
    lines.sort(key=lambda line: line.at)
    yield from reversed(lines)


def contact_line(one: Contact, sees_detail: bool, *, is_corrected: bool) -> Line:
    """Return a contact as a line."""
    what = f"{one.get_channel_display()}: {one.get_outcome_display().lower()}"
    said = (one.who, one.used, one.words) if sees_detail else ()
    return Line(one.at, one.made_by_name, what, _filled(*said), one.pk, is_corrected)


def reason_lines(one: Reason, sees_detail: bool) -> Iterator[Line]:
    """Yield a reason, and what was decided about it, as lines."""
    given = one.given
    what = f"Reason given{f': {one.kind.lower()}' if one.kind else ''}"
    kept_back = "What was said is kept to those who follow absences up." if one.is_kept_back else ""
    by = given.who if sees_detail else given.get_given_by_display()
    yield Line(given.given_at, given.made_by_name, what, _filled(by, one.words, kept_back))
    for decision in one.decisions:
        yield Line(
            decision.made_at,
            decision.made_by_name,
            _decided(decision),
            _filled(decision.words if sees_detail else ""),
        )


def _decided(decision: ReasonDecision) -> str:
    if decision.what == ReasonDecision.What.ACCEPTED:
        return f"Reason accepted, code {decision.code}"
    return f"Reason {decision.get_what_display().lower()}"


def step_line(one: Step) -> Line:
    """Return a step as a line."""
    what = str(one.get_kind_display())
    if one.decision:
        what = f"{what}: {one.get_decision_display().lower()}"
    if one.found:
        what = f"{what}: {one.get_found_display().lower()}"
    return Line(one.at, one.made_by_name, what, _filled(one.who, one.place, one.words))


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(one for one in words if one)
