"""Tests made of several points, all of which must hold: a checklist that answers as one finding."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onroll.law.citation import Citation
from onroll.law.finding import Finding, Missing
from onroll.law.plain_words import listed


class Point(NamedTuple):
    """One point of a test: whether it holds (None is not known), what it is, and who could say.

    `words` finish the sentence "It is shown that …".
    """

    holds: bool | None
    words: str
    who: str


def find_all(
    rule: str,
    points: Iterable[Point],
    citations: tuple[Citation, ...],
    *,
    facts: Mapping[str, object] | None = None,
    would_change: tuple[str, ...] = (),
) -> Finding:
    """Find whether every point holds. One that is known not to settles it, whatever else is not known.

    The facts hold the `points`, in order, for whoever shows the test as a checklist.
    """
    asked = tuple(points)
    against = [point for point in asked if point.holds is False]
    unknown = [point for point in asked if point.holds is None]
    met = False if against else None if unknown else True
    return Finding(
        rule,
        met,
        _reasons(asked, against, unknown),
        citations,
        facts={"points": asked, **(facts or {})},
        missing=() if against else tuple(Missing(f"Whether {one.words}", one.who) for one in unknown),
        would_change=(*_otherwise(asked, against, met), *would_change) if met is not None else (),
    )


def _otherwise(asked: tuple[Point, ...], against: list[Point], met: bool | None) -> tuple[str, ...]:
    if met:
        return (f"If it turned out not to be so that {listed([one.words for one in asked], 'or')}.",)
    return tuple(f"If it were shown that {one.words}." for one in against)


def _reasons(asked: tuple[Point, ...], against: list[Point], unknown: list[Point]) -> tuple[str, ...]:
    if against:
        return tuple(f"It is not so that {point.words}." for point in against)
    if unknown:
        return tuple(f"It is not known whether {point.words}." for point in unknown)
    return (f"It is shown that {listed([point.words for point in asked], 'and')}.",)
