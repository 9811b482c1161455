"""The standing entries that are anything but the present mark of their session: a few in a hundred, with an index of their own."""

from __future__ import annotations

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from onroll.law.registers import PRESENT_CODES
from onroll.service.attendance_register.models import CurrentEntry


def is_out_of_the_ordinary(table: str) -> str:
    """Return the condition as SQL: word for word the index's, or SQLite does not see that the index answers it."""
    of_halves = " OR ".join(
        f"({table}.code = '{code}' AND {table}.session = '{session.value}')"
        for session, code in PRESENT_CODES.items()
    )
    return f"NOT ({of_halves})"


def entries_out_of_the_ordinary() -> QuerySet[CurrentEntry]:
    """Return the standing entries that are no present mark; the caller narrows them to a school, its codes and its days."""
    condition = RawSQL(  # noqa: S611 - of the law's own codes, and of nothing that was typed
        is_out_of_the_ordinary(CurrentEntry._meta.db_table), (), output_field=BooleanField()
    )
    return CurrentEntry.objects.filter(condition)
