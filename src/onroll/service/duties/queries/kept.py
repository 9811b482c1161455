"""The record of duties: what is open, what waits, what was settled lately and how, and the history of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.duty import Duty
from onroll.service.duties.keeping import items_of, record_of
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.rule import Rule
from onroll.service.duties.standing import BY_NAME, duties_of, not_for
from onroll.service.duties.status import DutyState, state_of
from onroll.service.worded_once import worded_once

#: How many days what was settled is listed.
SETTLED_DAYS = 14
#: How many lines one list shows.
MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One kept duty as a list shows it: whose or what it is of, how it stands and the last thing said of it."""

    record: DutyRecord
    state: DutyState
    pupil: str = ""
    group: str = ""
    last: str = ""

    @property
    def rule(self) -> Rule | None:
        """The rule that found it; None where it is not one any more."""
        return BY_NAME.get(self.record.rule)


@dataclass(frozen=True, slots=True)
class Together:
    """Lines that say the same of the same pupil, or of nobody in particular: one line of a list."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        """The line that comes first, whose day and state stand for all."""
        return self.lines[0]

    @property
    def keys(self) -> list[str]:
        """The keys of all of them."""
        return [line.record.key for line in self.lines]

    @property
    def groups(self) -> list[str]:
        """The registration groups they are about, each once."""
        return list(dict.fromkeys(line.group for line in self.lines if line.group))

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and last day they are about."""
        days = [line.record.on for line in self.lines]
        return min(days), max(days)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many duties stand each way."""

    open: int
    overdue: int
    waiting: int
    settled: int


@dataclass(frozen=True, slots=True)
class DutyList:
    """The duties asked for, how many there are each way, and whether there are more than are listed."""

    lines: list[Line]
    numbers: Numbers
    is_cut: bool

    @property
    def together(self) -> list[Together]:
        """The lines, those that say the same of the same pupil made one."""
        found: dict[tuple[object, ...], list[Line]] = {}
        for line in self.lines:
            record = line.record
            same = (record.rule, record.words, record.pupil_id, record.handed_to_id, line.state)
            found.setdefault(same, []).append(line)
        return [Together(lines) for lines in found.values()]


def duty_list(
    scope: Scope,
    *,
    school_id: int,
    now: dt.datetime,
    which: str = "open",
    rule: str = "",
    handed_to: int | None = None,
) -> DutyList:
    """Return the duties kept of a school that are `open`, `waiting` or `settled` of late. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id)
    every = DutyRecord.objects.filter(school_id=school_id).exclude(rule__in=not_for(scope, school_id))
    parts = _parts(every, now)
    wanted = parts[which if which in parts else "open"]
    if rule:
        wanted = wanted.filter(rule=rule)
    if handed_to is not None:
        wanted = wanted.filter(handed_to_id=handed_to)
    order = ("-settled_at", "pk") if which == "settled" else ("due", "pk")
    rows = list(wanted.select_related("pupil", "group", "handed_to").order_by(*order)[: MOST + 1])
    numbers = Numbers(
        parts["open"].count(),
        parts["open"].filter(due__lt=now).count(),
        parts["waiting"].count(),
        parts["settled"].count(),
    )
    return DutyList(_lines(rows[:MOST], scope, now), numbers, len(rows) > MOST)


@dataclass(frozen=True, slots=True)
class KeptDuty:
    """What is known of duties that somebody asks about: each as it stands, what happened to them, what finds them now."""

    lines: list[Line]
    events: list[DutyEvent]
    found_now: list[Duty]

    @property
    def may_wait(self) -> bool:
        """Whether all of them may be put off."""
        return all(line.rule is not None and line.rule.may_wait for line in self.lines)

    @property
    def may_set_aside(self) -> bool:
        """Whether all of them may be set aside."""
        return all(line.rule is not None and line.rule.may_set_aside for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return any(line.state is not DutyState.SETTLED for line in self.lines)

    @property
    def waits(self) -> bool:
        """Whether any is put off or set aside."""
        return any(line.state in (DutyState.PUT_OFF, DutyState.SET_ASIDE) for line in self.lines)


def duties_about(scope: Scope, *, school_id: int, keys: Sequence[str], now: dt.datetime) -> KeptDuty:
    """Return what is kept of these keys, and what was found just now and is not kept yet. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id)
    kept = list(
        DutyRecord.objects.filter(school_id=school_id, key__in=keys)
        .exclude(rule__in=not_for(scope, school_id))
        .select_related("pupil", "group", "handed_to")
    )
    found = duties_of(morning_of(scope, school_id=school_id, now=now))
    wanted = set(keys)
    known = {one.key for one in kept}
    new = [
        record_of(school_id, duty, item, now=now)
        for duty, item in items_of(found)
        if item.key in wanted - known
    ]
    return KeptDuty(
        _lines([*kept, *new], scope, now),
        list(DutyEvent.objects.filter(record__in=kept).order_by("-at", "-pk")),
        [duty for duty in found if any(item.key in wanted for item in duty.items)],
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the kept duties bear on what Today found: those that wait, whose they are, and those older than it looks."""

    waiting: frozenset[str]
    handed: dict[str, tuple[int, str]]
    older: int

    def waits(self, duty: Duty) -> bool:
        """Say whether everything a duty is of was put off or set aside."""
        return bool(duty.items) and all(item.key in self.waiting for item in duty.items)

    def handed_to(self, duty: Duty) -> tuple[int, str] | None:
        """Return to whom a duty was handed; None where it was not."""
        return next((self.handed[item.key] for item in duty.items if item.key in self.handed), None)


def standing_of(scope: Scope, *, school_id: int, duties: Iterable[Duty], now: dt.datetime) -> Standing:
    """Return how the kept duties of a school bear on those just found, in one statement. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id)
    found = {item.key for _, item in items_of(duties)}
    hidden = not_for(scope, school_id)
    waiting, handed, older = set(), {}, 0
    for row in _unsettled(school_id):
        if row.rule in hidden:
            continue
        if state_of(row, now=now) in (DutyState.PUT_OFF, DutyState.SET_ASIDE):
            waiting.add(row.key)
        elif row.key not in found and not _is_of_today(row):
            older += 1
        if row.handed_to is not None:
            handed[row.key] = (row.handed_to.pk, row.handed_to.name)
    return Standing(frozenset(waiting), handed, older)


@worded_once
def _unsettled(school_id: int) -> QuerySet[DutyRecord]:
    rows = DutyRecord.objects.filter(school_id=school_id, settled_at__isnull=True)
    return rows.select_related("handed_to")


def _is_of_today(record: DutyRecord) -> bool:
    rule = BY_NAME.get(record.rule)
    return rule is None or rule.is_of_today


def _parts(every: QuerySet[DutyRecord], now: dt.datetime) -> dict[str, QuerySet[DutyRecord]]:
    waits = Q(set_aside_at__isnull=False) | Q(put_off_until__gt=now.date())
    unsettled = every.filter(settled_at__isnull=True)
    return {
        "open": unsettled.exclude(waits),
        "waiting": unsettled.filter(waits),
        "settled": every.filter(settled_at__gte=now - dt.timedelta(days=SETTLED_DAYS)),
    }


def _lines(records: list[DutyRecord], scope: Scope, now: dt.datetime) -> list[Line]:
    last: dict[int, str] = {}
    kept = [one for one in records if one.pk]
    for event in DutyEvent.objects.filter(record__in=kept).exclude(why="").order_by("at", "pk"):
        last[event.record_id] = f"{event.get_what_display()} by {event.by_name}: {event.why}"
    return [
        Line(
            one,
            state_of(one, now=now),
            pupil=str(one.pupil) if one.pupil is not None and _may_name(scope, one) else "",
            group=one.group.name if one.group is not None else "",
            last=last.get(one.pk, ""),
        )
        for one in records
    ]


def _may_name(scope: Scope, record: DutyRecord) -> bool:
    return scope.may(Permission.PUPIL_VIEW, school_id=record.school_id)
