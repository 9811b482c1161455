"""Statements written by hand, for what every page asks: the ORM words one longer than a database answers it.

PostgreSQL plans such a statement once a connection and not once a page: policies of row-level security make planning the
dearer half. Which schools a connection may see is read when a plan runs, so a plan kept shows nobody another's rows. A
statement names its columns: one that said `*` would not outlive a migration once it is prepared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

AnyModel = TypeVar("AnyModel", bound=Model)
Convert = Callable[[Any], Any]
Values = Sequence[Any] | Mapping[str, Any]


class _Reading(NamedTuple):
    """How a row becomes an instance: the columns that are fields, in the model's order, and those that stand beside them."""

    names: tuple[str, ...]
    places: tuple[int, ...]
    beside: tuple[tuple[str, int], ...]
    conversions: tuple[tuple[int, Convert], ...]


@lru_cache(maxsize=64)
def columns_of(model: type[Model], alias: str = "") -> str:
    """Return a model's columns as a statement lists them, each after a table's alias where one is given."""
    of_table = f"{alias}." if alias else ""
    return ", ".join(f"{of_table}{field.column}" for field in model._meta.concrete_fields)


def prepared_cursor() -> CursorWrapper:
    """Return a cursor whose statements PostgreSQL keeps planned; SQLite's do so anyway.

    It sends values beside the statement, 65,535 of them at most.
    """
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        from django.db.backends.postgresql.base import ServerBindingCursor

        cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg] # its stubs forget __init__
    return cursor


def among(ids: Collection[int]) -> tuple[str, list[Any]]:
    """Return a condition that a column is one of these ids, and its values; its words do not change with their number.

    SQLite has no arrays, and does not mind.
    """
    if connection.vendor == "postgresql":
        return "= ANY (%s::bigint[])", [list(ids)]
    return f"IN ({', '.join(['%s'] * len(ids)) or 'NULL'})", list(ids)


def as_text(column: str) -> str:
    """Return the SQL that gives a column of days as text, for `day_of`: SQLite makes each row's day anew, and of a span they are few."""
    return f"CAST({column} AS text)"


def moment_of(value: Any) -> dt.datetime:
    """Return a moment of a row that was asked for as text."""
    found = dt.datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def day_of(value: Any) -> dt.date:
    """Return a day of a row: SQLite hands days back as text where a statement is not the ORM's."""
    return value if isinstance(value, dt.date) else _day_in_text(value)


@lru_cache(maxsize=4096)
def _day_in_text(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def instances(model: type[AnyModel], sql: str, values: Values) -> list[AnyModel]:
    """Return a statement's rows as instances of a model; a column that is no field of it is set beside its fields."""
    with prepared_cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
        if not rows:
            return []
        columns = tuple(column[0] for column in cursor.description)
    reading = _reading(model, columns, connection.vendor)
    return [_instance(model, reading, row) for row in rows]


def _instance(model: type[AnyModel], reading: _Reading, row: Sequence[Any]) -> AnyModel:
    if reading.conversions:
        row = list(row)
        for place, convert in reading.conversions:
            row[place] = convert(row[place])
    made = model.from_db(DEFAULT_DB_ALIAS, reading.names, [row[place] for place in reading.places])
    for name, place in reading.beside:
        setattr(made, name, row[place])
    return made


@lru_cache(maxsize=256)
def _reading(model: type[Model], columns: tuple[str, ...], vendor: str) -> _Reading:
    fields = [field for field in model._meta.concrete_fields if field.column in columns]
    places = tuple(columns.index(field.column) for field in fields)
    beside = tuple((name, place) for place, name in enumerate(columns) if place not in places)
    conversions = tuple(
        (place, convert)
        for field, place in zip(fields, places, strict=True)
        for convert in _conversions(field)
    )
    return _Reading(tuple(field.attname for field in fields), places, beside, conversions)


def _conversions(field: Field[Any, Any]) -> list[Convert]:
    """Return what a database's own kind of value needs to become the field's: SQLite keeps days and moments as text."""
    as_column = field.get_col(field.model._meta.db_table)
    found = [*connection.ops.get_db_converters(as_column), *field.get_db_converters(connection)]
    return [partial(convert, expression=as_column, connection=connection) for convert in found]
