"""Writing the extracts: of every school and year, what has changed since it was last written, and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.row_security import over_every_school
from onroll.service.extracts import folder, parquet, reading
from onroll.service.extracts.account import Account, PartMade, account_of
from onroll.service.extracts.characteristics import Row, calendar_rows, pupil_rows
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import School

#: Told how many schools there are, and how many are done.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Extracted:
    """What an extraction did: parts written, left as they were and taken away, and the entries it wrote."""

    schools: int = 0
    written: int = 0
    left: int = 0
    removed: int = 0
    entries: int = 0
    #: Which parts of entries were written, as URN and year.
    rewritten: list[tuple[str, int]] = field(default_factory=list)


def extract_registers(
    *,
    by: Actor,
    now: dt.datetime,
    school_ids: Collection[int] | None = None,
    afresh: bool = False,
    progress: Progress | None = None,
) -> Extracted:
    """Bring the extracts of these schools, or of every school, up to the registers; `afresh` writes every part again.

    A part is replaced whole or not at all, so that an extraction killed at any point leaves the parts there were.
    Raises OutOfScope for anybody who may not export a school's record.
    """
    done = Extracted()
    with folder.one_at_a_time(), over_every_school():
        schools = School.objects.select_related("district", "trust").order_by("urn")
        chosen = list(schools if school_ids is None else schools.filter(pk__in=school_ids))
        for school in chosen:
            by.scope.require(Permission.EXPORT_RUN, school_id=school.pk)
        identities = Identities.now()
        with parquet.engine() as db:
            for place, school in enumerate(chosen):
                if progress:
                    progress(len(chosen), place)
                _School(school, db, identities, now, done).bring_up_to_date(afresh=afresh)
        if school_ids is None:
            _forget_others({school.urn for school in chosen}, done)
    return done


class _School:
    """One school's extraction."""

    def __init__(
        self, school: School, db: parquet.Engine, identities: Identities, now: dt.datetime, done: Extracted
    ) -> None:
        self.school, self.db, self.identities, self.now, self.done = school, db, identities, now, done
        self.kept = account_of(school.urn)

    def bring_up_to_date(self, *, afresh: bool) -> None:
        """Write the parts that are not equal to the registers, and then the account of them."""
        with reading.one_moment():
            self.number, self.seal = reading.ledger_end(self.school.pk)
            years = reading.years_to_extract(self.school.pk, on=self.now.date())
            under = self.identities.fingerprint(reading.folded_pupils(self.school.pk))
            standing = self._standing(under, afresh=afresh)
            made: dict[int, dict[str, PartMade]] = {}
            for year in years:
                parts = standing.get(year, {})
                rows = {
                    "pupils": pupil_rows(self.school, year, self.identities, on=self.now.date()),
                    "calendar": calendar_rows(self.school, year),
                }
                made[year.first_day.year] = {
                    "entries": self._entries(year, parts.get("entries")),
                    **{table: self._small(table, year, rows[table], parts.get(table)) for table in rows},
                }
        self._remove_other_years(set(made))
        Account(
            self.school.urn, self.school.pk, self.number, self.seal, under, self.now.isoformat(), made
        ).keep()
        self.done.schools += 1

    def _standing(self, under: str, *, afresh: bool) -> dict[AcademicYear, dict[str, PartMade]]:
        """Return the parts that may stand, entries only of years whose ledger has not moved since."""
        kept = self.kept
        if afresh or kept is None or kept.school_id != self.school.pk or kept.identities != under:
            return {}
        if not reading.is_in_ledger(self.school.pk, kept.number, kept.seal):
            return {}
        changed = (
            reading.years_changed(self.school.pk, after=kept.number) if kept.number != self.number else set()
        )
        standing = {}
        for first_year, parts in kept.years.items():
            year = AcademicYear.starting_in(first_year)
            standing[year] = {
                table: part
                for table, part in parts.items()
                if folder.part_path(table, first_year, self.school.urn).exists()
                and not (table == "entries" and year in changed)
            }
        return standing

    def _entries(self, year: AcademicYear, standing: PartMade | None) -> PartMade:
        if standing is not None:
            self.done.left += 1
            return standing
        given, ids = folder.new_file("csv"), folder.new_file("csv")
        try:
            reading.write_entries(given, self.school.pk, year)
            self._write_ids(given, ids)
            count = self._write(
                "entries",
                year,
                f"SELECT '{self.school.urn}' AS school, pupil, entry.* FROM"
                f" {parquet.given(given, parquet.ENTRIES_GIVEN)} entry"
                f" JOIN {parquet.given(ids, {'pupil_id': 'BIGINT', 'pupil': 'VARCHAR'})} USING (pupil_id)",
            )
        finally:
            given.unlink()
            ids.unlink()
        self.done.entries += count
        self.done.rewritten.append((self.school.urn, year.first_day.year))
        return PartMade(count, self.now.isoformat())

    def _write_ids(self, given: Path, ids: Path) -> None:
        found = self.db.execute(
            f"SELECT DISTINCT pupil_id FROM {parquet.given(given, parquet.ENTRIES_GIVEN)}"
        ).fetchall()
        ids.write_text("".join(f"{pupil_id},{self.identities.of(pupil_id)}\n" for (pupil_id,) in found))

    def _small(self, table: str, year: AcademicYear, rows: list[Row], standing: PartMade | None) -> PartMade:
        """Write a table that is small enough to be read each time, where its rows are not those of the part there is."""
        text = _as_csv(rows)
        digest = hashlib.sha256(text.encode()).hexdigest()
        if standing is not None and standing.digest == digest:
            self.done.left += 1
            return standing
        given = folder.new_file("csv")
        try:
            given.write_text(text)
            self._write(table, year, f"SELECT * FROM {parquet.given(given, parquet.COLUMNS[table])}")
        finally:
            given.unlink()
        return PartMade(len(rows), self.now.isoformat(), digest)

    def _write(self, table: str, year: AcademicYear, rows: str) -> int:
        self.done.written += 1
        return parquet.write_part(
            self.db,
            table,
            rows,
            folder.part_path(table, year.first_day.year, self.school.urn),
            {
                "onroll_ledger": str(self.number),
                "onroll_seal": self.seal,
                "onroll_made_at": self.now.isoformat(),
            },
        )

    def _remove_other_years(self, years: Collection[int]) -> None:
        for year, paths in folder.parts_of(self.school.urn).items():
            if year not in years:
                _remove(paths, self.done)


def _forget_others(urns: Collection[str], done: Extracted) -> None:
    """Take away what is kept of schools that are not on record: the folder was another database's, or a URN was put right."""
    for urn in folder.schools_with_parts() - set(urns):
        _remove([path for paths in folder.parts_of(urn).values() for path in paths], done)
        folder.account_path(urn).unlink(missing_ok=True)


def _remove(paths: Collection[Path], done: Extracted) -> None:
    for path in paths:
        path.unlink()
    done.removed += len(paths)


def _as_csv(rows: list[Row]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
