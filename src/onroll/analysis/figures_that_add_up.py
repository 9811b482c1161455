"""Which figures of one period and group come to another, so that whoever has all but one of them has that one as well."""

from collections.abc import Callable, Iterator
from functools import cache

from onroll.analysis.codes import every_code, late_codes, newest_class
from onroll.analysis.measures import Cell
from onroll.analysis.measures.definitions import MEASURES, of_code
from onroll.law.code_meaning import StatisticalClass

Found = Callable[[str], Cell | None]


def _family(found: StatisticalClass) -> str:
    return f"family {found}"


#: Figures and those they are the sum of, whatever the codes.
_SUMS = (
    ("attendance_percent", tuple(_family(one) for one in StatisticalClass if one.is_attending)),
    ("absence_percent", ("authorised", "unauthorised")),
    ("authorised", (_family(StatisticalClass.AUTHORISED_ABSENCE),)),
    ("unauthorised", (_family(StatisticalClass.UNAUTHORISED_ABSENCE),)),
)
#: Figures that are shown of ten pupils however few of them had what they count.
OF_EVERYBODY = frozenset(measure.name for measure in MEASURES if measure.of_everybody)
#: Figures that come to what is possible, which every figure has below its line.
_TO_WHAT_IS_POSSIBLE = ("attendance_percent", "absence_percent")
#: Figures with the same numerator.
_SAME_NUMERATOR = tuple((f"absent_of_{name}", f"absence_rate_of_{name}") for name in ("persistent", "severe"))
#: Figures that have the numerator of another below their line.
DENOMINATORS = {
    "late_sessions": ("minutes_late",),
    "absence_percent": ("absent_of_persistent", "absent_of_severe"),
}


@cache
def _sums_of_codes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    families = [one for one in StatisticalClass if one.is_possible]
    codes = [(_family(one), [code for code in every_code() if newest_class(code) is one]) for one in families]
    return tuple(
        (whole, tuple(map(of_code, parts))) for whole, parts in (*codes, ("late_sessions", late_codes()))
    )


def figures_that_add_up(found: Found) -> Iterator[list[str]]:
    """Yield the names of figures that are found of which all but one tell that one; of codes only where they do come to the sum.

    A code that nobody has is no figure. The only code of a family that is everybody's is told by it: the family is shown.
    """
    for whole, parts in _SUMS:
        yield _given(found, (whole, *parts))
    for names in (_TO_WHAT_IS_POSSIBLE, *_SAME_NUMERATOR):
        yield _given(found, names)
    for whole, parts in _sums_of_codes():
        total = found(whole)
        if total is not None:
            cells = [cell for name in parts if (cell := found(name)) is not None]
            if len(cells) == 1 and whole in OF_EVERYBODY:
                continue
            if sum(cell.numerator for cell in cells) == total.numerator:
                yield [whole, *(cell.measure for cell in cells)]


def _given(found: Found, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if found(name) is not None]
