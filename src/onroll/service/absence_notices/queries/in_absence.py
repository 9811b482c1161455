"""One pupil's absence with who outside the school was told of it, and what they answered, among everything done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Prefetch

from onroll.law.code_uses import wants_a_reason
from onroll.service.absence_follow_up.queries.absence import Absence, absence_of
from onroll.service.absence_follow_up.queries.lines import Line
from onroll.service.absence_follow_up.status import follow_up_state
from onroll.service.absence_notices.covering import THE_WHOLE_DAY
from onroll.service.absence_notices.models import Knows, Notice, NoticeEvent
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.answers import answers_of, with_answers
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.parts_in_names import ON_RECORD, without_part

_MASKED = "somebody who works with the pupil"


def absence_with_notices(
    scope: Scope, *, school_id: int, pupil_id: int, date: dt.date, now: dt.datetime
) -> Absence:
    """Return one absence, in a number of statements that does not grow. Raises OutOfScope.

    Of whoever protects the pupil, those who only send notices read no more than that somebody was told, and answered.
    """
    found = absence_of(scope, school_id=school_id, pupil_id=pupil_id, date=date, now=now)
    if not scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school_id):
        return found
    lines = [line for one in _notices(school_id, pupil_id, date) for line in _lines(scope, one)]
    # What was done at one moment was done in this order, so that turned round the last of it comes first.
    all_done = sorted((*reversed(found.timeline), *lines), key=lambda line: line.at)
    answers = answers_of(scope, school_id=school_id, date=date, sessions=_without_a_reason(found)).get(
        pupil_id, []
    )
    records = with_answers(found.records, answers)
    return replace(
        found, records=records, state=follow_up_state(records.facts), timeline=tuple(reversed(all_done))
    )


def _without_a_reason(found: Absence) -> tuple[str, ...]:
    """Return the sessions of which something is to be found out: without a reason, else without a code, else all of the day."""
    wanting = tuple(each for each, code in found.codes.items() if code and wants_a_reason(code))
    return wanting or tuple(each for each, code in found.codes.items() if not code) or THE_WHOLE_DAY


def _notices(school_id: int, pupil_id: int, date: dt.date) -> list[Notice]:
    events = Prefetch("events", NoticeEvent.objects.order_by("at", "pk"), to_attr="followed")
    rows = Notice.objects.filter(school_id=school_id, pupil_id=pupil_id, date=date, about="")
    return list(rows.select_related("professional").prefetch_related(events).order_by("at", "pk"))


def _lines(scope: Scope, notice: Notice) -> Iterator[Line]:
    """Yield what was told and what came of it, as far as a scope may know; nothing where it may not."""
    if notice.recipient in UNPROTECTED or scope.may(
        Permission.PUPIL_SAFEGUARDING_VIEW, school_id=notice.school_id
    ):
        yield from _in_full(notice)
    elif notice.professional and scope.may(Permission.NOTICE_SEND, school_id=notice.school_id):
        yield from _masked(notice, without_part(notice.professional.name))


def _in_full(notice: Notice) -> Iterator[Line]:
    what = f"Told {notice.get_recipient_display()}: {notice.get_how_display().lower()}"
    said = _filled(notice.who, notice.used, _knows(notice.knows), notice.words)
    yield Line(notice.at, notice.made_by_name, what, said)
    for event in notice.followed:  # type: ignore[attr-defined] # prefetched under this name
        said = _filled(event.who, _knows(event.knows), event.words)
        yield Line(event.at, event.made_by_name, _came(event), said)


def _masked(notice: Notice, name: str) -> Iterator[Line]:
    what = f"Told {_MASKED}: {notice.get_how_display().lower()}"
    yield Line(notice.at, without_part(notice.made_by_name), what, (name,))
    for event in notice.followed:  # type: ignore[attr-defined] # prefetched under this name
        by = ON_RECORD if event.how == NoticeEvent.How.LINK else without_part(event.made_by_name)
        yield Line(event.at, by, _came(event))


def _knows(knows: str) -> str:
    return str(Knows(knows).label) if knows else ""


def _came(event: NoticeEvent) -> str:
    return f"{event.get_what_display()}: {event.get_how_display().lower()}"


def _filled(*words: str) -> tuple[str, ...]:
    return tuple(one for one in words if one)
