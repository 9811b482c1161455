"""Days as the bits of whole numbers: a block is nine weeks, Monday to Sunday, or the part of them in one stretch.

A pupil's sessions of one code in a block are one whole number, so that a year of rows becomes a few, from which everything is counted
that does not need the row itself. Nothing that a figure depends on changes within a block.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from onroll.analysis.codes import codes_on_stretches
from onroll.analysis.counting.scope import WEEKS_A_NUMBER, Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import FIRST_MONDAY, Engine

WEEKS_A_BLOCK = 9
DAYS_A_BLOCK = 7 * WEEKS_A_BLOCK
_EVERY_DAY = (1 << DAYS_A_BLOCK) - 1

_BLOCKS = (
    ("block", "BIGINT"),
    ("stretch", "BIGINT"),
    ("is_counted", "BOOLEAN"),
    ("first_day", "BIGINT"),
    ("week_number", "BIGINT"),
    ("first_week_bit", "BIGINT"),
)
_DAYS = (("block", "BIGINT"), ("date", "DATE"), ("bit", "BIGINT"))
_OF_CODES = ("attended", "authorised", "unauthorised", "late")
_CODES = (
    ("block", "BIGINT"),
    ("code", "VARCHAR"),
    ("coded", "BIGINT"),
    *((name, "BIGINT") for name in _OF_CODES),
)


@dataclass(frozen=True, slots=True)
class Block:
    """Days of one stretch within nine weeks; its number tells it from every other."""

    number: int
    stretch: int
    first_week: int
    first_day: date
    last_day: date


def blocks(scope: Scope) -> tuple[Block, ...]:
    """Cut the days looked at into blocks, in order."""
    found: list[Block] = []
    for stretch in scope.stretches:
        day = stretch.first_day
        while day <= stretch.last_day:
            nines = ((day - FIRST_MONDAY).days - _first_number(scope)) // DAYS_A_BLOCK
            end = FIRST_MONDAY + timedelta(days=_first_number(scope) + (nines + 1) * DAYS_A_BLOCK - 1)
            last = min(end, stretch.last_day)
            found.append(Block(nines + stretch.number, stretch.number, nines * WEEKS_A_BLOCK, day, last))
            day = last + timedelta(days=1)
    return tuple(found)


def load_blocks(engine: Engine, scope: Scope) -> None:
    """Load `blocks`, `days_of_blocks` (a row a day, with its bit) and `codes_of_blocks`.

    `codes_of_blocks` says which sums a code's sessions go into in a block: every bit where they do, and none where they do not.
    """
    found = blocks(scope)
    counted = {one.number for one in scope.counted}
    engine.load(
        "blocks",
        _BLOCKS,
        [
            (
                one.number,
                one.stretch,
                one.stretch in counted,
                _first_number(scope) + one.first_week * 7,
                one.first_week // WEEKS_A_NUMBER,
                1 << one.first_week % WEEKS_A_NUMBER,
            )
            for one in found
        ],
    )
    engine.load("days_of_blocks", _DAYS, [row for one in found for row in _days(scope, one)])
    meanings = codes_on_stretches(scope.counted)
    engine.load(
        "codes_of_blocks",
        _CODES,
        [
            (
                one.number,
                meaning.code,
                _EVERY_DAY,
                *(_EVERY_DAY * getattr(meaning, name) for name in _OF_CODES),
            )
            for one in found
            for meaning in meanings
            if meaning.stretch == one.stretch
        ],
    )


def day_number(engine: Engine, scope: Scope, day: str) -> str:
    """Spell the number of a day, from 0 for the Monday of the first week looked at."""
    return f"({engine.days(day)} - {_first_number(scope)})"


def block_of(engine: Engine, scope: Scope, number: str, day: str) -> str:
    """Spell the block of a day, of whose number there is a spelling as well."""
    return f"{engine.divided(number, DAYS_A_BLOCK)} + {stretch_of(scope.stretches, day)}"


def bit_of(engine: Engine, number: str) -> str:
    """Spell the bit of a day within its block, by its number."""
    return engine.power_of_two(f"{number} % {DAYS_A_BLOCK}")


def weeks_of(days: str) -> str:
    """Spell the weeks that days of a block are in, the first as the lowest bit."""
    return " + ".join(
        f"CASE WHEN ({days} & {127 << 7 * week}) <> 0 THEN {1 << week} ELSE 0 END"
        for week in range(WEEKS_A_BLOCK)
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


def halves_of(days: str, session: str) -> str:
    """Spell the halves of a week (see `halves`) that days of a block are, for a session."""
    weekdays = " + ".join(
        f"CASE WHEN ({days} & {sum(1 << day + 7 * week for week in range(WEEKS_A_BLOCK))}) <> 0 THEN {1 << 2 * day} ELSE 0 END"
        for day in range(7)
    )
    return f"(({weekdays}) * CASE WHEN {session} = 'PM' THEN 2 ELSE 1 END)"


def _first_number(scope: Scope) -> int:
    return scope.first_week * 7


def _days(scope: Scope, block: Block) -> list[tuple[int, date, int]]:
    first = (block.first_day - FIRST_MONDAY).days - _first_number(scope)
    days = (block.last_day - block.first_day).days + 1
    return [
        (block.number, block.first_day + timedelta(days=day), 1 << (first + day) % DAYS_A_BLOCK)
        for day in range(days)
    ]
