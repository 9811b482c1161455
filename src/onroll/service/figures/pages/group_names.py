"""What a group is called on a page: the census's letters in words."""

from __future__ import annotations

from onroll.analysis.groupings import NOT_KNOWN, Grouping
from onroll.analysis.report.words import column_in_words, group_in_words, lowered
from onroll.service.figures.pages import census_words
from onroll.service.people.year_groups import year_group_in_words

#: The values of the school census that say nothing by themselves (Common Basic Data Set: pupil's sex, SEN provision).
_WORDS = {
    "sex": {"F": "female", "M": "male"},
    "sen": {"E": "EHC plan", "K": "SEN support", "N": "none"},
    "ethnicity": census_words.ETHNICITY,
    "language": census_words.LANGUAGE,
    "sen_need": census_words.SEN_NEED,
}


def group_name(grouping: Grouping, group: str) -> str:
    """Write a group's values in words; of several characteristics, each with what it is of."""
    values = [
        _in_words(name, value) for name, value in zip(grouping.columns, grouping.values(group), strict=True)
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


def group_alone(grouping: Grouping, group: str) -> str:
    """Write a group's values as they stand by themselves, with a capital."""
    name = group_name(grouping, group)
    return f"{name[:1].upper()}{name[1:]}"


def _in_words(name: str, value: str) -> str | None:
    if name == "year_group" and value != NOT_KNOWN:
        return year_group_in_words(value)
    return _WORDS.get(name, {}).get(value)
