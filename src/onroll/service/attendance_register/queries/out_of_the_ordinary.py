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


_OF_A_SCHOOL = (
    f"FROM attendance_register_currententry c WHERE c.school_id = %s AND {is_out_of_the_ordinary('c')}"
)
#: From one code to the next of those a school has: a look into the index for each, and none at its entries.
CODES_OF_A_SCHOOL = f"""
WITH RECURSIVE codes(code) AS (
  SELECT MIN(c.code) {_OF_A_SCHOOL}
   UNION ALL
  SELECT (SELECT MIN(c.code) {_OF_A_SCHOOL} AND c.code > codes.code) FROM codes WHERE codes.code IS NOT NULL
)"""
#: The entries `c` of a school in a span, whatever their codes. A database told nothing of codes goes through every entry of the span instead.
FROM_EVERY_CODE = """
  FROM codes
 CROSS JOIN attendance_register_currententry c"""
OF_EVERY_CODE = f"""
 WHERE c.code = codes.code AND c.school_id = %s AND c.date BETWEEN %s AND %s AND {is_out_of_the_ordinary("c")}"""
