"""Groups that lie within others, as schools do in a district and classes in a year group, as the enrolments have them.

Which groupings do is said here. Which group lies in which is learned from who is in both: groups that share a pupil, or share one with a
group that does, come to the same on either side, be it one district and its schools or two year groups and the classes that mix them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.over_groups import Queried

#: What lies within what, where it does: a column, and those whose groups are made of its own.
WITHIN = {
    "registration_group": ("year_group", "school", "phase", "district", "trust"),
    "year_group": ("phase", "school", "district", "trust"),
    "school": ("phase", "district", "trust"),
    "district": ("trust",),
    "sen": ("ehcp",),
    "sen_need": ("sen", "ehcp"),
}


@dataclass(frozen=True, slots=True)
class Nested:
    """Two groupings, and a number for each of their groups: those of one number come to the same on both sides."""

    outer: Grouping
    inner: Grouping
    of_outer: Mapping[str, int]
    of_inner: Mapping[str, int]


def lies_within(inner: Grouping, outer: Grouping) -> bool:
    """Answer whether each column of a grouping is one of another's or made of one of them, and some are not its own."""
    own = set(inner.columns)
    made_of = {name for column in inner.columns for name in WITHIN.get(column, ())}
    return bool(set(outer.columns) - own) and set(outer.columns) <= own | made_of


def nested(engine: Queried, groupings: Iterable[Grouping]) -> list[Nested]:
    """Find what lies within what among groupings, of `enrolments`: those with anything possible."""
    every = list(groupings)
    return [_learned(engine, inner, outer) for outer in every for inner in every if lies_within(inner, outer)]


def _learned(engine: Queried, inner: Grouping, outer: Grouping) -> Nested:
    pairs = engine.rows(
        f"SELECT DISTINCT {outer.label('e')} AS outside, {inner.label('e')} AS inside FROM enrolments e WHERE e.possible > 0"
    )
    return Nested(outer, inner, *together(pairs))


def together(pairs: Iterable[Sequence[str]]) -> tuple[dict[str, int], dict[str, int]]:
    """Number the groups of both sides, given those that share a pupil: the ones that hang together have one number."""
    outside: dict[str, int] = {}
    inside: dict[str, int] = {}
    # Numbers that were found to be of one kind with a lower one, and that one.
    lower: dict[int, int] = {}

    def lowest(number: int) -> int:
        while number in lower:
            number = lower[number]
        return number

    for number, (outer, inner) in enumerate(pairs):
        one = lowest(outside.setdefault(outer, number))
        other = lowest(inside.setdefault(inner, number))
        if one != other:
            lower[max(one, other)] = min(one, other)
    return (
        {name: lowest(number) for name, number in outside.items()},
        {name: lowest(number) for name, number in inside.items()},
    )
