"""What a reviewer is shown of files that were assessed: counts, a few samples, and what was not read."""

from __future__ import annotations

from typing import Any

from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.comparison import Comparison
from onroll.service.exchange.files import FILES
from onroll.service.exchange.judging.marks import MarkJudge, MarkRead
from onroll.service.exchange.judging.rows import Judged
from onroll.service.exchange.marks_comparison import MarksComparison, Stands


def summaries(found: Assessment) -> list[dict[str, Any]]:
    """Return a summary a file, in order: its counts, a few samples, and what of it was not read."""
    summed = [
        _summary(name, judged, found.comparisons.get(name), found)
        for name, judged in found.judged.items()
        if name != "amendments"
    ]
    if found.marks:
        summed.append(_marks_summary(found.marks, found.marks_compared))
    if "amendments" in found.judged:
        summed.append(_amendments_summary(found))
    return summed


_SAMPLES = 8


def _summary(name: str, judged: Judged, compared: Comparison | None, found: Assessment) -> dict[str, Any]:
    compared = compared or Comparison()
    cells = {column.name: column.cell for column in judged.spec.columns}
    return {
        "name": name,
        "file": judged.file,
        "title": judged.spec.title,
        "rows": judged.rows,
        "new": len(compared.new),
        "changed": len(compared.changed),
        "unchanged": compared.unchanged,
        "set_aside": len({fault.row for fault in judged.faults}),
        "missing": len(compared.missing),
        "not_read": list(judged.not_read),
        "samples_new": [
            {name: text for name, text in record.said.items() if text} for record in compared.new[:_SAMPLES]
        ],
        "samples_changed": [
            {
                "key": " ".join(filter(None, (change.record.said.get(name, "") for name in judged.spec.key))),
                "columns": [
                    [column, cells[column].written(change.before[column]), change.record.said[column]]
                    for column in change.columns
                ],
            }
            for change in compared.changed[:_SAMPLES]
        ],
        "samples_missing": [
            " ".join(cells[name].written(row[name]) for name in judged.spec.key if row[name])
            for row in compared.missing[:_SAMPLES]
        ],
    }


def _marks_summary(judge: MarkJudge, compared: MarksComparison) -> dict[str, Any]:
    return {
        "name": "attendance",
        "file": judge.file,
        "title": FILES["attendance"].title,
        "rows": judge.rows,
        "new": len(compared.new),
        "changed": len(compared.changed),
        "unchanged": compared.unchanged,
        "behind": compared.behind,
        "blank": judge.blank,
        "set_aside": len({fault.row for fault in judge.faults}),
        "missing": compared.missing,
        "not_read": list(judge.not_read),
        "samples_new": [_mark_words(mark) for mark in compared.new[:_SAMPLES]],
        "samples_changed": [
            {
                "key": f"{mark.pupil_ref} {mark.day} {mark.session}",
                "columns": _changes_of_mark(mark, compared.before[mark[1:4]]),
            }
            for mark in compared.changed[:_SAMPLES]
        ],
        "samples_missing": [],
    }


def _mark_words(mark: Any) -> dict[str, str]:
    return {
        "pupil_ref": mark.pupil_ref,
        "date": mark.day.isoformat(),
        "session": mark.session,
        "code": mark.code,
    }


def _changes_of_mark(mark: MarkRead, before: Stands) -> list[list[str]]:
    """Return what an amendment would change, each as column, before and after."""
    pairs = zip(("code", "minutes_late", "note"), before, mark[4:7], strict=True)
    return [
        [name, "" if held is None else str(held), "" if said is None else str(said)]
        for name, held, said in pairs
        if held != said
    ]


def _amendments_summary(found: Assessment) -> dict[str, Any]:
    judged = found.judged["amendments"]
    to_make = [record for chain in found.marks_compared.amendments.values() for record in chain]
    summary = _summary("amendments", judged, Comparison(new=to_make), found)
    summary["unchanged"] = len(judged.records) - len(to_make)
    return summary
