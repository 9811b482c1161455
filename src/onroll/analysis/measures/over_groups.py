"""Every enrolment once for each grouping, so that one statement works a measure out for all of them."""

from collections.abc import Sequence

from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping


def view_grouped(engine: Engine, groupings: Sequence[Grouping]) -> None:
    """Name `grouped`: the rows of `enrolments` with the number of a grouping and the group each falls in."""
    engine.view(
        "grouped",
        " UNION ALL ".join(
            f"SELECT CAST({number} AS BIGINT) AS grouping, {grouping.label('e')} AS grp, e.* FROM enrolments e"
            for number, grouping in enumerate(groupings)
        ),
    )


def distinct_pupils(where: str) -> str:
    """Spell how many pupils a test of rows `e` holds for. Only the few with several enrolments need telling apart."""
    return (
        f"count(*) FILTER (WHERE {where} AND NOT e.is_elsewhere_too) "
        f"+ count(DISTINCT CASE WHEN {where} AND e.is_elsewhere_too THEN e.pupil END)"
    )
