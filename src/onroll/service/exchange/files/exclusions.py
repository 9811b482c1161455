from __future__ import annotations

from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, UPN, number, one_of, text
from onroll.service.exchange.files.specification import FileSpec, may_be_absent, may_be_blank, needed

EXCLUSIONS = FileSpec(
    "exclusions",
    "Suspensions and exclusions",
    key=("upn", "start_date", "category"),
    columns=(
        needed("upn", UPN),
        needed("laestab", DFE_NUMBER),
        needed("start_date", DATE),
        may_be_blank("end_date", DATE),
        may_be_blank("sessions", number(0, 400)),
        needed(
            "category",
            one_of(
                ("SUSP", "PERM", "LNCH"), "SUSP (suspended), PERM (permanently excluded), LNCH (lunchtimes)"
            ),
        ),
        may_be_absent("reason_code", text(8)),
    ),
)
