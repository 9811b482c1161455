from __future__ import annotations

from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, one_of, text
from onroll.service.exchange.files.pupils import YEARS
from onroll.service.exchange.files.specification import FileSpec, may_be_blank, needed

GROUPS = FileSpec(
    "groups",
    "Registration groups and their days",
    key=("registration_group", "first_day"),
    columns=(
        needed("laestab", DFE_NUMBER),
        needed("registration_group", text(40)),
        may_be_blank("nc_year", one_of(YEARS)),
        needed("first_day", DATE),
        may_be_blank("last_day", DATE),
    ),
)

PLACINGS = FileSpec(
    "placings",
    "Days of pupils in groups and years",
    key=("pupil_ref", "registration_group", "nc_year", "first_day"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        may_be_blank("registration_group", text(40)),
        may_be_blank("nc_year", one_of(YEARS)),
        needed("first_day", DATE),
        may_be_blank("last_day", DATE),
    ),
)
