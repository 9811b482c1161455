"""Every enrolment once for each grouping, so that one statement works a measure out for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from onroll.analysis.groupings import Grouping


class Queried(Protocol):
    """The part of an engine that enrolments are asked through: the file of what was counted has no more."""

    def make(self, table: str, query: str) -> None:
        """Make a table of a query's rows, in place of any of that name."""

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand."""


#: Up to so many rows a table of them is worked out sooner than every statement plans each grouping anew.
_FEW = 200_000


def name_grouped(engine: Queried, groupings: Mapping[int, Grouping]) -> None:
    """Name `grouped`: the rows of `enrolments` with the number of a grouping and the group each falls in.

    Of few rows it is a table; of many, or of one grouping, a view, which holds no row twice.
    """
    ((enrolments,),) = engine.rows("SELECT count(*) FROM enrolments")
    name = engine.make if 1 < len(groupings) <= _FEW // max(enrolments, 1) else engine.view
    name(
        "grouped",
        " UNION ALL ".join(
            f"SELECT CAST({number} AS BIGINT) AS grouping, {grouping.label('e')} AS grp, e.* FROM enrolments e"
            for number, grouping in groupings.items()
        ),
    )


def make_grouped(engine: Queried, grouping: Grouping, columns: Sequence[str]) -> None:
    """Make a table of the same for one grouping, of some columns: of many enrolments it is asked sooner, and more than once."""
    engine.make(
        "grouped",
        f"SELECT CAST(0 AS BIGINT) AS grouping, {grouping.label('e')} AS grp, e.is_elsewhere_too, "
        f"CASE WHEN e.is_elsewhere_too THEN e.pupil END AS pupil, {', '.join(f'e.{name}' for name in columns)} FROM enrolments e",
    )


def with_pupils(
    engine: Queried,
    source: str,
    keys: Sequence[str],
    sums: Sequence[str],
    tests: Sequence[str],
    *,
    where: str = "1 = 1",
) -> Iterator[tuple[Any, ...]]:
    """Yield, for every value of the keys in order, the keys, the sums, and how many pupils each test holds for; of rows `e` of a source.

    Only the few pupils with several enrolments need telling apart. That is asked by itself: it costs several times as much a row.
    """
    by = ", ".join(f"e.{key}" for key in keys)
    apart = ", ".join(f"count(DISTINCT CASE WHEN {test} THEN e.pupil END)" for test in tests)
    several = {
        row[: len(keys)]: row[len(keys) :]
        for row in engine.rows(
            f"SELECT {by}, {apart} FROM {source} WHERE {where} AND e.is_elsewhere_too GROUP BY {by}"
        )
    }
    counts = [*sums, *(f"count(*) FILTER (WHERE {test} AND NOT e.is_elsewhere_too)" for test in tests)]
    for row in engine.rows(
        f"SELECT {by}, {', '.join(counts)} FROM {source} WHERE {where} GROUP BY {by} ORDER BY {by}"
    ):
        more = several.get(row[: len(keys)], (0,) * len(tests))
        first = len(row) - len(tests)
        yield *row[:first], *(int(one) + int(other) for one, other in zip(row[first:], more, strict=True))
