"""Every measure in long form: a numerator over a denominator, for a period and a group.

What adds sessions up is over the possible sessions, and what counts enrolments over those with something possible in
the period. Persistent and severe absence are worked out afresh in each term, never added up, and not at all for less than one.
A cell over nothing is not given; nor is a code that nobody has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from onroll.analysis.reference.between_terms import moved
from onroll.analysis.reference.enrolments import EnrolmentFigures, figures
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.groups import in_words, values
from onroll.analysis.reference.near_thresholds import sessions_to_cross
from onroll.analysis.reference.periods import LONG, WHOLE, has_weeks
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.tallies import Tally, tallies
from onroll.law import PERSISTENT_ABSENCE, SEVERE_ABSENCE, StatisticalClass
from onroll.law.returns import ATTENDANCE_RUN

NEAR = 5
TEN = 10
#: Shown of ten pupils however few of them had what they count, so that nobody asks how few.
EVERYBODYS = (
    *("attendance_percent", "absence_percent", "authorised", "unauthorised", "missing"),
    *("family authorised_absence", "family unauthorised_absence"),
)


class Cell(NamedTuple):
    """One figure. It rests on `pupils`, and its numerator on `singled_out` enrolments: all it counts, or, of sessions and the like, up to ten; of everybody's sessions it is not asked."""

    measure: str
    period: str
    group: tuple[str, ...]
    numerator: int
    denominator: int
    pupils: int
    singled_out: int | None = None


class Figure(NamedTuple):
    """A numerator and a denominator over some enrolments, and the enrolments that each counts."""

    numerator: int
    denominator: int
    rests_on: Sequence[Enrolment]
    singled_out: Sequence[Enrolment]
    is_of_sessions: bool = False


def cells(tables: Tables, by: Sequence[str] = ()) -> list[Cell]:
    """Work out every measure for every period, by no group, by one or by two crossed."""
    groups = values(tables, by)
    of_each = {Enrolment(one.school, one.pupil): one for one in figures(tables)}
    return [
        Cell(
            measure,
            period,
            group,
            figure.numerator,
            figure.denominator,
            pupils=len({enrolment.pupil for enrolment in figure.rests_on}),
            singled_out=_how_many(figure, measure),
        )
        for period, by_enrolment in sorted(tallies(tables).items())
        for group, members in sorted(_by_group(by_enrolment, groups).items())
        for measure, figure in _measured(tables, period, members, of_each)
        if figure.denominator
    ] + [*_thresholds(groups, of_each), *_moved(tables, groups)]


def _how_many(figure: Figure, measure: str) -> int | None:
    if measure in EVERYBODYS:
        return None
    return min(TEN, len(figure.singled_out)) if figure.is_of_sessions else len(figure.singled_out)


def written(by: Sequence[str], cell: Cell) -> tuple[str, str, str, int, int]:
    """Answer a cell as the columns measure, period, group, numerator and denominator."""
    return cell.measure, cell.period, in_words(by, cell.group), cell.numerator, cell.denominator


Members = Mapping[Enrolment, Tally]


def _by_group(
    by_enrolment: Members, groups: Mapping[Enrolment, tuple[str, ...]]
) -> dict[tuple[str, ...], dict[Enrolment, Tally]]:
    found: dict[tuple[str, ...], dict[Enrolment, Tally]] = {}
    for enrolment, tally in by_enrolment.items():
        found.setdefault(groups[enrolment], {})[enrolment] = tally
    return found


def _measured(
    tables: Tables, period: str, members: Members, of_each: Mapping[Enrolment, EnrolmentFigures]
) -> Iterator[tuple[str, Figure]]:
    yield from _of_sessions(members)
    if has_weeks(period):
        yield "broken_weeks", _sum(members, lambda one: one.broken_weeks, lambda one: one.weeks)
    if period in LONG:
        yield from _of_enrolments(tables, members)
    if period == WHOLE:
        yield from _of_the_whole(tables, members, of_each)


def _of_sessions(members: Members) -> Iterator[tuple[str, Figure]]:
    for name, numerator in _SESSIONS.items():
        yield name, _of_possible(members, numerator)
    for family in StatisticalClass:
        if family.is_possible:
            yield f"family {family}", _of_possible(members, _in_class(family))
    for code in sorted({code for tally in members.values() for code in tally.codes}):
        yield f"code {code}", _of_possible(members, _with_code(code))
    yield (
        "minutes_late",
        _sum(members, lambda one: one.counts.minutes_late, lambda one: one.counts.late_sessions),
    )
    yield "missing", _sum(members, lambda one: one.missing, lambda one: one.held)


_SESSIONS: Mapping[str, Callable[[Tally], int]] = {
    "attendance_percent": lambda one: one.counts.attended,
    "absence_percent": lambda one: one.counts.absent,
    "authorised": lambda one: one.counts.authorised,
    "unauthorised": lambda one: one.counts.unauthorised,
    "late_sessions": lambda one: one.counts.late_sessions,
}


def _in_class(family: StatisticalClass) -> Callable[[Tally], int]:
    return lambda one: one.classes[family]


def _with_code(code: str) -> Callable[[Tally], int]:
    return lambda one: one.codes[code]


def _of_enrolments(tables: Tables, members: Members) -> Iterator[tuple[str, Figure]]:
    on = tables.period.last_day
    counted = {enrolment: tally for enrolment, tally in members.items() if tally.counts.possible}
    for name in ("persistent", "severe"):
        judged = {enrolment: getattr(tally.counts, name)(on) for enrolment, tally in counted.items()}
        if None in judged.values():
            continue
        such = {enrolment: tally for enrolment, tally in counted.items() if judged[enrolment]}
        yield name, Figure(len(such), len(counted), list(counted), list(such))
        near = [enrolment for enrolment, tally in counted.items() if _is_near(tally, name, on)]
        yield f"near_{name}", Figure(len(near), len(counted), list(counted), near)
        absent = sum(tally.counts.absent for tally in such.values())
        all_absent = sum(tally.counts.absent for tally in counted.values())
        possible = sum(tally.counts.possible for tally in such.values())
        yield f"absent_of_{name}", Figure(absent, all_absent, list(counted), list(such))
        yield f"absence_rate_of_{name}", Figure(absent, possible, list(such), list(such))


def _is_near(tally: Tally, name: str, on: date) -> bool:
    """Answer whether a pupil is under a threshold, and five sessions or fewer, all missed, would take the pupil to it."""
    per_cent = {"persistent": PERSISTENT_ABSENCE, "severe": SEVERE_ABSENCE}[name].on(on)
    sessions = sessions_to_cross(tally.counts, per_cent)
    return sessions is not None and sessions <= NEAR


def _of_the_whole(
    tables: Tables, members: Members, of_each: Mapping[Enrolment, EnrolmentFigures]
) -> Iterator[tuple[str, Figure]]:
    ten_days = ATTENDANCE_RUN.find(tables.period.last_day)
    if ten_days is not None:
        counted = [enrolment for enrolment, tally in members.items() if tally.counts.possible]
        ran = [enrolment for enrolment in counted if of_each[enrolment].longest_run_days >= ten_days]
        yield "run_of_ten_days", Figure(len(ran), len(counted), counted, ran)


def _thresholds(
    groups: Mapping[Enrolment, tuple[str, ...]], of_each: Mapping[Enrolment, EnrolmentFigures]
) -> list[Cell]:
    """Count pupils who met the threshold of all there are, those with nothing possible too."""
    pupils: dict[tuple[str, ...], dict[str, bool]] = {}
    for enrolment, one in of_each.items():
        pupils.setdefault(groups[enrolment], {})[enrolment.pupil] = one.threshold_first_met_on is not None
    return [
        Cell("threshold_met", WHOLE, group, sum(met.values()), len(met), len(met), sum(met.values()))
        for group, met in sorted(pupils.items())
    ]


def _moved(tables: Tables, groups: Mapping[Enrolment, tuple[str, ...]]) -> Iterator[Cell]:
    """Yield who moved over a threshold from one term to the next, group by group."""
    by_period = tallies(tables)
    for group in sorted(set(groups.values())):
        ours = {
            period: {one: tally for one, tally in members.items() if groups[one] == group}
            for period, members in by_period.items()
        }
        for one in moved(ours, tables.period.last_day):
            if one.could:
                pupils = len({enrolment.pupil for enrolment in one.could})
                yield Cell(
                    one.measure,
                    one.period,
                    group,
                    len(one.moved),
                    len(one.could),
                    pupils,
                    len(one.moved),
                )


def _of_possible(members: Members, numerator: Callable[[Tally], int]) -> Figure:
    return _sum(members, numerator, lambda one: one.counts.possible)


def _sum(members: Members, numerator: Callable[[Tally], int], denominator: Callable[[Tally], int]) -> Figure:
    return Figure(
        sum(map(numerator, members.values())),
        sum(map(denominator, members.values())),
        [enrolment for enrolment, tally in members.items() if denominator(tally)],
        [enrolment for enrolment, tally in members.items() if numerator(tally)],
        is_of_sessions=True,
    )
