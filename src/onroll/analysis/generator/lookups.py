"""The small tables that the statements look things up in, and the draws they are made with."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import duckdb

from onroll.analysis.generator import happenings, seasons
from onroll.analysis.generator.causes import causes
from onroll.analysis.generator.happenings import CHANCES
from onroll.analysis.generator.kinds import KINDS, LATE, NUMBERS, codes_of_year
from onroll.analysis.generator.pupils import ETHNICITIES, LEANING, MAJORITY, SHARES
from onroll.analysis.generator.rates import KNOTS, LOWEST, STEP, curve
from onroll.analysis.generator.schools import SIXTH_FORM, YEARS, Phase
from onroll.analysis.generator.terms import Pattern, patterns
from onroll.identifiers import UPN_LETTERS
from onroll.law.school_age import school_leaving_date

Row = Mapping[str, Any]


def fill(db: duckdb.DuckDBPyConnection, year: int, seed: int) -> None:
    """Make the draws and the tables that every lot of schools is made with."""
    _make_draws(db, seed)
    for name, rows in _tables(year, seed).items():
        put(db, name, rows)


def put(db: duckdb.DuckDBPyConnection, name: str, rows: Iterable[Row]) -> None:
    """Make a table of rows that share their keys."""
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT row.* FROM (SELECT unnest($rows) AS row)",
        {"rows": list(rows)},
    )


def _make_draws(db: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Make `drawn(n, salt)`, from 0 to 1 and always the same for the same seed, and what is built on it."""
    mask = random.Random(f"mask {seed}").getrandbits(62)  # noqa: S311 - a draw to be drawn again
    # The number and the salt become one before they are hashed: hashes of two columns share their bits.
    db.execute(
        "CREATE OR REPLACE TEMP MACRO drawn(n, salt) AS "
        f"(hash(xor(n::BIGINT * 64 + salt, {mask}::BIGINT)) >> 11)::DOUBLE / 9007199254740992"
    )
    db.execute(
        "CREATE OR REPLACE TEMP MACRO normal(n, salt) AS "
        "sqrt(-2 * ln(1 - drawn(n, salt))) * cos(2 * pi() * drawn(n, salt + 1))"
    )
    places = " + ".join(f"{place + 1} * substr(rest, {place}, 1)::INTEGER" for place in range(1, 13))
    db.execute(
        f"CREATE OR REPLACE TEMP MACRO check_letter(rest) AS substr('{UPN_LETTERS}', ({places}) % {len(UPN_LETTERS)} + 1, 1)"
    )


def _tables(year: int, seed: int) -> dict[str, list[Row]]:
    kept = patterns(year)
    return {
        "setting": [_setting(year, seed, kept)],
        "shares": [{"phase": phase, "shares": _shares(phase)} for phase in Phase],
        "ethnicity": list(_ethnicities()),
        "curve": [
            {"phase": phase, "year_group": group, "rates": list(curve(phase, group))}
            for phase in Phase
            for group in (*YEARS[phase], *(SIXTH_FORM if phase is Phase.SECONDARY else ()))
        ],
        "pattern": [_pattern(pattern, year) for pattern in kept],
        "day": [
            {"pattern": pattern.number, "number": day.number, "date": day.day, "week": day.week}
            for pattern in kept
            for day in pattern.school_days
        ],
        "week": [row for pattern in kept for row in _weeks(pattern)],
        "half_term": [row for pattern in kept for row in _half_terms(pattern)],
        "season": [
            {
                "pattern": pattern.number,
                "phase": phase,
                "upto": seasons.upto(pattern, phase),
                "places": seasons.places(pattern, phase),
            }
            for pattern in kept
            for phase in Phase
        ],
        "weekday": [
            {
                "phase": phase,
                **dict(zip(("mon", "tue", "wed", "thu"), seasons.days_of_the_week(phase), strict=True)),
            }
            for phase in Phase
        ],
        "kind": [
            {"kind": number, "name": kind.name, "of_the_year": kind.of_the_year}
            for number, kind in enumerate(KINDS, start=1)
        ],
        "cause": [{**one._asdict(), "class": one.class_} for one in causes()],
        "running": [one._asdict() for one in happenings.runs()],
    }


def _setting(year: int, seed: int, kept: Sequence[Pattern]) -> Row:
    chance = random.Random(f"days {seed}")  # noqa: S311 - a draw to be drawn again
    days = len(kept[0].school_days)
    return {
        "year": year,
        "majority": MAJORITY,
        "spread": LEANING.spread,
        "of_meals": LEANING.meals,
        "of_plan": LEANING.plan,
        "of_support": LEANING.support,
        "lowest": LOWEST,
        "step": STEP,
        "knots": KNOTS,
        "free_periods": happenings.FREE_PERIODS,
        "not_taken": happenings.NOT_TAKEN,
        "observances": sorted(chance.sample(range(20, days - 10), 2)),
        "codes": list(codes_of_year(year)),
        "late_code": LATE,
        "after_closing": NUMBERS["after closing"],
    }


def _shares(phase: Phase) -> Row:
    return {
        **_fields(SHARES[phase]),
        "part_of_year": SHARES[phase].part_of_year,
        **_fields(CHANCES[phase]),
    }


def _fields(value: object) -> dict[str, Any]:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else {}


def _ethnicities() -> Iterable[Row]:
    low = 0.0
    whole = sum(one.share for one in ETHNICITIES)
    for one in ETHNICITIES:
        high = low + one.share / whole
        yield {
            "code": one.code, "low": low, "high": 1.0 if one is ETHNICITIES[-1] else high,
            "leaning": one.leaning, "observance": one.observance,
        }  # fmt: skip
        low = high


def _pattern(pattern: Pattern, year: int) -> Row:
    return {
        "number": pattern.number,
        "days": len(pattern.school_days),
        "dates": [day.day for day in pattern.school_days],
        "last_of_year_11": pattern.number_on(school_leaving_date(year + 1)),
    }


def _weeks(pattern: Pattern) -> Iterable[Row]:
    found: dict[int, list[int | None]] = {}
    for day in pattern.school_days:
        found.setdefault(day.week, [None] * 5)[day.day.weekday()] = day.number
    return [{"pattern": pattern.number, "week": week, "days": days} for week, days in found.items()]


def _half_terms(pattern: Pattern) -> Iterable[Row]:
    low = 0.0
    for half, (holidays, visits) in enumerate(zip(seasons.HOLIDAYS, seasons.VISITS, strict=True)):
        days = [day.number for day in pattern.school_days if day.half_term == half]
        high = 1.0 if half == len(seasons.HOLIDAYS) - 1 else low + holidays
        yield {
            "pattern": pattern.number, "number": half, "first_day": days[0], "days": len(days),
            "low": low, "high": high, "visits": visits,
        }  # fmt: skip
        low = high
