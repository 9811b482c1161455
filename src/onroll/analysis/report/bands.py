"""How many enrolments missed how much: a table of bands that keeps small ones back.

The bands add up to all enrolments; those between the marks of persistent and of severe absence add up to what figures
shown elsewhere tell. What is kept back in each of these sums must not be read off the rest, so it comes to ten or more
and is two bands at least, or it is everything there is.
"""

from dataclasses import dataclass
from itertools import pairwise

from onroll.analysis.disclosure_control import FEWEST_SHOWN, kept_back_in_sums
from onroll.analysis.engine import Engine
from onroll.analysis.pupil_figures.bands import EDGES, in_words


@dataclass(frozen=True, slots=True)
class Band:
    """Enrolments that missed `start` per cent or more, and less than `end`. `enrolments` is None where kept back."""

    start: int
    end: int | None
    enrolments: int | None

    @property
    def in_words(self) -> str:
        """The band as it is printed; a pupil at its end is in the next."""
        return in_words(self.start)


def bands(engine: Engine, *, suppress: bool, marks: tuple[int, ...]) -> list[Band]:
    """Count the bands; `marks` are the per cents at which other figures divide the same enrolments."""
    place = " + ".join(
        f"CASE WHEN (authorised + unauthorised) * 100 >= possible * {edge} THEN 1 ELSE 0 END"
        for edge in EDGES[1:]
    )
    rows = engine.rows(
        "SELECT band, count(*), count(DISTINCT pupil) FROM "
        f"(SELECT pupil, {place} AS band FROM enrolments WHERE possible > 0) AS b GROUP BY band"
    )
    counts, pupils = [0] * len(EDGES), [0] * len(EDGES)
    for number, enrolments, of_pupils in rows:
        counts[number], pupils[number] = int(enrolments), int(of_pupils)
    hidden = kept_back(counts, pupils, marks) if suppress else set()
    return [
        Band(start, end, None if number in hidden else counts[number])
        for number, (start, end) in enumerate(zip(EDGES, [*EDGES[1:], None], strict=True))
    ]


def kept_back(
    counts: list[int], pupils: list[int], marks: tuple[int, ...], fewest: int = FEWEST_SHOWN
) -> set[int]:
    """Answer the numbers of the bands that are not shown."""
    cuts = [0, *(EDGES.index(mark) for mark in marks), len(EDGES)]
    between = [range(start, end) for start, end in pairwise(cuts)]
    # Who is over a mark is told by itself, even where who is over the next is kept back.
    lines = [*between, *(range(cut, len(EDGES)) for cut in cuts)]
    return kept_back_in_sums(dict(enumerate(counts)), dict(enumerate(pupils)), lines, fewest=fewest)
