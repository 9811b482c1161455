"""The marks of a file beside the register: what to enter, what to amend, and what the register already knows better."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.exchange.files.cells import on_one_line
from onroll.service.exchange.judging.amendments import Place
from onroll.service.exchange.judging.marks import MarkRead
from onroll.service.exchange.judging.rows import Judged, Record

#: An entry that stands: its code, minutes late and note.
Stands = tuple[str, int | None, str]
#: Entries that stand, by pupil, by the session's turn.
Standing = dict[int, dict[int, Stands]]
#: The columns of an entry that an amendment may change and a file may leave out.
_ALL = frozenset({"minutes_late", "note"})


@dataclass(slots=True)
class MarksComparison:
    """A file of marks compared. `amendments` are those still to be made, and `before` what stands where it changes, by session."""

    new: list[MarkRead] = field(default_factory=list)
    changed: list[MarkRead] = field(default_factory=list)
    unchanged: int = 0
    behind: int = 0
    missing: int = 0
    amendments: dict[Place, list[Record]] = field(default_factory=dict)
    before: dict[Place, Stands] = field(default_factory=dict)


def turn_of(day: dt.date, session: str) -> int:
    """Number sessions in time."""
    return day.toordinal() * 2 + (session == "PM")


def standing_entries(school_id: int) -> Standing:
    """Return the entries that stand for a school."""
    standing: Standing = defaultdict(dict)
    days: dict[Any, int] = {}
    seen: dict[Stands, Stands] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pupil_id, date, session, code, minutes_late FROM attendance_register_currententry WHERE school_id = %s",
            [school_id],
        )
        for pupil_id, date, session, code, late in cursor:
            day = days.get(date)
            if day is None:
                day = days[date] = turn_of(_day(date), "AM")
            value = (code, late, "")
            standing[pupil_id][day + (session == "PM")] = seen.setdefault(value, value)
        # Few entries have a note, and notes are kept with the entry alone.
        cursor.execute(
            "SELECT c.pupil_id, c.date, c.session, e.code, e.minutes_late, e.note "
            "FROM attendance_register_attendanceentry e JOIN attendance_register_currententry c ON c.entry_id = e.id "
            "AND c.pupil_id = e.pupil_id AND c.school_id = e.school_id AND c.date = e.date AND c.session = e.session "
            "WHERE e.school_id = %s AND e.note <> ''",
            [school_id],
        )
        for pupil_id, date, session, code, late, note in cursor:
            standing[pupil_id][turn_of(_day(date), session)] = (code, late, on_one_line(note))
    return standing


def _day(stored: Any) -> dt.date:
    """Read a day as either database hands it back."""
    return stored if isinstance(stored, dt.date) else dt.date.fromisoformat(stored)


def compare_marks(
    marks: list[MarkRead],
    amendments: Judged | None,
    chains: dict[Place, list[Record]],
    pupil_ids: Mapping[str, int],
    school_id: int | None,
    columns: frozenset[str] = _ALL,
) -> MarksComparison:
    """Compare a file's marks and amendments with the register; amendments that come too late are set aside.

    `columns` are those the file has: of one it leaves out, what is on record stays.
    """
    found = MarksComparison(amendments=dict(chains))
    standing = standing_entries(school_id) if school_id is not None else {}
    if not standing:
        found.new = marks
        return found
    held, leaves_out = 0, not columns >= _ALL
    differing: list[MarkRead] = []
    for mark in marks:
        stands = standing.get(pupil_ids.get(mark.pupil_ref, 0), {}).get(turn_of(mark.day, mark.session))
        if stands is None:
            found.new.append(mark)
            continue
        held += 1
        if leaves_out and mark.code == stands[0]:
            mark = _keeping(mark, stands, columns)
        if stands == mark[4:7] and not (chains and mark[1:4] in chains):
            found.unchanged += 1
        else:
            differing.append(mark)
    found.missing = sum(map(len, standing.values())) - held
    _judge_differing(found, differing, amendments, pupil_ids, school_id or 0, standing)
    return found


def _keeping(mark: MarkRead, stands: Stands, columns: frozenset[str]) -> MarkRead:
    return mark._replace(
        minutes_late=mark.minutes_late if "minutes_late" in columns else stands[1],
        note=mark.note if "note" in columns else stands[2],
    )


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
        history, stands = histories[pupil_id][turn], standing[pupil_id][turn]
        chain = found.amendments.pop(mark[1:4], [])
        made = {(at, amended) for at, (amended, _, _) in history}
        to_make = [one for one in chain if (_second(one["amended_at"]), one["amended_code"]) not in made]
        if (
            to_make
            and to_make[0]["original_code"] == stands[0]
            and _second(to_make[0]["amended_at"]) > history[-1][0]
        ):
            found.amendments[mark[1:4]] = to_make
            _change(found, mark, stands)
            continue
        too_late += to_make
        if stands == mark[4:7]:
            found.unchanged += 1
        elif _has_moved_on(mark, stands, [said for _, said in history]):
            found.behind += 1
        else:
            _change(found, mark, stands)
    if amendments is not None:
        for record in too_late:
            amendments.set_aside(
                record,
                "amended_at",
                "The entry is on record without this amendment, and the register only grows.",
                "Nothing to do if the code that stands is right; otherwise amend the entry on its page.",
            )


def _change(found: MarksComparison, mark: MarkRead, stands: Stands) -> None:
    found.changed.append(mark)
    found.before[mark[1:4]] = stands


def _has_moved_on(mark: MarkRead, stands: Stands, history: list[Stands]) -> bool:
    """Say whether the register once said what the mark says, and was amended since: an old file does not move it back."""
    if stands[:2] == mark[4:6]:
        return mark[4:7] in history
    return any(said[:2] == mark[4:6] for said in history)


def _histories(school_id: int, pupil_ids: set[int]) -> dict[int, dict[int, list[tuple[int, Stands]]]]:
    """Return every entry of these pupils in order, each with the second it was made in."""
    found: dict[int, dict[int, list[tuple[int, Stands]]]] = defaultdict(lambda: defaultdict(list))
    ids = sorted(pupil_ids)
    for start in range(0, len(ids), 200):
        rows = AttendanceEntry.objects.filter(
            school_id=school_id, pupil_id__in=ids[start : start + 200]
        ).order_by("pk")
        for pupil_id, date, session, made_at, code, late, note in rows.values_list(
            "pupil_id", "date", "session", "made_at", "code", "minutes_late", "note"
        ):
            found[pupil_id or 0][turn_of(date, session)].append(
                (_second(made_at), (code, late, on_one_line(note)))
            )
    return found


def _second(moment: dt.datetime) -> int:
    return int(moment.timestamp())
