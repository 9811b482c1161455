"""The shapes a case may use: days, codes, calendars, entries. Each says what it wanted where it is not given it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from math import inf
from typing import Any

# What YAML and JSON can hold, read into what a rule asks for.
Reader = Callable[[object, str], Any]

# Python reads other forms too, such as a day by its week or a time with a zone. A case has these alone.
_DAY_AS_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME_AS_WRITTEN = re.compile(r"[0-9]{2}:[0-9]{2}")


class FaultyCase(ValueError):
    """A case that cannot be judged: the field, and what was wanted."""

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(f"{field}: {wanted}")
        self.field = field
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field holds, in words, and the function that reads it."""

    words: str
    read: Reader


def _read_day(value: object, field: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY_AS_WRITTEN.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise FaultyCase(field, f"wanted a day such as 2026-09-07, not {shown(value)}.")


def _read_time(value: object, field: str) -> time:
    if isinstance(value, str) and _TIME_AS_WRITTEN.fullmatch(value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise FaultyCase(field, f'wanted a time in quotes such as "09:00", not {shown(value)}.')


def _read_yes_no(value: object, field: str) -> bool:
    if isinstance(value, bool):
        return value
    raise FaultyCase(field, f"wanted true or false, not {shown(value)}.")


def _read_text(value: object, field: str) -> str:
    if isinstance(value, str):
        return value
    raise FaultyCase(field, f"wanted words in quotes, not {shown(value)}.")


def _read_number(value: object, field: str) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf:
        return value
    raise FaultyCase(field, f"wanted a number, not {shown(value)}.")


def whole_number(at_least: int = 0) -> Shape:
    """Answer the shape of a whole number that is no smaller than another."""

    def read(value: object, field: str) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return value
        raise FaultyCase(field, f"wanted a whole number of {at_least} or more, not {shown(value)}.")

    return Shape(f"a whole number of {at_least} or more", read)


def one_of(*choices: str) -> Shape:
    """Answer the shape of one of some words."""
    words = f"one of {', '.join(choices)}"

    def read(value: object, field: str) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise FaultyCase(field, f"wanted {words}, not {shown(value)}.")

    return Shape(words, read)


def nullable(shape: Shape) -> Shape:
    """Answer a shape that may also be null."""
    return Shape(
        f"{shape.words}, or null",
        lambda value, field: None if value is None else shape.read(value, field),
    )


def list_of(shape: Shape) -> Shape:
    """Answer the shape of a list, of which each item has a shape."""

    def read(value: object, field: str) -> list[Any]:
        return [shape.read(item, f"{field}[{place}]") for place, item in enumerate(items(value, field), 1)]

    return Shape(f"a list, each {shape.words}", read)


def record(words: str, fields: Mapping[str, Shape]) -> Shape:
    """Answer the shape of a mapping that holds exactly some fields."""

    def read(value: object, field: str) -> dict[str, Any]:
        given = mapping(value, field)
        refuse_unknown(given, fields, field)
        for name in fields:
            if name not in given:
                raise FaultyCase(f"{field}.{name}", f"missing; wanted {fields[name].words}.")
        return {name: shape.read(given[name], f"{field}.{name}") for name, shape in fields.items()}

    return Shape(words, read)


DAY = Shape("a day such as 2026-09-07", _read_day)
TIME = Shape('a time in quotes such as "09:00"', _read_time)
YES_NO = Shape("true or false", _read_yes_no)
TEXT = Shape("words in quotes", _read_text)
NUMBER = Shape("a number", _read_number)


def items(value: object, field: str) -> list[object]:
    """Read a list as it is."""
    if isinstance(value, list | tuple):
        return list(value)
    raise FaultyCase(field, f"wanted a list, not {shown(value)}.")


def mapping(value: object, field: str) -> Mapping[object, object]:
    """Read a mapping as it is."""
    if isinstance(value, Mapping):
        return value
    raise FaultyCase(field, f"wanted a mapping of names to values, not {shown(value)}.")


def refuse_unknown(given: Iterable[object], known: Iterable[str], field: str) -> None:
    """Raise `FaultyCase` for the first name that is not known, and say which are."""
    names = tuple(known)
    for name in given:
        if name not in names:
            where = f"{field}.{name}" if field else str(name)
            raise FaultyCase(where, f"not known here; wanted {', '.join(names) or 'nothing'}.")


def shown(value: object) -> str:
    """Write a value as a person would know it again."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”" if isinstance(value, str) else str(value)
