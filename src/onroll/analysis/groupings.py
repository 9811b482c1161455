"""The groups figures are asked by: all pupils, one characteristic, or two and more crossed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onroll.analysis.engine import literal
from onroll.analysis.tables import GROUPS

EVERYONE = "all"
NOT_KNOWN = "not known"


class UnknownGroup(ValueError):
    """Figures were asked by something the tables do not hold."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Figures cannot be given by “{name}”. Choose from {', '.join(GROUPS)}.")


@dataclass(frozen=True, slots=True)
class Grouping:
    """The columns crossed with each other; none for everyone."""

    columns: tuple[str, ...] = ()

    @classmethod
    def written(cls, text: str) -> "Grouping":
        """Read a grouping as people write it: `sex`, or `sex,fsm` for the two crossed. Raises `UnknownGroup`."""
        columns = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
        for name in columns:
            if name not in GROUPS:
                raise UnknownGroup(name)
        return cls(columns)

    def is_part_of(self, other: "Grouping") -> bool:
        """Answer whether another grouping crosses all of these columns with more."""
        return set(self.columns) < set(other.columns)

    def label(self, of: str) -> str:
        """Spell a group's name from its columns, as `sex=F,fsm=true`; `of` is the alias they belong to."""
        if not self.columns:
            return literal(EVERYONE)
        parts: list[str] = []
        for name in self.columns:
            value = f"{of}.{name}"
            parts.append(
                f"{literal(('' if not parts else ',') + name + '=')} || "
                f"CASE WHEN {value} IS NULL OR {value} = '' THEN {literal(NOT_KNOWN)} ELSE {value} END"
            )
        return " || ".join(parts)

    def values(self, group: str) -> tuple[str, ...]:
        """Answer the values a group's name holds, in the order of the columns."""
        if not self.columns:
            return ()
        rest: str = group
        found: list[str] = []
        for name in reversed(self.columns):
            rest, _, value = rest.rpartition(f"{'' if name == self.columns[0] else ','}{name}=")
            found.append(value)
        return tuple(reversed(found))


ALL = Grouping()


def groupings(written: Iterable[str]) -> Sequence[Grouping]:
    """Read the groupings asked for, everyone first and none twice."""
    return tuple(dict.fromkeys([ALL, *(Grouping.written(text) for text in written)]))
