"""The ORM's statements, each worded once a process: asked again with other values, a database is sent the same words.

The ORM takes longer to word a statement than a database to answer it, and a page that asks for much words much. A statement
written by hand (`hand_written`) is dearer to read; here the words stay the ORM's own, and so do the instances made of the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

from onroll.service.hand_written import prepared_cursor

P = ParamSpec("P")
Row = TypeVar("Row")
Rows = Iterable[Sequence[Any]]

#: What stands in the words for a value until one is given, by its kind, a moment before the day it is also: nothing that a record holds.
_MARKS: tuple[tuple[type, Callable[[int], Any]], ...] = (
    (dt.datetime, lambda place: dt.datetime(9000, 1, 1 + place, 12, tzinfo=dt.UTC)),
    (dt.date, lambda place: dt.date(9000, 1, 1 + place)),
    (dt.time, lambda place: dt.time(4, 4, 4, place)),
    # Within the smallest column of whole numbers: of one that no row can hold, the ORM asks nothing.
    (int, lambda place: 32_000 + place),
    (str, lambda place: f"\ue000{place}"),
)


class NotAsGiven(Exception):
    """A function works with a value it is given, so that the words for one value would be wrong for another."""


class _Place(NamedTuple):
    """Where a value stands in a statement: its name, whether it is one of several, and what the database takes it as."""

    name: str
    is_several: bool
    adapt: Callable[[Any], Any]


class _Words(NamedTuple):
    """A statement in pieces, what stands between them, and what becomes of its rows."""

    pieces: list[str]
    between: list[Any]
    conversions: list[tuple[int, list[Any], Any]]
    make: Callable[[Rows], list[Any]]


def worded_once(query: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Make of a function that returns a query one that returns its rows, and that words it once a process.

    Its values stand in the query as they are given: numbers, words, days and moments, or several of one kind to be among; among none
    is no row. True, False and None are no such values and may decide what is asked. Raises NotAsGiven where a value is worked with.
    """
    kept: dict[object, _Words] = {}
    named = signature(query)

    @wraps(query)
    def rows_of(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        given = named.bind(*args, **kwargs).arguments
        values = {name: list(one) if _is_several(one) else one for name, one in given.items()}
        if [] in values.values():
            return []
        shape = (connection.vendor, *map(_kind, values.values()))
        if shape not in kept:
            kept[shape] = _worded(query, values)
        words = kept[shape]
        return words.make(_converted(_asked(words, values), words.conversions))

    return rows_of


def _is_several(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str)


def _kind(value: Any) -> object:
    """Return what of a value the words depend on: all of it where it decides what is asked."""
    return value if value is None or isinstance(value, bool) else type(value)


def _asked(words: _Words, values: dict[str, Any]) -> list[Sequence[Any]]:
    sql, sent, is_kept_planned = [words.pieces[0]], [], True
    for place, piece in zip(words.between, words.pieces[1:], strict=True):
        several = [place]
        if isinstance(place, _Place):
            is_kept_planned &= not place.is_several
            one = values[place.name]
            several = [place.adapt(each) for each in (one if place.is_several else (one,))]
        sent += several
        sql += (", ".join(["%s"] * len(several)), piece)
    # The words differ with how many there are to be among, and each would be planned afresh.
    with prepared_cursor() if is_kept_planned else connection.cursor() as cursor:
        cursor.execute("".join(sql), sent)
        return cursor.fetchall()


def _converted(rows: Rows, conversions: list[tuple[int, list[Any], Any]]) -> Iterator[Sequence[Any]]:
    if not conversions:
        yield from rows
        return
    for row in map(list, rows):
        for place, converters, column in conversions:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        yield row


def _worded(query: Callable[..., QuerySet[Any, Any]], values: dict[str, Any]) -> _Words:
    marks = {name: _mark_for(one, place) for place, (name, one) in enumerate(values.items())}
    marked = query(**marks)
    compiler = marked.query.get_compiler(connection=connection)
    sql, sent = compiler.as_sql()
    between = [_place(one, marks, values) for one in sent]
    stand = {one.name for one in between if isinstance(one, _Place)}
    for name, one in values.items():
        if name not in stand and one is not None and not isinstance(one, bool):
            raise NotAsGiven(
                f"{query.__qualname__} works with {name}. Give it what is to stand in the statement."
            )
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    conversions = [(place, list(convert), column) for place, (convert, column) in converters.items()]
    return _Words(sql.split("%s"), between, conversions, _maker(marked, compiler))


def _mark_for(value: Any, place: int) -> Any:
    if isinstance(value, list):
        return [_mark_for(value[0], place)]
    if value is None or isinstance(value, bool):
        return value
    return next(mark(place) for kind, mark in _MARKS if isinstance(value, kind))


def _place(sent: Any, marks: dict[str, Any], values: dict[str, Any]) -> Any:
    """Return which value a sent one stands for; what the ORM put there of itself stays as it is."""
    for name, mark in marks.items():
        one = mark[0] if isinstance(mark, list) else mark
        adapt = _adapting(one, sent)
        if one is not None and not isinstance(one, bool) and adapt(one) == sent:
            return _Place(name, isinstance(values[name], list), adapt)
    return sent


def _adapting(value: Any, sent: Any) -> Callable[[Any], Any]:
    """Return how the ORM makes of a value what it sends."""
    if isinstance(value, dt.datetime):
        return lambda one: connection.ops.adapt_datetimefield_value(one)
    if isinstance(value, dt.date):
        return lambda one: connection.ops.adapt_datefield_value(one)
    if isinstance(value, dt.time):
        return lambda one: connection.ops.adapt_timefield_value(one)
    # PostgreSQL is told how large a number is by its kind.
    return type(sent) if isinstance(sent, int) and isinstance(value, int) else type(value)


def _maker(query: QuerySet[Any, Any], compiler: SQLCompiler) -> Callable[[Rows], list[Any]]:
    """Return what makes of rows what the query would have."""
    if query._iterable_class is FlatValuesListIterable:
        return lambda rows: [row[0] for row in rows]
    if query._iterable_class is ValuesListIterable:
        return lambda rows: [tuple(row) for row in rows]
    # What is fetched beforehand is asked by other statements, whose values would stay those of the first time.
    fetches = query._prefetch_related_lookups  # type: ignore[attr-defined] # what its own iteration reads
    if query._iterable_class is not ModelIterable or compiler.klass_info is None or fetches:
        raise TypeError("Ask for instances, or for a list of values, and prefetch for the rows.")
    return _maker_of_instances(query, compiler, compiler.klass_info)


def _maker_of_instances(
    query: QuerySet[Any, Any], compiler: SQLCompiler, of: dict[str, Any]
) -> Callable[[Rows], list[Any]]:
    model: type[Model] = of["model"]
    first, last = of["select_fields"][0], of["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    related = get_related_populators(of, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of a later Django
    beside = list((compiler.annotation_col_map or {}).items())

    def make(rows: Rows) -> list[Any]:
        found = []
        for row in rows:
            one = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in related:
                populator.populate(row, one)
            for name, place in beside:
                setattr(one, name, row[place])
            found.append(one)
        return found

    return make
