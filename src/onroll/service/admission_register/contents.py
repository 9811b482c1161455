"""The contents of the admission register as values, and how entries fold into what it said. Pure.

An entry states some items; the register says, of each item, what the latest entry stated. Notifications under
regulation 8(3) never replace anything, so they gather in a list; an amendment of one states the list as it is then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from onroll.law.admission_register import BOARDER, CONTENTS, NOTIFICATIONS
from onroll.law.citation import Citation
from onroll.law.dual_registration import DUAL_REGISTRATION, MOBILE_CHILD
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.service.admission_register.given import Admission, ParentGiven, tidy_upn

Contents = dict[str, Any]

_PARENTS = PUPIL_REGISTRATION_2024.unconfirmed("8(2)(d) to (f)", CONTENTS["d"].citation.note)


class Item(NamedTuple):
    """One item of the register: its key in `contents`, its title on the page and what asks for it."""

    key: str
    title: str
    citation: Citation | None


ITEMS: dict[str, Item] = {
    item.key: item
    for item in (
        Item("name", "Name", CONTENTS["a"].citation),
        Item("address", "Address", CONTENTS["b"].citation),
        Item("sex", "Sex", CONTENTS["c"].citation),
        Item("parents", "Parents", _PARENTS),
        Item("born", "Date of birth", CONTENTS["g"].citation),
        Item("starting_day", "Starting day", CONTENTS["h"].citation),
        Item("last_school", "Last school attended", CONTENTS["i"].citation),
        Item("registration", "Registration", DUAL_REGISTRATION),
        Item("boarder", "Boarder or day pupil", BOARDER),
        Item("mobile_child", "Mobile child", MOBILE_CHILD),
        Item("upn", "Unique pupil number", None),
        Item("former_upn", "Former UPN", None),
        Item("notifications", "What parents have told the school", NOTIFICATIONS),
        Item("deletion", "Deleted from the register", None),
    )
}

#: Items that the pages and papers show in a place of their own, and not in the list of items.
APART = frozenset({"name", "notifications"})


def contents_of(admission: Admission, parents: Iterable[Contents]) -> Contents:
    """Return the items that an admission states."""
    return {
        "name": name_contents(
            admission.legal_surname,
            admission.legal_forenames,
            admission.known_surname,
            admission.known_forename,
        ),
        "address": {"address": admission.address, "postcode": admission.postcode},
        "sex": admission.sex,
        "parents": list(parents),
        "born": admission.born.isoformat(),
        "starting_day": {"day": admission.starting_day.isoformat(), "basis": admission.basis},
        "last_school": None
        if admission.last_school is None
        else {"name": admission.last_school, "address": admission.last_school_address},
        "registration": {"kind": str(admission.registration), "other_school": admission.other_school},
        "boarder": None
        if admission.is_boarder is None
        else boarding_contents(admission.is_boarder, admission.starting_day),
        "mobile_child": admission.is_mobile_child,
        "upn": tidy_upn(admission.upn),
        **({"former_upn": tidy_upn(admission.former_upn)} if admission.former_upn else {}),
    }


def name_contents(
    surname: str, forenames: str, known_surname: str = "", known_forename: str = ""
) -> Contents:
    """Return the item of names."""
    return {
        "surname": surname,
        "forenames": forenames,
        "known_surname": known_surname,
        "known_forename": known_forename,
    }


def boarding_contents(boards: bool, from_day: dt.date) -> Contents:
    """Return the item of boarding: whether the pupil boards, and from which day."""
    return {"boards": boards, "from": from_day.isoformat()}


def boards(said: Mapping[str, Any]) -> bool | None:
    """Return whether the register says that a pupil boards; None where it does not say."""
    item = said.get("boarder")
    # Entries made elsewhere may say no more than yes or no.
    return item.get("boards") is True if isinstance(item, dict) else item


def parent_contents(given: ParentGiven, parent_id: int) -> Contents:
    """Return what the register holds of one parent."""
    return {
        "parent_id": parent_id,
        "name": given.full_name,
        "relationship": given.relationship,
        "address": given.address,
        "postcode": given.postcode,
        "lives_with": given.lives_with,
        "numbers": list(given.numbers),
    }


def fold(entries: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Contents:
    """Return what the register says after entries given as (contents, original), in the order they were made."""
    state: Contents = {"notifications": []}
    for contents, _original in entries:
        for key, value in contents.items():
            if key == "notification":
                state["notifications"] = [*state["notifications"], value]
            else:
                state[key] = value
    return state
