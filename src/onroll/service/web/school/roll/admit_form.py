"""Reading the admission form: what was typed into an Admission, or what to mend box by box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from onroll.identifiers import NotThatNumber, read_telephone
from onroll.service.admission_register.given import Admission, ParentGiven
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.whole_numbers import whole_number

_PARENT_WORDS = (
    "title", "forename", "surname", "relationship", "address", "postcode", "mobile", "telephone", "email",
)  # fmt: skip
_PARENT_TICKS = ("lives_with", "parental_responsibility", "may_be_sent", "address_withheld")
_WORDS = (
    "legal_surname", "legal_forenames", "known_surname", "known_forename", "upn", "former_upn", "address", "postcode",
    "last_school_address", "other_school", "year_group",
)  # fmt: skip
#: What the form asks for before the register does, so that one sending names every box left empty.
_NEEDED = {
    "legal_forenames": "Enter the pupil’s legal forenames.",
    "legal_surname": "Enter the pupil’s legal surname.",
    "sex": "Choose the pupil’s sex.",
    "basis": "Say how the starting day was fixed.",
}

#: As many parents as one form asks for.
MOST_PARENTS = 8


class AdmitForm:
    """What was sent, and what is wrong with it before the register is asked."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.values = {key: value.strip() for key, value in sent.items()}
        self.problems: dict[str, str] = {}
        typed = self.values.get("parents", "1")
        self.parents = max(1, min(whole_number(typed) or 1, MOST_PARENTS))
        self.gaps_allowed = "gaps_allowed" in self.values

    def admission(self) -> Admission | None:
        """Return what was sent as an admission, or None with `problems` filled."""
        for name in ("legal_forenames", "legal_surname", "sex"):
            self._needed(name)
        born = self._date("born", "the date of birth")
        starting_day = self._date("starting_day", "the starting day")
        self._needed("basis")
        self.check_numbers()
        if self.values.get("had_school") == "yes" and not self.values.get("last_school"):
            self.problems["last_school"] = (
                "Enter the name of the last school, or say that it is not known yet."
            )
        if born is None or starting_day is None or self.problems:
            return None
        same = self.values.get("pupil_id", "")
        words: dict[str, Any] = {name: self.values.get(name, "") for name in _WORDS}
        return Admission(
            **words,
            born=born,
            starting_day=starting_day,
            sex=self.values.get("sex", ""),
            basis=self.values["basis"],
            registration=self.values.get("registration", "sole"),
            last_school=self._last_school(),
            is_boarder={"yes": True, "no": False}.get(self.values.get("is_boarder", "")),
            is_mobile_child="is_mobile_child" in self.values,
            group_id=whole_number(self.values.get("group_id", "")),
            pupil_id=whole_number(same),
            is_new_child=same == "new",
            is_out_of_year="is_out_of_year" in self.values,
            parents=tuple(
                parent
                for number in range(1, self.parents + 1)
                if (parent := self._parent(number)) is not None
            ),
        )

    def without_parent(self, wanted: str) -> dict[str, str]:
        """Return the values with one parent taken out and those after it moved up."""
        removed = whole_number(wanted.rpartition("-")[2]) or 0
        kept = [number for number in range(1, self.parents + 1) if number != removed]
        values = {key: value for key, value in self.values.items() if not key.startswith("parent-")}
        for new, old in enumerate(kept, start=1):
            values |= {
                f"parent-{new}-{key.removeprefix(f'parent-{old}-')}": value
                for key, value in self.values.items()
                if key.startswith(f"parent-{old}-")
            }
        return values

    def check_numbers(self) -> None:
        """Put on `problems` every telephone number of a parent that cannot be called."""
        for number in range(1, self.parents + 1):
            for name in ("mobile", "telephone"):
                box = f"parent-{number}-{name}"
                try:
                    if self.values.get(box):
                        read_telephone(self.values[box])
                except NotThatNumber as refusal:
                    self.problems[box] = str(refusal)

    def _needed(self, name: str) -> None:
        if not self.values.get(name):
            self.problems[name] = _NEEDED[name]

    def _date(self, name: str, what: str) -> dt.date | None:
        try:
            return date_from_boxes(self.values, name, what)
        except DateNotGiven as refusal:
            self.problems[name] = str(refusal)
            return None

    def _last_school(self) -> str | None:
        """Return the last school: a name, empty for none, None where it is not known yet."""
        match self.values.get("had_school", ""):
            case "yes":
                return self.values.get("last_school", "")
            case "no":
                return ""
        return None

    def _parent(self, number: int) -> ParentGiven | None:
        """Return one parent; None where every box was left empty."""
        prefix = f"parent-{number}-"
        words: dict[str, Any] = {name: self.values.get(prefix + name, "") for name in _PARENT_WORDS}
        if not any(value for name, value in words.items() if name != "relationship"):
            return None
        same_address = prefix + "same_address" in self.values
        if same_address:
            words |= {"address": self.values.get("address", ""), "postcode": self.values.get("postcode", "")}
        known = self.values.get(prefix + "parent_id", "")
        ticks: dict[str, Any] = {name: prefix + name in self.values for name in _PARENT_TICKS}
        return ParentGiven(
            **{**words, "relationship": words["relationship"] or "parent"},
            **ticks,
            has_care=ticks["lives_with"],
            contact_order=number,
            parent_id=whole_number(known),
        )


def values_of_parent(given: ParentGiven, number: int) -> dict[str, str]:
    """Return what the boxes of one parent hold."""
    prefix = f"parent-{number}-"
    values = {prefix + name: getattr(given, name) for name in _PARENT_WORDS}
    values |= {prefix + name: "1" for name in _PARENT_TICKS if getattr(given, name)}
    if given.parent_id:
        values[prefix + "parent_id"] = str(given.parent_id)
    return values
