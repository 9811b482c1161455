"""The form of a school's details, of one that is here or one to be added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onroll.identifiers import NotThatNumber, read_dfe_number, read_urn, written_dfe_number
from onroll.service.organisations.models import School
from onroll.service.whole_numbers import whole_number

FIELDS = ("name", "address", "telephone", "urn", "dfe_number", "phase", "kind", "lowest_age", "highest_age")
_NEEDED = {
    "name": "Enter the name of the school.",
    "urn": "Enter the school’s URN, six figures.",
    "dfe_number": "Enter the school’s DfE number, such as 926/4055.",
    "phase": "Choose the school’s phase.",
    "kind": "Choose the kind of school.",
    "lowest_age": "Enter the lowest age of the school’s pupils, in years.",
    "highest_age": "Enter the highest age of the school’s pupils, in years.",
}
_OLDEST = 25


def values_of(school: School) -> dict[str, str]:
    """Return what the form holds to begin with."""
    values = {name: str(getattr(school, name)) for name in FIELDS}
    return {
        **values,
        "dfe_number": written_dfe_number(school.dfe_number),
        "has_boarders": "1" if school.has_boarders else "",
    }


def values_sent(sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed, trimmed; an address of several lines on one."""
    values = {name: sent.get(name, "").strip() for name in (*FIELDS, "has_boarders")}
    lines = (line.strip(" ,") for line in values["address"].splitlines())
    return {**values, "address": ", ".join(line for line in lines if line)}


def faults_in(values: Mapping[str, str]) -> dict[str, str]:
    """Return what to do about each field that cannot be used, by field; empty where all can."""
    faults = {name: words for name, words in _NEEDED.items() if not values[name]}
    for name, read in (("urn", read_urn), ("dfe_number", read_dfe_number)):
        if name not in faults:
            try:
                read(values[name])
            except NotThatNumber as fault:
                faults[name] = str(fault)
    for age in ("lowest_age", "highest_age"):
        if values[age] and ((years := whole_number(values[age])) is None or years > _OLDEST):
            faults[age] = f"“{values[age]}” is not an age in years. Enter a number such as 4 or 11."
    return faults


def fields_of(values: Mapping[str, str]) -> dict[str, Any]:
    """Return faultless values as the actions take them."""
    return {
        **{name: values[name] for name in FIELDS},
        "lowest_age": int(values["lowest_age"]),
        "highest_age": int(values["highest_age"]),
        "has_boarders": values["has_boarders"] == "1",
    }


def field_of(refusal: str) -> str:
    """Return the field that a refusal of the whole is shown beside."""
    for words, field in (
        ("URN", "urn"),
        ("age", "lowest_age"),
        ("address", "address"),
        ("telephone", "telephone"),
    ):
        if words in refusal:
            return field
    return "name"
