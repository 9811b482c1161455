"""What those outside the school who were told of absences said, beside what the school did itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from onroll.service.absence_follow_up.queries.call_list import CallList, CallRow, call_list
from onroll.service.absence_follow_up.queries.records import Answer, Records
from onroll.service.absence_follow_up.status import follow_up_state
from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.board import notices_of, told_of
from onroll.service.absence_notices.queries.sayings import Saying, sayings_of, sessions_accounted_for
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope


def call_list_with_answers(
    scope: Scope, *, school_id: int, date: dt.date, session: str, now: dt.datetime, everyone: bool = False
) -> CallList:
    """Return whom to call about, with what was answered to notices of it. Raises OutOfScope."""
    calls = call_list(scope, school_id=school_id, date=date, session=session, now=now, everyone=everyone)
    answers = answers_of(scope, school_id=school_id, date=date, sessions=(session,))
    return replace(calls, rows=tuple(_with(one, answers.get(one.pupil_id, [])) for one in calls.rows))


def answers_of(
    scope: Scope, *, school_id: int, date: dt.date, sessions: Collection[str]
) -> dict[int, list[Answer]]:
    """Return by pupil what was said to the school of some sessions of a day, in three statements; none of what a role may not know.

    Only of those who follow absences up, and of whoever protects a pupil only to those who may know of them. A child is
    accounted for by it where it is known of every one of the sessions where the child was.
    """
    if not scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school_id):
        return {}
    sees_protected = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    sayings = [
        one
        for one in sayings_of(told_of(notices_of(school_id, date)))
        if set(sessions).intersection(sessions_of(one.notice.sessions))
        and (sees_protected or one.notice.recipient in UNPROTECTED)
    ]
    whole = {
        pupil_id for pupil_id, known in sessions_accounted_for(sayings).items() if known.issuperset(sessions)
    }
    found: dict[int, list[Answer]] = defaultdict(list)
    for one in sayings:
        pupil_id = one.notice.pupil_id or 0
        found[pupil_id].append(_answer(one, is_accounted_for=one.says_where and pupil_id in whole))
    return found


def with_answers(records: Records, answers: list[Answer]) -> Records:
    """Return what was recorded of an absence, with what was answered."""
    return replace(records, answers=answers)


def _with(row: CallRow, answers: list[Answer]) -> CallRow:
    if not answers:
        return row
    records = with_answers(row.records, answers)
    return replace(row, records=records, state=follow_up_state(records.facts))


def _answer(one: Saying, *, is_accounted_for: bool) -> Answer:
    part = one.notice.get_recipient_display()
    return Answer(part, one.who, one.at, one.words, one.knows_in_words, is_accounted_for)
