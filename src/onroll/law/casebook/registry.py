"""The rules a case may use: what each is given, what it finds, and what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from onroll.law.casebook.shapes import FaultyCase, Shape, refuse_unknown
from onroll.law.citation import Citation
from onroll.law.rules import rule_named

# Every module that puts rules on the list. A new subject is added here.
SUBJECTS = (
    "absence",
    "admission",
    "codes_and_registers",
    "missing",
    "offending",
    "penalties",
    "returned",
)

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of `given`: its shape, and what it is where it may be left out."""

    shape: Shape
    optional: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule found in a case, and the citations of this answer."""

    found: Mapping[str, Any]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CaseRule:
    """A rule as cases use it: its fields in words and shapes, and the function that answers."""

    name: str
    given: Mapping[str, Asked]
    found: Mapping[str, str]
    answer: Callable[[Given], Answer]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the rule answers."""
        return rule_named(self.name).title

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the rule rests on."""
        return rule_named(self.name).citations

    def read(self, given: Mapping[object, object]) -> dict[str, Any]:
        """Read what a case gives. Raises `FaultyCase` for a field unknown, missing or of another shape."""
        refuse_unknown(given, self.given, "given")
        return {name: self._field(name, asked, given) for name, asked in self.given.items()}

    def _field(self, name: str, asked: Asked, given: Mapping[object, object]) -> Any:
        if name in given and not (asked.optional and given[name] is None):
            return asked.shape.read(given[name], f"given.{name}")
        if asked.optional:
            return asked.default
        raise FaultyCase(f"given.{name}", f"missing; wanted {asked.shape.words}.")


_RULES: dict[str, CaseRule] = {}


def needed(shape: Shape) -> Asked:
    """Ask for a field that every case must give."""
    return Asked(shape)


def may_be(shape: Shape, default: Any = None) -> Asked:
    """Ask for a field that may be left out, or null."""
    return Asked(shape, True, default)


def case_rule(
    name: str, *, given: Mapping[str, Asked], found: Mapping[str, str], notes: tuple[str, ...] = ()
) -> Callable[[Callable[[Given], Answer]], Callable[[Given], Answer]]:
    """Put a rule on the casebook's list under the name it has among all rules."""

    def put_on_the_list(answer: Callable[[Given], Answer]) -> Callable[[Given], Answer]:
        if name in _RULES:
            raise ValueError(f"Two rules of the casebook are called {name}. Rename one.")
        _RULES[name] = CaseRule(name, given, found, answer, notes)
        return answer

    return put_on_the_list


@lru_cache(maxsize=1)
def casebook_rules() -> Mapping[str, CaseRule]:
    """Answer every rule a case may use, in the order of names."""
    for subject in SUBJECTS:
        import_module(f"onroll.law.casebook.{subject}")
    return {name: _RULES[name] for name in sorted(_RULES)}
