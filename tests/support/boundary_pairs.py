"""Whether each number and each first day of the law is held on both sides: move it by one, and something must notice.

What may notice is a case of a shipped casebook, or a sentence of `tests/law`. Each is watched once to learn which
dated values it reads, and is asked again only about those.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Any

from onroll.casebooks import SHIPPED, casebooks_in, cases_in
from onroll.law import Dated, From, all_rules, attendance_codes
from onroll.law.casebook import judge
from tests.support.remembered import forget_all

TESTS_OF_THE_LAW = Path(__file__).parents[1] / "law"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """One step of a value, moved: in words, with the steps and the announced values to have in their place."""

    words: str
    steps: tuple[Any, ...]
    announced: tuple[Any, ...]
    is_newest: bool = False
    of_the_day: bool = False


@dataclass
class Witness:
    """A case or a sentence that holds as the law stands, and what it reads of it."""

    name: str
    holds: Callable[[], bool]
    reads: set[int] = field(default_factory=set)
    asks_the_day: set[int] = field(default_factory=set)


def changes_of(value: Dated[Any]) -> Iterator[Change]:
    """Yield each step of a value a day sooner and a day later, and each number of it one less and one more.

    A first step that says nothing (no days, not in force), and one that says what the one before it said, are left on
    their days: nothing but a citation turns on them.
    """
    for place, step in enumerate(value.steps):
        before = getattr(value.steps[place - 1], "value", None) if place else None
        newest = step is value.steps[-1]
        if isinstance(step, From) and (step.value if place == 0 else step.value != before):
            for day in (step.day - ONE_DAY, step.day + ONE_DAY):
                words = f"from {day} and not {step.day}: {step.value!r:.60}"
                yield Change(
                    words, _with(value.steps, place, replace(step, day=day)), value.announced, newest, True
                )
        for other in others(getattr(step, "value", None)):
            words = f"from {step.day} {_difference(step.value, other)}"
            yield Change(
                words, _with(value.steps, place, replace(step, value=other)), value.announced, newest
            )
    for place, one in enumerate(value.announced):
        for other in others(one.value):
            words = f"announced {other!r} and not {one.value!r}"
            yield Change(words, value.steps, _with(value.announced, place, replace(one, value=other)))


def _with(items: Sequence[Any], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _difference(value: Any, other: Any) -> str:
    if isinstance(value, Mapping):
        return f"without {(value.keys() - other.keys()).pop()!r}"
    return f"{other!r:.200} and not {value!r:.200}"


def others(value: Any) -> Iterator[Any]:
    """Yield a value of the law with each number moved by one, or each member left out. Words are for people."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value - 1, value + 1)
    elif isinstance(value, frozenset):
        yield from (value - {member} for member in sorted(value))
    elif isinstance(value, Mapping):
        for left_out in value:
            yield {key: value[key] for key in value if key != left_out}
    elif isinstance(value, tuple) and not any(isinstance(item, str) for item in value):
        made = getattr(value, "_make", tuple)
        for place, item in enumerate(value):
            for other in others(item):
                yield made([*value[:place], other, *value[place + 1 :]])
    elif isinstance(value, str) and " " not in value:
        yield f"not {value}"


@contextmanager
def changed(value: Dated[Any], change: Change) -> Iterator[None]:
    """Have the law say something else for a while."""
    kept = value.steps, value.announced
    _have(value, change.steps, change.announced)
    try:
        yield
    finally:
        _have(value, *kept)


def _have(value: Dated[Any], steps: tuple[Any, ...], announced: tuple[Any, ...]) -> None:
    value.steps, value.announced, value._newest_first = steps, announced, steps[::-1]
    if value is attendance_codes.CODES:
        # Looked up too often to ask the dated value each time.
        attendance_codes._TABLES = tuple(step.value for step in steps)
        attendance_codes._FIRST_DAYS = tuple(step.day for step in steps)
    forget_all()


@lru_cache(maxsize=1)
def shipped_cases() -> list[Witness]:
    """Answer every shipped case, as a witness."""
    found = []
    for path in casebooks_in([SHIPPED]):
        for case, _ in cases_in(path):
            found.append(Witness(f"{path.name}: {case['name']}", lambda case=case: judge(case).passed))
    return _watched(found)


@lru_cache(maxsize=1)
def sentences() -> list[Witness]:
    """Answer every sentence of the tests of the law that needs no fixture, as a witness."""
    found = []
    for path in sorted(TESTS_OF_THE_LAW.rglob("test_*.py")):
        name = ".".join(("tests", *path.relative_to(TESTS_OF_THE_LAW.parent).with_suffix("").parts))
        if "casebook" not in name:
            found += list(_sentences_in(importlib.import_module(name)))
    return _watched(found)


def _sentences_in(module: Any) -> Iterator[Witness]:
    for holder in (module, *(one for name, one in vars(module).items() if name.startswith("Test"))):
        for name, function in vars(holder).items():
            if name.startswith("test") and callable(function):
                within = "" if holder is module else f"{holder.__name__}."
                for given in _parameters(function):
                    if set(given) == set(signature(function).parameters) - {"self"}:
                        yield Witness(
                            f"{module.__name__}.{within}{name}",
                            lambda holder=holder, name=name, given=given: _passes(holder, name, given),
                        )


def _passes(holder: Any, name: str, given: dict[str, Any]) -> bool:
    test = getattr(holder() if isinstance(holder, type) else holder, name)
    try:
        test(**given)
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt):
            raise
        return False
    return True


def _parameters(function: Any) -> Iterator[dict[str, Any]]:
    """Yield each set of arguments that `parametrize` gives a test."""
    sets = []
    for mark in getattr(function, "pytestmark", []):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            names = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)
            rows = [
                getattr(row, "values", row) if type(row).__name__ == "ParameterSet" else row for row in rows
            ]
            sets.append([dict(zip(names, (row,) if len(names) == 1 else row, strict=True)) for row in rows])
    for chosen in itertools.product(*sets):
        yield {name: value for one in chosen for name, value in one.items()}


def _watched(witnesses: list[Witness]) -> list[Witness]:
    """Run each once, and note what it reads and where it asks for a day. Those that do not hold are left out."""
    all_rules()
    kept = {name: vars(Dated)[name] for name in ("step_on", "first_day", "announced")}
    reading: list[Witness] = []

    def step_on(value: Dated[Any], day: date) -> Any:
        reading[-1].reads.add(id(value))
        if day != value.steps[-1].day:
            reading[-1].asks_the_day.add(id(value))
        return kept["step_on"](value, day)

    def first_day(value: Dated[Any]) -> date:
        reading[-1].reads.add(id(value))
        reading[-1].asks_the_day.add(id(value))
        return value.steps[0].day

    def announced(value: Dated[Any]) -> Any:
        reading[-1].reads.add(id(value))
        return kept["announced"].__get__(value)

    held = []
    for name, noting in (
        ("step_on", step_on),
        ("first_day", property(first_day)),
        ("announced", property(announced)),
    ):
        setattr(Dated, name, noting)
    try:
        for witness in witnesses:
            forget_all()
            reading.append(witness)
            if witness.holds():
                held.append(witness)
    finally:
        for name, own in kept.items():
            setattr(Dated, name, own)
    return held


def unnoticed(value: Dated[Any], *, by_cases: bool = False) -> list[str]:
    """Answer, in words, the changes of a value that nothing notices; with `by_cases`, no case, of its newest numbers.

    A first day is moved only where something asks the value by the day.
    """
    cases = _that_read(value, shipped_cases())
    witnesses = cases if by_cases else [*cases, *_that_read(value, sentences())]
    by_day = any(id(value) in one.asks_the_day for one in witnesses)
    wanted = [
        change
        for change in changes_of(value)
        if (change.is_newest and not change.of_the_day if by_cases else by_day or not change.of_the_day)
    ]
    return [change.words for change in wanted if not _noticed(value, change, witnesses)]


def may_be_asked_by_a_case(value: Dated[Any]) -> bool:
    """Answer whether any shipped case reads a value."""
    return bool(_that_read(value, shipped_cases()))


def _that_read(value: Dated[Any], witnesses: list[Witness]) -> list[Witness]:
    if value is attendance_codes.CODES:
        return witnesses
    return [one for one in witnesses if id(value) in one.reads]


def _noticed(value: Dated[Any], change: Change, witnesses: list[Witness]) -> bool:
    with changed(value, change):
        return not all(one.holds() for one in witnesses)
