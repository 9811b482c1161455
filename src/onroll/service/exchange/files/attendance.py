from __future__ import annotations

from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, MOMENT, SESSION, UPN, Cell, number, text
from onroll.service.exchange.files.specification import (
    FileSpec,
    beyond,
    may_be_absent,
    may_be_blank,
    needed,
)


def read_code(cell: str) -> str:
    r"""Read an attendance code as it stands; a doubled backslash, as some exports escape it, is one."""
    return "\\" if cell == "\\\\" else cell


CODE = Cell("an attendance code in force on the day", read_code)
#: The two codes of lateness are the only ones with minutes; no register is open longer than a session.
MINUTES = number(0, 400)

ATTENDANCE = FileSpec(
    "attendance",
    "Entries in the attendance register",
    key=("pupil_ref", "date", "session"),
    columns=(
        needed("pupil_ref", text(64)),
        may_be_absent("upn", UPN),
        needed("laestab", DFE_NUMBER),
        needed("date", DATE),
        needed("session", SESSION),
        may_be_blank("code", CODE),
        may_be_absent("minutes_late", MINUTES),
        may_be_absent("note", text(300)),
        may_be_absent("recorded_at", MOMENT),
        may_be_absent("recorded_by", text(160)),
        may_be_absent("source_ref", text(64)),
    ),
)

AMENDMENTS = FileSpec(
    "amendments",
    "Amendments of entries",
    key=("pupil_ref", "date", "session", "amended_at", "original_code", "amended_code"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        needed("date", DATE),
        needed("session", SESSION),
        needed("original_code", CODE),
        needed("amended_code", CODE),
        may_be_blank("reason", text(300)),
        needed("amended_at", MOMENT),
        may_be_blank("amended_by", text(160)),
        may_be_absent("amended_role", text(80)),
        beyond("original_minutes_late", MINUTES),
        beyond("original_note", text(300)),
    ),
)
