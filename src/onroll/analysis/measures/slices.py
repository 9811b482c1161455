"""The measures of sessions by week, by day of the week, by session, and in the weeks beside a holiday."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from onroll.analysis.counting import weeks
from onroll.analysis.counting.by_group import half_term_weeks
from onroll.analysis.counting.halves import bits, weekday
from onroll.analysis.counting.scope import WEEKS_A_NUMBER, Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.over_groups import with_pupils
from onroll.analysis.measures.periods_asked import (
    AFTER_HOLIDAY,
    END_OF_TERM,
    half_term_name,
    session_name,
    week_name,
    weekday_name,
)
from onroll.analysis.measures.singled_out import EnrolmentsWith, of_slices
from onroll.analysis.measures.sums import cell_of_code, cells_of_sums, named, spelled


@dataclass(frozen=True, slots=True)
class _Slice:
    """One way of cutting the days: what rows are grouped by, what the pieces are called, who had a possible session in one."""

    keys: tuple[str, ...]
    where: str
    name: Callable[..., str]
    had_one: Callable[..., str]


def cells_of_slices(engine: Engine, scope: Scope, numbers: Sequence[int]) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of every slice, with the number of the grouping; of groupings that were counted under `numbers`.

    `grouped` has the enrolments of them all.
    """
    if not numbers:
        return
    ours = ", ".join(map(str, numbers))
    engine.make("sliced", _sliced(engine, scope, ours))
    having = EnrolmentsWith(engine, of_slices(scope))
    for one in _slices(scope):
        yield from _cells_of(engine, ours, one, having)


def _sliced(engine: Engine, scope: Scope, ours: str) -> str:
    """Spell the sessions of the groups by day and code, with how each code counts."""
    return (
        f"SELECT x.grouping, x.grp, {weeks.week(engine, scope, 'x.date')} AS week, "
        f"{weekday(engine, 'x.date')} AS weekday, "
        "x.session, x.after_holiday, x.end_of_term, x.half_term, x.code, x.sessions, "
        "c.possible, c.attended, c.authorised, c.unauthorised, c.late, c.class FROM days_by_group x "
        f"JOIN codes c ON c.code = x.code AND c.stretch = {stretch_of(scope.stretches, 'x.date')} "
        f"WHERE x.grouping IN ({ours})"
    )


def _slices(scope: Scope) -> tuple[_Slice, ...]:
    return (
        _Slice(
            ("week",),
            "",
            lambda week: week_name(scope.first_week + week),
            lambda week: f"(e.p{week // WEEKS_A_NUMBER} & {1 << week % WEEKS_A_NUMBER}) <> 0",
        ),
        _Slice(("weekday",), "", weekday_name, lambda day: f"(e.halves & {bits(day=day)}) <> 0"),
        _Slice(("session",), "", session_name, lambda half: f"(e.halves & {bits(session=half)}) <> 0"),
        _Slice(
            ("weekday", "session"),
            "",
            weekday_name,
            lambda day, half: f"(e.halves & {bits(day=day, session=half)}) <> 0",
        ),
        _beside_holidays(scope, "after_holiday", AFTER_HOLIDAY, "after"),
        _beside_holidays(scope, "end_of_term", END_OF_TERM, "end"),
        _Slice(
            ("half_term",),
            "WHERE c.half_term > 0",
            half_term_name,
            lambda number: _meets(scope, half_term_weeks(number)),
        ),
    )


def _beside_holidays(scope: Scope, column: str, name: str, called: str) -> _Slice:
    return _Slice((), f"WHERE c.{column}", lambda: name, lambda: _meets(scope, called))


def _meets(scope: Scope, called: str) -> str:
    """Spell whether an enrolment had a possible session in one of the weeks its school's marked weeks hold."""
    tests = (f"(e.p{number} & m.{called}{number}) <> 0" for number in range(scope.week_numbers))
    return f"({' OR '.join(tests)})"


def _cells_of(engine: Engine, ours: str, one: _Slice, having: EnrolmentsWith) -> Iterator[tuple[int, Cell]]:
    keys = ", ".join(("c.grouping", "c.grp", *(f"c.{key}" for key in one.keys)))
    width = 2 + len(one.keys)
    sums = {
        row[:width]: named(row[width:])
        for row in engine.rows(
            f"SELECT {keys}, {spelled('c.sessions')} FROM sliced c {one.where} GROUP BY {keys} ORDER BY {keys}"
        )
    }
    pupils = _pupils(engine, ours, one, sums)
    for found, of_cell in sums.items():
        number, group, *key = found
        name = one.name(*key)
        rests_on = partial(having.number, number, group, period=name)
        for cell in cells_of_sums(name, group, of_cell, pupils.get(found, 0), rests_on):
            yield number, cell
    codes = engine.rows(
        f"SELECT {keys}, c.code, CAST(sum(c.sessions) AS BIGINT) FROM sliced c {one.where} "
        f"GROUP BY {keys}, c.code ORDER BY {keys}, c.code"
    )
    for *place, code, sessions in codes:
        number, group, *key = place
        found = tuple(place)
        name = one.name(*key)
        rests_on = partial(having.number, number, group, period=name)
        of_code = cell_of_code(
            name, group, code, int(sessions), sums[found]["possible"], pupils.get(found, 0), rests_on
        )
        for cell in of_code:
            yield number, cell


def _pupils(
    engine: Engine, ours: str, one: _Slice, cells: dict[tuple[Any, ...], dict[str, int]]
) -> dict[tuple[Any, ...], int]:
    """Answer how many pupils each cell rests on: those with something possible in it."""
    pieces = list(dict.fromkeys(cell[2:] for cell in cells))
    if not pieces:
        return {}
    rows = with_pupils(
        engine,
        "grouped e LEFT JOIN marked_weeks m ON m.school = e.school",
        ("grouping", "grp"),
        (),
        [one.had_one(*piece) for piece in pieces],
        where=f"e.grouping IN ({ours})",
    )
    return {
        (number, group, *piece): int(found)
        for number, group, *counts in rows
        for piece, found in zip(pieces, counts, strict=True)
    }
