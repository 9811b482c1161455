"""A published rate of one of our measures: its counts where they are published, and words where nothing is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from onroll.analysis.measures.definitions import of_code
from onroll.analysis.published.columns import CODES, CODES_NOT_ALWAYS_THERE, POSSIBLE, RATES
from onroll.analysis.published.of_a_place import (
    ENROLMENTS_TO_DATE,
    PERSISTENT,
    SEVERE,
    PublishedFigures,
)
from onroll.analysis.published.rows import Number, added_up

PERSISTENT_RATE = "pa_perc"
#: The columns that are the numerator and the denominator of a measure, by the measure's name.
COLUMNS_OF: Mapping[str, tuple[str, str]] = {
    "attendance_percent": ("overall_attendance", POSSIBLE),
    "absence_percent": ("overall_absence", POSSIBLE),
    "authorised": ("authorised_absence", POSSIBLE),
    "unauthorised": ("unauthorised_absence", POSSIBLE),
    "late_sessions": ("late_sessions", POSSIBLE),
    "family present": ("present_sessions", POSSIBLE),
    "family approved_educational_activity": ("approved_educational_activity", POSSIBLE),
    "family authorised_absence": ("authorised_absence", POSSIBLE),
    "family unauthorised_absence": ("unauthorised_absence", POSSIBLE),
    **{of_code(code): (column, POSSIBLE) for column, code in {**CODES, **CODES_NOT_ALWAYS_THERE}.items()},
    "persistent": (PERSISTENT, ENROLMENTS_TO_DATE),
    "severe": (SEVERE, ENROLMENTS_TO_DATE),
}
#: The column that holds the rate itself, where its counts do not give it.
RATE_OF = {
    **{name: rate for name, (part, _) in COLUMNS_OF.items() for rate, of in RATES.items() if of == part},
    "persistent": PERSISTENT_RATE,
}
SYMBOLS_IN_WORDS = {
    "c": "kept back by the department, because it rests on too few schools or pupils",
    "z": "does not apply here",
    "x": "not available",
    "k": "so small that it rounds to nothing",
    "low": "so small that it rounds to nothing",
    "u": "left out by the department as unreliable",
}
_NOT_GIVEN = "not in the published file"


@dataclass(frozen=True, slots=True)
class PublishedRate:
    """A rate in per cent, not rounded. Where `percent` is None, `absent` says in words why.

    `numerator` and `denominator` are None where the department publishes the rate alone.
    """

    percent: Decimal | None
    numerator: Number | None = None
    denominator: Number | None = None
    absent: str = ""
    left_out: tuple[str, ...] = ()
    #: How many rates this is the plain average of; none where it is worked out from counts, or published itself.
    averaged: int = 0


def rate_of(figures: PublishedFigures, measure: str) -> PublishedRate:
    """Answer a measure's rate of one place. Raises `KeyError` for a measure that no published file has."""
    part, whole = COLUMNS_OF[measure]
    published = figures.rates.get(RATE_OF.get(measure, ""))
    if published is not None:
        return PublishedRate(Decimal(published))
    numerator, denominator = figures.counts.get(part), figures.counts.get(whole)
    if numerator is None or not denominator:
        return PublishedRate(None, absent=_why(figures, (part, whole, RATE_OF.get(measure, part))))
    return _fraction(numerator, denominator)


def rate_over(all_figures: Iterable[PublishedFigures], measure: str) -> PublishedRate:
    """Answer a measure's rate over several places together: their counts added up, then divided.

    Places without both counts are left out and named. Where none has its counts, the plain average of their published rates,
    which says how many it is of. Raises `KeyError` for a measure that no published file has.
    """
    part, whole = COLUMNS_OF[measure]
    places, counted, left_out = tuple(all_figures), [], []
    for one in places:
        numerator, denominator = one.counts.get(part), one.counts.get(whole)
        if numerator is None or denominator is None:
            left_out.append(one.area.name)
        else:
            counted.append((numerator, denominator))
    total = added_up(denominator for _, denominator in counted)
    if not total:
        return average_of(places, measure)
    rate = _fraction(added_up(numerator for numerator, _ in counted), total)
    return PublishedRate(rate.percent, rate.numerator, rate.denominator, left_out=tuple(left_out))


def average_of(places: Iterable[PublishedFigures], measure: str) -> PublishedRate:
    """Answer the plain average of several places' published rates of a measure, every place counting alike, whatever its size.

    Places without a rate are left out and named. Raises `KeyError` for a measure that no published file has.
    """
    rates = [(one.area.name, rate_of(one, measure).percent) for one in places]
    known = [rate for _, rate in rates if rate is not None]
    left_out = tuple(name for name, rate in rates if rate is None)
    if not known:
        return PublishedRate(
            None, absent="none of them has its rate or its counts in the published file", left_out=left_out
        )
    return PublishedRate(sum(known, Decimal()) / len(known), left_out=left_out, averaged=len(known))


def _fraction(numerator: Number, denominator: Number) -> PublishedRate:
    return PublishedRate(Decimal(numerator) * 100 / Decimal(denominator), numerator, denominator)


def _why(figures: PublishedFigures, columns: Iterable[str]) -> str:
    if figures.counts.get(POSSIBLE) == 0:
        return "nobody could have attended any session"
    symbols = (figures.symbols.get(column) for column in columns)
    found = next((symbol for symbol in symbols if symbol), "")
    return SYMBOLS_IN_WORDS.get(found, _NOT_GIVEN)
