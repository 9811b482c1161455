from __future__ import annotations

import json
from typing import Any

from onroll.service.exchange.faults import Unreadable
from onroll.service.exchange.files.cells import DATE, DFE_NUMBER, MOMENT, Cell, one_of, text
from onroll.service.exchange.files.specification import FileSpec, may_be_blank, needed
from onroll.service.people.models import PupilMarker

FORMER_NAMES = FileSpec(
    "former_names",
    "Names that pupils had before",
    key=("pupil_ref", "surname", "forename", "until"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        needed("surname", text(100)),
        needed("forename", text(100)),
        needed("until", DATE),
    ),
)

MARKERS = FileSpec(
    "markers",
    "Markers of pupils and their days",
    key=("pupil_ref", "marker", "first_day"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        needed("marker", one_of(tuple(PupilMarker.Kind.values))),
        may_be_blank("detail", text(200)),
        needed("first_day", DATE),
        may_be_blank("last_day", DATE),
    ),
)


def canonical_json(value: Any) -> str:
    """Write contents of an entry so that equal contents are equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _read_contents(cell: str) -> str:
    try:
        value = json.loads(cell)
    except ValueError:
        raise Unreadable("It is not JSON.") from None
    if not isinstance(value, dict):
        raise Unreadable("It is no JSON object.")
    return canonical_json(value)


_CONTENTS = Cell("items of the register as a JSON object", _read_contents)
KINDS = ("admitted", "amended", "notified", "deleted")

ADMISSION_ENTRIES = FileSpec(
    "admission_entries",
    "Entries in the admission register, as they were made",
    key=("pupil_ref", "entry_date", "kind", "made_at", "contents"),
    columns=(
        needed("pupil_ref", text(64)),
        needed("laestab", DFE_NUMBER),
        needed("entry_date", DATE),
        needed("kind", one_of(KINDS)),
        needed("contents", _CONTENTS),
        may_be_blank("original", _CONTENTS),
        may_be_blank("reason", text(300)),
        needed("made_at", MOMENT),
        needed("made_by", text(160)),
        may_be_blank("made_role", text(80)),
    ),
)
