"""Groups in the order people look for them: 2 before 10, the youngest before year 1, and what is not known last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onroll.analysis.groupings import Grouping
from onroll.analysis.report.groups import by_name


def in_order(
    grouping: Grouping, groups: Iterable[str], schools: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Return groups in order of their names, schools by theirs, which `schools` has by URN."""
    return sorted(groups, key=lambda group: _key(grouping, group, schools))


def _key(grouping: Grouping, group: str, schools: Mapping[str, str]) -> tuple[object, ...]:
    places = [
        schools.get(value, "").casefold() if name == "school" else ""
        for name, value in zip(grouping.columns, grouping.values(group), strict=True)
    ]
    return tuple(zip(places, by_name(grouping, group), strict=True))
