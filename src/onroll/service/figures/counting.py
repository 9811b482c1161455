"""Counting figures from the extracts, of every school, trust and authority whose registers have moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onroll.analysis.analyse import Inputs, count_files
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.groupings import ALL, Grouping, groupings
from onroll.analysis.kept import NotKept, keep_counted, open_kept
from onroll.analysis.measures import cells
from onroll.analysis.totals import national_totals
from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.row_security import over_every_school
from onroll.service.extracts import folder
from onroll.service.extracts.account import Account, account_of
from onroll.service.figures import bodies, store
from onroll.service.figures.bodies import Body
from onroll.service.figures.checks_counted import count_checks
from onroll.service.figures.of_schools import keep_of_schools

#: Told how many bodies there are, and how many are done.
Progress = Callable[[int, int], None]

_OF_PUPILS = (
    "year_group", "sex", "ethnicity", "language", "fsm", "pupil_premium", "sen", "sen_need", "ehcp",
    "social_worker", "looked_after", "young_carer",
)  # fmt: skip
#: What each kind of body is counted by; anything else is crossed when it is asked for.
GROUPINGS: dict[str, tuple[Grouping, ...]] = {
    bodies.SCHOOL: tuple(groupings([*_OF_PUPILS, "registration_group"])),
    bodies.TRUST: tuple(groupings(["school", "phase", *_OF_PUPILS])),
    bodies.DISTRICT: tuple(groupings(["school", "phase", "trust", *_OF_PUPILS])),
    bodies.AUTHORITY: tuple(groupings(["school", "phase", "district", "trust", *_OF_PUPILS])),
}
#: What is counted by week and day of the week as well: everyone together.
SLICED = (ALL,)
#: What one counting may take before it spills to disk.
_MEMORY = "2GB"
_ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Counted:
    """What a counting did: files written, left because nothing had moved, and taken away."""

    written: int = 0
    left: int = 0
    removed: int = 0


def count_figures(
    *,
    by: Actor,
    now: dt.datetime,
    school_ids: Collection[int] | None = None,
    progress: Progress | None = None,
) -> Counted:
    """Count the figures of every body, or of these schools alone, up to the day before `now`; kept where nothing has moved.

    A file is replaced whole or not at all. Raises OutOfScope for anybody who may not export a school's record.
    """
    done = Counted()
    with folder.one_at_a_time(), over_every_school():
        every = list(bodies.every_body())
        chosen = [body for body in every if school_ids is None or body.school_id in school_ids]
        for place, body in enumerate(chosen):
            for school in body.schools:
                by.scope.require(Permission.EXPORT_RUN, school_id=school.pk)
            if progress:
                progress(len(chosen), place)
            _Counting(body, now, done).bring_up_to_date()
        if school_ids is None:
            done.removed += store.forget_others({body.key for body in every})
    return done


class _Counting:
    """The counting of one body."""

    def __init__(self, body: Body, now: dt.datetime, done: Counted) -> None:
        self.body, self.now, self.done = body, now, done
        self.accounts = {
            school.urn: account for school in body.schools if (account := account_of(school.urn)) is not None
        }

    def bring_up_to_date(self) -> None:
        extracted = {year for one in self.accounts.values() for year in one.years}
        # Registers that were disposed of leave no figures behind.
        self.done.removed += store.forget_years(self.body.key, but=extracted)
        for first_year in sorted(extracted):
            year = AcademicYear.starting_in(first_year)
            on = min(self.now.date() - _ONE_DAY, year.last_day)
            if on < year.first_day:
                continue
            made_from = self._made_from(first_year)
            path = store.kept_path(self.body.key, first_year)
            if not self._has_entries(first_year):
                path.unlink(missing_ok=True)
            elif _stands(path, made_from, on):
                self.done.left += 1
            else:
                self._count(first_year, on, made_from, path)

    def _has_entries(self, year: int) -> bool:
        return any(one.years[year]["entries"].rows for one in self.accounts.values() if year in one.years)

    def _made_from(self, year: int) -> dict[str, list[str]]:
        return {urn: _stamp(account, year) for urn, account in self.accounts.items() if year in account.years}

    def _count(self, year: int, on: dt.date, made_from: dict[str, list[str]], path: Path) -> None:
        asked = GROUPINGS[self.body.kind]
        new = folder.new_file("sqlite")
        try:
            with DuckDBEngine(memory=_MEMORY, folder=folder.unfinished()) as engine:
                scope, _ = count_files(
                    engine, inputs_of(self.body, year), on=on, groupings=asked, sliced=SLICED
                )
                found = cells(engine, scope, asked, sliced=SLICED)
                about: dict[str, Any] = {
                    "made_from": made_from,
                    "counted_at": self.now.isoformat(),
                    "equal_at": min(self.accounts[urn].equal_at for urn in made_from),
                    "totals": national_totals(engine, scope),
                }
                school_id = self.body.school_id
                if school_id is not None:
                    about |= count_checks(school_id, on=on, now=self.now)
                else:
                    about |= keep_of_schools(self.body, year)
                keep_counted(engine, scope, found, new, by_pupil=school_id is not None, about=about)
            folder.put(new, path)
        finally:
            new.unlink(missing_ok=True)
        self.done.written += 1


def inputs_of(body: Body, year: int) -> Inputs:
    """Return the parts of a body's extract of a year, and the entries of the year before it that windows and runs reach back into."""
    accounts = [account for school in body.schools if (account := account_of(school.urn)) is not None]
    ours = [account for account in accounts if year in account.years]

    def parts(table: str, *years: int) -> list[Path]:
        return [
            folder.part_path(table, each, account.urn)
            for account in ours
            for each in years
            if each in account.years
        ]

    return Inputs(parts("entries", year - 1, year), parts("pupils", year), parts("calendar", year))


def _stands(path: Path, made_from: dict[str, list[str]], on: dt.date) -> bool:
    try:
        with open_kept(path) as kept:
            return bool(kept.about.get("made_from") == made_from and kept.scope.on == on)
    except NotKept:
        return False


def _stamp(account: Account, year: int) -> list[str]:
    """Return what changes whenever a school's parts of a year do, or what windows look back on."""
    parts = account.years[year]
    return [
        str(account.number),
        account.seal,
        account.identities,
        *(parts[table].digest for table in ("pupils", "calendar")),
    ]
