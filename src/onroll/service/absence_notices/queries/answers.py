"""What those outside the school who were told of absences said, beside what the school did itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from onroll.service.absence_follow_up.queries.call_list import CallList, CallRow, call_list
from onroll.service.absence_follow_up.queries.records import Answer, Records
from onroll.service.absence_follow_up.status import follow_up_state
from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.board import Told, notices_of, told_of
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope


def call_list_with_answers(
    scope: Scope, *, school_id: int, date: dt.date, session: str, now: dt.datetime, everyone: bool = False
) -> CallList:
    """Return whom to call about, with what was answered to notices of it. Raises OutOfScope."""
    calls = call_list(scope, school_id=school_id, date=date, session=session, now=now, everyone=everyone)
    answers = answers_of(scope, school_id=school_id, date=date, session=session)
    return replace(calls, rows=tuple(_with(one, answers.get(one.pupil_id, [])) for one in calls.rows))


def answers_of(scope: Scope, *, school_id: int, date: dt.date, session: str = "") -> dict[int, list[Answer]]:
    """Return by pupil what was said to the school of an absence of a day, in three statements; none of what a role may not know.

    Only of those who follow absences up, and of whoever protects a pupil only to those who may know of them.
    """
    if not scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school_id):
        return {}
    sees_protected = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    found: dict[int, list[Answer]] = defaultdict(list)
    for told in told_of(notices_of(school_id, date)):
        notice = told.notice
        is_of_it = not session or session in sessions_of(notice.sessions)
        if is_of_it and (sees_protected or notice.recipient in UNPROTECTED):
            found[notice.pupil_id or 0] += _answers(told)
    return found


def with_answers(records: Records, answers: list[Answer]) -> Records:
    """Return what was recorded of an absence, with what was answered."""
    return replace(records, answers=answers)


def _with(row: CallRow, answers: list[Answer]) -> CallRow:
    if not answers:
        return row
    records = with_answers(row.records, answers)
    return replace(row, records=records, state=follow_up_state(records.facts))


def _answers(told: Told) -> Iterator[Answer]:
    """Yield what was said, where it was more than that they have read it."""
    notice = told.notice
    part = notice.get_recipient_display()
    if notice.how != Notice.How.EMAIL and notice.words:
        yield Answer(part, notice.who, notice.at, notice.words)
    for event in told.events:
        if event.what == NoticeEvent.What.RECEIVED and event.words:
            yield Answer(part, event.who, event.at, event.words)
