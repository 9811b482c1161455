"""Whether a part says what the registers say: both read in order, counted and hashed, and the first difference found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any

from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.row_security import over_every_school
from onroll.service.access.scope import Scope
from onroll.service.extracts import folder, parquet, reading
from onroll.service.extracts.account import Account, account_of
from onroll.service.extracts.characteristics import Row, calendar_rows, pupil_rows
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import School

#: Where rows are compared together: a day and session, or a pupil and a starting day.
_Place = tuple[str, str]
#: A place, and its rows as lines.
_Said = tuple[_Place, list[str]]
_PLACE = {
    "entries": ("date", "session"),
    "pupils": ("pupil", "starting_day"),
    "calendar": ("date", "session"),
}


@dataclass(slots=True)
class PartCompared:
    """One part beside the registers: rows and a hash over them on both sides, and the first place where they differ."""

    school: str
    urn: str
    year: int
    table: str
    rows_in_registers: int
    rows_in_part: int
    hash_of_registers: str
    hash_of_part: str
    date: str | None = None
    session: str | None = None
    difference: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether the part says what the registers say."""
        return not self.difference

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return {**asdict(self), "is_equal": self.is_equal}


def compare_extracts(scope: Scope, *, school_id: int, on: dt.date) -> list[PartCompared]:
    """Compare every part of a school with the registers as they stand now. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VERIFY, school_id=school_id)
    with folder.one_at_a_time(), over_every_school(), reading.one_moment():
        school = School.objects.select_related("district", "trust").get(pk=school_id)
        account, identities = account_of(school.urn), Identities.now()
        wanted = {year.first_day.year: year for year in reading.years_to_extract(school_id, on=on)}
        there = folder.parts_of(school.urn)
        with parquet.engine() as db:
            return [
                _compared(db, school, AcademicYear.starting_in(first_year), table, account, identities,
                          is_wanted=first_year in wanted)
                for first_year in sorted({*wanted, *there})
                for table in folder.TABLES
            ]  # fmt: skip


def _compared(
    db: parquet.Engine,
    school: School,
    year: AcademicYear,
    table: str,
    account: Account | None,
    identities: Identities,
    *,
    is_wanted: bool,
) -> PartCompared:
    first_year = year.first_day.year
    place = folder.part_path(table, first_year, school.urn)
    found = PartCompared(school.name, school.urn, first_year, table, 0, 0, "", "")
    registers = _registers(school, year, table, account, identities) if is_wanted else iter(())
    if not place.exists():
        found.difference = "There is no such part. Run onroll extract." if is_wanted else ""
        return found
    part = parquet.rows_of(db, table, place, ", ".join(_PLACE[table]))
    try:
        _compare(found, _by_place(table, registers), _by_place(table, part))
    except parquet.PartUnreadable as fault:
        found.difference = f"The part cannot be read ({fault}). Run onroll extract --afresh."
    if found.difference and account is not None and account.number != reading.ledger_end(school.pk)[0]:
        found.difference += (
            " The register has changed since it was extracted: run onroll extract, and compare again."
        )
    return found


def _registers(
    school: School, year: AcademicYear, table: str, account: Account | None, identities: Identities
) -> Iterator[Row]:
    """Yield what the registers say, as a part would: the small tables as at the moment the part was last equal."""
    if table == "calendar":
        yield from calendar_rows(school, year)
    elif table == "pupils":
        on = account.moment.date() if account else year.last_day
        yield from pupil_rows(school, year, identities, on=on)
    else:
        ids: dict[int, str] = {}
        for pupil_id, date, session, code, late, made_at in reading.entries_by_session(school.pk, year):
            if pupil_id not in ids:
                ids[pupil_id] = identities.of(pupil_id)
            yield (
                school.urn, ids[pupil_id], str(date), session, code, None if late is None else str(late), str(made_at),
            )  # fmt: skip


def _by_place(table: str, rows: Iterable[Row]) -> Iterator[_Said]:
    """Group rows that come in the order of their places, each as one line; those of a place in an order both sides share."""
    one, other = (list(parquet.COLUMNS[table]).index(name) for name in _PLACE[table])
    for place, group in groupby(rows, key=lambda row: (row[one] or "", row[other] or "")):
        yield place, sorted("\x1f".join([value or "" for value in row]) for row in group)


def _compare(found: PartCompared, registers: Iterator[_Said], part: Iterator[_Said]) -> None:
    """Fill in the counts, the hashes and the first difference; each side is read once, a session at a time."""
    ours, theirs = sha256(), sha256()
    for (place, one), (_, other) in _in_step(registers, part):
        found.rows_in_registers += len(one)
        found.rows_in_part += len(other)
        ours.update("\n".join([*one, ""]).encode())
        theirs.update("\n".join([*other, ""]).encode())
        if one != other and not found.difference:
            _say(found, place, one, other)
    found.hash_of_registers, found.hash_of_part = ours.hexdigest(), theirs.hexdigest()


def _in_step(registers: Iterator[_Said], part: Iterator[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Yield both sides of each place in order; a side that has nothing there gives no rows."""
    one, other = next(registers, None), next(part, None)
    while one is not None or other is not None:
        place = min(side[0] for side in (one, other) if side is not None)
        nothing: _Said = (place, [])
        here = one if one is not None and one[0] == place else nothing
        there = other if other is not None and other[0] == place else nothing
        yield here, there
        if here is one:
            one = next(registers, None)
        if there is other:
            other = next(part, None)


def _say(found: PartCompared, place: _Place, one: list[str], other: list[str]) -> None:
    lacking = sum((Counter(one) - Counter(other)).values())
    beyond = sum((Counter(other) - Counter(one)).values())
    if found.table != "pupils":
        found.date, found.session = place
    where = f"{'pupil ' if found.table == 'pupils' else ''}{place[0]} {place[1]}"
    found.difference = (
        f"{found.school}, {where}: the registers have {lacking:,} {found.table} rows that the part has not, "
        f"and the part {beyond:,} that the registers have not."
    )
