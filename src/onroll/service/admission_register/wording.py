"""The register's contents in words: for the page, the print and the file alike. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from onroll.law.deletion_facts import FACTS
from onroll.law.deletion_grounds import GROUNDS
from onroll.law.plain_words import day_in_words
from onroll.service.admission_register.contents import Contents, boards
from onroll.service.admission_register.deletion import fact_in_words
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.notifications import IN_ERROR

NOT_RECORDED = "Not recorded"
_BASES = {
    "agreed": "agreed",
    "told": "told to the school, which has a duty to admit",
    "attended": "first attended",
}
#: What an item says that holds nothing, where that is an answer and no gap.
_WHERE_NOTHING = {"deletion": "On the register", "former_upn": "None"}
_SEX = {"F": "Female", "M": "Male"}


def in_words(item: str, said: Any) -> list[str]:
    """Say an item of the register in lines of plain text; a line saying so where nothing is recorded."""
    if item in _WHERE_NOTHING and not said:
        return [_WHERE_NOTHING[item]]
    lines = [line for line in _WORDS[item](said) if line] if said is not None else []
    return lines or [NOT_RECORDED]


def full_name(said: Contents) -> str:
    """Say the legal name: "Amina Noor Begum"."""
    return f"{said['forenames']} {said['surname']}"


def parent_in_words(parent: Contents) -> list[str]:
    """Say what the register holds of one parent."""
    return [
        line
        for line in (
            f"{parent['name']} ({parent['relationship']})",
            "The pupil normally lives with this parent" if parent["lives_with"] else "",
            joined_address(parent) or "Address not recorded",
            f"Emergency: {', '.join(parent['numbers'])}" if parent["numbers"] else "",
        )
        if line
    ]


def joined_address(said: Contents) -> str:
    """Say an address on one line with its postcode, once."""
    address, postcode = said.get("address", ""), said.get("postcode", "")
    return address if not postcode or postcode in address else f"{address}, {postcode}".lstrip(", ")


def notification_in_words(said: Mapping[str, Any], *, with_error: bool = True) -> list[str]:
    """Say a notification under regulation 8(3); `with_error` first, that it was recorded in error."""
    from_day = _day(said["from"])
    manner = said.get("manner", "")
    if said["of"] == "move":
        aside = f", {manner} of" if manner == "instead" else f", {manner} as" if manner else ""
        lines = [
            f"Will live with {said['parent_name']} at {said['address']} from {from_day}"
            f"{aside and aside + ' the address entered then'}"
        ]
    else:
        does = {"registered": "Registered at", "will attend": "Will attend"}.get(
            manner, "Registered at, or will attend,"
        )
        lines = [f"{does} {said['school_name']} from {from_day}"]
    in_error = ["Recorded in error"] if with_error and said.get(IN_ERROR) else []
    return [*in_error, *lines, *([f"Told by {said['told_by']}"] if said.get("told_by") else [])]


def deletion_in_words(said: Contents) -> list[str]:
    """Say a deletion: the ground, the last day on roll, what shows it."""
    ground = GROUNDS.get(said["ground"])
    if ground:
        named = f"{ground.name}: {ground.title}"
    elif said["ground"] == Enrolment.WITHDRAWN:
        # The name never was on the roll, so it has no last day there.
        return ["Admission withdrawn before the starting day", said.get("evidence", "")]
    elif said["ground"] == Enrolment.SECOND:
        return [f"Entered twice: the entry from {_day(said['stands_from'])} stands", said.get("evidence", "")]
    else:
        named = f"Ground not recorded{': ' + said['ground'] if said['ground'] else ''}"
    shown = [fact_in_words(name, value) for name, value in (said.get("facts") or {}).items() if name in FACTS]
    return [named, f"Last day on roll {_day(said['last_day'])}", said.get("evidence", ""), *shown]


def _name(said: Contents) -> list[str]:
    known = " ".join(part for part in (said.get("known_forename"), said.get("known_surname")) if part)
    return [full_name(said), f"Known as {known}" if known else ""]


def _registration(said: Contents) -> list[str]:
    label = str(Enrolment.Registration(said["kind"]).label)
    return [label, f"Also at {said['other_school']}" if said.get("other_school") else ""]


def _starting_day(said: Contents) -> list[str]:
    return [_day(said["day"]), f"The day {_BASES[said['basis']]}" if said.get("basis") in _BASES else ""]


def _last_school(said: Contents) -> list[str]:
    return [said["name"], said.get("address", "")] if said["name"] else ["None: this is the first school"]


def _boarding(said: Any) -> list[str]:
    words = "Boarder" if boards({"boarder": said}) else "Day pupil"
    return [f"{words} from {_day(said['from'])}" if isinstance(said, dict) and said.get("from") else words]


def _day(text: str) -> str:
    return day_in_words(dt.date.fromisoformat(text)) if text else "a day not given"


_WORDS: dict[str, Callable[[Any], list[str]]] = {
    "name": _name,
    "address": lambda said: [joined_address(said)],
    "sex": lambda said: [_SEX.get(said, said)],
    "parents": lambda said: [". ".join(parent_in_words(parent)) for parent in said],
    "born": lambda said: [_day(said)],
    "starting_day": _starting_day,
    "last_school": _last_school,
    "registration": _registration,
    "boarder": _boarding,
    "mobile_child": lambda said: ["Yes" if said else "No"],
    "upn": lambda said: [said],
    "former_upn": lambda said: [said],
    "notifications": lambda said: [line for one in said for line in notification_in_words(one)],
    "deletion": deletion_in_words,
}
