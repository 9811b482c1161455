"""The subjects of the law in the order in which they are read, and which numbers a rule works with."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

from onroll.law.coverage import covered_by
from onroll.law.dated import Dated
from onroll.law.rules import Rule, all_dated_values, all_rules

TITLES = {
    "who_is_bound": "Which schools are bound",
    "school_age": "Compulsory school age",
    "school_year": "The school year",
    "admission_register": "The admission register",
    "deletion_grounds": "Deleting a name: what speaks against it",
    "registers": "The attendance register",
    "attendance_codes": "Attendance and absence codes",
    "absence_measures": "Figures of attendance and absence",
    "follow_up": "Following up an absence",
    "attendance_policy": "The attendance policy",
    "register_keeping": "Keeping the registers, and showing them",
    "retention": "How long cases are kept",
    "data_protection": "Data protection",
    "leave_of_absence": "Leave of absence",
    "planned_attendance": "What is arranged ahead",
    "off_site_provision": "Education elsewhere",
    "part_time_timetables": "Part-time timetables",
    "exclusions": "Suspension and exclusion",
    "returns": "Returns to the local authority",
    "sharing": "What else is shared",
    "missing_education": "Missing education",
    "home_education": "Home education, and the Act of 2026",
    "guidance_editions": "Editions of the guidance",
    "responsibilities": "Who is expected to do what",
    "support_first": "Support first",
    "notices_to_improve": "Notices to improve",
    "penalty_notices": "Penalty notices",
    "local_code": "Local codes of conduct",
    "public_places": "Excluded pupils in public places",
    "offences": "Offences and defences",
    "orders": "Orders",
}

# Modules of values whose subject no rule in them tells.
_OF_MODULE = {
    "bank_holidays": "penalty_notices",
    "code_uses": "attendance_codes",
    "local_code_limits": "local_code",
}


def by_subject() -> dict[str, tuple[Rule, ...]]:
    """Answer every rule under its subject's title, in reading order."""
    found: dict[str, list[Rule]] = {title: [] for title in TITLES.values()}
    for rule in all_rules():
        found[TITLES[rule.name.partition(".")[0]]].append(rule)
    return {title: tuple(rules) for title, rules in found.items()}


def values_by_subject() -> dict[str, dict[str, Dated[Any]]]:
    """Answer every dated value by its name under its subject's title, in reading order."""
    of_module = _OF_MODULE | {
        rule.function.__module__.rpartition(".")[2]: rule.name.partition(".")[0] for rule in all_rules()
    }
    found: dict[str, dict[str, Dated[Any]]] = {title: {} for title in TITLES.values()}
    for name, value in all_dated_values().items():
        found[TITLES[of_module[name.partition(".")[0]]]][name] = value
    return {title: values for title, values in found.items() if values}


@lru_cache(maxsize=256)
def values_of(rule: Rule) -> tuple[str, ...]:
    """Answer the names of the dated values that a rule works with: those its code asks for, or its provisions name."""
    names = {id(value): name for name, value in all_dated_values().items()}
    found = {names[id(value)] for value in _values(rule.function, set()) if id(value) in names}
    beside = {name for one in covered_by(rule.name) for name in one.rules if name in all_dated_values()}
    return tuple(sorted(found | beside))


def _values(function: Callable[..., object], seen: set[int]) -> Iterator[Dated[Any]]:
    plain = getattr(function, "__wrapped__", function)
    if not isinstance(plain, FunctionType) or id(plain) in seen:
        return
    seen.add(id(plain))
    for name_of_module, name in _names(plain.__code__):
        held = plain.__globals__.get(name_of_module or name)
        if isinstance(held, ModuleType):
            held = getattr(held, name, None)
        if isinstance(held, Dated):
            yield held
        elif getattr(held, "__module__", "").startswith("onroll.law"):
            yield from _values(held, seen)  # type: ignore[arg-type]


def _names(code: CodeType) -> Iterator[tuple[str, str]]:
    """Yield every global name that code asks for, alone and as part of whatever it asks for beside it."""
    yield from (("", name) for name in code.co_names)
    yield from ((module, name) for module in code.co_names for name in code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
