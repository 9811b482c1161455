"""What people call a role."""

from __future__ import annotations

from onroll.service.access.queries.standing import PARENTS_ROLE
from onroll.service.access.roles import ROLES


def role_title(key: str) -> str:
    """Return the words for a role's key; a title that is not a key is its own words."""
    if key == PARENTS_ROLE:
        return "Parent"
    role = ROLES.get(key)
    return role.title if role else "no role today" if key == "none" else key
