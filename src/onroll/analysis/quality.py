"""Where the faults are: file and row of each, and the enrolments with sessions missing."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from onroll.analysis.counting.faults import DUPLICATE, FAULTS, IMPOSSIBLE, UNKNOWN_CODE
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.analysis.opening import OpenTable
from onroll.analysis.totals import quality

TYPES = {
    "fault": "VARCHAR",
    "school": "VARCHAR",
    "pupil": "VARCHAR",
    "date": "DATE",
    "session": "VARCHAR",
    "code": "VARCHAR",
    "rows": "BIGINT",
    "file": "VARCHAR",
    "row": "BIGINT",
}
COLUMNS = tuple(TYPES)
MISSING = "missing"
#: Of each fault so many rows are located; those beyond are counted in one row more.
MOST_LOCATED = 10_000

QualityRow = tuple[str | int, ...]


def write_quality(rows: Iterable[QualityRow], folder: Path) -> None:
    """Write `quality.csv`: every fault counted, and its rows located."""
    with (folder / "quality.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def quality_rows(
    engine: Engine, scope: Scope, entries: OpenTable, *, rows_in: Engine, most: int = MOST_LOCATED
) -> Iterator[QualityRow]:
    """Yield a row for each fault: its school, pupil, day, session and code, and where in which file it is.

    A missing session has no row of its own: those of an enrolment are one row here. The last row of a fault counts
    those that were not located. `rows_in` is the engine that the entries are open for.
    """
    yield from _missing(engine, most)
    counts = quality(engine)
    for fault in FAULTS:
        if not counts[fault]:
            continue
        located = 0
        for row in _located(rows_in, scope, entries, fault, most):
            located += 1
            yield row
        if located < counts[fault]:
            yield fault, "", "", "", "", "", counts[fault] - located, "", ""


def _missing(engine: Engine, most: int) -> Iterator[QualityRow]:
    rows = engine.rows(
        "SELECT school, pupil, missing FROM enrolments WHERE missing > 0 ORDER BY missing DESC, school, pupil"
    )
    for school, pupil, missing in rows[:most]:
        yield MISSING, school, pupil, "", "", "", missing, "", ""
    if len(rows) > most:
        yield MISSING, "", "", "", "", "", sum(row[2] for row in rows[most:]), "", ""


def _located(engine: Engine, scope: Scope, entries: OpenTable, fault: str, most: int) -> Iterator[QualityRow]:
    """Yield the rows of one fault, by going through the files again with what is known of them."""
    same_code = "" if fault == DUPLICATE else "AND f.code = e.code "
    # Of the rows of one session, the first is no duplicate.
    place = "row_number() OVER (PARTITION BY e.school, e.pupil, e.date, e.session ORDER BY e.part, e.row_number, e.code)"
    rows = engine.rows(
        f"SELECT school, pupil, date, session, code, part, row_number FROM (SELECT e.*, "
        f"{place if fault == DUPLICATE else '2'} AS place FROM ({entries.select(placed=True)}) AS e "
        f"JOIN (SELECT DISTINCT school, date, session, code FROM faults WHERE fault = {literal(fault)}) AS f "
        f"ON f.school = e.school AND f.date = e.date AND f.session = e.session {same_code}"
        f"WHERE e.date BETWEEN {literal(scope.first_day)} AND {literal(scope.on)}) AS p WHERE place > 1 "
        f"ORDER BY part, row_number, school, pupil, date, session, code LIMIT {most}"
    )
    for school, pupil, day, session, code, part, number in rows:
        yield (
            fault,
            school,
            pupil,
            day.isoformat(),
            session,
            code,
            1,
            str(entries.name_of(part)),
            "" if number is None else entries.row(number),
        )


def in_words(fault: str) -> str:
    """Say what a fault is, and what was done about it."""
    return _WORDS[fault]


_WORDS = {
    MISSING: "Sessions held while the pupil was on roll that have no usable code. They count as no absence.",
    UNKNOWN_CODE: "Entries with a code that never was a national one. They count as missing.",
    DUPLICATE: "Rows beyond the first of a pupil, school, day and session. The same code counts once; of different codes none is used.",
    "not_in_force": "Entries with a code that was not in force that day. They count in the class the code had last, or first.",
    IMPOSSIBLE: "Entries that could not be: / in an afternoon, \\ in a morning, or a session the calendar says was not held. None is used.",
}
