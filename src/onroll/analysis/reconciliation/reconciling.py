"""Both sides, pupil by pupil, and what the differences come to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation.code_map import CodeMap
from onroll.analysis.reconciliation.kinds import Kind
from onroll.analysis.reconciliation.marks import ALWAYS, OurMark, Roll, TheirMark
from onroll.analysis.reconciliation.sessions import FIGURES, Effect, Explained, compare_sessions

Marks = Iterable[tuple[str, Iterable[OurMark]]]


@dataclass(slots=True)
class Reconciliation:
    """What came of comparing two systems. By figure: ours less theirs is what the explained sessions come to, exactly.

    `by_kind` is, for each kind, how many sessions are of it and what they come to.
    """

    pupils: int = 0
    agreed: int = 0
    differ: int = 0
    #: Few different effects stand for very many sessions; figures are added up from them when they are asked for.
    effects_here: Counter[Effect] = field(default_factory=Counter)
    effects_there: Counter[Effect] = field(default_factory=Counter)
    sessions_of: Counter[Kind] = field(default_factory=Counter)
    come_to: dict[Kind, Counter[Family]] = field(default_factory=lambda: defaultdict(Counter))
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def ours(self) -> Counter[Family]:
        """Every figure here."""
        return _figures(self.effects_here)

    @property
    def theirs(self) -> Counter[Family]:
        """Every figure there."""
        return _figures(self.effects_there)

    def difference(self, figure: Family) -> int:
        """Answer a figure here less the same figure there."""
        return self.ours[figure] - self.theirs[figure]

    def explained(self, figure: Family) -> int:
        """Answer what the explained sessions of every kind come to."""
        return sum(counted[figure] for counted in self.come_to.values())

    def _take(self, explained: Explained) -> None:
        self.differ += 1
        self.sessions_of[explained.kind] += 1
        counted = self.come_to[explained.kind]
        for figure, effect in zip(FIGURES, explained.effect, strict=True):
            if effect:
                counted[figure] += effect
        if explained.kind is Kind.NOT_UNDERSTOOD:
            self.unread[explained.theirs] += 1


def reconcile(
    ours: Marks,
    theirs: Mapping[str, Iterable[TheirMark]],
    *,
    code_map: CodeMap,
    roll_of: Callable[[str], Roll] = lambda _: ALWAYS,
    found: Reconciliation,
) -> Iterator[Explained]:
    """Yield every pupil and session that the two sides do not count alike, and leave in `found` what they come to.

    `ours` yields each pupil once, and need not be in memory; whoever is in `theirs` alone comes after them. `found` is whole
    once the last has been yielded.
    """
    seen = set()
    for pupil, marks in ours:
        seen.add(pupil)
        yield from _of_pupil(pupil, marks, theirs.get(pupil, ()), code_map, roll_of(pupil), found)
    for pupil, others in theirs.items():
        if pupil not in seen:
            yield from _of_pupil(pupil, (), others, code_map, roll_of(pupil), found)


def _of_pupil(
    pupil: str,
    ours: Iterable[OurMark],
    theirs: Iterable[TheirMark],
    code_map: CodeMap,
    roll: Roll,
    found: Reconciliation,
) -> Iterator[Explained]:
    found.pupils += 1
    for one in compare_sessions(pupil, ours, theirs, code_map, roll):
        found.effects_here[one.ours] += 1
        found.effects_there[one.theirs] += 1
        if one.explained is None:
            found.agreed += 1
        else:
            found._take(one.explained)
            yield one.explained


def _figures(effects: Counter[Effect]) -> Counter[Family]:
    counted: Counter[Family] = Counter()
    for effect, times in effects.items():
        for figure, added in zip(FIGURES, effect, strict=True):
            if added:
                counted[figure] += added * times
    return counted
