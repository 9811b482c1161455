"""Another system's totals, of pupils or of groups of them: whose differ from ours, and what they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from onroll.analysis.arithmetic import Family

Totals = Mapping[Family, int]


class Whose(StrEnum):
    """Which side has totals of a pupil or a group."""

    BOTH = "both"
    OURS_ALONE = "ours alone"
    THEIRS_ALONE = "theirs alone"


@dataclass(frozen=True, slots=True)
class TotalsDiffer:
    """One pupil or group whose totals differ: ours, theirs, and ours less theirs, of the figures that both were asked for."""

    name: str
    whose: Whose
    ours: Totals
    theirs: Totals

    def difference(self, figure: Family) -> int:
        """Answer a figure here less the same figure there; what one side has not is nothing."""
        return self.ours.get(figure, 0) - self.theirs.get(figure, 0)


@dataclass(frozen=True, slots=True)
class TotalsCompared:
    """Every pupil or group whose totals differ. By figure, they come to the difference of the whole, exactly."""

    figures: tuple[Family, ...]
    agreed: int
    differ: tuple[TotalsDiffer, ...]
    ours: Totals
    theirs: Totals

    def difference(self, figure: Family) -> int:
        """Answer a figure of the whole here less the same figure there."""
        return self.ours[figure] - self.theirs[figure]


def compare_totals(
    ours: Mapping[str, Totals], theirs: Mapping[str, Totals], *, figures: tuple[Family, ...]
) -> TotalsCompared:
    """Compare totals by pupil or by group, in the figures that the other system gives."""
    names = sorted(ours.keys() | theirs.keys())
    differ = tuple(_differing(ours, theirs, names, figures))
    return TotalsCompared(
        figures,
        len(names) - len(differ),
        differ,
        _added(ours, figures),
        _added(theirs, figures),
    )


def _differing(
    ours: Mapping[str, Totals], theirs: Mapping[str, Totals], names: list[str], figures: tuple[Family, ...]
) -> Iterator[TotalsDiffer]:
    for name in names:
        one = TotalsDiffer(name, _whose(name, ours, theirs), ours.get(name, {}), theirs.get(name, {}))
        if one.whose is not Whose.BOTH or any(one.difference(figure) for figure in figures):
            yield one


def _whose(name: str, ours: Mapping[str, Totals], theirs: Mapping[str, Totals]) -> Whose:
    if name not in theirs:
        return Whose.OURS_ALONE
    return Whose.BOTH if name in ours else Whose.THEIRS_ALONE


def _added(totals: Mapping[str, Totals], figures: tuple[Family, ...]) -> dict[Family, int]:
    return {figure: sum(one.get(figure, 0) for one in totals.values()) for figure in figures}
