"""The marks of a file beside the register: what to enter, what to amend, and what the register already knows better."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.exchange.judging.amendments import Place
from onroll.service.exchange.judging.marks import MarkRead
from onroll.service.exchange.judging.rows import Judged, Record

#: Entries that stand, by pupil, by the session's turn: its code and minutes late.
Standing = dict[int, dict[int, tuple[str, int | None]]]


@dataclass(slots=True)
class MarksComparison:
    """A file of marks compared. `amendments` are those still to be made, by session."""

    new: list[MarkRead] = field(default_factory=list)
    changed: list[MarkRead] = field(default_factory=list)
    unchanged: int = 0
    behind: int = 0
    missing: int = 0
    amendments: dict[Place, list[Record]] = field(default_factory=dict)


def turn_of(day: dt.date, session: str) -> int:
    """Number sessions in time."""
    return day.toordinal() * 2 + (session == "PM")


def standing_entries(school_id: int) -> Standing:
    """Return the entries that stand for a school."""
    standing: Standing = defaultdict(dict)
    days: dict[Any, int] = {}
    seen: dict[tuple[str, int | None], tuple[str, int | None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pupil_id, date, session, code, minutes_late FROM attendance_register_currententry WHERE school_id = %s",
            [school_id],
        )
        for pupil_id, date, session, code, late in cursor:
            day = days.get(date)
            if day is None:
                day = days[date] = (
                    date if isinstance(date, dt.date) else dt.date.fromisoformat(date)
                ).toordinal() * 2
            value = (code, late)
            standing[pupil_id][day + (session == "PM")] = seen.setdefault(value, value)
    return standing


def compare_marks(
    marks: list[MarkRead],
    amendments: Judged | None,
    chains: dict[Place, list[Record]],
    pupil_ids: Mapping[str, int],
    school_id: int | None,
) -> MarksComparison:
    """Compare a file's marks and amendments with the register; amendments that come too late are set aside."""
    found = MarksComparison(amendments=dict(chains))
    standing = standing_entries(school_id) if school_id is not None else {}
    if not standing:
        found.new = marks
        return found
    held = 0
    differing: list[MarkRead] = []
    for mark in marks:
        stands = standing.get(pupil_ids.get(mark.pupil_ref, 0), {}).get(turn_of(mark.day, mark.session))
        if stands is None:
            found.new.append(mark)
            continue
        held += 1
        if stands == (mark.code, mark.minutes_late) and not (chains and mark[1:4] in chains):
            found.unchanged += 1
        else:
            differing.append(mark)
    found.missing = sum(map(len, standing.values())) - held
    _judge_differing(found, differing, amendments, pupil_ids, school_id or 0, standing)
    return found


def _judge_differing(
    found: MarksComparison,
    differing: list[MarkRead],
    amendments: Judged | None,
    pupil_ids: Mapping[str, int],
    school_id: int,
    standing: Standing,
) -> None:
    histories = _histories(school_id, {pupil_ids[mark.pupil_ref] for mark in differing})
    too_late: list[Record] = []
    for mark in differing:
        pupil_id, turn = pupil_ids[mark.pupil_ref], turn_of(mark.day, mark.session)
        history, code = histories[pupil_id][turn], standing[pupil_id][turn][0]
        chain = found.amendments.pop(mark[1:4], [])
        made = {(at, amended) for at, amended, _ in history}
        to_make = [one for one in chain if (_second(one["amended_at"]), one["amended_code"]) not in made]
        if (
            to_make
            and to_make[0]["original_code"] == code
            and _second(to_make[0]["amended_at"]) > history[-1][0]
        ):
            found.amendments[mark[1:4]] = to_make
            found.changed.append(mark)
            continue
        too_late += to_make
        if standing[pupil_id][turn] == (mark.code, mark.minutes_late):
            found.unchanged += 1
        elif any((said, late) == (mark.code, mark.minutes_late) for _, said, late in history):
            # The register has moved on since the file was written; an old file does not move it back.
            found.behind += 1
        else:
            found.changed.append(mark)
    if amendments is not None:
        for record in too_late:
            amendments.set_aside(
                record,
                "amended_at",
                "The entry is on record without this amendment, and the register only grows.",
                "Nothing to do if the code that stands is right; otherwise amend the entry on its page.",
            )


def _histories(
    school_id: int, pupil_ids: set[int]
) -> dict[int, dict[int, list[tuple[int, str, int | None]]]]:
    """Return every entry of these pupils in order, as (second, code, minutes late)."""
    found: dict[int, dict[int, list[tuple[int, str, int | None]]]] = defaultdict(lambda: defaultdict(list))
    ids = sorted(pupil_ids)
    for start in range(0, len(ids), 200):
        rows = AttendanceEntry.objects.filter(
            school_id=school_id, pupil_id__in=ids[start : start + 200]
        ).order_by("pk")
        for pupil_id, date, session, code, late, made_at in rows.values_list(
            "pupil_id", "date", "session", "code", "minutes_late", "made_at"
        ):
            found[pupil_id or 0][turn_of(date, session)].append((_second(made_at), code, late))
    return found


def _second(moment: dt.datetime) -> int:
    return int(moment.timestamp())
