"""Which parent's record a link or an account is of, where two rows were found to be one person.

Nothing is moved when rows are merged: what was made for the folded row is read as the kept one's, so that putting the merge back
puts this back too.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from onroll.service.parents.models import AccountAccess
from onroll.service.people.folded_parents import of_kept_parents
from onroll.service.people.models import Parent

#: To be read together with a link or an access, so that finding the kept row takes no statement.
FOLDED = "parent__folded_into__folded_into"


def kept(parent: Parent) -> Parent:
    """Return the row that a parent's own was folded into in the end; itself where it was not."""
    while parent.folded_into is not None:
        parent = parent.folded_into
    return parent


def of_records(parent_ids: Collection[int]) -> Q:
    """Return what finds the links and accounts of parents, with those of rows that were folded into theirs."""
    return of_kept_parents(parent_ids)


def standing_accesses(school_id: int, parent_ids: Collection[int]) -> QuerySet[AccountAccess]:
    """Return what accounts open of parents' records at a school; of one record the first opens it, and no other does."""
    rows = AccountAccess.objects.filter(of_records(parent_ids), school_id=school_id, ended_at__isnull=True)
    own_first = F("parent__folded_into").asc(nulls_first=True)
    return rows.select_related("user", "school", FOLDED).order_by(own_first, "pk")


def standing_access(school_id: int, parent_id: int) -> AccountAccess | None:
    """Return the access that opens a parent's record at a school; None where none does."""
    return standing_accesses(school_id, [parent_id]).first()
