"""The sheets of figures: each an address, a title and the document it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onroll.service.figures.document import Document
from onroll.service.figures.pages.codes import codes
from onroll.service.figures.pages.groups import groups
from onroll.service.figures.pages.overview import overview
from onroll.service.figures.pages.patterns import patterns
from onroll.service.figures.reading import Figures


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `asks` names the parts of the question it takes: period, groups."""

    name: str
    title: str
    make: Callable[[Figures], Document]
    asks: frozenset[str] = frozenset()
    names_pupils: bool = False
    is_of_schools: bool = True


SHEETS = (
    Sheet("overview", "Overview", overview, frozenset({"period"})),
    Sheet("groups", "Groups", groups, frozenset({"period", "groups"})),
    Sheet("patterns", "Patterns", patterns),
    Sheet("codes", "Codes", codes, frozenset({"period"})),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
