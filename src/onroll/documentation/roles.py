"""Who may do what: the table of roles, permissions and scopes."""

from __future__ import annotations

from onroll.documentation.tables import table
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES


def page() -> str:
    """Return what each role is for, and the permissions it holds."""
    roles = list(ROLES.values())
    purposes = [
        (role.title, role.description, ", ".join(sorted(role.scopes)), _codes(role.codes)) for role in roles
    ]
    matrix = [
        (permission.value, ", ".join(role.title for role in roles if permission in role.permissions))
        for permission in Permission
    ]
    return "\n\n".join(
        [
            "# Roles",
            "A person holds a role over a place (a group, school, trust, district or authority) between two days. "
            "Nothing else lets them in.",
            table(["role", "for", "held over", "codes it may enter"], purposes),
            "## Who holds each permission",
            table(["permission", "roles"], matrix),
        ]
    )


def _codes(codes: frozenset[str] | None) -> str:
    if codes is None:
        return "all in force"
    return " ".join(f"`{code}`" if code != "\\" else "`` \\ ``" for code in sorted(codes)) or "none"
