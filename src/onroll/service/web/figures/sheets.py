"""The sheets of figures: each an address, a title and the document it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onroll.service.figures import bodies
from onroll.service.figures.document import PART, Document
from onroll.service.figures.pages import before_and_after, groups, missing, movers, pupils, schools, what_if
from onroll.service.figures.pages.codes import codes
from onroll.service.figures.pages.movers_in_numbers import movers_in_numbers
from onroll.service.figures.pages.near import near_thresholds
from onroll.service.figures.pages.near_in_numbers import near_in_numbers
from onroll.service.figures.pages.overview import overview
from onroll.service.figures.pages.patterns import patterns
from onroll.service.figures.pages.quality import quality
from onroll.service.figures.pages.quality_in_numbers import quality_in_numbers
from onroll.service.figures.pages.what_if_in_numbers import what_if_in_numbers
from onroll.service.figures.reading import Figures


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `asks` names the parts of the question it takes: period, groups; `takes`, what is asked of it alone,
    and `days` the days among that, by name, with what each is called in a sentence.
    """

    name: str
    title: str
    make: Callable[[Figures], Document]
    asks: frozenset[str] = frozenset()
    names_pupils: bool = False
    #: Which kinds of body have it.
    of: frozenset[str] = frozenset({bodies.SCHOOL, bodies.TRUST, bodies.DISTRICT, bodies.AUTHORITY})
    takes: frozenset[str] = frozenset()
    #: Makes the document for whoever may not see the pupils, and of several schools, where the sheet names them else.
    without_names: Callable[[Figures], Document] | None = None
    days: Mapping[str, str] = field(default_factory=dict)

    def document(self, figures: Figures) -> Document:
        """Make the document for the person whom the figures were opened for."""
        if self.without_names is not None and not figures.names_pupils:
            return self.without_names(figures)
        return self.make(figures)

    def shows_names(self, figures: Figures) -> bool:
        """Say whether its document names pupils, so that nothing of it is kept back."""
        return self.names_pupils or (self.without_names is not None and figures.names_pupils)


SCHOOL = frozenset({bodies.SCHOOL})
SEVERAL = frozenset({bodies.TRUST, bodies.DISTRICT, bodies.AUTHORITY})
_PART = frozenset({PART})
SHEETS = (
    Sheet("overview", "Overview", overview, frozenset({"period"})),
    Sheet("schools", "Schools", schools.schools, frozenset({"period"}), of=SEVERAL, takes=schools.TAKES),
    Sheet("groups", "Groups", groups.groups, frozenset({"period", "groups"}), takes=groups.TAKES),
    Sheet("patterns", "Patterns", patterns),
    Sheet("codes", "Codes", codes, frozenset({"period"})),
    Sheet("pupils", "Pupils", pupils.pupils, frozenset({"period"}), True, SCHOOL, pupils.TAKES),
    Sheet("near", "Near a threshold", near_thresholds, frozenset({"period"}), takes=_PART, without_names=near_in_numbers),
    Sheet("movers", "Movers", movers.movers_between, takes=movers.TAKES, without_names=movers_in_numbers),
    Sheet("what-if", "What if", what_if.what_if_it_were, frozenset({"period"}), takes=what_if.TAKES, without_names=what_if_in_numbers),
    Sheet(
        "before-and-after",
        "Before and after",
        before_and_after.beside_a_day,
        frozenset(),
        True,
        SCHOOL,
        before_and_after.TAKES,
        days=before_and_after.DAYS,
    ),
    Sheet("quality", "Quality", quality, takes=_PART, without_names=quality_in_numbers),
)  # fmt: skip
#: What the figures of quality open to; they stand in no navigation.
BEHIND_QUALITY = (
    Sheet("missing", "Sessions missing", missing.missing, names_pupils=True, of=SCHOOL, takes=missing.TAKES),
    Sheet("at-fault", "Entries at fault", missing.faults, names_pupils=True, of=SCHOOL, takes=missing.TAKES_OF_FAULTS),
)  # fmt: skip
OF_A_SCHOOL = tuple(sheet for sheet in SHEETS if bodies.SCHOOL in sheet.of)
OF_SEVERAL = tuple(sheet for sheet in SHEETS if sheet.of >= SEVERAL and not sheet.names_pupils)


def sheets_of(kind: str, *, names_pupils: bool) -> list[Sheet]:
    """Return the sheets that a kind of body has, those that name pupils only for whoever may see them."""
    return [one for one in SHEETS if kind in one.of and (names_pupils or not one.names_pupils)]


BY_NAME = {sheet.name: sheet for sheet in (*SHEETS, *BEHIND_QUALITY)}
