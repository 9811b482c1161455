"""Making the three tables of a made-up authority, a lot of schools at a time, on as many threads as are given."""

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from onroll.analysis.generator import happenings
from onroll.analysis.generator.asking import Asked, CannotBeGenerated
from onroll.analysis.generator.kinds import NUMBERS
from onroll.analysis.generator.lookups import fill, put
from onroll.analysis.generator.schools import School, batches, planned_schools
from onroll.analysis.generator.terms import patterns, weekdays

#: About so many pupils in a part: their year of marks is held in memory while it is made.
PUPILS_IN_A_PART = 4_000
_MEMORY = "220MB"
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What was written, in rows."""

    schools: int
    pupils: int
    enrolments: int
    entries: int


@dataclass(frozen=True, slots=True)
class Planned:
    """What was asked for, and the schools it comes to."""

    asked: Asked
    schools: tuple[School, ...]


def plan(asked: Asked) -> Planned:
    """Plan the schools of a made-up authority. Raises `CannotBeGenerated`."""
    schools = planned_schools(asked.schools, asked.pupils, asked.seed, len(patterns(asked.year)))
    asked.check(schools)
    return Planned(asked, schools)


def generate(planned: Planned, *, threads: int = 2, told: Told | None = None) -> Made:
    """Write `entries/`, `pupils.parquet` and `calendar.parquet` of a made-up authority into its folder.

    The same seed gives the same files, however many threads make them. `told` hears how many pupils of all are done.
    Raises `CannotBeGenerated` where the files cannot be written; nothing is left of them then.
    """
    asked, schools = planned.asked, planned.schools
    unfinished = asked.out / "unfinished"
    try:
        (unfinished / "entries").mkdir(parents=True)
        (unfinished / "pupils").mkdir()
        closures = _closures(schools, asked)
        enrolments, entries = _make_parts(planned, closures, unfinished, threads, told)
        _put_together(asked, schools, closures, unfinished)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as fault:
        raise CannotBeGenerated(
            f"--out {asked.out}: the files could not be written: {fault}. "
            "Give a folder that can be written to, with room for about 1 MB for each thousand pupils, and try again."
        ) from fault
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Made(len(schools), asked.pupils, enrolments, entries)


def _make_parts(
    planned: Planned, closures: list[dict[str, Any]], folder: Path, threads: int, told: Told | None
) -> tuple[int, int]:
    """Write every part, and answer how many enrolments and entries there are. Stops at the first fault."""
    enrolments = entries = done = 0
    workers = ThreadPoolExecutor(threads)
    try:
        waiting = {
            workers.submit(_make_part, planned.asked, number, first, lot, closures, folder): lot
            for number, (first, lot) in enumerate(_lots(planned.schools), start=1)
        }
        for part in as_completed(waiting):
            of_part = part.result()
            enrolments, entries = enrolments + of_part[0], entries + of_part[1]
            done += sum(school.pupils for school in waiting[part])
            if told:
                told(done, planned.asked.pupils)
    finally:
        workers.shutdown(cancel_futures=True)
    return enrolments, entries


def _lots(schools: tuple[School, ...]) -> Iterator[tuple[int, tuple[School, ...]]]:
    """Yield each lot of schools with the number of its first pupil."""
    first = 0
    for lot in batches(schools, PUPILS_IN_A_PART):
        yield first, lot
        first += sum(school.pupils for school in lot)


def _make_part(
    asked: Asked,
    number: int,
    first: int,
    lot: tuple[School, ...],
    closures: list[dict[str, Any]],
    folder: Path,
) -> tuple[int, int]:
    """Write one lot's entries and pupils, and answer how many rows each has."""
    with _connected(asked) as db:
        urns = {school.urn for school in lot}
        put(db, "cohort", _cohorts(lot, first, asked))
        _put_closures(db, [row for row in closures if row["school"] in urns])
        for name in ("pupils", "happenings", "spells", "entries"):
            db.execute(_statements(name))
        name = f"part-{number:05}.parquet"
        pupils = _copied(db, "SELECT * FROM pupils_as_written", folder / "pupils" / name)
        # Rows come out in the order of the pupils, which the longer side of a join keeps: nothing is sorted.
        db.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        entries = _copied(db, "SELECT * FROM entries_as_written", folder / "entries" / name)
    return pupils, entries


def _connected(asked: Asked) -> duckdb.DuckDBPyConnection:
    # One thread a part: the order of rows, and so the bytes, never hang on who was quicker.
    db = duckdb.connect(
        ":memory:",
        config={
            "threads": 1,
            "memory_limit": _MEMORY,
            "temp_directory": str(asked.out / "unfinished" / "spilled"),
        },
    )
    fill(db, asked.year, asked.seed)
    return db


def _copied(db: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    written = db.execute(
        f"COPY ({query}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    ).fetchone()
    return int(written[0]) if written else 0


def _cohorts(lot: tuple[School, ...], first: int, asked: Asked) -> list[dict[str, Any]]:
    rows = []
    for place, school in enumerate(lot):
        chance = random.Random(f"school {asked.seed} {school.number}")  # noqa: S311 - a draw to be drawn again
        partner = _partner(lot, place)
        of_school = {
            "school": school.urn,
            "issuer": school.issuer,
            "phase": school.phase,
            "pattern": school.pattern,
            "meals_share": school.meals_share,
            "minority_share": school.minority_share,
            "school_leaning": school.leaning,
            "study_leave": chance.random() < happenings.STUDY_LEAVE,
            "work_experience": chance.random() < happenings.WORK_EXPERIENCE,
            "partner": partner.urn if partner else None,
            "partner_pattern": partner.pattern if partner else None,
        }
        for year_group, size in school.cohorts:
            rows.append({**of_school, "year_group": year_group, "size": size, "first_pupil": first})
            first += size
    return rows


def _partner(lot: tuple[School, ...], place: int) -> School | None:
    """Answer the school to which a school's pupils move: the next of its phase in the lot."""
    after = [*lot[place + 1 :], *lot[:place]]
    return next((school for school in after if school.phase is lot[place].phase), None)


def _closures(schools: tuple[School, ...], asked: Asked) -> list[dict[str, Any]]:
    """Draw the days on which a whole school is shut, planned or not."""
    rows = []
    kept = patterns(asked.year)
    for school in schools:
        chance = random.Random(f"closures {asked.seed} {school.number}")  # noqa: S311 - a draw to be drawn again
        days = kept[school.pattern].school_days
        for kind, share in (("closed", happenings.CLOSED), ("planned closure", happenings.PLANNED_CLOSURE)):
            if chance.random() < share:
                day = chance.choice(days)
                rows.append(
                    {"school": school.urn, "number": day.number, "kind": NUMBERS[kind], "date": day.day}
                )
    return rows


def _put_closures(db: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    db.execute(
        "CREATE OR REPLACE TEMP TABLE closure (school VARCHAR, number INTEGER, kind INTEGER, date DATE)"
    )
    if rows:
        db.execute("INSERT INTO closure SELECT row.* FROM (SELECT unnest($rows) AS row)", {"rows": rows})


def _put_together(
    asked: Asked, schools: tuple[School, ...], closures: list[dict[str, Any]], folder: Path
) -> None:
    """Write the two small tables, and give everything its name: a folder with `entries` in it is whole."""
    with _connected(asked) as db:
        _copied(
            db, f"SELECT * FROM read_parquet('{_quoted(folder)}/pupils/*.parquet')", folder / "pupils.parquet"
        )
        put(db, "held", [{"school": school.urn, "pattern": school.pattern} for school in schools])
        _put_closures(db, closures)
        put(
            db,
            "weekday_of_pattern",
            [
                {"pattern": pattern.number, "date": day, "kind": pattern.kind_of(day)}
                for pattern in patterns(asked.year)
                for day in weekdays(asked.year)
            ],
        )
        db.execute(_statements("calendar"))
        _copied(db, "SELECT * FROM calendar_as_written", folder / "calendar.parquet")
    for name in ("pupils.parquet", "calendar.parquet", "entries"):
        (folder / name).rename(asked.out / name)


@cache
def _statements(name: str) -> str:
    return files("onroll.analysis.generator").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
