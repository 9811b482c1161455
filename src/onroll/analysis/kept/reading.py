"""Reading what was kept: cells as they were counted, and groups crossed afresh from the enrolments."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from onroll.analysis.behind import Asked, PupilBehind
from onroll.analysis.behind.entries import Why
from onroll.analysis.behind.gaps import AtFault, Gap
from onroll.analysis.counting.pupil_weeks import PupilWeek
from onroll.analysis.counting.scope import Scope
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.kept.behind import pupils_kept_behind
from onroll.analysis.kept.sqlite_engine import SQLiteEngine
from onroll.analysis.kept.tables import FORMAT
from onroll.analysis.measures import Cell
from onroll.analysis.measures.crossed import cells_of_enrolments
from onroll.analysis.measures.over_groups import Queried
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.nested_groups import Nested, lies_within, nested
from onroll.analysis.pupil_figures import NoticeThreshold, NoticeWhatIf, WeekFigures
from onroll.analysis.pupil_figures.before_and_after import WEEKS
from onroll.analysis.pupil_figures.counted import what_if_notice_counted

_MEMORY = "500MB"
#: Months enough for six school weeks and the holidays among them, on either side of a day.
_MONTHS = timedelta(weeks=12)
#: Beyond so many pupils whose weeks are read one by one, reading everybody's at once is quicker.
_MOST_BY_THEMSELVES = 100


class NotKept(Exception):
    """Nothing is kept under a name, or what is there cannot be read."""


class OfAnotherFormat(NotKept):
    """What is there was written by another version, and has to be counted again."""


class Kept:
    """One file of what was counted, open for reading."""

    def __init__(self, db: sqlite3.Connection, edition: tuple[object, ...]) -> None:
        """Read what the file is about. Raises `NotKept`, and `OfAnotherFormat` for a file of another version.

        `edition` tells this file from any that was, or will be, kept under its name.
        """
        self._db = db
        self.edition = edition
        try:
            said = {name: json.loads(value) for name, value in db.execute("SELECT name, value FROM about")}
        except sqlite3.DatabaseError as error:
            raise NotKept("The file does not hold what was counted.") from error
        if said.get("format") != FORMAT:
            raise OfAnotherFormat("The file was written by another version.")
        first_seen, first_day, on = (
            date.fromisoformat(said[name]) for name in ("first_seen", "first_day", "on")
        )
        self.scope = Scope(first_seen, first_day, on)
        self.groupings: tuple[Grouping, ...] = tuple(
            Grouping(tuple(name.split(","))) if name else ALL for name in said["groupings"]
        )
        self.about: dict[str, Any] = said["more"]

    def cells(
        self,
        grouping: Grouping = ALL,
        *,
        measures: Collection[str] | None = None,
        periods: Collection[str] | None = None,
    ) -> list[Cell]:
        """Return the cells of a grouping that was counted, of some measures and periods or of all."""
        where, values = _chosen(grouping, measures, periods)
        rows = self._db.execute(
            "SELECT measure, period, grp, numerator, denominator, pupils, singled_out FROM cells "
            f"WHERE {where} ORDER BY rowid",
            values,
        )
        return [Cell(*row) for row in rows]

    def kept_back(
        self,
        grouping: Grouping = ALL,
        *,
        measures: Collection[str] | None = None,
        periods: Collection[str] | None = None,
    ) -> set[tuple[str, str, str]]:
        """Return which of those cells are not shown where small ones are kept back: their measure, period and group."""
        where, values = _chosen(grouping, measures, periods)
        return set(self._db.execute(f"SELECT measure, period, grp FROM kept_back WHERE {where}", values))

    def crossed(
        self, grouping: Grouping, *, periods: Collection[str], beside: Collection[str] = ()
    ) -> list[Cell]:
        """Work a grouping out that was not counted: its measures of the whole period, terms and pairs of terms, but for single codes.

        Of the periods `beside` there are the measures of sessions alone.
        """
        with self._engine() as engine:
            return cells_of_enrolments(engine, self.scope, grouping, periods=periods, beside=beside)

    def groups_within(self, grouping: Grouping) -> list[Nested]:
        """Return what of the groupings that were counted another lies within."""
        with self._engine() as engine:
            outer = [one for one in self.groupings if lies_within(grouping, one)]
            return nested(engine, [*outer, grouping])

    @contextmanager
    def _engine(self) -> Iterator[Queried]:
        """Open what goes through all the enrolments soonest: few by row, and many by column."""
        by_column = self._db.execute("SELECT parquet FROM by_column").fetchone()
        if by_column is None:
            yield SQLiteEngine(self._db)
            return
        with DuckDBEngine(memory=_MEMORY) as engine:
            written = engine.folder / "enrolments.parquet"
            written.write_bytes(by_column[0])
            engine.view("enrolments", f"SELECT * FROM read_parquet({literal(str(written))})")
            yield engine

    def enrolments(
        self, columns: Sequence[str], where: str = "1 = 1", *values: object
    ) -> list[tuple[Any, ...]]:
        """Return columns of the enrolments, in order of school and pupil; days are text."""
        return self._db.execute(
            f"SELECT {', '.join(columns)} FROM enrolments e WHERE {where} ORDER BY school, pupil", values
        ).fetchall()

    def schools_with(self, column: str, value: str) -> set[str]:
        """Return the schools any of whose enrolments are of a group: `value` of a column of the groups' own."""
        grouping = Grouping.written(column)
        rows = self._db.execute(
            f"SELECT DISTINCT school FROM enrolments e WHERE {grouping.label('e')} = ?", [f"{column}={value}"]
        )
        return {school for (school,) in rows}

    def shares_missed(self, period: LongPeriod) -> list[tuple[str, int, int]]:
        """Return how many enrolments of each school missed so many whole per cents of their possible sessions of a period."""
        possible = period.of_enrolment("possible")
        missed = f"({period.of_enrolment('authorised')} + {period.of_enrolment('unauthorised')}) * 100"
        # What divides without a rest is a whole number in either engine.
        whole = f"CAST(({missed} - {missed} % {possible}) / {possible} AS BIGINT)"
        with self._engine() as engine:
            rows = engine.rows(
                f"SELECT school, {whole}, count(*) FROM enrolments e WHERE {possible} > 0 GROUP BY 1, 2 ORDER BY 1, 2"
            )
        return [(school, int(per_cent), int(number)) for school, per_cent, number in rows]

    def pupils_behind(self, asked: Asked) -> list[PupilBehind] | None:
        """Return the pupils behind a figure of those kept by pupil; None where entries have to be counted again for it."""
        return pupils_kept_behind(SQLiteEngine(self._db), self.scope, asked)

    def weeks(self, *, pupil: str | None = None) -> list[PupilWeek]:
        """Return the weeks of every pupil, or of one, in order."""
        where, values = ("WHERE pupil = ?", [pupil]) if pupil is not None else ("", [])
        rows = self._db.execute(f"SELECT * FROM weeks {where} ORDER BY school, pupil, week", values)
        return [PupilWeek(row[0], row[1], date.fromisoformat(row[2]), *row[3:]) for row in rows]

    def school_weeks(
        self, *, around: date | None = None, weeks: int = WEEKS
    ) -> dict[tuple[str, str], list[WeekFigures]]:
        """Return the school weeks of every pupil's own, in order, by school and pupil.

        `around` a day, no more may be read than `weeks` on either side of it ask for: those of some months, and all of a
        pupil's where the months hold too few of them and there may be more.
        """
        if around is None:
            return self._school_weeks("", [])
        first, last = around - _MONTHS, around + _MONTHS
        found = self._school_weeks("WHERE week BETWEEN ? AND ?", [first.isoformat(), last.isoformat()])
        if not self._db.execute(
            "SELECT 1 FROM school_weeks WHERE week < ? OR week > ? LIMIT 1",
            [first.isoformat(), last.isoformat()],
        ).fetchone():
            return found
        enrolled = {
            (school, pupil) for school, pupil in self._db.execute("SELECT school, pupil FROM enrolments")
        }
        short = [one for one in enrolled if _are_too_few(found.get(one, []), around, weeks)]
        if len(short) > _MOST_BY_THEMSELVES:
            return self._school_weeks("", [])
        for one in short:
            found |= self._school_weeks("WHERE school = ? AND pupil = ?", list(one))
        return found

    def _school_weeks(self, where: str, values: Sequence[str]) -> dict[tuple[str, str], list[WeekFigures]]:
        found: dict[tuple[str, str], list[WeekFigures]] = {}
        rows = self._db.execute(f"SELECT * FROM school_weeks {where} ORDER BY school, pupil, week", values)
        for school, pupil, week, first_day, held, attended, authorised, unauthorised in rows:
            found.setdefault((school, pupil), []).append(
                WeekFigures(_day(week), _day(first_day), held, attended, authorised, unauthorised)
            )
        return found

    def what_if_notice(self, instead: NoticeThreshold) -> NoticeWhatIf | None:
        """Compare the law's threshold of a notice with another, for every pupil; None before there was one.

        Raises `NoSuchNoticeThreshold`.
        """
        return what_if_notice_counted(SQLiteEngine(self._db), self.scope, instead)

    def sums_of_weeks(self, *, until: date) -> list[tuple[str, str, int, int, int]]:
        """Return what each pupil's weeks come to, up to the week of a Monday: attended, authorised and unauthorised, in order."""
        return self._db.execute(
            "SELECT school, pupil, sum(attended), sum(authorised), sum(unauthorised) FROM weeks WHERE week <= ? "
            "GROUP BY school, pupil ORDER BY school, pupil",
            [until.isoformat()],
        ).fetchall()

    def faults(self) -> list[tuple[str, str, date, str, str, int]]:
        """Return the rows at fault by fault, school, day, session and code."""
        rows = self._db.execute(
            "SELECT fault, school, date, session, code, rows_found FROM faults ORDER BY fault, date, session, code"
        )
        return [
            (fault, school, date.fromisoformat(day), session, code, found)
            for fault, school, day, session, code, found in rows
        ]

    def gaps(self) -> list[Gap]:
        """Return every session missing, in order of school, pupil, day and session."""
        rows = self._db.execute("SELECT * FROM gaps ORDER BY school, pupil, date, session")
        return [
            Gap(school, pupil, _day(day), session, code, Why(why))
            for school, pupil, day, session, code, why in rows
        ]

    def at_fault(self) -> list[AtFault]:
        """Return the rows at fault pupil by pupil, in order of fault, day, session and code."""
        rows = self._db.execute("SELECT * FROM at_fault ORDER BY fault, date, session, code, school, pupil")
        return [AtFault(fault, school, pupil, _day(day), *rest) for fault, school, pupil, day, *rest in rows]


#: Days by their text: many rows are of few days.
_day = cache(date.fromisoformat)


def _are_too_few(theirs: Sequence[WeekFigures], around: date, weeks: int) -> bool:
    """Say whether the weeks read on a side of a day may not be all that are compared or counted there."""
    before, after = (sum(one.week < around for one in theirs), sum(one.week > around for one in theirs))
    return before <= weeks or after <= weeks


def _chosen(
    grouping: Grouping, measures: Collection[str] | None, periods: Collection[str] | None
) -> tuple[str, list[str]]:
    """Spell which cells are asked for, and the values that takes."""
    where, values = ["grouping = ?"], [",".join(grouping.columns)]
    for column, chosen in (("measure", measures), ("period", periods)):
        if chosen is not None:
            where.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    return " AND ".join(where), values


@contextmanager
def open_kept(path: Path) -> Iterator[Kept]:
    """Open a file of what was counted. Raises `NotKept` where there is none that can be read."""
    if not path.is_file():
        raise NotKept("Nothing was counted yet.")
    found = path.stat()
    edition = str(path), found.st_ino, found.st_mtime_ns, found.st_size
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        yield Kept(db, edition)
    finally:
        db.close()
