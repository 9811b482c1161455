"""A figure opened: the pupils behind it, and the entries of one of them, counted from the extract as the figure was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from onroll.analysis.analyse import count_files
from onroll.analysis.behind import Asked, EntryBehind, PupilBehind, entries_behind, pupils_behind
from onroll.analysis.counting.scope import Scope as Days
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.report.figures import Figure
from onroll.service.access.permissions import Permission
from onroll.service.extracts.account import account_of
from onroll.service.figures.counting import inputs_of
from onroll.service.figures.people import people_of
from onroll.service.figures.reading import CountedBeforeUpgrade, Figures


@dataclass(frozen=True, slots=True)
class PupilOpened:
    """One pupil behind a figure, by name."""

    pupil_id: int
    name: str
    behind: PupilBehind
    year_group: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure and its pupils, whose numbers add up to it: those above the line first."""

    asked: Asked
    figure: Figure
    counted: tuple[PupilOpened, ...]
    others: tuple[PupilOpened, ...]


@dataclass(frozen=True, slots=True)
class EntriesOpened:
    """One pupil's sessions of a figure's period."""

    asked: Asked
    pupil: PupilOpened
    entries: tuple[EntryBehind, ...]

    @property
    def numerator(self) -> int:
        """Return what the entries add up to above the line."""
        return sum(one.numerator for one in self.entries)

    @property
    def denominator(self) -> int:
        """Return what the entries add up to below the line."""
        return sum(one.denominator for one in self.entries)


class NotBehind(LookupError):
    """The pupil is not behind the figure."""


def open_figure(figures: Figures, asked: Asked) -> Opened:
    """Open a school's figure to its pupils. Raises OutOfScope, and NoSuchFigure where there is none of that name."""
    _require(figures, asked)
    found = figures.kept.pupils_behind(asked)
    if found is None:
        with counted_again(figures) as (engine, days):
            found = pupils_behind(engine, days, asked)
    named = _named(figures, found)
    return Opened(
        asked,
        Figure(asked.measure, sum(one.numerator for one in found), sum(one.denominator for one in found)),
        tuple(one for one in named if one.behind.numerator),
        tuple(one for one in named if not one.behind.numerator),
    )


def open_entries(figures: Figures, asked: Asked, *, pupil_id: int) -> EntriesOpened:
    """Open a school's figure to one pupil's entries. Raises OutOfScope, NoSuchFigure, and NotBehind."""
    _require(figures, asked)
    with counted_again(figures) as (engine, days):
        pupil = next(
            (one for one in _named(figures, pupils_behind(engine, days, asked)) if one.pupil_id == pupil_id),
            None,
        )
        if pupil is None:
            raise NotBehind("The pupil is not behind that figure.")
        entries = entries_behind(engine, days, asked, school=pupil.behind.school, pupil=pupil.behind.pupil)
    return EntriesOpened(asked, pupil, tuple(entries))


def _require(figures: Figures, asked: Asked) -> None:
    school_id = figures.body.school_id
    if school_id is None:
        raise NotBehind("A figure of several schools opens to its schools.")
    figures.scope.require(Permission.PUPIL_VIEW, school_id=school_id)
    if not figures.may_ask_by(asked.grouping):
        figures.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)


@contextmanager
def counted_again(figures: Figures) -> Iterator[tuple[DuckDBEngine, Days]]:
    """Count the school as it was counted: the same days of the same extract. Raises CountedBeforeUpgrade where it is no more."""
    if all(account_of(school.urn) is None for school in figures.body.schools):
        raise CountedBeforeUpgrade
    with DuckDBEngine(memory="1GB") as engine:
        days, _ = count_files(engine, inputs_of(figures.body, figures.year.first_day.year), on=figures.on)
        yield engine, days


def _named(figures: Figures, found: list[PupilBehind]) -> list[PupilOpened]:
    people = people_of(figures)
    rows = figures.kept.enrolments(["school", "pupil", "year_group", "registration_group"])
    placed = {(school, pupil): (year or "", group or "") for school, pupil, year, group in rows}
    named = [
        PupilOpened(person.pupil_id, person.name, one, *placed.get((one.school, one.pupil), ("", "")))
        for one in found
        for person in [people[one.school, one.pupil]]
    ]
    return sorted(named, key=lambda one: (-one.behind.numerator, one.name, one.pupil_id))
