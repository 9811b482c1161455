"""What a group is called on a page: the census's letters in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from onroll.analysis.groupings import NOT_KNOWN, Grouping
from onroll.analysis.report.words import column_in_words, group_in_words, lowered
from onroll.service.figures.pages import census_words
from onroll.service.people.special_needs import NEEDS
from onroll.service.people.year_groups import year_group_in_words

_NO_SCHOOLS: Mapping[str, str] = MappingProxyType({})
#: The values of the school census that say nothing by themselves (Common Basic Data Set: pupil's sex, SEN provision).
_WORDS = {
    "sex": {"F": "female", "M": "male"},
    "sen": {"E": "EHC plan", "K": "SEN support", "N": "none"},
    "ethnicity": census_words.ETHNICITY,
    "language": census_words.LANGUAGE,
    "sen_need": {**NEEDS, "NONE": "no special educational need"},
}


def group_name(grouping: Grouping, group: str, schools: Mapping[str, str] = _NO_SCHOOLS) -> str:
    """Write a group's values in words; of several characteristics, each with what it is of. `schools` are names by URN."""
    values = [
        _in_words(name, value, schools)
        for name, value in zip(grouping.columns, grouping.values(group), strict=True)
    ]
    if all(value is None for value in values):
        return group_in_words(grouping, group)
    plain = [
        value or group_in_words(Grouping((name,)), f"{name}={given}")
        for name, value, given in zip(grouping.columns, values, grouping.values(group), strict=True)
    ]
    if len(plain) == 1:
        return plain[0]
    return ", ".join(
        f"{column_in_words(name) if place == 0 else lowered(column_in_words(name))}: {value}"
        for place, (name, value) in enumerate(zip(grouping.columns, plain, strict=True))
    )


def group_beside_its_like(grouping: Grouping, group: str, schools: Mapping[str, str] = _NO_SCHOOLS) -> str:
    """Write a group's values as briefly as a drawing needs that says what it is by: "Bangladeshi, free school meals: no"."""
    brief = ", ".join(
        _in_words(name, value, schools) or _named(name, value)
        for name, value in zip(grouping.columns, grouping.values(group), strict=True)
    )
    return f"{brief[:1].upper()}{brief[1:]}"


def _named(name: str, value: str) -> str:
    return f"{lowered(column_in_words(name))}: {group_in_words(Grouping((name,)), f'{name}={value}')}"


def group_alone(grouping: Grouping, group: str, schools: Mapping[str, str] = _NO_SCHOOLS) -> str:
    """Write a group's values as they stand by themselves, with a capital."""
    name = group_name(grouping, group, schools)
    return f"{name[:1].upper()}{name[1:]}"


def _in_words(name: str, value: str, schools: Mapping[str, str]) -> str | None:
    if name == "school":
        return schools.get(value)
    if name == "year_group" and value != NOT_KNOWN:
        return year_group_in_words(value)
    return _WORDS.get(name, {}).get(value)
