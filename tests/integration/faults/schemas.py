"""All that a database is made of, in words that do not go by the order in which it was made."""

from __future__ import annotations

import json
from typing import Any

LOCKS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
        "UNION ALL SELECT tablename || policyname || qual FROM pg_policies "
        "UNION ALL SELECT relname || relrowsecurity || relforcerowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        "UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    ),
}


def of(connection: Any) -> dict[str, Any]:
    """Return the columns and constraints of each table, the locks on them, and the migrations that are noted as applied."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {
            "columns": {table: _columns(connection, cursor, table) for table in tables},
            "constraints": {table: _constraints(connection, cursor, table) for table in tables},
            "locks": sorted(_firsts(cursor, LOCKS[connection.vendor])),
            "migrations": sorted(_firsts(cursor, "SELECT app || '.' || name FROM django_migrations")),
            "permissions": sorted(_firsts(cursor, "SELECT codename FROM auth_permission")),
        }


def _columns(connection: Any, cursor: Any, table: str) -> list[str]:
    found = connection.introspection.get_table_description(cursor, table)
    return sorted(
        f"{one.name} {one.type_code} {one.display_size} {one.internal_size} {one.null_ok} {one.default}"
        for one in found
    )


def _constraints(connection: Any, cursor: Any, table: str) -> list[str]:
    found = connection.introspection.get_constraints(cursor, table)
    return sorted(
        json.dumps({"name": "" if name.startswith("__unnamed") else name, **what}, default=str)
        for name, what in found.items()
    )


def _firsts(cursor: Any, sql: str) -> list[str]:
    cursor.execute(sql)
    return [str(row[0]) for row in cursor.fetchall()]
