"""The tests of a rule as the sentences they are: the class begins each, and the name of the test completes it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from onroll.law.rules import Rule

# Codes and months, which the name of a test has to write small.
_CAPITALS = re.compile(
    r"\b(?:[b-z]|c[12]|j1|y[1-7]|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_TESTS = Path(__file__).parents[3] / "tests" / "law"


def sentences_of(rule: Rule) -> tuple[str, ...]:
    """Return what the tests of the law say of a rule, in their order; nothing where the tests are not beside it."""
    return _by_function().get((rule.function.__module__, rule.function.__name__), ())


@lru_cache(maxsize=1)
def _by_function() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(_TESTS.rglob("test_*.py")):
        for function, sentence in _sentences(ast.parse(path.read_text(encoding="utf-8"))):
            found[function].append(sentence)
    return {function: tuple(dict.fromkeys(sentences)) for function, sentences in found.items()}


def _sentences(module: ast.Module) -> Iterator[tuple[tuple[str, str], str]]:
    imported = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in module.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onroll.law")
        for alias in node.names
    }
    helpers = {node.name: _asked(node) for node in module.body if isinstance(node, ast.FunctionDef)}
    for group in (node for node in module.body if isinstance(node, ast.ClassDef)):
        methods = {node.name: _asked(node) for node in group.body if isinstance(node, ast.FunctionDef)}
        for name, asked in methods.items():
            if name.startswith("test_"):
                for function in sorted(_reached(asked, methods | helpers) & set(imported)):
                    yield _home(*imported[function]), _sentence(group.name, name)


def _asked(node: ast.AST) -> set[str]:
    """Return the names that a piece of code asks for, and those it asks itself for."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def _reached(asked: set[str], helpers: dict[str, set[str]]) -> set[str]:
    """Return what is asked for through helpers too."""
    reached = set(asked)
    while more := {name for helper in reached & set(helpers) for name in helpers[helper]} - reached:
        reached |= more
    return reached


def _home(module: str, name: str) -> tuple[str, str]:
    """Return the module that defines a function imported from the front of the library."""
    if module != "onroll.law":
        return module, name
    import onroll.law

    return getattr(getattr(onroll.law, name), "__module__", module), name


def _sentence(group: str, name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=^A)(?=[A-Z])", " ", group.removeprefix("Test")).lower()
    rest = _CAPITALS.sub(lambda found: found[0].capitalize(), name.removeprefix("test_").replace("_", " "))
    return f"{words[0].upper()}{words[1:]} {rest}"
