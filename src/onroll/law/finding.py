"""What the law or a definition says about some entries on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onroll.law.attendance_entries import SessionEntry
from onroll.law.citation import Citation, Uncited


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not shown yet, and who could supply it."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with its reasons: met, not met, or cannot tell yet (None).

    `entries` are the entries it rests on, `missing` what would settle an open answer
    and `would_change` what could turn a settled one, which none goes without. `in_force` is False where there
    was no rule on the day, and then `met` is None. A finding has no truth value of its
    own: read `met`, which has three.
    """

    rule: str
    met: bool | None
    reasons: tuple[str, ...]
    citations: tuple[Citation, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    entries: tuple[SessionEntry, ...] = ()
    missing: tuple[Missing, ...] = ()
    would_change: tuple[str, ...] = ()
    in_force: bool = True

    def __post_init__(self) -> None:
        if not self.rule.strip():
            raise Uncited("A finding needs the name of its rule.")
        if not self.citations:
            raise Uncited(f"A finding of {self.rule} needs a citation.")
        if not any(reason.strip() for reason in self.reasons):
            raise Uncited(f"A finding of {self.rule} needs a reason in plain words.")
        if self.met is None and self.in_force and not self.missing:
            raise Uncited(
                f"A finding of {self.rule} that cannot tell yet must say what is "
                "missing and who could supply it."
            )
        if self.met is not None and not self.would_change:
            raise Uncited(f"A finding of {self.rule} that is settled must say what could change it.")
        if self.met is not None and not self.in_force:
            raise Uncited(f"{self.rule} was not in force, so it cannot be met or not.")
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    @property
    def rests_on_unconfirmed(self) -> tuple[Citation, ...]:
        """The citations among its own whose words are still to be confirmed."""
        return tuple(cited for cited in self.citations if cited.is_unconfirmed)

    @property
    def to_be_confirmed(self) -> tuple[str, ...]:
        """What it rests on that is still to be confirmed, each with what is not known of it."""
        return tuple(f"{cited.short_text}: {cited.note}" for cited in self.rests_on_unconfirmed)

    def __bool__(self) -> bool:
        raise TypeError(
            "A finding is met, not met or cannot tell yet. Compare `finding.met` with True, False or None."
        )
