from __future__ import annotations

from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, SESSION, TIME, one_of
from onroll.service.exchange.files.specification import FileSpec, may_be_blank, needed

CALENDAR = FileSpec(
    "calendar",
    "Sessions of the school calendar",
    key=("date", "session"),
    columns=(
        needed("laestab", DFE_NUMBER),
        needed("date", DATE),
        needed("session", SESSION),
        needed("kind", one_of(("school", "inset", "holiday", "polling", "closure"))),
        may_be_blank("register_opens", TIME),
        may_be_blank("register_closes", TIME),
    ),
)
