"""A published row between the file's reader and the database: exact both ways."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from onroll.analysis.published.of_a_place import PublishedFigures
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Area, Level, Phase
from onroll.analysis.published.rows import Number
from onroll.service.published.models import PublishedRow

_EVERY = "*"


def row_of(release_id: int, figures: PublishedFigures) -> PublishedRow:
    """Return what is kept of a row of a file."""
    area = figures.area
    return PublishedRow(
        release_id=release_id,
        level=area.level,
        area_code=area.code,
        authority_code=area.authority_code,
        area_name=area.name,
        region_code=area.region_code,
        region_name=area.region_name,
        phase=figures.phase,
        group=figures.group,
        period_name=figures.period.name,
        period_first_day=figures.period.first_day,
        counts={
            name: number if isinstance(number, int) else str(number)
            for name, number in figures.counts.items()
        },
        rates={name: str(number) for name, number in figures.rates.items()},
        symbols=_fewer(figures.symbols, nothing_else=not figures.counts),
    )


def figures_of(row: PublishedRow) -> PublishedFigures:
    """Return a row as the file said it."""
    symbols = row.symbols
    return PublishedFigures(
        Area(
            Level(row.level),
            row.area_code,
            row.area_name,
            row.region_code,
            row.region_name,
            row.authority_code,
        ),
        Phase(row.phase),
        PublishedPeriod(row.period_name, row.period_first_day),
        {name: _number(said) for name, said in row.counts.items()},
        {name: Decimal(said) for name, said in row.rates.items()},
        _Everywhere(symbols[_EVERY]) if _EVERY in symbols else symbols,
        group=row.group,
    )


def _number(said: int | str) -> Number:
    return said if isinstance(said, int) else Decimal(said)


def _fewer(symbols: Mapping[str, str], *, nothing_else: bool) -> dict[str, str]:
    """Say a symbol once where a row holds nothing else."""
    different = set(symbols.values())
    return {_EVERY: different.pop()} if nothing_else and len(different) == 1 else dict(symbols)


class _Everywhere(dict[str, str]):
    """One symbol in place of every number."""

    def __init__(self, symbol: str) -> None:
        super().__init__()
        self._symbol = symbol

    def get(self, _name: str, _default: object = None) -> str:
        """Return the symbol."""
        return self._symbol
