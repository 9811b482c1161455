"""Every enrolment once for each grouping, so that one statement works a measure out for all of them."""

from collections.abc import Sequence
from typing import Any, Protocol

from onroll.analysis.groupings import Grouping


class Queried(Protocol):
    """The part of an engine that enrolments are asked through: the file of what was counted has no more."""

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand."""


def view_grouped(engine: Queried, groupings: Sequence[Grouping]) -> None:
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
