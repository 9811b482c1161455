"""The notices of a day: who must be told of which absence and why, who was, and whose receipt has come."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.dated import NoRuleInForce
from onroll.service.absence_notices.covering import sessions_of, untold
from onroll.service.absence_notices.explained import explained_since
from onroll.service.absence_notices.models import Notice, NoticeEvent, NoticeSettings
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.absence_notices.status import NoticeState, notice_due, receipt_due, state_of
from onroll.service.absence_notices.telling_of import telling_of
from onroll.service.absence_notices.whom import Whom, whom_to_tell
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.correspondence.models import MessageEvent
from onroll.service.correspondence.status import NEEDS_SOMEBODY
from onroll.service.correspondence.status import state_of as state_of_message
from onroll.service.organisations.queries.sessions import sessions_held
from onroll.service.people.models import Pupil
from onroll.service.people.queries.by_id import pupils_by_id
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class Told:
    """One telling, what came after it, and what became of its message; blank where it was spoken."""

    notice: Notice
    events: tuple[NoticeEvent, ...]
    message_state: str

    @property
    def is_received(self) -> bool:
        """Whether whoever it was for has it: they heard it spoken, or a receipt has come."""
        return self.notice.how != Notice.How.EMAIL or self.receipt is not None

    @property
    def receipt(self) -> NoticeEvent | None:
        """The first receipt."""
        return next((one for one in self.events if one.what == NoticeEvent.What.RECEIVED), None)

    @property
    def is_lost(self) -> bool:
        """Whether the message did not arrive, so that nobody has been told by it."""
        return self.message_state in NEEDS_SOMEBODY


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One pupil's absence and one to be told of it: why, by when, what was done and where it stands."""

    pupil: Pupil
    sessions: tuple[str, ...]
    whom: Whom
    told: tuple[Told, ...]
    state: NoticeState
    due: dt.datetime
    #: From when a receipt is asked for; None until somebody is told.
    receipt_due: dt.datetime | None
    #: What stands by now where the absence has a reason, so that no receipt is waited for any longer.
    explained: str = ""

    @property
    def to_ask(self) -> Notice:
        """The last telling that waits for a receipt, or the last of all."""
        waiting = [one for one in self.told if not one.is_received and not one.is_lost]
        return (waiting or self.told)[-1].notice

    @property
    def lost(self) -> Notice | None:
        """The last telling that did not arrive."""
        return next((one.notice for one in reversed(self.told) if one.is_lost), None)

    @property
    def is_late(self) -> bool:
        """Whether it was sent, or is still to be sent, after its hour."""
        return bool(self.told) and self.told[0].notice.at > self.due


@dataclass(frozen=True, slots=True)
class Board:
    """The notices of a day that the roles may see, the most pressing first."""

    date: dt.date
    rows: tuple[NoticeRow, ...]
    settings: NoticeSettings
    #: Whether it says in what part those are told who protect a pupil.
    sees_protected: bool

    def count(self, *states: NoticeState) -> int:
        """Return how many stand in one of these states."""
        return sum(row.state in states for row in self.rows)


def board_of(scope: Scope, *, school_id: int, date: dt.date, now: dt.datetime) -> Board:
    """Return the notices of a day, in a number of statements that does not grow. Raises OutOfScope.

    Whoever may send notices and not know what protects a pupil is shown whom to tell, and nothing of why; whoever may do
    neither has the notices to other schools alone.
    """
    scope.require(Permission.ABSENCE_FOLLOW_UP, school_id=school_id)
    settings = settings_of(school_id)
    rows = rows_seen_by(scope, school_id, date, now, settings)
    return Board(
        date, tuple(rows), settings, scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    )


def rows_seen_by(
    scope: Scope, school_id: int, date: dt.date, now: dt.datetime, settings: NoticeSettings
) -> list[NoticeRow]:
    """Return the notices of a day as far as a scope may know of them: masked for whoever only sends."""
    if scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id):
        return rows_of(school_id, date, now, settings, sees_protected=True)
    if not scope.may(Permission.NOTICE_SEND, school_id=school_id):
        return rows_of(school_id, date, now, settings, sees_protected=False)
    rows = rows_of(school_id, date, now, settings, sees_protected=True)
    # Where nobody is on record there is nobody to write to, and the line would say only that somebody protects the pupil.
    seen = [
        replace(row, whom=row.whom.masked()) if row.whom.is_protected else row
        for row in rows
        if not row.whom.is_protected or row.whom.professional_id is not None
    ]
    order = list(NoticeState)
    return sorted(
        seen, key=lambda row: (order.index(row.state), row.pupil.surname, row.pupil.pk, row.whom.name)
    )


def rows_of(
    school_id: int, date: dt.date, now: dt.datetime, settings: NoticeSettings, *, sees_protected: bool
) -> list[NoticeRow]:
    """Return the notices of a day, for the service's own duties and for a scope that was asked before."""
    absent = _absent(school_id, date)
    told = _told(school_id, date)
    pupils = {one.pk: one for one in pupils_by_id({*absent, *(one.notice.pupil_id or 0 for one in told)})}
    whom = _whom(school_id, {own: pupils[own].folded_into_id for own in absent}, date)
    closing = _closing(school_id, date)
    found, placed = [], set()
    for pupil_id, needed in whom.items():
        sessions = absent[pupil_id]
        for one in needed:
            mine = [each for each in told if _is_of(each.notice, pupil_id, one)]
            placed |= {each.notice.pk for each in mine}
            waiting = untold(sessions, _kept(mine)) or sessions
            due = notice_due(date, [closing[each] for each in waiting if each in closing], settings)
            found.append(stand_of(pupils[pupil_id], sessions, one, mine, due, settings, now))
    others = [one for one in told if one.notice.pk not in placed]
    found += _told_and_explained_since(others, pupils, date, settings, now)
    order = list(NoticeState)
    seen = [one for one in found if sees_protected or not one.whom.is_protected]
    return sorted(
        seen, key=lambda row: (order.index(row.state), row.pupil.surname, row.pupil.pk, row.whom.recipient)
    )


def _whom(school_id: int, pupils: dict[int, int | None], date: dt.date) -> dict[int, list[Whom]]:
    try:
        return whom_to_tell(school_id, pupils, date) if pupils else {}
    except NoRuleInForce:
        return {}


def _absent(school_id: int, date: dt.date) -> dict[int, tuple[str, ...]]:
    """Return by pupil the sessions of a day whose reason is not known; none before the days Onroll has rules for."""
    try:
        code = CODE_OF_NO_REASON_YET.on(date)
    except NoRuleInForce:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for pupil_id, session in _entered_as(school_id, date, code):
        found[pupil_id] = (*found.get(pupil_id, ()), session)
    return found


@worded_once
def _entered_as(school_id: int, date: dt.date, code: str) -> QuerySet[CurrentEntry, tuple[int, str]]:
    rows = entries_out_of_the_ordinary().filter(school_id=school_id, date=date, code=code)
    return rows.order_by("session").values_list("pupil_id", "session")


def _told(school_id: int, date: dt.date) -> list[Told]:
    return told_of(notices_of(school_id, date))


@worded_once
def notices_of(school_id: int, date: dt.date) -> QuerySet[Notice]:
    """Word the notices of absences of a day; the caller has judged who asks."""
    rows = Notice.objects.filter(school_id=school_id, date=date, about="", pupil__isnull=False)
    return rows.order_by("at", "pk")


def told_of(notices: Iterable[Notice]) -> list[Told]:
    """Return notices with what followed them and what became of their messages, in two statements."""
    kept = list(notices)
    followed: dict[int, list[NoticeEvent]] = defaultdict(list)
    for each in _events([one.pk for one in kept]):
        followed[each.notice_id].append(each)
    last = {one.message_id: one for one in _of_messages([one.message_id for one in kept if one.message_id])}
    return [
        Told(
            notice=one,
            events=tuple(followed[one.pk]),
            message_state=state_of_message(event.kind, event.sender, "email")
            if (event := last.get(one.message_id or 0))
            else "",
        )
        for one in kept
    ]


@worded_once
def _events(notice_ids: Sequence[int]) -> QuerySet[NoticeEvent]:
    return NoticeEvent.objects.filter(notice_id__in=notice_ids).order_by("at", "pk")


@worded_once
def _of_messages(message_ids: Sequence[int]) -> QuerySet[MessageEvent]:
    return MessageEvent.objects.filter(message_id__in=message_ids).order_by("pk")


def _closing(school_id: int, date: dt.date) -> dict[str, dt.datetime]:
    held = sessions_held(school_id, date, date)
    return {one.session: closes for one in held if (closes := closes_at(one))}


def _is_of(notice: Notice, pupil_id: int, whom: Whom) -> bool:
    """Say whether a notice told this one: whoever was told while nobody was on record counts for all of that part."""
    return (
        notice.pupil_id == pupil_id
        and notice.recipient == whom.recipient
        and notice.professional_id in (None, whom.professional_id)
    )


def stand_of(
    pupil: Pupil,
    sessions: tuple[str, ...],
    whom: Whom,
    told: Sequence[Told],
    due: dt.datetime,
    settings: NoticeSettings,
    now: dt.datetime,
) -> NoticeRow:
    """Return how one who must know stands, by what they were told; no session is an absence with a reason by now, or no absence."""
    # Of an absence with a reason by now, all that was told of it counts; of another, what was told of its sessions.
    needed = sessions or tuple({each for one in told for each in sessions_of(one.notice.sessions)})
    of_these = [one for one in told if untold(needed, [one.notice.sessions]) != needed]
    reached = [one for one in of_these if not one.is_lost]
    waiting = [one for one in reached if not one.is_received] or reached
    receipt = None
    if waiting:
        chased = [each.at for one in waiting for each in one.events if each.what == NoticeEvent.What.CHASED]
        receipt = receipt_due(waiting[0].notice.at, chased, settings)
    state = state_of(
        is_told=bool(told) and not untold(needed, _kept(of_these)),
        is_lost=bool(untold(needed, _kept(reached))),
        is_received=bool(told) and not untold(needed, _kept(one for one in of_these if one.is_received)),
        receipt_due_at=receipt,
        now=now,
    )
    return NoticeRow(pupil, sessions, whom, tuple(told), state, due, receipt)


def _kept(told: Iterable[Told]) -> list[str]:
    """Return the sessions that each telling told of, as they are kept."""
    return [one.notice.sessions for one in told]


def _told_and_explained_since(
    told: Sequence[Told], pupils: dict[int, Pupil], date: dt.date, settings: NoticeSettings, now: dt.datetime
) -> list[NoticeRow]:
    """Return rows of notices whose absence has a reason by now, or whose worker is another: what was told stays told."""
    of: dict[tuple[int, str, int | None], list[Told]] = {}
    for one in told:
        key = (one.notice.pupil_id or 0, one.notice.recipient, one.notice.professional_id)
        of.setdefault(key, []).append(one)
    explained = explained_since(one.notice for one in told)
    found = []
    for (pupil_id, _, professional_id), mine in of.items():
        whom = Whom(telling_of(mine[0].notice), mine[0].notice.who, professional_id=professional_id)
        due = notice_due(date, (), settings)
        row = stand_of(pupils[pupil_id], (), whom, mine, due, settings, now)
        found.append(_settled(row, explained))
    return found


def _settled(row: NoticeRow, explained: Mapping[int, str]) -> NoticeRow:
    """Return a row whose receipt nobody waits for any longer as settled, with what stands by now."""
    waits = [one.notice.pk for one in row.told if not one.is_received]
    if row.state is NoticeState.RECEIVED or not all(pk in explained for pk in waits):
        return row
    words = dict.fromkeys(explained[pk] for pk in waits)
    return replace(row, state=NoticeState.SETTLED, explained="; ".join(words))
