"""Who moved between bands of absence from one term to the next, and over the thresholds."""

from onroll.analysis.measures.definitions import MOVERS
from onroll.analysis.periods import from_term_to_term
from onroll.analysis.pupil_figures.short_periods import FEWEST_WEEKS
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.moves import EDGES, MovesOfTerms, band_in_words
from onroll.analysis.report.tables import cell, number, table


def movers(contents: Contents) -> list[Part]:
    """Give the moves of each pair of terms long enough to be compared."""
    compared = [one for one in contents.moves if one.has_any]
    if not compared:
        return [
            element(
                "p",
                f"Terms of {FEWEST_WEEKS} school weeks or more can be compared, where anybody had something possible in both. There "
                "are no two such terms here.",
            )
        ]
    return [
        element(
            "p",
            "Enrolments with something possible in both terms, each judged by the term’s own possible sessions. A row is "
            "those who were in the band in the first term, and a column those in it in the second: on the diagonal they stayed.",
        ),
        *(part for one in compared for part in (_between_bands(one), _over_thresholds(contents, one))),
    ]


def _between_bands(moves: MovesOfTerms) -> Html:
    rows = [
        (band_in_words(before), [number(moves.counts.get((before, after), 0)) for after in EDGES])
        for before in EDGES
    ]
    return table(
        f"Enrolments by share missed, {_in_words(moves)}",
        (f"In the {moves.before}", *(band_in_words(after) for after in EDGES)),
        rows,
    )


def _over_thresholds(contents: Contents, moves: MovesOfTerms) -> Html:
    period = from_term_to_term(moves.before, moves.after)
    rows = [(one.title, [cell(contents.figures.find(one.name, period))]) for one in MOVERS]
    return table(f"Over the thresholds, {_in_words(moves)}", ("Measure", "Of those who could"), rows)


def _in_words(moves: MovesOfTerms) -> str:
    return from_term_to_term(moves.before, moves.after)
