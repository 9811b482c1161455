from __future__ import annotations

from onroll.service.exchange.files.cells import DFE_NUMBER, URN, number, one_of, text
from onroll.service.exchange.files.specification import FileSpec, may_be_absent, needed

PHASES = (
    "nursery",
    "primary",
    "middle",
    "middle deemed primary",
    "middle deemed secondary",
    "secondary",
    "all-through",
    "special",
    "alternative provision",
)
KINDS = (
    "maintained",
    "academy",
    "pupil referral unit",
    "non-maintained special",
    "independent",
)

SCHOOL = FileSpec(
    "school",
    "The school",
    key=("laestab",),
    columns=(
        needed("laestab", DFE_NUMBER),
        needed("urn", URN),
        needed("name", text(160)),
        needed("phase", one_of(PHASES)),
        needed("kind", one_of(KINDS)),
        needed("lowest_age", number(0, 25)),
        needed("highest_age", number(0, 25)),
        may_be_absent("authority", text(120), "Give the authority's name, or its three-digit code."),
    ),
)
