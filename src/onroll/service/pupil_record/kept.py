"""Which tables hold anything of a pupil: asked once, so that of most pupils most tables are never read."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from onroll.service.hand_written import prepared_cursor

Kept = frozenset[type[Model]]


def kept_of(school_id: int, pupil_id: int, models: Sequence[type[Model]]) -> Kept:
    """Return which of these models have a row of a pupil at a school, in one statement; of one that names no pupil, any of the school."""
    asked: list[str] = []
    values: list[int] = []
    for model in models:
        columns = {field.column for field in model._meta.concrete_fields}
        conditions = {"pupil_id": pupil_id, "school_id": school_id}
        named = {column: value for column, value in conditions.items() if column in columns}
        where = " AND ".join(f"{column} = %s" for column in named)
        asked.append(f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE {where})")
        values += named.values()
    with prepared_cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}", values)
        answers = cursor.fetchone() or ()
    return frozenset(model for model, has_any in zip(models, answers, strict=True) if has_any)
