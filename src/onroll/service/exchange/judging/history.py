"""Judging the files of the past: groups, former names, markers, placings and the register's own entries."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from onroll.service.admission_register.contents import ITEMS, fold
from onroll.service.exchange.judging.known import Known
from onroll.service.exchange.judging.rows import Judged, Record

Cure = tuple[str, str, str]
_BACKWARDS = ("last_day", "It is before the first day.", "Correct first_day or last_day.")
_NO_SUCH_PUPIL = (
    "pupil_ref",
    "No pupil has this pupil_ref, on record or in pupils.csv.",
    "Add the pupil to pupils.csv, or correct the id.",
)


def judge_groups(judged: Judged, _known: Known) -> None:
    """Set aside groups whose days run backwards, or run into those of another group of the name."""
    keep_faultless(judged, lambda record: _BACKWARDS if _runs_backwards(record) else None)
    set_overlapping_aside(judged, lambda record: record["registration_group"])


def judge_former_names(judged: Judged, known: Known) -> None:
    """Set aside names of pupils whom nobody knows."""
    keep_faultless(judged, lambda record: _fault_of_pupil(record, known))


def judge_markers(judged: Judged, known: Known) -> None:
    """Set aside markers that pupils.csv denies, and those of pupils whom nobody knows."""

    def fault(record: Record) -> Cure | None:
        if (record["pupil_ref"], record["marker"]) in known.denied and record["last_day"] is None:
            return (
                "last_day",
                f"pupils.csv says that {record['marker']} is not true of the pupil, and here it has no last day.",
                "Give its last day here, or correct pupils.csv.",
            )
        return _fault_of_pupil(record, known) or (_BACKWARDS if _runs_backwards(record) else None)

    keep_faultless(judged, fault)


def judge_placings(judged: Judged, known: Known) -> None:
    """Set aside placings that cannot be, and all of a pupil's where they end elsewhere than pupils.csv says."""

    def fault(record: Record) -> Cure | None:
        if bool(record["registration_group"]) == bool(record["nc_year"]):
            return (
                "registration_group",
                "A row is of a group or of a year, and this has both or neither.",
                "Write one row for the days in the group and another for those in the year.",
            )
        return _fault_of_pupil(record, known) or (_BACKWARDS if _runs_backwards(record) else None)

    keep_faultless(judged, fault)
    set_overlapping_aside(
        judged, lambda record: (record["pupil_ref"], "group" if record["registration_group"] else "year")
    )
    _set_disagreeing_aside(judged, known)


def judge_entries(judged: Judged, known: Known) -> None:
    """Set aside the entries of a spell that do not follow from one another to what pupils.csv says."""
    spells: dict[tuple[str, Any], list[Record]] = defaultdict(list)
    for record in judged.records:
        spells[record["pupil_ref"], record["entry_date"]].append(record)
    kept: list[Record] = []
    for records in spells.values():
        records.sort(key=lambda record: (record["made_at"], record.row))
        found = _fault_of_spell(records, known)
        if found is None:
            kept += records
            continue
        at, fault = found
        for record in records:
            judged.set_aside(record, *(fault if record is at else _ENTRIES_STAND_TOGETHER))
    judged.keep(sorted(kept, key=lambda record: record.row))


_ENTRIES_STAND_TOGETHER = (
    "entry_date",
    "Another row of the pupil’s entries was set aside, and they are read together or not at all.",
    "Correct that row.",
)


def _fault_of_spell(records: list[Record], known: Known) -> tuple[Record, Cure] | None:
    first, last = records[0], records[-1]
    pupil = known.pupils.get(first["pupil_ref"])
    if pupil is None:
        return first, _fault_of_pupil(first, known) or _NO_SUCH_PUPIL
    spell = next((one for one in pupil.spells if one.first_day == first["entry_date"]), None)
    if spell is None:
        return first, (
            "entry_date",
            "The pupil has no spell on the roll from this day.",
            "Use the entry_date of pupils.csv.",
        )
    if first["kind"] != "admitted" or any(record["kind"] == "admitted" for record in records[1:]):
        return first, (
            "kind",
            "The entries of a spell begin with admitted, and are admitted once.",
            "Give every entry of the spell, from the first.",
        )
    for record in records:
        if unknown := set(json.loads(record["contents"])) - {*ITEMS, "notification"}:
            return record, (
                "contents",
                f"The register has no item {min(unknown)}.",
                f"Use: {', '.join((*ITEMS, 'notification'))}.",
            )
    said = fold((json.loads(record["contents"]), {}) for record in records)
    deletion = said.get("deletion") or {}
    left = spell.last_day.isoformat() if spell.last_day else None
    if deletion.get("last_day") != left:
        return last, (
            "contents",
            f"By the entries the last day on roll is {deletion.get('last_day') or 'not come'}, and by pupils.csv "
            f"{left or 'not come'}.",
            "Correct the one that is wrong.",
        )
    return None


def keep_faultless(judged: Judged, fault_of: Callable[[Record], Cure | None]) -> None:
    """Set aside the records that have a fault."""
    kept = []
    for record in judged.records:
        fault = fault_of(record)
        if fault:
            judged.set_aside(record, *fault)
        else:
            kept.append(record)
    judged.keep(kept)


def _fault_of_pupil(record: Record, known: Known) -> Cure | None:
    if record["pupil_ref"] in known.pupils:
        return None
    aside = known.was_set_aside(record["pupil_ref"], "pupils.csv")
    return ("pupil_ref", *aside) if aside else _NO_SUCH_PUPIL


def _runs_backwards(record: Record) -> bool:
    return record["last_day"] is not None and record["last_day"] < record["first_day"]


def set_overlapping_aside(judged: Judged, one_of: Callable[[Record], Any]) -> None:
    """Set aside rows about one thing whose days overlap: nobody can say which is right."""
    lanes: dict[Any, list[Record]] = defaultdict(list)
    for record in judged.records:
        lanes[one_of(record)].append(record)
    found: set[int] = set()
    for lane in lanes.values():
        lane.sort(key=lambda record: record["first_day"] or dt.date.min)
        for earlier, later in itertools.pairwise(lane):
            if earlier["last_day"] is None or earlier["last_day"] >= (later["first_day"] or dt.date.min):
                found |= {earlier.row, later.row}
    _drop(
        judged,
        (record for record in judged.records if record.row in found),
        "first_day",
        "Its days run into those of another row.",
        "Let one end before the next begins.",
    )


def _set_disagreeing_aside(judged: Judged, known: Known) -> None:
    own: dict[str, list[Record]] = defaultdict(list)
    for record in judged.records:
        own[record["pupil_ref"]].append(record)
    wrong: list[Record] = []
    for ref, records in own.items():
        for column in ("registration_group", "nc_year"):
            for spell, said in known.placed.get(ref, {}).items():
                until = spell.last_day or known.now.date().replace(year=9999)
                ends = [
                    record
                    for record in sorted(records, key=lambda record: record["first_day"])
                    if record[column] and spell.first_day <= record["first_day"] <= until
                ]
                if said[column] and (not ends or ends[-1][column] != said[column]):
                    wrong += [record for record in records if record not in wrong]
    _drop(
        judged,
        wrong,
        "registration_group",
        "By these rows the pupil ends in another group or year than pupils.csv says.",
        "Correct the file that is wrong; without these rows the pupil is placed as pupils.csv says.",
    )


def _drop(judged: Judged, records: Iterable[Record], column: str, what: str, cure: str) -> None:
    dropped = {record.row: record for record in records}
    for record in dropped.values():
        judged.set_aside(record, column, what, cure)
    judged.keep([record for record in judged.records if record.row not in dropped])
