"""The measures of a grouping that was not counted along with the others, from what each enrolment came to."""

from collections.abc import Collection
from itertools import chain

from onroll.analysis.counting.blocks import PARTS, part_name
from onroll.analysis.counting.scope import Scope
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.between_terms import cells_between_terms
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import SESSIONS
from onroll.analysis.measures.long_periods import SUMMED, cells_from_enrolments
from onroll.analysis.measures.over_groups import Queried, make_grouped

_WINDOWS = ("", *(f"{part_name(number)}_" for number in range(len(PARTS))))
#: What is asked of an enrolment beside its groups.
COLUMNS = [
    *(f"{window}{name}" for window in _WINDOWS for name in SUMMED),
    *("missing", "held", "weeks_broken", "weeks_possible", "longest_run_days", "first_met_on", "left_out"),
]


def cells_of_enrolments(
    engine: Queried,
    scope: Scope,
    grouping: Grouping,
    *,
    periods: Collection[str],
    beside: Collection[str] = (),
) -> list[Cell]:
    """Work out a grouping's measures of the whole period, of terms and of pairs of terms, by their names, from `enrolments` alone.

    Single codes and their families are not among them: an enrolment's row does not tell them apart. Of the periods `beside` there are
    the measures of sessions alone, which add up to others.
    """
    make_grouped(engine, grouping, COLUMNS)
    found = chain(
        cells_from_enrolments(engine, scope, sessions=SESSIONS, of=periods),
        cells_between_terms(engine, scope, of=periods),
        cells_from_enrolments(engine, scope, sessions=SESSIONS, of=beside, sessions_alone=True),
    )
    return [cell for _, cell in found]
