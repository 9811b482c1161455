"""Days as the bits of whole numbers: a block is nine weeks, Monday to Sunday, or a part of them.

A pupil's sessions of one code in a block are one whole number, so that a year of rows becomes a few, from which everything is counted
that does not need the row itself. Within a block every code counts alike, and either all days are of the figures or none is. A term may
end inside one: its pieces say which days are of which stretch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onroll.analysis.codes import codes_on_stretches
from onroll.analysis.counting.scope import WEEKS_A_NUMBER, Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import FIRST_MONDAY, Engine, literals
from onroll.analysis.periods import PARTS_OF, Part, Stretch, Term, stretches

WEEKS_A_BLOCK = 9
DAYS_A_BLOCK = 7 * WEEKS_A_BLOCK
_ONE_DAY = timedelta(days=1)

#: The windows of the academic year, each with sums of its own in a row of an enrolment.
PARTS = PARTS_OF[Term.SIX_HALF_TERMS]


def part_name(number: int) -> str:
    """Answer the name of a window in the names of columns."""
    return f"part{number}"


_BLOCKS = (
    ("block", "BIGINT"),
    ("is_counted", "BOOLEAN"),
    ("first_day", "BIGINT"),
    ("week_number", "BIGINT"),
    ("first_week_bit", "BIGINT"),
    *((part_name(number), "BIGINT") for number in range(len(PARTS))),
)
_PIECES = (("block", "BIGINT"), ("stretch", "BIGINT"), ("days", "BIGINT"))
_DAYS = (("block", "BIGINT"), ("date", "DATE"), ("bit", "BIGINT"), ("place", "BIGINT"), ("week", "BIGINT"))
#: The sums of sessions that a code may go into, each in one of them or in none.
SUMS = ("attended", "authorised", "unauthorised")
_IN_NONE = len(SUMS)
_CODES = (("block", "BIGINT"), ("code", "VARCHAR"), ("in_force", "BOOLEAN"), ("place", "BIGINT"))


@dataclass(frozen=True, slots=True)
class Block:
    """Days within nine weeks; its number tells it from every other. Its lowest bit is a Monday, which may be earlier."""

    number: int
    first_week: int
    first_day: date
    last_day: date


@lru_cache(maxsize=16)
def blocks(scope: Scope) -> tuple[Block, ...]:
    """Cut the days looked at into blocks, in order."""
    found: list[Block] = []
    for era in _eras(scope):
        day = era.first_day
        while day <= era.last_day:
            nines = _number(scope, day) // DAYS_A_BLOCK
            end = FIRST_MONDAY + timedelta(days=_first_number(scope) + (nines + 1) * DAYS_A_BLOCK - 1)
            found.append(
                Block(nines + era.number, nines * WEEKS_A_BLOCK, day, last := min(end, era.last_day))
            )
            day = last + _ONE_DAY
    return tuple(found)


def load_blocks(engine: Engine, scope: Scope) -> None:
    """Load `blocks` (with the days of each window of the year), `pieces` (the days of each stretch of the figures), `days_of_blocks` and `codes_of_blocks`.

    `days_of_blocks` has a row a day, with its bit, the bit's place and the place of its week. `codes_of_blocks` says which of `SUMS` a code's sessions go into.
    """
    found = blocks(scope)
    engine.load(
        "blocks",
        _BLOCKS,
        [
            (
                one.number,
                one.first_day >= scope.first_day,
                _first_number(scope) + one.first_week * 7,
                one.first_week // WEEKS_A_NUMBER,
                1 << one.first_week % WEEKS_A_NUMBER,
                *(days_of_part(scope, one, part) for part in PARTS),
            )
            for one in found
        ],
    )
    pieces = [
        (one.number, stretch.number, days)
        for one in found
        for stretch in scope.counted
        if (days := _days_in(scope, one, stretch))
    ]
    engine.load("pieces", _PIECES, pieces)
    engine.load(
        "days_of_blocks",
        _DAYS,
        [
            (one.number, day, bit, place := bit.bit_length() - 1, place // 7)
            for one in found
            for day, bit in days_of_block(scope, one)
        ],
    )
    engine.load("codes_of_blocks", _CODES, _codes(scope, pieces))


def _codes(scope: Scope, pieces: list[tuple[int, int, int]]) -> list[tuple[int | str | bool, ...]]:
    # Of the stretches a block has pieces of, codes count alike in each.
    block_of_stretch = {block: stretch for block, stretch, _ in pieces}
    meanings = codes_on_stretches(scope.counted)
    return [
        (
            block,
            meaning.code,
            meaning.in_force,
            next((place for place, name in enumerate(SUMS) if getattr(meaning, name)), _IN_NONE),
        )
        for block, stretch in block_of_stretch.items()
        for meaning in meanings
        if meaning.stretch == stretch
    ]


def day_number(engine: Engine, scope: Scope, day: str) -> str:
    """Spell the number of a day, from 0 for the Monday of the first week looked at."""
    return f"({engine.days(day)} - {_first_number(scope)})"


def block_of(engine: Engine, scope: Scope, number: str, day: str) -> str:
    """Spell the block of a day, of whose number there is a spelling as well."""
    return f"{engine.divided(number, DAYS_A_BLOCK)} + {stretch_of(_eras(scope), day)}"


def bit_of(engine: Engine, number: str) -> str:
    """Spell the bit of a day within its block, by its number."""
    return engine.power_of_two(f"{number} % {DAYS_A_BLOCK}")


def weeks_of(days: str) -> str:
    """Spell the weeks that days of a block are in, the first as the lowest bit."""
    return " + ".join(
        f"CASE WHEN ({days} & {127 << 7 * week}) <> 0 THEN {1 << week} ELSE 0 END"
        for week in range(WEEKS_A_BLOCK)
    )


def halves_of(days: str, session: str) -> str:
    """Spell the halves of a week (see `halves`) that days of a block are, for a session."""
    weekdays = " + ".join(
        f"CASE WHEN ({days} & {sum(1 << day + 7 * week for week in range(WEEKS_A_BLOCK))}) <> 0 "
        f"THEN {1 << 2 * day} ELSE 0 END"
        for day in range(7)
    )
    return f"(({weekdays}) * CASE WHEN {session} = 'PM' THEN 2 ELSE 1 END)"


def with_codes(codes: Sequence[str]) -> str:
    """Spell the usable days of some codes, a row for each enrolment, block, session and code."""
    return f"(SELECT * FROM used_by_code WHERE code IN ({literals(codes)}))"


def day_by_day(of: str, columns: str) -> str:
    """Spell the rows of a table that has `block` and `days`, a row for each of the days: some columns, and the `date`.

    Weeks come first: most have no day of a code that is rare.
    """
    kept = columns.split(", ")
    return (
        f"SELECT {', '.join(f'x.{name}' for name in kept)}, d.date FROM "
        f"(SELECT {', '.join(f'r.{name}' for name in kept)}, r.block, r.days, w.week FROM {of} r "
        "JOIN (SELECT block, week, bit_or(bit) AS days FROM days_of_blocks GROUP BY block, week) AS w "
        "ON w.block = r.block WHERE (r.days & w.days) <> 0) AS x "
        "JOIN days_of_blocks d ON d.block = x.block AND d.week = x.week WHERE (x.days & d.bit) <> 0"
    )


def with_ends(engine: Engine, of: str, columns: str) -> str:
    """Spell the rows of a table that has `block` and `days`, with the numbers of their `first` and `last` day as well."""
    kept = f"{columns}, block, days"
    rows = f"SELECT {kept}, days AS upto FROM {of}"
    # Every bit below the highest is filled in, so that their number is its place.
    for shift in (1, 2, 4, 8, 16, 32):
        rows = f"SELECT {kept}, upto | {engine.divided('upto', 1 << shift)} AS upto FROM ({rows}) AS s{shift}"
    return (
        f"SELECT {', '.join(f's.{name}' for name in kept.split(', '))}, "
        "b.first_day + bit_count((s.days & -s.days) - 1) AS first, b.first_day + bit_count(s.upto) - 1 AS last, "
        f"b.week_number, b.first_week_bit FROM ({rows}) AS s LEFT JOIN blocks b ON b.block = s.block"
    )


def _eras(scope: Scope) -> tuple[Stretch, ...]:
    """Cut the days looked at where every code may count otherwise, or where the figures begin; not at terms."""
    return stretches(scope.first_seen, scope.on, also_at=scope.first_day, terms=False)


def _first_number(scope: Scope) -> int:
    return scope.first_week * 7


def _number(scope: Scope, day: date) -> int:
    return (day - FIRST_MONDAY).days - _first_number(scope)


def days_of_block(scope: Scope, block: Block) -> list[tuple[date, int]]:
    """Answer the days of a block, each with its bit."""
    first = _number(scope, block.first_day)
    return [
        (block.first_day + timedelta(days=day), 1 << (first + day) % DAYS_A_BLOCK)
        for day in range((block.last_day - block.first_day).days + 1)
    ]


def days_of_part(scope: Scope, block: Block, part: Part) -> int:
    """Answer the days of a block that are in a window of the year, as bits."""
    ours = [one for one in scope.counted if one.year == scope.year and one.part is part]
    return sum(_days_in(scope, block, one) for one in ours)


def _days_in(scope: Scope, block: Block, stretch: Stretch) -> int:
    return sum(
        bit for day, bit in days_of_block(scope, block) if stretch.first_day <= day <= stretch.last_day
    )
