"""Loading the person of a session: with their roles, in one statement."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.access.queries.standing import person_on


class SignInBackend(AuthenticationBackend):
    """Check passwords as allauth does; load a person together with what their roles reach today."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person, with `actor` set; None where they may no longer sign in."""
        found = person_on(int(user_id), on=clock.today())
        if found is None:
            return None
        user, actor = found
        user.actor = actor
        return user
