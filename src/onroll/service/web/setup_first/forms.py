"""Reading the first page's form: every field, and what to do about each that is missing."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.law.plain_words import counted
from onroll.service.people.actions.beginning import FirstSchool
from onroll.service.whole_numbers import whole_number

FIELDS = {
    "token": "Enter the set-up word. It was printed where Onroll was started.",
    "authority_name": "Enter the name of the local authority.",
    "authority_code": "Enter the authority’s three-figure DfE code.",
    "school_name": "Enter the name of the school.",
    "urn": "Enter the school’s URN, six figures.",
    "school_number": "Enter the last four figures of the school’s DfE number.",
    "phase": "Choose the school’s phase.",
    "kind": "Choose the kind of school.",
    "lowest_age": "Enter the lowest age of the school’s pupils, in years.",
    "highest_age": "Enter the highest age of the school’s pupils, in years.",
    "name": "Enter your name.",
    "username": "Enter a username.",
    "password": "Enter a password.",
    "again": "Enter the password again.",
}


def values_of(sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed, trimmed; passwords as they are."""
    return {
        name: sent.get(name, "") if name in ("password", "again") else sent.get(name, "").strip()
        for name in FIELDS
    }


def faults_in(values: Mapping[str, str]) -> dict[str, str]:
    """Return what to do about each field that cannot be used, by field; empty where all can."""
    faults = {name: words for name, words in FIELDS.items() if not values[name]}
    for age in ("lowest_age", "highest_age"):
        if values[age] and ((years := whole_number(values[age])) is None or years > 25):
            faults[age] = f"“{values[age]}” is not an age in years. Enter a number such as 4 or 11."
    faults |= _wrong_numbers(values)
    if values["password"] and values["again"] and values["password"] != values["again"]:
        faults["again"] = "The two passwords differ. Type the same one twice."
    return faults


def _wrong_numbers(values: Mapping[str, str]) -> dict[str, str]:
    faults = {
        name: f"“{values[name]}” is not {counted(figures, 'figure')}. {FIELDS[name]}"
        for name, figures in (("authority_code", 3), ("urn", 6), ("school_number", 4))
        if values[name] and (whole_number(values[name]) is None or len(values[name]) != figures)
    }
    ages = [whole_number(values[name]) for name in ("lowest_age", "highest_age")]
    if None not in ages and ages != sorted(ages):  # type: ignore[type-var]
        faults["highest_age"] = "The highest age is below the lowest. Change one of them."
    return faults


def first_school(values: Mapping[str, str]) -> FirstSchool:
    """Return the school that faultless values describe."""
    return FirstSchool(
        authority_name=values["authority_name"],
        authority_code=values["authority_code"],
        name=values["school_name"],
        urn=values["urn"],
        dfe_number=values["authority_code"] + values["school_number"],
        phase=values["phase"],
        kind=values["kind"],
        lowest_age=int(values["lowest_age"]),
        highest_age=int(values["highest_age"]),
    )
