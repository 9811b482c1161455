"""Let a database come to rest before it is measured."""

from __future__ import annotations


def settle() -> None:
    """Tidy what was written just now: PostgreSQL would do so by itself in the next minute, beside what is measured."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
