"""Files of published figures: the department's own, where they lie beside the checkout, and ones made up for a test."""

import csv
from pathlib import Path

import pytest

from onroll.analysis.published.columns import CODES, RATES, SIZES

# Beside the checkout, or beside the folder that holds it.
_BESIDE = [parent / "shared" / "data" / "dfe" for parent in Path(__file__).parents[3:5]]
FOLDER = next((path for path in _BESIDE if path.exists()), _BESIDE[0])

COLUMN_OF = {code: column for column, code in CODES.items()}
AUTHORISED = ["I", "M", "R", "S", "T", "H", "E", "C", "C1", "J1", "C2"]
ACTIVITY = ["B", "J", "P", "V", "W", "K"]
UNAUTHORISED = ["G", "U", "O", "N"]
PHASES = ("Primary", "Secondary", "Special")


def published_file(name):
    """Answer the path of a file of the department's; the test is left out where there is none."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    return path


def published_names(pattern="attendance_*.csv"):
    """Answer the names of the files that are there, or one that is not, so that its test says it is missing."""
    return sorted(path.name for path in FOLDER.glob(pattern)) or [pattern]


def row(
    phase,
    counts,
    *,
    period=("202526", "Academic year"),
    place="Bramshire",
    sizes=(10, 2000, 11, 2100),
    **changed,
):
    """Answer a row whose totals and rates follow from its counts by code; `changed` cells are written over them."""
    n = {code: counts.get(code, 0) for code in COLUMN_OF}
    cells = {COLUMN_OF[code]: count for code, count in n.items()}
    present = n["/"] + n["\\"] + n["L"]
    activity = sum(n[code] for code in ACTIVITY)
    authorised = sum(n[code] for code in AUTHORISED)
    unauthorised = sum(n[code] for code in UNAUTHORISED)
    cells |= {
        "time_period": period[0],
        "time_identifier": period[1],
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": "E12000006",
        "region_name": "East of England",
        "new_la_code": f"E{place}"[:9],
        "la_name": place,
        "old_la_code": "999",
        "education_phase": phase,
        "reason_present": n["/"] + n["\\"],
        "present_sessions": present,
        "approved_educational_activity": activity,
        "overall_attendance": present + activity,
        "authorised_absence": authorised,
        "unauthorised_absence": unauthorised,
        "overall_absence": authorised + unauthorised,
        "possible_sessions": present + activity + authorised + unauthorised,
        "late_sessions": n["L"] + n["U"],
        "pa_perc": "17.5",
        **dict(zip(SIZES, sizes, strict=True)),
    }
    for rate, part in RATES.items():
        cells[rate] = cells[part] * 100 / cells["possible_sessions"]
    return cells | changed


COUNTS = {
    "Primary": {
        "/": 900,
        "\\": 910,
        "L": 20,
        "I": 60,
        "M": 5,
        "C": 3,
        "G": 11,
        "O": 9,
        "U": 2,
        "N": 1,
        "V": 12,
    },
    "Secondary": {
        "/": 700,
        "\\": 690,
        "L": 40,
        "I": 70,
        "E": 6,
        "C2": 4,
        "O": 40,
        "U": 8,
        "B": 7,
        "K": 2,
        "W": 3,
    },
    "Special": {"/": 80, "\\": 81, "L": 1, "I": 9, "T": 1, "R": 2, "S": 1, "J1": 1, "C1": 1, "P": 2, "O": 4},
}


def authority(**how):
    """Answer the rows of an authority: each phase, and Total by adding them up."""
    rows = [row(phase, COUNTS[phase], **how) for phase in PHASES]
    total = {code: sum(counts.get(code, 0) for counts in COUNTS.values()) for code in COLUMN_OF}
    return [*rows, row("Total", total, sizes=(30, 6000, 33, 6300), **how)]


def write(path, rows, *, without=(), renamed=None, order=None):
    """Write rows as the department does, every cell in quotes."""
    names = [name for name in (order or rows[0]) if name not in without]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([(renamed or {}).get(name, name) for name in names])
        writer.writerows([one[name] for name in names] for one in rows)
    return path
