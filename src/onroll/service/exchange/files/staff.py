from __future__ import annotations

from onroll.service.access.roles import ROLES
from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, EMAIL, one_of, text
from onroll.service.exchange.files.specification import FileSpec, may_be_absent, may_be_blank, needed

#: Roles that reach no further than a school; those over a trust or an authority are given by hand.
SCHOOL_ROLES = {key: role for key, role in ROLES.items() if role.scopes & {"school", "group"}}
GROUP_ROLES = frozenset(key for key, role in SCHOOL_ROLES.items() if "group" in role.scopes)
_SPELLINGS = {
    **{key: key for key in SCHOOL_ROLES},
    **{key.replace("_", " "): key for key in SCHOOL_ROLES},
    **{role.title: key for key, role in SCHOOL_ROLES.items()},
    "headteacher": "head",
    "principal": "head",
    "class teacher": "teacher",
    "form tutor": "tutor",
    "dsl": "safeguarding_lead",
}

STAFF = FileSpec(
    "staff",
    "Staff and the roles they hold",
    key=("staff_ref", "role", "registration_group", "first_day"),
    columns=(
        needed("staff_ref", text(64), "Give the school's own id for this person."),
        needed("laestab", DFE_NUMBER),
        may_be_absent("title", text(20)),
        needed("surname", text(100)),
        may_be_blank("forename", text(100)),
        may_be_absent("email", EMAIL),
        may_be_blank("role", one_of(_SPELLINGS, ", ".join(SCHOOL_ROLES))),
        may_be_blank("registration_group", text(40)),
        may_be_absent("first_day", DATE),
        may_be_absent("last_day", DATE),
    ),
)
