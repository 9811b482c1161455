"""Everything that changes who may do what. Import what you need from its file."""

from onroll.service.access.actions.accounts import (
    close_account,
    invite,
    invite_over,
    make_user,
    reopen_account,
    require_second_factor,
)
from onroll.service.access.actions.links import make_sign_in_link, use_sign_in_link
from onroll.service.access.actions.roles import cover, end_role, give_role
from onroll.service.access.actions.viewing import record_viewing, record_viewings

__all__ = [
    "close_account",
    "cover",
    "end_role",
    "give_role",
    "invite",
    "invite_over",
    "make_sign_in_link",
    "make_user",
    "record_viewing",
    "record_viewings",
    "reopen_account",
    "require_second_factor",
    "use_sign_in_link",
]
