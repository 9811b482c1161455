"""What pupils.csv and markers.csv say of the same markers, brought into one: the file with the days is the more exact."""

from __future__ import annotations

from collections import defaultdict

from onroll.service.exchange.judging.known import Known
from onroll.service.exchange.judging.rows import Judged, Record
from onroll.service.exchange.writing.record import FLAGS
from onroll.service.people.models import PupilMarker

_SUPPORT, _PLAN = PupilMarker.Kind.SEN_SUPPORT, PupilMarker.Kind.EHC_PLAN


def fault_of_sen(record: Record) -> tuple[str, str, str] | None:
    """Find a SEN stage that contradicts the column of plans."""
    sen, plan = record["sen"], record.said.get("ehcp", "")
    if plan and ((sen == "E" and not record["ehcp"]) or (sen == "N" and record["ehcp"])):
        return (
            "sen",
            f"sen says {sen} and ehcp says {plan}.",
            "Write E and Y for a pupil with an education, health and care plan; otherwise K or N, and N.",
        )
    return None


def settle_sen(record: Record) -> None:
    """Fill in what one of the two columns says and the other leaves blank."""
    if "sen" in record.values and not record["sen"]:
        record.values["sen"] = "E" if record["ehcp"] else "N"
    if "ehcp" in record.values and record["sen"] == "E":
        record.values["ehcp"] = True


def let_markers_speak(pupils: Judged, markers: Judged, known: Known) -> None:
    """Let the columns of pupils.csv follow markers.csv, except where they deny a marker that it gives no last day."""
    running: dict[str, dict[str, bool]] = defaultdict(dict)
    endless = set()
    for row in markers.records:
        ref, kind = row["pupil_ref"], row["marker"]
        runs = row["last_day"] is None or row["last_day"] >= known.now.date()
        running[ref][kind] = running[ref].get(kind, False) or runs
        if row["last_day"] is None:
            endless.add((ref, kind))
    for record in pupils.records:
        spoken = running.get(record["pupil_ref"], {})
        for kind in list(spoken):
            if (record["pupil_ref"], kind) in endless and _says(record, kind) is False:
                known.denied.add((record["pupil_ref"], kind))
        _follow(
            record,
            {kind: runs for kind, runs in spoken.items() if (record["pupil_ref"], kind) not in known.denied},
        )


def _says(record: Record, kind: str) -> bool | None:
    """Return what a row says of a marker; None where it says nothing."""
    sen = record.said.get("sen", "") and record["sen"]
    if kind == _SUPPORT:
        return sen == "K" if sen else None
    column = next((name for name, one in FLAGS.items() if one == kind), "")
    if record.said.get(column):
        return bool(record[column])
    return sen == "E" if kind == _PLAN and sen in ("N", "E") else None


def _follow(record: Record, spoken: dict[str, bool]) -> None:
    for name, kind in FLAGS.items():
        if name in record.values and kind in spoken:
            record.values[name] = spoken[kind]
    if "sen" in record.values and {_SUPPORT, _PLAN} & spoken.keys():
        support = spoken.get(_SUPPORT, record["sen"] == "K")
        plan = spoken.get(_PLAN, bool(record["ehcp"]) or record["sen"] == "E")
        record.values["sen"] = "K" if support else "E" if plan else "N"
