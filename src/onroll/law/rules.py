"""The list of rules: what each is called, since when, and what it rests on.

A rule puts itself on the list with `@rule`. It cannot be built without a citation, a
first day and so a strength. `all_rules` and `all_dated_values` read the list whole, for
the coverage page and for `onroll explain`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from onroll.law.citation import Citation, Strength, Uncited
from onroll.law.dated import Dated

# Every module that holds rules or dated values. A new subject is added here.
SUBJECTS = (
    "absence_measures",
    "admission_register",
    "after_the_mark",
    "aggravated_offence",
    "amendments",
    "attendance_codes",
    "attendance_policy",
    "bank_holidays",
    "call_order",
    "children_not_in_school",
    "closures",
    "code_uses",
    "control_of_attendance",
    "data_protection",
    "deletion_conditions",
    "deletion_grounds",
    "dual_registration",
    "entry_faults",
    "exclusion_cancelling",
    "exclusion_consideration",
    "exclusion_finality",
    "exclusion_notices",
    "exclusions",
    "follow_up",
    "guidance_editions",
    "home_education",
    "home_education_deletion",
    "leave_of_absence",
    "local_code",
    "local_code_limits",
    "missing_education",
    "missing_referral",
    "notices_to_improve",
    "off_rolling",
    "off_site_provision",
    "offences",
    "orders",
    "part_time_timetables",
    "penalty_notice_amounts",
    "penalty_notice_contents",
    "penalty_notice_issue",
    "penalty_notice_limit",
    "penalty_notice_recipients",
    "penalty_notice_service",
    "penalty_notice_states",
    "penalty_notices",
    "planned_attendance",
    "public_places",
    "reasons_given",
    "register_cover",
    "register_keeping",
    "registers",
    "responsibilities",
    "retention",
    "returns",
    "school_age",
    "school_year",
    "session_times",
    "sharing",
    "support_first",
    "who_is_bound",
    "withdrawal_decisions",
)

_ORDER_OF_STRENGTH = tuple(Strength)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name in the casebook's manner, `subject.question`, and what it says in plain words.

    The first day of a rule that is not in force is the day its provision was made known.
    """

    name: str
    title: str
    says: str
    first_day: date
    citations: tuple[Citation, ...]
    function: Callable[..., object]
    in_force: bool = True

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.title.strip():
            raise Uncited("A rule needs a name and a title.")
        if not self.says.strip():
            raise Uncited(f"The rule {self.name} needs to be said in plain words.")
        if not self.citations:
            raise Uncited(f"The rule {self.name} needs a citation.")
        if not isinstance(self.first_day, date):
            raise Uncited(f"The rule {self.name} needs its first day.")

    @property
    def strength(self) -> Strength:
        """The strongest of what it is confirmed to rest on; where nothing is confirmed, the strongest of all."""
        confirmed = [cited for cited in self.citations if not cited.is_unconfirmed]
        return min((cited.strength for cited in confirmed or self.citations), key=_ORDER_OF_STRENGTH.index)

    @property
    def rests_on_unconfirmed(self) -> tuple[Citation, ...]:
        """The citations whose words are still to be confirmed."""
        return tuple(cited for cited in self.citations if cited.is_unconfirmed)


_RULES: dict[str, Rule] = {}

# Any callable: a cached function is not a plain function.
F = TypeVar("F", bound=Callable[..., Any])


def rule(
    name: str,
    *,
    title: str,
    says: str,
    first_day: date,
    cites: Sequence[Citation],
    in_force: bool = True,
) -> Callable[[F], F]:
    """Put a function on the list of rules. Raises `Uncited` where it rests on nothing."""

    def put_on_the_list(function: F) -> F:
        if name in _RULES:
            raise ValueError(f"Two rules are called {name}. Rename one.")
        _RULES[name] = Rule(name, title, says, first_day, tuple(cites), function, in_force)
        return function

    return put_on_the_list


def all_rules() -> tuple[Rule, ...]:
    """Answer every rule, in the order of names."""
    _import_subjects()
    return tuple(_RULES[name] for name in sorted(_RULES))


def rule_named(name: str) -> Rule:
    """Answer a rule by its name. Raises `LookupError` where there is none."""
    _import_subjects()
    if name not in _RULES:
        raise LookupError(f"No rule is called {name}. {_others_than(name)}`onroll law coverage` lists them.")
    return _RULES[name]


def _others_than(name: str) -> str:
    """Write which rules somebody may have meant, or nothing where none is near."""
    asked = name.lower().rpartition(".")[2]
    near = [
        known
        for known in sorted(_RULES)
        if asked and (asked in known or asked in _RULES[known].title.lower())
    ]
    near = near or get_close_matches(name, _RULES, cutoff=0.75)
    return f"Perhaps {' or '.join(near[:3])}. " if near else ""


def all_dated_values() -> dict[str, Dated[Any]]:
    """Answer every dated value by `subject.NAME`, in the order of names."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in _import_subjects()
        for name, value in sorted(vars(module).items())
        if isinstance(value, Dated)
    }


def _import_subjects() -> list[ModuleType]:
    return [import_module(f"onroll.law.{subject}") for subject in SUBJECTS]
