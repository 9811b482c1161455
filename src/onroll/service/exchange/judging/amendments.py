"""Judging amendments.csv: do an entry's amendments follow from one another, and end at the code that stands?"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

from onroll.law.plain_words import moment_in_words
from onroll.service.clock import LONDON
from onroll.service.exchange.judging.codes import fault_of_code
from onroll.service.exchange.judging.rows import Judged, Record

Place = tuple[str, dt.date, str]
#: What stands for a pupil and session once the files are read: its code, and when it was first recorded.
Standing = Callable[[Place], tuple[str, dt.datetime | None] | None]


def judge_amendments(judged: Judged, standing: Standing, now: dt.datetime) -> dict[Place, list[Record]]:
    """Return the amendments of each entry in order; a chain that does not hold is set aside as a whole."""
    chains: dict[Place, list[Record]] = {}
    for record in judged.records:
        fault = _fault_of_row(record, now)
        if fault:
            judged.set_aside(record, *fault)
        else:
            chains.setdefault((record["pupil_ref"], record["date"], record["session"]), []).append(record)
    held: dict[Place, list[Record]] = {}
    for place, chain in chains.items():
        ordered = _in_order(chain)
        fault = _fault_of_chain(ordered, standing(place))
        if fault:
            for record in ordered:
                judged.set_aside(record, *fault)
        else:
            held[place] = ordered
    judged.keep(
        sorted((record for chain in held.values() for record in chain), key=lambda record: record.row)
    )
    return held


def _in_order(chain: list[Record]) -> list[Record]:
    """Order by moment; where moments are the same, let each follow the code the one before left."""
    waiting = sorted(chain, key=lambda record: (record["amended_at"], record.row))
    ordered = [waiting.pop(0)]
    while waiting:
        moment = waiting[0]["amended_at"]
        tied = [record for record in waiting if record["amended_at"] == moment]
        follows = next(
            (record for record in tied if record["original_code"] == ordered[-1]["amended_code"]), tied[0]
        )
        waiting.remove(follows)
        ordered.append(follows)
    return ordered


def _fault_of_row(record: Record, now: dt.datetime) -> tuple[str, str, str] | None:
    for column in ("original_code", "amended_code"):
        fault = fault_of_code(record[column], record["date"], record["session"])
        if fault:
            return (column, *fault)
    if record["amended_at"] > now:
        return ("amended_at", "It has not come yet.", "Correct amended_at.")
    return None


def _fault_of_chain(
    chain: list[Record], standing: tuple[str, dt.datetime | None] | None
) -> tuple[str, str, str] | None:
    if standing is None:
        return (
            "date",
            "There is no entry for this pupil and session.",
            "Add the entry to attendance.csv, with the code that stands now.",
        )
    code, recorded_at = standing
    for earlier, later in itertools.pairwise(chain):
        if earlier["amended_code"] != later["original_code"]:
            return (
                "original_code",
                f"The amendment before it left code {earlier['amended_code']}.",
                "Give the amendments of an entry without a gap, each starting from the code the last one left.",
            )
    if chain[-1]["amended_code"] != code:
        return (
            "amended_code",
            f"The entry that stands has code {code}.",
            "Let attendance.csv carry the code after the last amendment, or add the amendment that is missing.",
        )
    if recorded_at is not None and chain[0]["amended_at"] < recorded_at:
        return (
            "amended_at",
            f"The entry was first recorded on {moment_in_words(recorded_at.astimezone(LONDON))}, after this amendment.",
            "Let recorded_at in attendance.csv be when the entry was first made, not when it was amended.",
        )
    return None
