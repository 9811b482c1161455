"""The register as rows of plain text, one a pupil, for a file that a spreadsheet opens. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.service.admission_register.contents import Contents, boards
from onroll.service.admission_register.queries.register import RegisterRecord
from onroll.service.admission_register.wording import joined_address, notification_in_words

_OF_THE_PUPIL = (
    "legal_surname", "legal_forenames", "known_surname", "known_forename", "upn", "former_upn", "address", "sex", "born",
    "starting_day", "starting_day_basis", "last_school", "last_school_address", "registration", "other_school",
    "boarder", "mobile_child", "last_day", "deletion_ground", "notifications",
)  # fmt: skip
_OF_A_PARENT = ("name", "relationship", "address", "lives_with", "emergency_numbers")
_BOARDING: dict[bool | None, str] = {None: "", True: "boarder", False: "day pupil"}


def headings(records: Sequence[RegisterRecord]) -> list[str]:
    """Return the column headings, with as many parents as the family that has most."""
    most = max((len(record.said["parents"]) for record in records), default=1)
    return [*_OF_THE_PUPIL, *(f"parent_{n}_{name}" for n in range(1, most + 1) for name in _OF_A_PARENT)]


def rows(records: Sequence[RegisterRecord]) -> list[list[str]]:
    """Return one row a pupil, in the order of the headings."""
    width = len(headings(records))
    found = []
    for record in records:
        row = [*_pupil(record.said), *(cell for parent in record.said["parents"] for cell in _parent(parent))]
        found.append(row + [""] * (width - len(row)))
    return found


def _pupil(said: Contents) -> list[str]:
    name, start = said["name"], said["starting_day"]
    last_school, deletion = said.get("last_school") or {}, said.get("deletion") or {}
    registration = said.get("registration") or {}
    return [
        name["surname"],
        name["forenames"],
        name.get("known_surname", ""),
        name.get("known_forename", ""),
        said.get("upn") or "",
        said.get("former_upn") or "",
        joined_address(said["address"]),
        said["sex"],
        said["born"],
        start["day"],
        start.get("basis", ""),
        last_school.get("name", ""),
        last_school.get("address", ""),
        registration.get("kind", ""),
        registration.get("other_school", ""),
        _BOARDING[boards(said)],
        "yes" if said.get("mobile_child") else "no",
        deletion.get("last_day", ""),
        deletion.get("ground", ""),
        ". ".join(line for one in said["notifications"] for line in notification_in_words(one)),
    ]


def _parent(parent: Contents) -> list[str]:
    return [
        parent["name"],
        parent["relationship"],
        joined_address(parent),
        "yes" if parent["lives_with"] else "no",
        "; ".join(parent["numbers"]),
    ]
