"""A figure of a trust or authority opened: the schools it adds up from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onroll.analysis.behind import Asked
from onroll.analysis.disclosure_control import kept_back_together
from onroll.analysis.groupings import EVERYONE, Grouping
from onroll.analysis.kept import Kept, NotKept, open_kept
from onroll.analysis.measures import Cell as Counted
from onroll.analysis.measures.definitions import THRESHOLD
from onroll.analysis.report.figures import Figure
from onroll.service.access.permissions import Permission
from onroll.service.figures import store
from onroll.service.figures.reading import Figures
from onroll.service.organisations.models import School

SCHOOL = Grouping(("school",))
#: What a whole school is, and not a pupil of it.
_OF_A_SCHOOL = ("school", "phase", "district", "trust")


@dataclass(frozen=True, slots=True)
class SchoolBehind:
    """One school's part of a figure; its numbers are None where they are kept back."""

    school: School
    figure: Figure
    #: Which figure of the school's own it is; of a measure that counts a pupil once over all schools, of these figures.
    asked: Asked


@dataclass(frozen=True, slots=True)
class OpenedToSchools:
    """A figure and its schools. `together` is what the schools kept back add up to; None where none is.

    `otherwise` are schools whose own figures were counted from other registers, or by another day, than the figure was.
    """

    asked: Asked
    figure: Figure
    schools: tuple[SchoolBehind, ...]
    together: Figure | None
    otherwise: tuple[School, ...]

    @property
    def counted_again(self) -> tuple[int, int]:
        """How many of the schools' numbers are pupils of several of them, who count once in the figure: above the line, and below."""
        if not self.counts_once:
            return 0, 0
        above, below = self._sums
        return above - (self.figure.numerator or 0), below - (self.figure.denominator or 0)

    @property
    def adds_up(self) -> bool:
        """Whether the schools' numbers, less who is counted again, add up to the figure's."""
        less = self.counted_again
        left = tuple(number - again for number, again in zip(self._sums, less, strict=True))
        return min(less) >= 0 and left == (self.figure.numerator, self.figure.denominator)

    @property
    def _sums(self) -> tuple[int, int]:
        parts = [*(one.figure for one in self.schools), *([self.together] if self.together else [])]
        return sum(one.numerator or 0 for one in parts), sum(one.denominator or 0 for one in parts)

    @property
    def counts_once(self) -> bool:
        """Whether the measure counts a pupil of two schools once over both, and in each of them."""
        return self.asked.measure == THRESHOLD.name


class NotOpened(LookupError):
    """The figure is not given, or is kept back, so that nothing is behind it to show."""


def open_to_schools(figures: Figures, asked: Asked) -> OpenedToSchools:
    """Open a trust's or authority's figure to the schools it adds up from. Raises OutOfScope, and NotOpened."""
    figures.body.require(figures.scope, Permission.FIGURES_VIEW)
    if not figures.may_ask_by(asked.grouping):
        figures.body.require(figures.scope, Permission.PUPIL_SAFEGUARDING_VIEW)
    figure = figures.cell(asked.measure, asked.period, asked.grouping, asked.group).figure
    if figure is None or not figure.is_shown:
        raise NotOpened("There is no such figure to open, or it is kept back.")
    counted, otherwise = _counted(figures, asked)
    hidden = kept_back_together(counted) if figures.keeps_back else {}
    place = _by_school(_pupil_columns(asked.grouping))
    wanted = _own(asked)
    schools = {school.urn: school for school in figures.body.schools}
    found = {
        urn: cell
        for cell in counted[place]
        for urn, group in [_of_school(place, cell.group)]
        if group == wanted.group and urn in schools
    }
    by_night = figures.kept.kept_back(place) if figures.keeps_back else set()
    kept_back = [cell for cell in found.values() if cell in hidden.get(place, ()) or cell[:3] in by_night]
    return OpenedToSchools(
        asked,
        figure,
        tuple(
            SchoolBehind(
                schools[urn], _figure(cell, is_shown=cell not in kept_back), _of_one(wanted, place, cell)
            )
            for urn, cell in found.items()
        ),
        _added(asked.measure, kept_back) if kept_back else None,
        tuple(schools[urn] for urn in otherwise if urn in found),
    )


def _of_one(wanted: Asked, place: Grouping, cell: Counted) -> Asked:
    """Return the figure that a school's part opens as."""
    return replace(wanted, grouping=place, group=cell.group) if wanted.measure == THRESHOLD.name else wanted


def _own(asked: Asked) -> Asked:
    """Return the figure of a school's own that is its part of a figure: without what the whole school is."""
    columns = _pupil_columns(asked.grouping)
    values = dict(zip(asked.grouping.columns, asked.grouping.values(asked.group), strict=True))
    group = ",".join(f"{name}={values[name]}" for name in columns) or EVERYONE
    return replace(asked, grouping=Grouping(columns), group=group)


def _pupil_columns(grouping: Grouping) -> tuple[str, ...]:
    return tuple(name for name in grouping.columns if name not in _OF_A_SCHOOL)


def _counted(figures: Figures, asked: Asked) -> tuple[dict[Grouping, list[Counted]], tuple[str, ...]]:
    """Return the measure by school, and by school and group; and which schools were counted otherwise than the whole was."""
    columns = _pupil_columns(asked.grouping)
    measure, period = [asked.measure], [asked.period]
    chosen = _schools_of(figures, asked)
    by_school = [
        cell
        for cell in figures.kept.cells(SCHOOL, measures=measure, periods=period)
        if SCHOOL.values(cell.group)[0] in chosen
    ]
    if not columns and by_school:
        return {SCHOOL: by_school}, ()
    place, own = _by_school(columns), Grouping(columns)
    if asked.measure == THRESHOLD.name:
        # A school's own registers do not say what its pupil missed at another.
        crossed = figures.kept.crossed(place, periods=period)
        theirs = [
            cell
            for cell in crossed
            if cell.measure == asked.measure and place.values(cell.group)[0] in chosen
        ]
        return {SCHOOL: by_school, place: theirs}, ()
    found: list[Counted] = []
    otherwise: list[str] = []
    for urn, kept in _own_files(figures, chosen):
        if not _is_same_counting(figures, kept, urn):
            otherwise.append(urn)
        found += [cell._replace(group=_named(urn, own, cell.group)) for cell in _cells(kept, own, asked)]
    return {SCHOOL: by_school, place: found} if columns else {SCHOOL: found}, tuple(otherwise)


def _cells(kept: Kept, grouping: Grouping, asked: Asked) -> list[Counted]:
    if grouping in kept.groupings:
        return kept.cells(grouping, measures=[asked.measure], periods=[asked.period])
    return [cell for cell in kept.crossed(grouping, periods=[asked.period]) if cell.measure == asked.measure]


def _schools_of(figures: Figures, asked: Asked) -> frozenset[str]:
    """Return the URNs of the schools that a figure is of: of a district or a phase, those alone."""
    every = {school.urn for school in figures.body.schools}
    values = zip(asked.grouping.columns, asked.grouping.values(asked.group), strict=True)
    for name, value in values:
        if name in _OF_A_SCHOOL:
            every &= figures.kept.schools_with(name, value)
    return frozenset(every)


def _own_files(figures: Figures, urns: Sequence[str] | frozenset[str]) -> Iterator[tuple[str, Kept]]:
    year = figures.year.first_day.year
    for urn in sorted(urns):
        try:
            with open_kept(store.kept_path(f"school-{urn}", year)) as kept:
                yield urn, kept
        except NotKept:
            continue


def _is_same_counting(figures: Figures, kept: Kept, urn: str) -> bool:
    made_from = figures.kept.about["made_from"]
    return bool(
        kept.scope.on == figures.on and kept.about.get("made_from", {}).get(urn) == made_from.get(urn)
    )


def _by_school(columns: Sequence[str]) -> Grouping:
    return Grouping(("school", *columns))


def _named(urn: str, own: Grouping, group: str) -> str:
    return f"school={urn},{group}" if own.columns else f"school={urn}"


def _of_school(place: Grouping, group: str) -> tuple[str, str]:
    """Return the school of a group's name, and what is left of the name without it."""
    urn = place.values(group)[0]
    return urn, group.removeprefix(f"school={urn}").removeprefix(",") or EVERYONE


def _figure(cell: Counted, *, is_shown: bool) -> Figure:
    return Figure(cell.measure, *((cell.numerator, cell.denominator) if is_shown else (None, None)))


def _added(measure: str, cells: Sequence[Counted]) -> Figure:
    return Figure(measure, sum(one.numerator for one in cells), sum(one.denominator for one in cells))
