"""Second steps as the domain needs them: who has one, and taking off what somebody has lost. Adding them is a page's."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.module_loading import import_string

#: allauth's model; it is ready once every app is.
_AUTHENTICATOR = "allauth.mfa.models.Authenticator"


def with_second_factor(user_ids: Collection[int]) -> set[int]:
    """Return those of some people who sign in by a second step. One statement; none where nobody is asked about."""
    if not user_ids:
        return set()
    rows = import_string(_AUTHENTICATOR).objects.filter(user_id__in=user_ids)
    return set(rows.values_list("user_id", flat=True))


def take_off_second_factor(user_id: int) -> bool:
    """Take every second step off an account, its recovery codes too; say whether there was one."""
    return bool(import_string(_AUTHENTICATOR).objects.filter(user_id=user_id).delete()[0])
