"""The casebooks that come with Onroll, by subject, and how a casebook is read from YAML 1.2.

Each number of the law has its pair of cases: just short of it, and at it; each dated step the day before and its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onroll.law.casebook import Judged, judge, unjudged

SHIPPED = Path(__file__).parent
SUFFIXES = (".yaml", ".yml")
# A calendar written once may stand in each of many cases.
_MOST_REPEATS = 100


class NotACasebook(Exception):
    """A file that cannot be read, and why."""


def casebooks_in(places: Iterable[Path]) -> Iterator[Path]:
    """Yield each file named, and in the order of names each casebook of a folder and its sub-folders."""
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*") if path.suffix in SUFFIXES and path.is_file())
        else:
            yield place


def judged_in(path: Path) -> Iterator[Judged]:
    """Yield each case of a casebook, judged. Raises `NotACasebook`."""
    for place, (case, twice) in enumerate(cases_in(path), 1):
        if twice:
            fault = f"{twice}: named twice; wanted each name, and each day, once."
            yield unjudged(case, fault, place=place)
        else:
            yield judge(case, place=place)


def cases_in(path: Path) -> list[tuple[Any, str]]:
    """Read each case with the first key it names twice, or "". Raises `NotACasebook`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import SequenceNode

    # The pure reader is the one that keeps to YAML 1.2.
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    # A day stays as it is written, so that a day that is none spoils its own case and no other.
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    try:
        words = path.read_text(encoding="utf-8-sig")
        top = yaml.compose(words)
        if not isinstance(top, SequenceNode):
            raise NotACasebook("It is not a list of cases. Start each case with “- name:”.")
        _refuse_to_swell(top)
        twice = [next(_named_twice(node), "") for node in top.value]
        return list(zip(yaml.load(words), twice, strict=True))
    except OSError as fault:
        raise NotACasebook(f"{fault.strerror or fault}.") from fault
    except UnicodeDecodeError as fault:
        raise NotACasebook(f"It is not written in UTF-8: {_first_line(fault)}.") from fault
    except RecursionError as fault:
        raise NotACasebook("It is nested too deeply, or a part of it holds itself.") from fault
    # The reader says by an assertion that it knows no such version of YAML.
    except (YAMLError, ValueError, TypeError, AssertionError, NotImplementedError) as fault:
        raise NotACasebook(f"It is not YAML: {_first_line(fault)}") from fault


def _refuse_to_swell(top: Any) -> None:
    """Refuse a file whose aliases stand for far more than it holds: a few lines could fill the memory."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    sizes: dict[int, int] = {}

    def size(node: Any) -> int:
        if id(node) not in sizes:
            held: list[Any] = []
            if isinstance(node, MappingNode):
                held = [part for pair in node.value for part in pair]
            elif isinstance(node, SequenceNode):
                held = node.value
            sizes[id(node)] = 1 + sum(map(size, held))
        return sizes[id(node)]

    if size(top) > _MOST_REPEATS * len(sizes):
        raise NotACasebook("Its aliases repeat more than a casebook needs. Write the cases out.")


def _named_twice(node: Any, within: str = "") -> Iterator[str]:
    """Yield the path of every key that a node, or one within it, names twice."""
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        seen = set()
        for key, value in node.value:
            path = f"{within}.{key.value}" if within else str(key.value)
            if path in seen:
                yield path
            seen.add(path)
            yield from _named_twice(value, path)
    elif isinstance(node, SequenceNode):
        for place, item in enumerate(node.value, 1):
            yield from _named_twice(item, f"{within}[{place}]")


def _first_line(fault: BaseException) -> str:
    return " ".join(str(fault).split()) or type(fault).__name__
