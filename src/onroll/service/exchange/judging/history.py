"""Judging the files of the past: groups, former names, markers, placings and the register's own entries."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from onroll.service.admission_register.contents import ITEMS, fold
from onroll.service.admission_register.wording import in_words, notification_in_words
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
        if wrong := _fault_of_contents(record):
            return record, wrong
    if mistold := _fault_of_notifications(records):
        return mistold
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


#: What an admission states at the least; it may name no parent.
_OF_AN_ADMISSION = ("name", "address", "sex", "parents", "born", "starting_day")


def _fault_of_contents(record: Record) -> Cure | None:
    """Find an item that an admission lacks, or that does not say what such an item says."""
    contents = json.loads(record["contents"])
    for key in _OF_AN_ADMISSION if record["kind"] == "admitted" else ():
        if contents.get(key) is None:
            return "contents", f"The admission does not state {key}.", "Give it as it was first entered."
    for column, stated in (("contents", contents), ("original", json.loads(record["original"] or "{}"))):
        for key, value in stated.items():
            try:
                _read(key, value)
            except (AttributeError, KeyError, TypeError, ValueError):
                return (
                    column,
                    f"What it states of {key} is not in the form the register keeps.",
                    "Write it as an export of a school does; export one to see.",
                )
    return None


def _read(key: str, value: Any) -> None:
    """Read an item as the pages and papers do. Raises AttributeError, KeyError, TypeError or ValueError."""
    if key == "notification":
        notification_in_words(value)
    else:
        in_words(key, value)
    if key == "parents":
        _ = [parent["address"] for parent in value or ()]


def _fault_of_notifications(records: list[Record]) -> tuple[Record, Cure] | None:
    """Find an entry that is no notification and states one, or an amendment that leaves one out or adds one."""
    told = 0
    for record in records:
        contents = json.loads(record["contents"])
        if ("notification" in contents) != (record["kind"] == "notified"):
            return record, (
                "contents",
                "An entry of kind notified states one notification, and no other entry does.",
                "Give kind notified to an entry whose contents are a notification.",
            )
        told += record["kind"] == "notified"
        if "notifications" in contents and len(contents["notifications"] or ()) != told:
            return record, (
                "contents",
                f"An amendment of notifications states all there are by then, {told}, and this states "
                f"{len(contents['notifications'] or ())}.",
                "Give every notification as it stands then; one recorded in error stays, with in_error true.",
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
