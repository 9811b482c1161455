"""Who is acting: handed as `by=` to every action, and written beside what it did."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.access.scope import Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or the service itself, acting in a role within a scope."""

    user_id: int | None
    name: str
    role: str
    scope: Scope

    @classmethod
    def service(cls, name: str) -> Actor:
        """Return the service acting by itself (a job, an import, the demo), over every school."""
        return cls(user_id=None, name=name, role="service", scope=Scope.everything())
