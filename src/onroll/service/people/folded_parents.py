"""What was said of a parent whose row was folded into another's: it is read as the kept one's, and nothing is moved.

So what is append-only stays, and putting a merge back puts this back too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from django.db.models import Q

#: The rows that a row of something of a parent speaks for, by how often it was folded.
CHAIN = ("parent_id", "parent__folded_into_id", "parent__folded_into__folded_into_id")

Said = TypeVar("Said")


def of_kept_parents(parent_ids: Collection[int]) -> Q:
    """Return what finds the rows of parents, with those of rows that were folded into theirs."""
    wanted = list(parent_ids)
    return (
        Q(parent_id__in=wanted)
        | Q(parent__folded_into_id__in=wanted)
        | Q(parent__folded_into__folded_into_id__in=wanted)
    )


def by_kept_parent(
    rows: Iterable[tuple[int | None, int | None, int | None, Said]], parent_ids: Collection[int]
) -> Iterator[tuple[int, int, Said]]:
    """Yield, of rows read by CHAIN, whom each speaks for among some parents, how often it was folded for it, and what it says."""
    wanted = set(parent_ids)
    for *chain, said in rows:
        for depth, parent_id in enumerate(chain):
            if parent_id in wanted and parent_id is not None:
                yield parent_id, depth, said
