"""What each piece of work is to reach, and what a good PHP system took on such a machine (None: not measured)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach; `peer` is the same figure of a good PHP system."""

    unit: str
    reach: float
    peer: float | None = None


TARGETS: dict[str, dict[str, Target]] = {
    "open_register": {
        "median_ms": Target("ms", 8, peer=8),
        "statements": Target("statements", 10, peer=32),
        "kilobytes": Target("KB", 60),
    },
    "save_register": {
        "median_ms": Target("ms", 20, peer=44),
        "statements": Target("statements", 10, peer=202),
    },
    "change_register": {
        "median_ms": Target("ms", 20, peer=44),
        "statements": Target("statements", 10, peer=202),
    },
    "teachers_at_once": {"seconds": Target("s", 1.0, peer=1.74)},
    "pupil_page": {"median_ms": Target("ms", 60)},
    "call_list": {"median_ms": Target("ms", 150), "statements": Target("statements", 25)},
    "pages_of_1500": {
        "slowest_page_ms": Target("ms", 150),
        "pupil_page_ms": Target("ms", 60),
        "pupil_page_statements": Target("statements", 17),
    },
    "morning": {"seconds": Target("s", 60), "slowest_page_ms": Target("ms", 150)},
    "letters": {"seconds": Target("s", 120)},
    "year_report": {
        "median_ms": Target("ms", 150, peer=1_100),
        "kilobytes": Target("KB", 200, peer=15_900),
        "export_seconds": Target("s", 2),
    },
    "school_figures": {"slowest_page_ms": Target("ms", 150)},
    "import_school": {"seconds": Target("s", 15), "peak_megabytes": Target("MB", 500)},
    "verify_ledger": {"seconds": Target("s", 5)},
    "extract_year": {"seconds": Target("s", 5), "peak_megabytes": Target("MB", 500)},
    "generate_county": {"seconds": Target("s", 60), "peak_megabytes": Target("MB", 1000)},
    "analyse_county": {"seconds": Target("s", 8), "peak_megabytes": Target("MB", 2000)},
    "scan_county": {
        "time_against_pandas": Target("of its time", 1 / 8),
        "memory_against_pandas": Target("of its memory", 1 / 10),
    },
    "authority_pages": {"slowest_page_ms": Target("ms", 300)},
    "england": {"seconds": Target("s", 720), "peak_megabytes": Target("MB", 8000)},
    "law_threshold": {"seconds": Target("s", 2)},
    "law_import": {"milliseconds": Target("ms", 100)},
}


def judged(work: str, figures: dict[str, object]) -> dict[str, object]:
    """Return a piece of work's figures with, beside each that has a target, the target and whether it is reached."""
    targets = {
        name: {"reach": target.reach, "peer": target.peer, "reached": _number(figures[name]) <= target.reach}
        for name, target in TARGETS.get(work, {}).items()
        if name in figures
    }
    return {**figures, "targets": targets}


def shortfalls(work: str, figures: Mapping[str, Any]) -> list[str]:
    """Return what a piece of work does not reach, in words; nothing where it reaches all."""
    return [
        f"{work.replace('_', ' ')}: {figures[name]:g} {TARGETS[work][name].unit}, to reach {target['reach']:g}"
        for name, target in figures["targets"].items()
        if not target["reached"]
    ]


def _number(value: object) -> float:
    return float(value)  # type: ignore[arg-type]
