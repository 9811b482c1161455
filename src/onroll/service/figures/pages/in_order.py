"""Groups in the order people look for them: 2 before 10, the youngest before year 1, and what is not known last."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.analysis.groupings import Grouping
from onroll.analysis.report.groups import by_name


def in_order(grouping: Grouping, groups: Iterable[str]) -> list[str]:
    """Return groups in order of their names."""
    return sorted(groups, key=lambda group: by_name(grouping, group))
